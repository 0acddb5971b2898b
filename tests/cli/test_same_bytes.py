"""The same input gives the same bytes: wherever, whenever and by whomever the command is run."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from routemap.gis import FORMATS

pytestmark = pytest.mark.usefixtures("paused")

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).parent / "routemap"

# Python runs this first: a clock that stands in the year 2100.
CLOCK = """
import time
time.time = lambda: 4102444800.0
time.time_ns = lambda: 4102444800 * 10**9
time.localtime = lambda *_, gmtime=time.gmtime: gmtime(4102444800)
"""

TABLE = """\
id,market,from,via,to,confidence,quantity,unit,start,end,source,note,=Port
a,cocaine,Fiji,,United States,high,1200,kg,2019,2021-05,Côte d'Ivoire,=1,x
b,cocaine,the Balkans,Norway > Sweden,NOR,low,3,t,2020-02,,S,,y
c,İstanbul market,,,Türkiye,,,,,,,,
"""


def run(folder: Path, setting: dict[str, str]) -> dict[str, str]:
    """Run build, encode and export of every format in another folder, and return the hash of each file."""
    away = folder / "ü away"
    away.mkdir(parents=True)
    (folder / "clock").mkdir()
    (folder / "clock/sitecustomize.py").write_text(CLOCK if setting.pop("CLOCK", "") else "", encoding="utf-8")
    (folder / "table.csv").write_text(TABLE, encoding="utf-8")
    path = os.pathsep.join(part for part in (str(folder / "clock"), os.environ.get("PYTHONPATH", "")) if part)
    environment = os.environ | {"PYTHONPATH": path} | setting
    formats = [part for suffix in FORMATS for part in ("--out", f"out/routes{suffix}")]
    for arguments in (
        ["build", "../table.csv", "--out", "maps"],
        ["encode", "../table.csv", "--out", "encoded.geojson"],
        ["export", "../table.csv", *formats],
    ):
        (away / "out").mkdir(exist_ok=True)
        subprocess.run([str(COMMAND), *arguments], cwd=away, env=environment, check=True, capture_output=True)
    files = sorted(path for path in away.rglob("*") if path.is_file())
    return {str(path.relative_to(away)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return run(tmp_path_factory.mktemp("here") / "plain", {})


@pytest.mark.parametrize(
    "setting",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONHASHSEED": "2", "CLOCK": "2100"},
    ],
    ids=["Turkish in Kiritimati", "bare in New York in 2100"],
)
def test_every_command_gives_the_same_bytes_anywhere(
    here: dict[str, str], tmp_path: Path, setting: dict[str, str]
) -> None:
    found = run(tmp_path / "there", dict(setting))
    assert {f"out/routes{suffix}" for suffix in FORMATS} <= set(found)
    assert "maps/index.html" in found
    assert found == here
