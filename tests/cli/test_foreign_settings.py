"""What matplotlib finds in the current folder, in its variables, and among the fonts changes no figure; nor do
variables of GDAL and others have them speak, write elsewhere, or read a table differently.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import matplotlib
import pytest

pytestmark = pytest.mark.usefixtures("paused")

TABLE = "market,origin,destination\ncocaine trade,Colombia,Norway\n"
SETTINGS = """lines.linewidth: 30
figure.facecolor: green
savefig.facecolor: blue
savefig.bbox: tight
svg.fonttype: path
font.family: monospace
text.usetex: True
backend: module://evil
nonsense: \x1b[2J
"""


def draw(folder: Path, **variables: str) -> tuple[bytes, bytes]:
    """Return a figure as the command draws it in this folder, and what it says."""
    (folder / "table.csv").write_text(TABLE)
    start = "from routemap.cli import main; main()"
    command = [sys.executable, "-c", start, "figure", "table.csv", "--out", "a.svg"]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | variables, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return (folder / "a.svg").read_bytes(), done.stderr


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    return draw(tmp_path_factory.mktemp("plain"))


def test_settings_in_the_current_folder_neither_change_a_figure_nor_speak(
    tmp_path: Path, plain: tuple[bytes, bytes]
) -> None:
    (tmp_path / "matplotlibrc").write_text(SETTINGS)
    (tmp_path / "evil.py").write_text("open('was-here', 'w')")
    assert draw(tmp_path) == plain
    assert not (tmp_path / "was-here").exists()


def test_settings_that_cannot_be_read_do_no_harm(tmp_path: Path, plain: tuple[bytes, bytes]) -> None:
    (tmp_path / "matplotlibrc").write_bytes(b"\xff\xfe\0")
    assert draw(tmp_path) == plain


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_settings_that_nobody_writes_are_not_waited_for(tmp_path: Path, plain: tuple[bytes, bytes]) -> None:
    os.mkfifo(tmp_path / "matplotlibrc")
    assert draw(tmp_path) == plain


def test_settings_that_a_variable_names_do_not_change_a_figure(tmp_path: Path, plain: tuple[bytes, bytes]) -> None:
    (tmp_path / "settings").write_text(SETTINGS)
    assert draw(tmp_path, MATPLOTLIBRC=str(tmp_path / "settings")) == plain


def test_a_way_to_draw_that_there_is_not_does_no_harm(tmp_path: Path, plain: tuple[bytes, bytes]) -> None:
    assert draw(tmp_path, MPLBACKEND="nonsense") == plain


def test_a_folder_for_settings_that_cannot_be_made_is_not_spoken_of(tmp_path: Path, plain: tuple[bytes, bytes]) -> None:
    (tmp_path / "file").touch()
    drawn, told = draw(tmp_path, MPLCONFIGDIR=str(tmp_path / "file" / "settings"))
    assert drawn == plain[0]
    assert str(tmp_path) not in told.decode()


def test_variables_for_gdal_neither_speak_nor_write_nor_change_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(TABLE)
    here = str(tmp_path)
    variables = {
        "CPL_DEBUG": "ON", "CPL_LOG": f"{here}/log", "CPL_LOG_ERRORS": "ON", "CPL_TIMESTAMP": "ON", "PROJ_DEBUG": "3",
        "CPL_CURL_VERBOSE": "YES", "CPL_VSIL_SHOW_NETWORK_STATS": "YES", "CPL_TMPDIR": f"{here}/tmp",
        "GDAL_PAM_PROXY_DIR": f"{here}/pam", "GDAL_DRIVER_PATH": here, "SHAPE_ENCODING": "UTF-16",
        "OGR_ENABLE_PARTIAL_REPROJECTION": "YES", "PROJ_NETWORK": "ON", "SQLITE_TMPDIR": f"{here}/sqlite",
    }  # fmt: skip

    def run(folder: str, **more: str) -> tuple[dict[str, bytes], str]:
        start = "from routemap.cli import main; main()"
        said = []
        (tmp_path / folder).mkdir()
        for arguments in (
            ["export", "../table.csv", "--out", "a.shp", "--out", "a.fgb", "--out", "a.gpkg"],
            ["check", "a.shp"],
            ["check", "a.fgb"],
            ["check", "a.gpkg"],
        ):
            done = subprocess.run(
                [sys.executable, "-c", start, *arguments], cwd=tmp_path / folder, env=os.environ | more,
                capture_output=True, text=True, check=False, timeout=120,
            )  # fmt: skip
            said.append(f"{done.returncode} {done.stdout} {done.stderr}")
        return {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}, "\n".join(said)

    assert run("with", **variables) == run("without")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["table.csv", "with", "without"]


def test_the_settings_and_fonts_of_a_user_do_not_change_a_figure(tmp_path: Path, plain: tuple[bytes, bytes]) -> None:
    """Another font of the same name, as matplotlib finds it anew where it has no list of fonts yet."""
    (tmp_path / "matplotlib").mkdir()
    (tmp_path / "matplotlib" / "matplotlibrc").write_text(SETTINGS)
    own = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSansMono.ttf"
    other = own.read_bytes().replace(
        "DejaVu Sans Mono".encode("utf-16-be"), "DejaVu Sans\0\0\0\0\0".encode("utf-16-be")
    )
    for folder in (tmp_path / ".fonts", tmp_path / ".local" / "share" / "fonts"):
        folder.mkdir(parents=True)
        (folder / "DejaVuSans.ttf").write_bytes(other.replace(b"DejaVu Sans Mono", b"DejaVu Sans     "))
    shutil.rmtree(tmp_path / ".cache", ignore_errors=True)
    home = {"HOME": str(tmp_path), "MPLCONFIGDIR": str(tmp_path / "matplotlib"), "XDG_CACHE_HOME": str(tmp_path / "c")}
    drawn, _ = draw(tmp_path, **home)  # building the list of fonts may be told
    assert drawn == plain[0]
