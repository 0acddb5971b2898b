"""Reports that unfold, nest, or never close what they open: refused or read, in little time and memory."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from tests.unmeasured import unmeasured

MOST_SECONDS = 30  # of computing; each takes less than three here
MOST_MEGABYTES = 500
TOLD = "Cocaine from Colombia is shipped to Norway by sea, and it is sold there by small groups. "
_XML = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [{}]>'
_WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    f"<w:t>&a; {TOLD}</w:t></w:r></w:p></w:body></w:document>"
)
# Run in a process of its own, whose time and memory are those of the one file.
READ = """
import json, resource, sys
from routemap.drafting import read_document
from routemap.errors import ReadError
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]),) * 2)
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
try:
    said = read_document(sys.argv[1]).text
except ReadError as error:
    said = str(error)
told = dict(line.split(":", 1) for line in open("/proc/self/status"))  # what is counted as used holds the parent's
print(json.dumps([said[:2000], int(told["VmHWM"].split()[0]) / 1024]))
"""


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def docx(body: Callable[[], str]) -> Callable[[ModuleType], bytes]:
    return lambda paper: paper.make_docx(body())


def xml(entities: str) -> Callable[[ModuleType], bytes]:
    return lambda paper: archive({"word/document.xml": (_XML.format(entities) + _WORD).encode("utf-16")})


def page(inside: str, times: int) -> Callable[[ModuleType], bytes]:
    return lambda paper: f"<!doctype html><html><body><p>{TOLD * 3}</p>{inside * times}".encode()


def signs(sign: str) -> Callable[[ModuleType], bytes]:
    # After so much prose that the report is read, in one line that begins as a heading.
    return lambda paper: f"{(TOLD * 10 + chr(10) * 2) * 240}\n# {sign * (600_000 // len(sign))}x\n".encode()


FILES: dict[str, tuple[str, Callable[[ModuleType], bytes], str]] = {
    "thirty million paragraphs": ("a.docx", docx(lambda: "<w:p/>" * 30_000_000), "is too large"),
    "six million paragraphs": ("a.docx", docx(lambda: "<w:p/>" * 6_000_000), "is too large"),
    "a tag of a million attributes": (
        "a.docx",
        docx(lambda: "<w:p " + " ".join(f'a{number}="1"' for number in range(1_000_000)) + "/>"),
        "is too large",
    ),
    "tables in tables without end": ("a.docx", docx(lambda: "<w:tbl>" * 100_000), "is too large"),
    "a comment of 40 MB": ("a.docx", docx(lambda: f"<!--{'x' * 40_000_000}-->"), "is too large"),
    "letters that stand for letters": (
        "a.docx",
        xml(f'<!ENTITY c "{"x" * 1000}"><!ENTITY b "{"&c;" * 1000}"><!ENTITY a "{"&b;" * 1000}">'),
        "declares entities",
    ),
    "a letter that stands for a file": ("a.docx", xml('<!ENTITY a SYSTEM "file:///etc/passwd">'), "declares entities"),
    "a letter that stands for an address": (
        "a.docx",
        xml('<!ENTITY a SYSTEM "http://127.0.0.1:9/">'),
        "declares entities",
    ),
    "tags that are never closed": ("a.html", page("<a b=", 300_000), TOLD),
    "quotation marks that are never closed": ("a.html", page('<a x="', 300_000), TOLD),
    "a tag of many attributes": ("a.html", page("<a " + 'x="1" ' * 500_000, 1), TOLD),
    "comments that are never closed": ("a.html", page("<!--", 300_000), TOLD),
    "declarations that are never closed": ("a.html", page("<!x", 300_000), TOLD),
    "sections that are never closed": ("a.html", page("<![CDATA[", 300_000), TOLD),
    "scripts that are never closed": ("a.html", page("<script></scrip", 300_000), TOLD),
    "remarks in a style that are never closed": ("a.html", page(f"<p style='{'/* ' * 500_000}'>", 1), TOLD),
    "hidden in hidden": ("a.html", page("<div hidden style='color:red'>", 300_000), TOLD),
    "many signs that begin a tag": ("a.html", page("<", 700_000), ""),
    "more signs that begin a tag than there are in any report": ("a.html", page("<", 1_500_000), "is too large"),
    "millions of paragraphs": ("a.html", page("<p>x", 1_000_000), "is too large"),
    **{
        f"many {sign!r} in Markdown": ("a.md", signs(sign), TOLD)
        for sign in ("[", "[ ", "(", "`", "*", "<", "&", "|", "![", "[](", "](", "#  #", "- ")
    },
    "pictures in pictures": ("a.html", page("<svg>" * 100_000 + "</x></svg>" * 100_000, 1), TOLD),
}


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory and counts it as Linux does")
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_report_takes_little_time_and_memory(name: str, tmp_path: Path, paper: ModuleType) -> None:
    file, make, expected = FILES[name]
    (tmp_path / file).write_bytes(make(paper))
    command = [sys.executable, "-c", READ, str(tmp_path / file), str(MOST_SECONDS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=unmeasured())
    assert done.returncode == 0, done.stderr
    said, megabytes = json.loads(done.stdout)
    assert expected.strip() in said
    assert str(tmp_path) not in said
    assert megabytes <= MOST_MEGABYTES


@pytest.mark.skipif(sys.platform != "linux", reason="limits the time of computing")
def test_a_million_full_stops_are_divided_in_one_pass() -> None:
    code = """
