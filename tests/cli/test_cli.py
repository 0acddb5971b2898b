import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.unpacking import block

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


def test_the_page_to_open_is_named_as_the_folder_was_typed(tmp_path: Path) -> None:
    for typed, says in [("a/maps", "open a/maps/arms-trafficking.html"), (".", "open ./arms-trafficking.html")]:
        said = routemap("build", TABLE, "--out", typed, "--alone", cwd=tmp_path)
        assert said.stdout.strip().endswith(says)


def test_pages_alone_come_without_index_and_manifest(tmp_path: Path) -> None:
    said = routemap("build", TABLE, "--out", tmp_path / "maps", "--alone")
    assert said.returncode == 0
    assert said.stdout.strip().endswith("wrote 10 files for 10 markets; open maps/arms-trafficking.html")
    assert len(list((tmp_path / "maps").iterdir())) == 10


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
        ["check", str(TABLE), "--columns", "x=nonsense"],
        ["check", str(TABLE), "--encoding", "nonsense"],
        ["check", str(TABLE), "--sheet", "first"],
        ["check", ""],
        ["build", str(TABLE), "--out", ""],
        ["build", str(TABLE), "--lang", "xx"],
        ["export", str(TABLE), "--out", "routes.dxf"],
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


@pytest.mark.parametrize(
    "arguments", [["export", "--out"], ["encode", "--out"], ["check", "--report"], ["build", "--out"]]
)
def test_the_input_is_never_written_over_not_even_under_another_name(arguments: list[str], tmp_path: Path) -> None:
    command, option = arguments
    source = tmp_path / ("manifest.json" if command == "build" else "table.geojson")
    shutil.copy(ROOT / "data/routes.geojson", source)
    target = tmp_path / "link.geojson"
    target.symlink_to(source)
    said = routemap(command, source, option, tmp_path if command == "build" else target)
    assert said.returncode == 2
    assert "it is an input, which is never touched" in said.stderr
    assert source.read_bytes() == (ROOT / "data/routes.geojson").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([source.name, "link.geojson"])


def test_a_table_without_routes_is_accepted_and_not_built(tmp_path: Path) -> None:
    (tmp_path / "empty.geojson").write_text('{"type":"FeatureCollection","features":[]}')
    said = routemap("check", tmp_path / "empty.geojson")
    assert said.returncode == 0
    assert said.stdout.startswith("accepted: 0 rows, 0 routes")
    said = routemap("build", tmp_path / "empty.geojson", "--out", tmp_path / "maps")
    assert said.returncode == 1
    assert "no routes" in said.stderr
    assert not (tmp_path / "maps").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="closing standard input needs a POSIX shell")
def test_a_closed_standard_input_is_told_in_a_sentence() -> None:
    said = subprocess.run(f"'{COMMAND}' check - <&-", shell=True, capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert "there is no standard input" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_ctrl_c_while_the_command_is_being_loaded_ends_it_without_a_word() -> None:
    code = """
import builtins, os, signal, routemap.cli
load = builtins.__import__
def stop(name, *rest):
    if name.startswith("routemap."):
        os.kill(os.getpid(), signal.SIGINT)
    return load(name, *rest)
builtins.__import__ = stop
routemap.cli.main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (KeyError("x"), "KeyError: 'x'"),
        (ImportError("/home/ola/a.venv/lib/b.so: cannot map"), "ImportError: b.so: cannot map"),
        (
            OverflowError("C:\\Users\\ola\\b.dll or 1/2 of https://a.b/c"),
            "OverflowError: b.dll or 1/2 of https://a.b/c",
        ),
    ],
)
def test_a_fault_of_our_own_is_one_sentence_without_folders(
    fault: Exception, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from routemap.cli import running

    def broken() -> None:
        raise fault

    monkeypatch.setattr(running, "app", broken)
    monkeypatch.setattr("sys.argv", ["routemap", "check"])
    with pytest.raises(SystemExit) as ended:
        running.run()
    assert ended.value.code == 2
    assert f"a fault of routemap's own ({said}); nothing was written" in capsys.readouterr().err


def test_standard_output_has_the_same_bytes_in_every_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    said = subprocess.run(
        [str(COMMAND), "encode", str(TABLE), "--out", "-"], capture_output=True, env=environment, check=True
    )
    assert said.stdout == (ROOT / "data/routes.geojson").read_bytes()


def test_many_routes_are_merged_and_every_record_is_accounted_for(tmp_path: Path) -> None:
    rows = [f"cocaine,COL,{end},{year},1,kg,s" for end in ("NOR", "SWE") for year in (2020, 2021)]
    table = tmp_path / "many.csv"
    table.write_text("market,from,to,start,quantity,unit,source\n" + "\n".join(rows * 5_001) + "\n")
    said = routemap("build", table, "--out", tmp_path / "maps")
    assert said.returncode == 0, said.stderr
    assert "note: 20,004 routes are too many to draw one by one" in said.stderr
    assert said.stdout.startswith("read 20,004 routes, equal ones merged into 4: 4 drawn, 0 listed without a line")
    manifest = json.loads((tmp_path / "maps/manifest.json").read_text(encoding="utf-8"))
    assert (manifest["counts"]["read"], manifest["counts"]["merged_into"]) == (20_004, 4)
    (note,) = payload_of(tmp_path / "maps/cocaine-trade.html")["page"]["notes"]
    assert note == "20,004 records were merged into 4 routes."


def payload_of(page: Path) -> dict[str, Any]:
    """Return what a page knows; it carries it deflated."""
    return block(page.read_text(encoding="utf-8"), "routemap-data")


TERMINAL = """
import sys, time
from routemap.cli import talk
talk._PATIENCE_S = float(sys.argv[1])
with talk.stages() as stage:
    stage("reading")
    time.sleep(0.5)
    talk.say("warning: [bold]1,000")
    stage("writing")
    time.sleep(0.3)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(("patience", "is_shown"), [(0.1, True), (60, False)])
def test_the_bar_with_its_stage_is_shown_on_a_terminal_and_after_a_while(patience: float, is_shown: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    subprocess.run([sys.executable, "-c", TERMINAL, str(patience)], stderr=theirs, check=True)
    os.close(theirs)
    said = b""
    try:
        while block := os.read(ours, 65536):
            said += block
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    assert (b"reading" in said) == (b"writing" in said) == is_shown
    # The bar may wipe out its own line only.
    assert b"warning: [bold]1,000\r\n" in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to the whole console")
@pytest.mark.parametrize("moment", ["import typer", "import pandas", "import shapely"])
def test_ctrl_c_is_no_traceback_at_any_moment(moment: str, tmp_path: Path) -> None:
    # The interrupt comes when a certain module is loaded: at a known moment, not after a time.
    (tmp_path / "sitecustomize.py").write_text(
        "import builtins, os, signal\n"
        "load = builtins.__import__\n"
        "def watched(name, *rest, **options):\n"
        f"    if name == {moment.split()[1]!r}:\n"
        "        builtins.__import__ = load\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    return load(name, *rest, **options)\n"
        "builtins.__import__ = watched\n"
    )
    path = os.pathsep.join(part for part in (str(tmp_path), os.environ.get("PYTHONPATH", "")) if part)
    command = [str(COMMAND), "build", str(TABLE), "--out", str(tmp_path / "maps")]
    environment = os.environ | {"PYTHONPATH": path}
    said = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert said.returncode in (130, -2), said
    assert "Traceback" not in said.stderr
    assert said.returncode == -2 or said.stderr.endswith("stopped; each file is as it was, or new and whole\n")
    assert not (tmp_path / "maps").exists()
