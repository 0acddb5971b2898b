"""Each tutorial runs as it is written, in an empty folder, with nothing but what `routemap new` puts there."""

import contextlib
import csv
import fnmatch
import io
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from routemap.cli import app

DOCS = Path(__file__).parent.parent / "docs"
PAGES = sorted(DOCS.glob("tutorial-*.md"))
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def steps(page: Path) -> list[tuple[str, str, list[str]]]:
    """Return what a page has its reader do, in its order: the kind, the command or program, and what is said to it."""
    found = []
    for kind, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "python":
            found.append((kind, block, []))
            continue
        for part in block.removeprefix("$ ").split("\n$ "):
            command, *said = part.rstrip("\n").split("\n")
            found.append((kind, command, said))
    return found


def accept_all() -> None:
    """Do what the reader does in the browser: accept every claim, and save."""
    with Path("draft.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with Path("report-reviewed.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | {"status": "accepted"} for row in rows)


def run(command: str, said: list[str], printed: str) -> None:
    """Run a command of a page, and hold what it says to what the page says; an ellipsis stands for anything."""
    if "report-reviewed.csv" in command:
        accept_all()
    words = shlex.split(command)[1:]
    if any("…" in word for word in words):  # an id that the program before has printed
        words = [next(iter(fnmatch.filter(printed.split(), word.replace("…", "*"))), word) for word in words]
    done = CliRunner().invoke(app, words)
    # Of what a refusal says, the rest comes from around the application: routemap.cli.main.
    lines = [*done.output.splitlines(), *map(str, getattr(done.exception, "problems", ()))]
    for line in (line for line in said if not line.startswith("routemap: ")):
        pattern = re.escape(line).replace("…", ".*")
        assert any(re.fullmatch(pattern, one) for one in lines), f"{command}\n{line}\n\n{done.output}"
    assert done.exit_code == int(any("refused" in line for line in said)), done.output


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_tutorial_runs_as_it_is_written(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "agg")
    names: dict[str, object] = {}
    printed = io.StringIO()
    for kind, step, said in steps(page):
        if kind == "python":
            with contextlib.redirect_stdout(printed):
                exec(compile(step, page.name, "exec"), names)
        elif step.startswith("cd "):
            monkeypatch.chdir(Path.cwd() / step[3:])
        elif step.startswith("routemap "):
            run(step, said, printed.getvalue())
        else:
            assert step.startswith("pip install "), step


def test_there_is_one_for_each_errand() -> None:
    assert [page.stem for page in PAGES] == [
        f"tutorial-{errand}" for errand in ("article", "prose", "qgis", "records", "table")
    ]