import resource, sys
from routemap.drafting.sentences import split_sentences
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]),) * 2)
text = "It is sold" + "." * 1_000_000 + "x"
assert list(split_sentences(text, 0, len(text), frozenset())) == [(0, len(text))]
"""
    subprocess.run([sys.executable, "-c", code, str(MOST_SECONDS)], check=True, env=unmeasured())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[a port](https://x.org/a_(b)) and [b](c)", "a port and b"),
        ("[ see ![a map](m.png) of [Peru](p)", "[ see a map of Peru"),
        ("a [b](c", "a [b](c"),
        ("# A port of call ## ", "A port of call"),
        ("| a | b |", "a b"),
        ("<b>bold</b> < 3", "bold < 3"),
    ],
)
def test_marks_of_markdown_are_left_out(written: str, read: str, tmp_path: Path) -> None:
    from routemap.drafting import read_document

    (tmp_path / "a.md").write_text(f"{TOLD}\n\n{written}\n\n{TOLD}\n")
    assert read_document(tmp_path / "a.md").text.splitlines()[1] == read


def test_the_small_words_of_languages_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from routemap.drafting import read_document
    from routemap.drafting.reading import judging

    asked: list[str] = []
    plain = judging.read_rows
    monkeypatch.setattr(judging, "read_rows", lambda *about: asked.append(about[1]) or plain(*about))
    (tmp_path / "a.txt").write_text(TOLD * 50)
    read_document(tmp_path / "a.txt")
    assert len(asked) <= 1


def test_a_sentence_without_end_is_listed_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from routemap.drafting import draft_routes, engine, read_document

    read: list[int] = []
    plain = engine.read_sentence
    monkeypatch.setattr(engine, "read_sentence", lambda *about: read.append(len(about[0])) or plain(*about))
    endless = "cocaine is shipped from Peru to Norway and then by road to Sweden via Germany, " * 300
    (tmp_path / "a.txt").write_text(f"{TOLD}\n\nLong ago {endless}and so on. {TOLD}\n\n{'aa' * 10_001}\n")
    drafts = draft_routes(read_document(tmp_path / "a.txt"), source="s")
    assert len(read) == 2
    told = [segment for segment in drafts.silent if segment.reason.startswith("it is too long to be read")]
    assert [segment.quote[:9] for segment in told] == ["Long ago ", "aaaaaaaaa"]
    assert all("sentence" in segment.locator for segment in told)
    assert {row["origin"] for row in drafts.rows} == {"COL"}


def test_a_text_is_put_together_of_few_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from routemap.drafting import document, read_document

    added: list[str] = []
    plain = document.Builder.add
    monkeypatch.setattr(document.Builder, "add", lambda self, *piece: added.append(piece[0]) or plain(self, *piece))
    (tmp_path / "a.txt").write_text(f"{TOLD * 50}The  end\u200b.\n")
    assert read_document(tmp_path / "a.txt").text == f"{TOLD * 50}The end.\n"
    assert len(added) < 20
