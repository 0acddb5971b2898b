"""The three errands of docs/errands.md, run as they are written there."""

import io
import re
import shlex
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from routemap.cli import app

PAGE = Path(__file__).parents[2] / "docs/errands.md"
KML = """<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>"""
LINE = (
    '<Placemark><ExtendedData><Data name="dep"><value>Libya</value></Data><Data name="arr"><value>Italy</value></Data>'
    '<Data name="mode"><value>{}</value></Data></ExtendedData>'
    "<LineString><coordinates>13,33 14,35 15,37</coordinates></LineString></Placemark>"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    book = openpyxl.Workbook()
    rows = [["Seizures 2023"], ["Provisional figures"], ["coming from", "seized in", "going to", "kg"]]
    rows += [["Peru", "Antwerp", "Germany", 120], ["Colombia", "Spain", "Italy", 80], ["Total", None, None, 200]]
    for row in rows:
        book.active.append(row)
    book.active.merge_cells("A1:D1")
    buffer = io.BytesIO()
    book.save(buffer)
    (tmp_path / "seizures.xlsx").write_bytes(buffer.getvalue())
    (french,) = re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "saisies.csv").write_text(french, encoding="utf-8")
    (tmp_path / "lines.kml").write_text(KML.format(LINE.format("sea") + LINE.format("air")), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def commands() -> list[tuple[str, list[str]]]:
    parts = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    return [(part.partition("\n")[0], re.findall(r"^\$ routemap (.*)$", part, re.MULTILINE)) for part in parts]


@pytest.mark.parametrize(("title", "lines"), commands(), ids=["journalist", "ngo", "gis"])
def test_each_reaches_its_map_within_three_rounds(title: str, lines: list[str], folder: Path) -> None:
    assert title
    assert len(lines) <= 3
    said = [CliRunner().invoke(app, shlex.split(line)) for line in lines]
    assert said[0].exit_code == 1
    assert re.search(r"--[a-z-]+ \S", said[0].stderr)
    assert said[-1].exit_code == 0, said[-1].stderr
    assert list(folder.glob("*/*.html"))
