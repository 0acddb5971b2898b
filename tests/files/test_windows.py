"""Windows as far as it can be had elsewhere: its refusals emulated, its rules asked of the functions that know them."""

import errno
import sys
from collections.abc import Callable
from pathlib import Path, PurePath

import pytest

from routemap.cli.running import run
from routemap.errors import ExportError
from routemap.files import reason, windows, write_files, writing
from routemap.problems import quoted_word

TABLE = "market,origin,destination,source\nheroin trade,Turkey,Norway,A report\n"
OUTPUTS = {
    "build": (["build", "t.csv"], "--out", "maps"),
    "encode": (["encode", "t.csv"], "--out", "routes.geojson"),
    "check": (["check", "t.csv"], "--report", "report.json"),
    "recipe": (["check", "t.csv"], "--save-recipe", "recipe.toml"),
    "draft": (["draft", "report.txt", "--source", "s"], "--out", "draft.csv"),
    "aggregate": (["aggregate", "t.csv", "--by", "none"], "--out", "sums.csv"),
    **{f"export {s}": (["export", "t.csv"], "--out", f"routes{s}") for s in (".gpkg", ".shp", ".csv", ".kml")},
    **{f"figure {s}": (["figure", "t.csv", "--width-mm", "60"], "--out", f"map{s}") for s in (".svg", ".pdf")},
}


class OpenElsewhereError(PermissionError):
    """What Windows says of a file that another program holds."""

    winerror = 32

    def __init__(self, number: int = 32) -> None:
        super().__init__(errno.EACCES, "The process cannot access the file")
        self.winerror = number


@pytest.fixture
def held_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no file replaced, as if Excel or QGIS showed each."""
    replace = PurePath.replace if hasattr(PurePath, "replace") else Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if self.suffix == ".new":
            raise OpenElsewhereError
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)


@pytest.mark.usefixtures("held_files")
@pytest.mark.parametrize("output", OUTPUTS)
def test_a_file_that_is_open_elsewhere_is_told(
    output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(TABLE, encoding="utf-8")
    Path("report.txt").write_text("Heroin is trafficked from Turkey to Norway.", encoding="utf-8")
    arguments, option, name = OUTPUTS[output]
    monkeypatch.setattr(sys, "argv", ["routemap", *arguments, option, name])
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 2
    last = capsys.readouterr().err.strip().splitlines()[-1]
    assert "is it open in another program? Close it there and repeat" in last
    assert last.startswith("routemap: cannot write ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.txt", "t.csv"]


@pytest.mark.parametrize(
    ("number", "said"), [(32, "another program"), (33, "another program"), (5, "not permitted"), (206, "longer than")]
)
def test_what_windows_refuses_by_a_rule_of_its_own_is_told_so(number: int, said: str) -> None:
    assert said in reason(OpenElsewhereError(number))
    assert windows.refusal(PermissionError(errno.EACCES, "no")) == ""


@pytest.mark.parametrize("name", ["con.geojson", "AUX.csv", "nul.kml", "Com1.shp", "lpt9.tar.gz"])
def test_names_of_devices_are_refused_there_and_nowhere_else(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files({tmp_path / name: b"data"})
    assert (tmp_path / name).read_bytes() == b"data"
    refuse: Callable[[Path], None] = writing._refuse_device
    monkeypatch.setattr(writing, "_refuse_device", lambda path: refuse(path, is_windows=True))  # type: ignore[call-arg]
    for files in ({"files": {tmp_path / name: b"new"}}, {"files": {}, "beside": {tmp_path / name: b"new"}}):
        with pytest.raises(ExportError, match="Windows keeps that name for a device; nothing was changed"):
            write_files(**files)


def test_two_names_that_differ_in_case_are_two_outputs_only_where_a_disk_tells_them_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = {tmp_path / "A.csv": b"one", tmp_path / "a.csv": b"two"}
    monkeypatch.setattr(writing, "one_name", lambda path: windows.one_name(path, is_blind=True))
    with pytest.raises(ExportError, match=r"two of the files would be .*\.csv; give one another name"):
        write_files(both)
    assert list(tmp_path.iterdir()) == []
    assert windows.one_name("A", is_blind=False) == "A"


def test_long_paths_get_the_form_that_windows_takes() -> None:
    folder = "x" * 100 + "\\" + "y" * 100
    assert str(windows.reachable(Path(f"C:\\{folder}"), is_windows=True)) == f"\\\\?\\C:\\{folder}"
    assert (
        str(windows.reachable(Path(f"\\\\host\\share\\{folder}"), is_windows=True))
        == f"\\\\?\\UNC\\host\\share\\{folder}"
    )
    for path in (f"\\\\?\\C:\\{folder}", "C:\\maps"):
        assert str(windows.reachable(Path(path), is_windows=True)) == path


@pytest.mark.parametrize("text", ["a%PATH%", "$(reboot)", "a`b", 'a"b', "a”b", "wow!", "folder\\"])
def test_what_a_console_of_windows_would_obey_is_not_there_to_be_copied(text: str) -> None:
    assert quoted_word(text, is_windows=True) == ""
    assert quoted_word("a & b | c > d", is_windows=True) == '"a & b | c > d"'
