"""Standard streams that are closed, full or read by nobody, and outputs that are no files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "data/routes.csv"
COMMAND = Path(sys.executable).parent / "routemap"
WRITERS = {
    "build": ["build", str(TABLE), "--out", "maps"],
    "encode": ["encode", str(TABLE), "--out", "routes.geojson"],
    "export": ["export", str(TABLE), "--out", "routes.shp"],
    "figure": ["figure", str(TABLE), "--market", "heroin trade", "--out", "routes.svg"],
    "check": ["check", str(TABLE), "--report", "report.json"],
}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell and devices")


def shell(arguments: list[str], streams: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    words = " ".join(f"'{word}'" for word in (str(COMMAND), *arguments))
    return subprocess.run(
        f"{words} {streams}", shell=True, cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", ["build", "encode", "export"])
def test_closed_streams_change_nothing_of_what_is_written(command: str, tmp_path: Path) -> None:
    # What is opened first gets the number of a stream that is closed: messages must not end up in a file.
    for name in ("open", "closed"):
        (tmp_path / name).mkdir()
    assert shell(WRITERS[command], "", tmp_path / "open").returncode == 0
    said = shell(WRITERS[command], "<&- >&- 2>&-", tmp_path / "closed")
    assert said.returncode == 0
    assert contents(tmp_path / "closed") == contents(tmp_path / "open") != {}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_talk_that_nobody_can_hear_is_no_reason_to_stop(tmp_path: Path) -> None:
    said = shell(WRITERS["encode"], "2>/dev/full", tmp_path)
    assert said.returncode == 0
    assert (tmp_path / "routes.geojson").read_bytes() == (ROOT / "data/routes.geojson").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "streams", "words"),
    [
        (["encode", str(TABLE), "--out", "-"], ">&-", "cannot write to standard output: it is closed"),
        (["encode", str(TABLE), "--out", "-"], ">/dev/full", "the disk is full; what stands there is not whole"),
        (["places"], ">/dev/full", "cannot write to standard output: the disk is full; nothing was written"),
        (
            WRITERS["build"],
            ">/dev/full",
            "cannot write to standard output: the disk is full; what was written is whole",
        ),
        (
            WRITERS["check"],
            ">/dev/full",
            "cannot write to standard output: the disk is full; what was written is whole",
        ),
        (["--version"], ">/dev/full", "cannot write to standard output: the disk is full; nothing was written"),
    ],
)
def test_a_result_that_cannot_be_written_is_told(
    arguments: list[str], streams: str, words: str, tmp_path: Path
) -> None:
    said = shell(arguments, streams, tmp_path)
    assert said.returncode == 2
    assert words in said.stderr
    assert "Traceback" not in said.stderr
    assert "Exception ignored" not in said.stderr


@pytest.mark.parametrize("arguments", [["encode", str(TABLE), "--out", "-"], ["places"]])
def test_a_reader_that_has_gone_is_no_fault(arguments: list[str], tmp_path: Path) -> None:
    # As `head` goes, which has seen enough.
    with subprocess.Popen([COMMAND, *arguments], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as said:
        assert said.stdout is not None
        assert said.stderr is not None
        said.stdout.close()
        assert said.stderr.read() == b""
    assert said.returncode == 0


@pytest.mark.parametrize("streams", ["2>&-", "2>/dev/full"])
def test_a_fault_that_nobody_can_hear_has_its_exit_code_all_the_same(streams: str, tmp_path: Path) -> None:
    assert shell(["build", "missing.csv", "--out", "maps"], streams, tmp_path).returncode == 2
    assert contents(tmp_path) == {}


def test_a_pipe_may_be_an_output(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "routes.geojson")
    with subprocess.Popen(["cat", tmp_path / "routes.geojson"], stdout=subprocess.PIPE) as reader:
        said = shell(WRITERS["encode"], "", tmp_path)
        assert said.returncode == 0, said.stderr
        assert reader.communicate()[0] == (ROOT / "data/routes.geojson").read_bytes()
    assert (tmp_path / "routes.geojson").is_fifo()


@pytest.mark.parametrize("command", ["encode", "export"])
def test_names_of_emoji_may_be_as_long_as_the_system_allows(command: str, tmp_path: Path) -> None:
    *arguments, out = WRITERS[command]
    suffix = Path(out).suffix
    # 255 bytes, less what the longest of the names beside it needs.
    name = "🗺" * ((255 - len(".fields.txt")) // 4) + suffix
    said = shell([*arguments, name], "", tmp_path)
    assert said.returncode == 0, said.stderr
    assert (tmp_path / name).stat().st_size > 0
    said = shell([*arguments, "🗺" * 64 + suffix], "", tmp_path)
    assert said.returncode == 2
    assert "the name is too long; nothing was written" in said.stderr


def test_a_report_into_a_loop_of_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "report.json").symlink_to("report.json")
    said = shell(WRITERS["check"], "", tmp_path)
    assert said.returncode == 2
    assert "routemap: cannot write report.json: the path is a loop of links; nothing was changed" in said.stderr
