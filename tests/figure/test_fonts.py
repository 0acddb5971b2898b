"""In which font a text is set, and what is said where none will do."""

import warnings
from pathlib import Path

import pandas as pd
import pytest
from matplotlib import ft2font
from matplotlib.text import Text

from routemap.errors import RouteError
from routemap.figure import LettersWarning, draw_figure, fonts, write_figure
from routemap.figure.pen import steady, wrap_text
from routemap.figure.svg import finish_svg

HAS_JOINING = bool(getattr(ft2font, "__libraqm_version__", ""))


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it a machine without fonts beside those of matplotlib, and with a matplotlib that joins no letters."""
    monkeypatch.setattr(fonts, "_others", lambda weight: ())
    monkeypatch.delattr(ft2font, "__libraqm_version__", raising=False)
    fonts.font_file.cache_clear()
    fonts._writes.cache_clear()


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "figures in Chinese need a font .* Noto Sans CJK, or take the picture from the page"),
     ("ar", r'figures in Arabic need matplotlib 3.11 .*pip install --upgrade "matplotlib>=3.11"; or take')],
)  # fmt: skip
def test_what_cannot_be_written_is_refused_in_one_sentence(lang: str, said: str, norway: pd.DataFrame) -> None:
    with pytest.raises(RouteError, match=said):
        draw_figure(norway, lang=lang)


@pytest.mark.usefixtures("bare")
def test_signs_in_data_that_no_font_has_are_no_reason_to_stop(norway: pd.DataFrame) -> None:
    assert draw_figure(norway, market="heroin trade", title="海洛因") is not None


@pytest.mark.parametrize(("suffix", "is_told"), [(".png", True), (".svg", False)])
def test_letters_that_are_drawn_as_boxes_are_told(
    suffix: str, is_told: bool, norway: pd.DataFrame, tmp_path: Path
) -> None:
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        write_figure(norway, tmp_path / f"f{suffix}", market="heroin trade", title="Oslo \U00010600", dpi=40)
    told = [str(one.message) for one in heard if one.category is LettersWarning]
    assert ["drawn as boxes" in one and "\U00010600" in one for one in told] == [True] * is_told


def test_letters_that_the_own_font_lacks_are_set_in_one_that_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_has", lambda path, text: "other" in path or text.isascii())
    monkeypatch.setattr(fonts, "_others", lambda weight: (f"/fonts/other-{weight}.ttf",))
    fonts.font_file.cache_clear()
    assert fonts.font_file("bold", "normal", "Oslo").endswith("DejaVuSans-Bold.ttf")
    assert fonts.font_file("bold", "normal", "海洛因") == "/fonts/other-bold.ttf"
    fonts.font_file.cache_clear()


def test_arabic_is_never_slanted() -> None:
    assert fonts.font_of(9, "normal", "italic", "البلقان").get_style() == "normal"
    assert fonts.font_of(9, "normal", "italic", "Balkans").get_style() == "italic"


def test_an_svg_says_which_way_arabic_runs_and_brings_the_rules_that_join_it() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text style="font-style: normal">{}</text></svg>'
    joined, straight = (finish_svg(svg.format(text), "", "") for text in ("النرويج", "Norge"))
    assert ">\u2067النرويج\u2069<" in joined
    assert ">Norge<" in straight
    assert len(joined) > len(straight) + 1000  # GSUB and the forms that it names


@pytest.mark.skipif(not HAS_JOINING, reason="this matplotlib joins no letters")
def test_an_arabic_sheet_begins_on_the_right(norway: pd.DataFrame) -> None:
    figure = draw_figure(norway, market="heroin trade", lang="ar")
    (title,) = [text for text in figure.findobj(Text) if text.get_text() == "الاتجار بالهيروين"]
    assert title.get_horizontalalignment() == "right"
    (key,) = [text for text in figure.findobj(Text) if text.get_text() == "المنشأ"]
    assert key.get_position()[0] > figure.axes[-1].get_xlim()[1] * 0.8


def test_chinese_breaks_between_signs_and_never_before_a_stop() -> None:
    with steady():  # without a font that has them
        lines = wrap_text("路线反映的是被报告和被查处的情况，并非全部。", 10, 80)
    assert len(lines) > 2
    assert "".join(lines) == "路线反映的是被报告和被查处的情况，并非全部。"
    assert not any(line[0] in "，。" for line in lines)
    assert wrap_text("one two", 10, 20) == ["one", "two"]
