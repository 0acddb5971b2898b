"""PDF files that unfold, nest, or lead round in a circle: refused or read, in little time and memory."""

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tests.loading import load
from tests.unmeasured import unmeasured

pytest.importorskip("pypdfium2")

from routemap.drafting import read_document
from routemap.drafting.reading import confined
from routemap.errors import ReadError

MOST_SECONDS = 30  # of computing; each takes less than three here
MOST_MEGABYTES = 500
# Run in a process of its own: its time and memory, and those of the process that it starts.
READ = """
import json, resource, sys
from routemap.drafting import read_document
from routemap.errors import ReadError
try:
    said = read_document(sys.argv[1]).text
except ReadError as error:
    said = str(error)
told = dict(line.split(":", 1) for line in open("/proc/self/status"))  # what is counted as used holds the parent's
theirs = resource.getrusage(resource.RUSAGE_CHILDREN)
memory = [int(told["VmHWM"].split()[0]) / 1024, theirs.ru_maxrss / 1024]
print(json.dumps([said[:2000], memory, theirs.ru_utime + theirs.ru_stime]))
"""
TOO_LARGE = "is too large"
EXPECTED = {
    "blanks without end": TOO_LARGE,
    "packed three times": TOO_LARGE,
    "run lengths": "has no text layer",
    "gaps that a predictor fills": "has no text layer",
    "letters without end": TOO_LARGE,
    "a vast picture": "Cocaine",
    "drawings in drawings": TOO_LARGE,
    "a drawing that draws itself": TOO_LARGE,
    "marks in marks": TOO_LARGE,
    "arrays in arrays in the catalogue": "Cocaine",
    "a tree of trees": "is damaged",
    "a tree that holds itself": "is damaged",
    "a tree that says millions": "Cocaine",
    "one page a million times": TOO_LARGE,
    "one page 4,900 times": TOO_LARGE,
    "contents many times over": TOO_LARGE,
    "an object stream that unfolds": TOO_LARGE,
    "a table of references without end": "Cocaine",
    "tables of references in a circle": "Cocaine",
    "letters told without end": TOO_LARGE,
    "letters that stand for thousands": "looks like a program",
}


@pytest.fixture(scope="module")
def bombs() -> ModuleType:
    """What makes the files."""
    return load("pdf_bombs", Path(__file__).with_name("pdf_bombs.py"))


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory and counts it as Linux does")
@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_pdf_takes_little_time_and_memory(name: str, tmp_path: Path, bombs: ModuleType) -> None:
    (tmp_path / "a.pdf").write_bytes(bombs.BOMBS[name]())
    command = [sys.executable, "-c", READ, str(tmp_path / "a.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=unmeasured())
    assert done.returncode == 0, done.stderr
    said, (ours, theirs), seconds = json.loads(done.stdout)
    assert EXPECTED[name] in said
    assert str(tmp_path) not in said
    assert max(ours, theirs) <= MOST_MEGABYTES
    assert seconds <= MOST_SECONDS


@pytest.mark.parametrize(
    ("does", "expected"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "is damaged (its reader came to a stop)"),
        ("import os; os.abort()", "it unfolds to more than its size explains"),
        ("print('neither lines nor a refusal')", "its reader came to a stop"),
        ("""print('{"refused": ["no-such-code", ""]}')""", "its reader came to a stop"),
        ("""print('{"refused": ["report-large", "\\\\u001b[2J\\\\u202e"]}')""", r"is too large (\x1b[2J\u202e)"),
        ("""print('{"lines": [[1, [["a", 0, 3]]]], "pages": 1, "notes": []}')""", "its reader came to a stop"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_whatever_becomes_of_the_process_that_reads_is_one_sentence(
    does: str, expected: str, tmp_path: Path, bombs: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(bombs.BOMBS["a tree that says millions"]())
    monkeypatch.setattr(confined, "_START", does)
    with pytest.raises(ReadError) as caught:
        read_document(tmp_path / "a.pdf")
    assert expected in str(caught.value)


def test_the_process_that_reads_imports_nothing_from_the_current_folder(
    tmp_path: Path, bombs: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json", "pypdfium2", "ctypes", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("open('was-here', 'w')\n")
    (tmp_path / "a.pdf").write_bytes(bombs.BOMBS["a tree that says millions"]())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert "Cocaine" in read_document("a.pdf").text
    assert not (tmp_path / "was-here").exists()
