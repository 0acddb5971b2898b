import csv
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

COMMAND = Path(sys.executable).parent / "routemap"
REPORT = (
    "DRUGS\nHeroin from Turkey is smuggled to Norway via Bulgaria.\nCocaine arrives from Colombia.\n"
    "The police of Sweden met in Oslo.\n"
)


def routemap(*arguments: object, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(COMMAND), *map(str, arguments)], input=stdin, capture_output=True, text=True, check=False
    )


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_draft_has_help_with_an_example() -> None:
    said = routemap("draft", "--help")
    assert said.returncode == 0
    assert "Example: routemap draft report.pdf" in said.stdout


def test_draft_writes_rows_and_report_and_says_what_it_found(report: Path, tmp_path: Path) -> None:
    out, found = tmp_path / "draft.csv", tmp_path / "draft.json"
    said = routemap("draft", report, "--subject", "NOR", "--source", "Annual report", "--out", out, "--report", found)
    assert said.returncode == 0, said.stderr
    assert said.stdout == ""
    assert said.stderr == "read 3 sentences: 2 rows drafted from 2 (1 of tier A), 1 silent; 2 to be reviewed\n"
    assert [(row["market"], row["source"], row["status"]) for row in rows(out)] == [
        ("heroin trade", "Annual report", "draft"),
        ("cocaine trade", "Annual report", "draft"),
    ]
    assert rows(out)[1]["destination"] == "NOR"
    assert len(json.loads(found.read_text(encoding="utf-8"))["segments"]) == 3


def test_standard_input_and_output_and_the_address(tmp_path: Path) -> None:
    address = "https://example.org/report"
    said = routemap("draft", "-", "--source", "s", "--out", "-", "--url", address, stdin=REPORT)
    assert said.returncode == 0
    found = list(csv.DictReader(said.stdout.splitlines()))
    assert {row["url"] for row in found} == {address}
    assert found[1]["destination"] == ""
    wrong = routemap("draft", "-", "--source", "s", "--out", "-", "--url", "javascript:alert(1)", stdin=REPORT)
    assert wrong.returncode == 2
    assert "links of this kind are not allowed" in wrong.stderr


def test_explain_shows_how_a_sentence_was_read(report: Path, tmp_path: Path) -> None:
    said = routemap("draft", report, "--source", "s", "--out", tmp_path / "d.csv", "--explain")
    assert "slot: transit = BGR by ““via””" in said.stderr
    assert "it names no goods or people that move" in said.stderr


def test_an_encoding_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_bytes("Cocaine is shipped from Curaçao to Spain.".encode("windows-1252"))
    out = tmp_path / "d.csv"
    assert routemap("draft", path, "--source", "s", "--out", out).returncode == 1
    assert not out.exists()
    assert routemap("draft", path, "--source", "s", "--out", out, "--encoding", "windows-1252").returncode == 0
    assert rows(out)[0]["origin"] == "CUW"


