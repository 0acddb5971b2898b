import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "data/routes.csv"
COMMAND = Path(sys.executable).parent / "routemap"

BAD = """market,origin,destination,confidence
cannabis trade,Moroccco,Norway,high
cannabis trade,Spain,Norway,sure
heroin trade,Congo,Norway,
"""


def routemap(*arguments: object, stdin: str | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(COMMAND), *map(str, arguments)], input=stdin, capture_output=True, text=True, cwd=cwd, check=False
    )


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.csv"
    path.write_text(BAD, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["build", "encode", "check", "export", "places"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    said = routemap(command, "--help")
    assert said.returncode == 0
    assert f"Example: routemap {command}" in said.stdout


def test_the_version_is_the_packages() -> None:
    from importlib import metadata

    assert routemap("--version").stdout.strip() == f"routemap {metadata.version('routemap')}"


def test_build_writes_pages_and_ends_with_the_counts(tmp_path: Path) -> None:
    said = routemap("build", TABLE, "--out", tmp_path / "maps", "--lang", "nb")
    assert said.returncode == 0
    last = said.stdout.strip().splitlines()[-1]
    assert last.startswith("read 27 routes: 20 drawn, 7 listed without a line; wrote 13 files for 10 markets; open ")
    assert "Heroinhandel" in (tmp_path / "maps/heroin-trade.html").read_text(encoding="utf-8")


def test_encoding_the_table_gives_the_committed_geojson_byte_for_byte(tmp_path: Path) -> None:
    out = tmp_path / "routes.geojson"
    assert routemap("encode", TABLE, "--out", out).returncode == 0
    assert out.read_bytes() == (ROOT / "data/routes.geojson").read_bytes()


def test_encode_writes_to_standard_output() -> None:
    said = routemap("encode", "-", "--out", "-", stdin=TABLE.read_text(encoding="utf-8"))
    assert said.stdout.encode() == (ROOT / "data/routes.geojson").read_bytes()


def test_the_geojson_builds_the_same_pages_as_the_table(tmp_path: Path) -> None:
    for source in ("routes.csv", "routes.geojson"):
        assert routemap("build", ROOT / "data" / source, "--out", tmp_path / source).returncode == 0
    for page in (tmp_path / "routes.csv").glob("*.html"):
        assert page.read_bytes() == (tmp_path / "routes.geojson" / page.name).read_bytes()


def test_export_writes_each_format_in_the_wanted_shape(tmp_path: Path) -> None:
    files = [tmp_path / f"routes{suffix}" for suffix in (".geojson", ".gpkg", ".csv")]
    said = routemap("export", TABLE, *(part for file in files for part in ("--out", file)))
    assert said.returncode == 0, said.stderr
    assert all(file.exists() for file in files)
    curved = tmp_path / "curved.geojson"
    assert routemap("export", TABLE, "--out", curved, "--shape", "curve").returncode == 0
    assert curved.read_bytes() != files[0].read_bytes()
    assert routemap("check", curved).returncode == 0


def test_export_to_an_unknown_format_names_the_known(tmp_path: Path) -> None:
    said = routemap("export", TABLE, "--out", tmp_path / "routes.dxf")
    assert said.returncode != 0
    assert ".gpkg" in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_check_tells_all_problems_at_once(bad: Path) -> None:
    said = routemap("check", bad)
    assert said.returncode == 1
    for line, words in ((2, "Moroccco"), (3, "sure"), (4, "Congo")):
        assert re.search(rf"bad\.csv:{line}: \w+ '{words}': ", said.stderr), said.stderr
    assert "did you mean Morocco" in said.stderr
    assert said.stdout.startswith("refused: 3 errors")


def test_a_refused_table_writes_nothing(bad: Path, tmp_path: Path) -> None:
    for arguments in (("build", bad, "--out", tmp_path / "maps"), ("encode", bad, "--out", tmp_path / "x.geojson")):
        said = routemap(*arguments)
        assert said.returncode == 1
        assert "nothing was written" in said.stderr
        assert "Traceback" not in said.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["bad.csv"]


def test_the_report_holds_every_problem_as_data(bad: Path, tmp_path: Path) -> None:
    routemap("check", bad, "--report", tmp_path / "report.json")
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    errors = [problem for problem in report["problems"] if problem["severity"] == "error"]
    assert report["accepted"] is False
    assert [(problem["line"], problem["value"]) for problem in errors] == [(2, "Moroccco"), (3, "sure"), (4, "Congo")]
    assert set(errors[0]) >= {"file", "line", "column", "value", "code", "message", "hint"}


def test_strict_makes_warnings_errors(tmp_path: Path) -> None:
    path = tmp_path / "unsourced.csv"
    path.write_text("market,origin,destination\nheroin trade,Morocco,Norway\n", encoding="utf-8")
    assert routemap("check", path).returncode == 0
    assert routemap("check", path, "--strict").returncode == 1


def test_columns_and_encoding_and_sheet_have_their_effect(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_bytes("market,A,B\nheroin trade,Côte d’Ivoire,Norway\n".encode("cp1252"))
    assert routemap("check", table).returncode == 1
    said = routemap("check", table, "--columns", "A=origin,B=destination", "--encoding", "cp1252")
    assert said.returncode == 0, said.stderr
    import openpyxl

    book = openpyxl.Workbook()
    book.create_sheet("second").append(["market", "origin", "destination"])
    book["second"].append(["heroin trade", "Morocco", "Norway"])
    book.save(tmp_path / "book.xlsx")
    assert "1 route" in routemap("check", tmp_path / "book.xlsx", "--sheet", "second").stdout


def test_places_answers_as_data() -> None:
    said = routemap("places", "Burma", "Congo", "the Balkans", "Burmma", "USSR", "unknown", "--json")
    found = {one["name"]: one for one in json.loads(said.stdout)}
    assert found["Burma"]["code"] == "MMR"
    assert "former" in found["Burma"]["note"].lower() or "Myanmar" in found["Burma"]["note"]
    assert (found["Congo"]["code"], found["Congo"]["kind"]) == (None, "ambiguous")
    assert {"COD", "COG"} <= set(found["Congo"]["candidates"])
    assert (found["the Balkans"]["code"], found["the Balkans"]["kind"]) == ("balkans", "region")
    assert found["Burmma"]["code"] is None
    assert 0 < len(found["Burmma"]["candidates"]) <= 3
    assert found["USSR"]["kind"] == "former"
    assert found["unknown"]["kind"] == "unknown"
    assert found["unknown"]["candidates"] == []


def test_places_without_a_name_lists_all() -> None:
    lines = routemap("places").stdout.splitlines()
    assert len([line for line in lines if line.endswith("\tcountry") or "\tcountry (" in line]) == 250
    assert any(line.startswith("west-africa\t") for line in lines)


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "no-such.csv"],
        ["check", "no-such.csv"],
        ["check"],
        ["nonsense"],
        ["check", str(TABLE), "--columns", "x"],
    ],
)
def test_a_wrong_command_is_told_in_a_sentence(arguments: list[str], tmp_path: Path) -> None:
    said = routemap(*arguments, cwd=tmp_path)
    assert said.returncode == 2, said.stderr
    assert len(said.stderr.strip()) > 20
    assert "Traceback" not in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_debug_shows_where_it_failed(tmp_path: Path) -> None:
    assert "Traceback" in routemap("build", "no-such.csv", "--debug", cwd=tmp_path).stderr


def test_a_folder_or_a_pipe_is_no_table(tmp_path: Path) -> None:
    said = routemap("check", tmp_path)
    assert said.returncode == 2
    assert "Traceback" not in said.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_that_nobody_fills_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.csv")
    said = subprocess.run(
        [str(COMMAND), "build", tmp_path / "fifo.csv", "--out", tmp_path / "o"],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert said.returncode == 2
    assert not (tmp_path / "o").exists()


@pytest.mark.skipif(shutil.which("true") is None, reason="needs a program that closes its input at once")
def test_a_reader_that_goes_away_is_no_failure(tmp_path: Path) -> None:
    with subprocess.Popen(["true"], stdin=subprocess.PIPE) as reader:
        said = subprocess.run(
            [str(COMMAND), "places"], stdout=reader.stdin, stderr=subprocess.PIPE, text=True, check=False
        )
    assert "Traceback" not in said.stderr
    assert "BrokenPipe" not in said.stderr


def test_output_survives_a_terminal_without_unicode() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    said = subprocess.run([str(COMMAND), "places", "CIV"], capture_output=True, env=environment, check=False)
    assert said.returncode == 0, said.stderr
    assert io.BytesIO(said.stdout).read().startswith(b"CIV")
