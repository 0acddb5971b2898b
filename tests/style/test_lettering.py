"""Names are as large in every output: each size is written once, and where an output needs another it says why."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest

import routemap
from routemap.gis.qml import point_style
from routemap.scene.gathering import to_scene
from routemap.style import LETTERING
from routemap.webmap.thumbnails import ink_style

ROOT = Path(__file__).parents[2]
TABLE = "market,from,to\nheroin trade,the Balkans,Norway\n"


@pytest.fixture
def routes() -> pd.DataFrame:
    return routemap.read_routes(pd.read_csv(StringIO(TABLE), dtype=str))


def test_figures_letter_names_as_high_as_pages_do(routes: pd.DataFrame) -> None:
    from routemap.figure.mapping import name_face

    scene = to_scene(routes, None, "en")
    sizes = {is_region: name_face(scene, k)[1] for k, is_region in enumerate(scene.is_region)}
    assert sizes == {False: 10.6, True: 12.0}
    assert sizes[False] == LETTERING.size(is_region=False, share=LETTERING.in_figures)


def test_small_pictures_and_gis_take_their_sizes_from_the_look(routes: pd.DataFrame) -> None:
    style = ink_style()
    assert ".thumb-name{font-size:15px;font-weight:600;letter-spacing:1px}" in style
    assert ".thumb-name-region{font-size:17px;font-weight:500;letter-spacing:0.2px}" in style
    size = re.search(r'fontSize="([\d.]+)" fontSizeUnit="MM"', point_style(routes))
    assert size
    assert float(size[1]) == pytest.approx(LETTERING.country_px * 25.4 / 96, rel=1e-3)


def test_no_style_sheet_and_no_script_has_a_number_of_the_look_of_its_own() -> None:
    rules = [
        line for line in (ROOT / "js/src/styles/gallery.css").read_text().splitlines() if line.startswith(".thumb-")
    ]
    assert rules
    own = re.compile(r"font-size|stroke-width|letter-spacing|opacity")
    assert [rule for rule in rules if own.search(rule)] == []
    names = "\n".join(path.read_text() for path in (ROOT / "js/src/map/names").glob("*.ts"))
    assert re.findall(r"\b[1-9][\d.]*px\b", names) == []