def test_earlier_decisions_are_merged_in(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "draft.csv"
    routemap("draft", report, "--source", "s", "--out", out)
    reviewed = tmp_path / "reviewed.csv"
    reviewed.write_text(out.read_text(encoding="utf-8").replace(",draft,A", ",accepted,A"), encoding="utf-8")
    again = tmp_path / "again.csv"
    said = routemap("draft", report, "--source", "s", "--out", again, "--decisions", reviewed)
    assert said.returncode == 0, said.stderr
    assert [(row["status"], row["decision"]) for row in rows(again)] == [("accepted", "kept"), ("draft", "kept")]


PROSE = "Cocaine from Colombia is shipped to Antwerp, and some of it is moved on to Norway by road. "
FRENCH = "La cocaïne arrive en France par le port du Havre et elle est transportée vers les Pays-Bas. "
ARABIC = "يصل الهيروين من أفغانستان إلى تركيا عبر إيران ثم ينقل إلى أوروبا عبر البلقان في شاحنات. "
CODE = "def main():\n    for (i = 0; i < n; i++) { x[i] = a->b(c); }\n    return {'a': 1};\n"
Make = Callable[[ModuleType], bytes]

BAD: dict[str, tuple[str, Make, str]] = {
    "empty": ("r.txt", lambda paper: b"", "holds no text"),
    "scanned": ("r.pdf", lambda paper: paper.make_pdf([[], [], []]), "all 3 pages"),
    "locked pdf": ("r.pdf", lambda paper: paper.lock_pdf(paper.make_pdf([[(60, 700, PROSE, 6)]])), "password"),
    "locked docx": ("r.docx", lambda paper: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "without a password"),
    "broken docx": ("r.docx", lambda paper: paper.make_docx(f"<w:p><w:r><w:t>{PROSE}")[:-40], "cannot be read"),
    "docx of broken xml": ("r.docx", lambda paper: paper.make_docx(f"<w:p><w:r><w:t>{PROSE}"), "cannot be read"),
    "cut off pdf": ("r.pdf", lambda paper: paper.make_pdf([[(60, 700, PROSE, 6)]])[:60], "cannot be read"),
    "right to left": ("r.txt", lambda paper: (ARABIC * 3).encode(), "from right to left"),
    "French": ("r.txt", lambda paper: (FRENCH * 4).encode(), "it looks like French"),
    "French docx": (
        "r.docx",
        lambda paper: paper.make_docx(f"<w:p><w:r><w:t>{FRENCH * 4}</w:t></w:r></w:p>"),
        "French",
    ),
    "code": ("r.txt", lambda paper: (CODE * 12).encode(), "program"),
    "picture": ("r.txt", lambda paper: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "expected"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_report_is_refused_with_a_sentence_and_nothing_is_written(
    name: str, tmp_path: Path, paper: ModuleType
) -> None:
    file, make, sentence = BAD[name]
    (tmp_path / file).write_bytes(make(paper))
    kept = tmp_path / "d.csv"
    kept.write_text("as it was", encoding="utf-8")
    outputs = ["--out", kept, "--report", tmp_path / "d.json", "--review", tmp_path / "d.html"]
    said = routemap("draft", tmp_path / file, "--source", "s", *outputs)
    told = " ".join(said.stderr.split())
    assert said.returncode == 1, told
    assert sentence in told
    assert file in told
    assert "Traceback" not in told
    assert kept.read_text(encoding="utf-8") == "as it was"
    assert {path.name for path in tmp_path.iterdir()} == {file, "d.csv"}


@pytest.mark.parametrize("name", ["nowhere.txt", "folder"])
def test_a_report_that_cannot_be_opened_is_told_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    said = routemap("draft", tmp_path / name, "--source", "s", "--out", tmp_path / "d.csv")
    assert said.returncode == 2
    assert name in said.stderr
    assert "Traceback" not in said.stderr
    assert not (tmp_path / "d.csv").exists()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="the owner of the machine may read all files")
def test_a_report_that_may_not_be_read_is_told(report: Path, tmp_path: Path) -> None:
    report.chmod(0)
    said = routemap("draft", report, "--source", "s", "--out", tmp_path / "d.csv")
    assert said.returncode == 2
    assert f"{report.name}: permission denied" in said.stderr
    assert not (tmp_path / "d.csv").exists()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="makes a socket of Unix")
def test_a_report_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A socket in place of the report: it can be opened by nobody, on any account."""
    folder = Path(tempfile.mkdtemp())  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as held:
        held.bind(str(folder / "r.txt"))
        said = routemap("draft", folder / "r.txt", "--source", "s", "--out", tmp_path / "d.csv")
    shutil.rmtree(folder)
    assert said.returncode == 2
    assert "r.txt" in said.stderr
    assert "Traceback" not in said.stderr
    assert not (tmp_path / "d.csv").exists()


def test_a_pdf_of_2000_pages_is_drafted(tmp_path: Path, paper: ModuleType) -> None:
    (tmp_path / "r.pdf").write_bytes(paper.make_pdf([[(60.0, 700.0, PROSE.strip(), 6)]] * 2000))
    said = routemap("draft", tmp_path / "r.pdf", "--source", "s", "--out", tmp_path / "d.csv")
    assert said.returncode == 0, said.stderr
    drafted = rows(tmp_path / "d.csv")
    assert drafted[-1]["locator"].startswith("p. 2000")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--source", " "], "the citation is empty"),
        (["--source", "s", "--subject", "Norwya"], "did you mean Norway"),
    ],
)
def test_a_wrong_command_is_told(report: Path, tmp_path: Path, arguments: list[str], sentence: str) -> None:
    said = routemap("draft", report, "--out", tmp_path / "d.csv", *arguments)
    assert said.returncode == 2
    assert sentence in " ".join(said.stderr.split())
    assert not (tmp_path / "d.csv").exists()


def test_the_report_is_never_written_over(report: Path) -> None:
    said = routemap("draft", report, "--source", "s", "--out", report)
    assert said.returncode == 2
    assert report.read_text(encoding="utf-8") == REPORT


# -- drafts are not routes --------------------------------------------------------------------------------------------


@pytest.fixture
def drafted(report: Path, tmp_path: Path) -> Path:
    out = tmp_path / "draft.csv"
    routemap("draft", report, "--subject", "NOR", "--source", "s", "--out", out)
    return out


def commands(table: Path, folder: Path) -> dict[str, tuple[object, ...]]:
    return {
        "build": ("build", table, "--out", folder / "maps"),
        "encode": ("encode", table, "--out", folder / "routes.geojson"),
        "export": ("export", table, "--out", folder / "routes.kml"),
        "figure": ("figure", table, "--out", folder / "figure.svg"),
    }


@pytest.mark.parametrize("name", ["build", "encode", "export", "figure"])
def test_undecided_drafts_are_refused_and_drawn_only_when_asked_for(drafted: Path, tmp_path: Path, name: str) -> None:
    command = commands(drafted, tmp_path)[name]
    said = routemap(*command)
    assert said.returncode == 1
    assert "2 rows are drafts: review them, or --include-drafts" in said.stderr
    assert not Path(str(command[-1])).exists()
    taken = routemap(*command, "--include-drafts")
    assert taken.returncode == 0, taken.stderr
    assert "of them 2 drafts that nobody has reviewed" in taken.stdout + taken.stderr


def test_the_pages_head_says_how_many_are_drafts_and_rejected_ones_are_left_out(drafted: Path, tmp_path: Path) -> None:
    text = drafted.read_text(encoding="utf-8")
    drafted.write_text(text.replace(",draft,A", ",rejected,A"), encoding="utf-8")
    said = routemap("build", drafted, "--out", tmp_path / "maps", "--include-drafts")
    assert said.returncode == 0, said.stderr
    assert "1 left out as rejected" in said.stdout
    page = next((tmp_path / "maps").glob("*.html")).read_text(encoding="utf-8")
    assert "Drafts that nobody has reviewed, of these routes: 1." in page
    counts = json.loads((tmp_path / "maps" / "manifest.json").read_text(encoding="utf-8"))["counts"]
    assert (counts["drafts"], counts["left_out_as_rejected"]) == (1, 1)


@pytest.mark.parametrize("name", ["build", "encode", "export", "figure"])
def test_accepted_drafts_are_routes(drafted: Path, tmp_path: Path, name: str) -> None:
    text = drafted.read_text(encoding="utf-8")
    drafted.write_text(text.replace(",draft,A", ",accepted,A").replace(",draft,B", ",edited,B"), encoding="utf-8")
    assert routemap(*commands(drafted, tmp_path)[name]).returncode == 0
