"""What a program sets for all of itself before it calls us changes no byte of what we write, and stops nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("paused")

# As notebooks, test runners and other libraries leave them: warnings are errors, NumPy raises and writes as of old, the
# empty prefix of XML is KML's, matplotlib turns letters into paths.
SETTINGS = """
import csv, decimal, warnings
from xml.etree import ElementTree
import matplotlib, numpy, pandas
numpy.seterr(all="raise")
numpy.set_printoptions(precision=1, legacy="1.13")
decimal.getcontext().prec = 3
csv.field_size_limit(10**7)
ElementTree.register_namespace("", "http://www.opengis.net/kml/2.2")
pandas.set_option("display.max_colwidth", 3)
matplotlib.rcParams["svg.fonttype"] = "path"
warnings.simplefilter("error")
"""
WRITING = """
import routemap
from routemap.figure import write_figure
routes = routemap.read_routes("../routes.csv")
write_figure(routes, "a.svg", "a.pdf", "a.png", dpi=40)
routemap.build_maps(routes, "maps")
routemap.export(routes, *(f"x.{kind}" for kind in ("geojson", "gpkg", "kml", "fgb", "shp", "csv", "graphml")))
"""
TABLE = """market,origin,transit,destination,quantity,unit,start,source
cocaine trade,Peru,Brazil,Spain,1200,kg,2021,s
cocaine trade,Colombia,,Norway,3.5,t,2021-05,s
fauna crimes,West Africa,,China,,,,s
"""


def test_settings_of_the_calling_program_change_no_byte(tmp_path: Path) -> None:
    (tmp_path / "routes.csv").write_text(TABLE)
    written = {}
    for name, start in {"plain": "", "set": SETTINGS}.items():
        (tmp_path / name).mkdir()
        command = [sys.executable, "-c", start + WRITING]
        done = subprocess.run(
            command, cwd=tmp_path / name, env=dict(os.environ), capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, done.stderr
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        written[name] = {str(path.relative_to(tmp_path / name)): path.read_bytes() for path in files}
    assert len(written["plain"]) > 12
    assert [name for name, data in written["plain"].items() if data != written["set"].get(name)] == []
