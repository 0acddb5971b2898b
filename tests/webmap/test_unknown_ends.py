"""Words for ends that are no place are shown as the label of that end, on page and figure."""

import io

import pytest
from matplotlib.text import Text

from routemap.figure import draw_figure
from routemap.routes import read_routes
from routemap.webmap.page import without_script
from routemap.webmap.payload import PageScene, build_payload
from routemap.words import word

TABLE = (
    "market,from,via,to,source\nhuman smuggling,Stateless,,Norway,s\n"
    'human smuggling,"Areas, nes",Turkey,Norway,s\nhuman smuggling,Norway,Sweden,Various,s\n'
    "human smuggling,unknown,Sweden,Norway,s\n"
)


def test_the_plain_table_of_a_page_shows_them() -> None:
    page = PageScene(read_routes(io.StringIO(TABLE)), "human smuggling", "en")
    shown = without_script(page, build_payload(page, kind="market"))
    for label in ("Stateless → Norway", "Areas, nes → Türkiye → Norway", "Norway → Sweden → Various"):
        assert label in shown
    assert f"{word('en', 'term.unknown')} → Sweden → Norway" in shown


@pytest.mark.parametrize("lang", ["en", "fr", "es", "nb"])
def test_a_figure_names_them(lang: str) -> None:
    texts = draw_figure(read_routes(io.StringIO(TABLE)), lang=lang).findobj(Text)
    assert "Stateless, Areas, nes, Various" in " ".join(text.get_text() for text in texts)
