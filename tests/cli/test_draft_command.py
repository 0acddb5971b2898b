import csv
import json
import subprocess
import sys
from pathlib import Path

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


def test_a_report_in_french_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text("La cocaïne arrive en France par le port du Havre et elle est transportée vers les Pays-Bas. " * 4)
    out, found = tmp_path / "d.csv", tmp_path / "d.json"
    said = routemap("draft", path, "--source", "s", "--out", out, "--report", found)
    assert said.returncode == 1
    assert "it looks like French" in said.stderr
    assert not out.exists()
    assert not found.exists()


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
    page = (tmp_path / "maps" / "index.html").read_text(encoding="utf-8")
    assert "Drafts that nobody has reviewed, of these routes: 1." in page
    counts = json.loads((tmp_path / "maps" / "manifest.json").read_text(encoding="utf-8"))["counts"]
    assert (counts["drafts"], counts["left_out_as_rejected"]) == (1, 1)


@pytest.mark.parametrize("name", ["build", "encode", "export", "figure"])
def test_accepted_drafts_are_routes(drafted: Path, tmp_path: Path, name: str) -> None:
    text = drafted.read_text(encoding="utf-8")
    drafted.write_text(text.replace(",draft,A", ",accepted,A").replace(",draft,B", ",edited,B"), encoding="utf-8")
    assert routemap(*commands(drafted, tmp_path)[name]).returncode == 0
