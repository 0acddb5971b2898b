"""A figure of a dense table draws as many of the strongest lines as can be told apart, told from the SVG."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests import hard_tables

from routemap import style
from routemap.errors import RouteError
from routemap.figure import draw_figure, write_figure

from .test_key import LIGHT, Picture, read

pytestmark = pytest.mark.usefixtures("paused")

NOTE = re.compile(r"^(\d+) of ([\d,]+) lines, (\d+)\s% of the people; the others are faint behind them\.$")


def drawn(count: int, folder: Path, **options: Any) -> Picture:
    write_figure(hard_tables.many(count), folder / "figure.svg", fold="none", **options)
    return read(folder / "figure.svg")


def said(picture: Picture) -> tuple[int, int, int] | None:
    found = [match for match in map(NOTE.match, picture.words) if match]
    return tuple(int(part.replace(",", "")) for part in found[0].groups()) if found else None  # type: ignore[return-value]


def lines(picture: Picture) -> list[float]:
    """Return the widths of the lines in full."""
    return [one.width for one in picture.shapes if one.is_line and one.opacity == 1]


def faint(picture: Picture) -> int:
    return sum(one.is_line and one.opacity == style.STRONGEST.opacity for one in picture.shapes)


def heads(picture: Picture) -> int:
    return sum(one.letters == "MLLLZ" and one.fill not in {*LIGHT.values(), "none"} for one in picture.shapes)


@pytest.mark.parametrize("count", [300, 1000])
def test_by_default_so_many_as_can_be_told_apart(count: int, tmp_path: Path) -> None:
    picture = drawn(count, tmp_path)
    found = said(picture)
    assert found
    shown, known, share = found
    assert 30 <= shown <= 60
    assert share >= 50
    # A line may be on both maps of a figure.
    assert shown <= len(lines(picture)) <= 2 * shown
    assert heads(picture) <= len(lines(picture))
    assert faint(picture) > 0.9 * (known - shown)
    assert max(lines(picture)) > 2 * sorted(lines(picture))[shown // 2]
    assert "weaker lines, faint behind the others" in picture.words


def test_the_caller_may_ask_for_a_number_or_for_all(tmp_path: Path) -> None:
    picture = drawn(60, tmp_path, strongest=12)
    found = said(picture)
    assert found
    assert found[0] == 12
    assert 12 <= len(lines(picture)) <= 24
    everything = drawn(60, tmp_path, strongest="all")
    assert said(everything) is None
    assert faint(everything) == 0
    assert len(lines(everything)) >= found[1]
    for wrong in (0, -3, "many", "1.5"):
        with pytest.raises(RouteError, match="expected a whole number from 1, or all"):
            draw_figure(hard_tables.one_route(), strongest=wrong)


def test_a_small_figure_draws_fewer(tmp_path: Path) -> None:
    small, large = (said(drawn(300, tmp_path, width_mm=width)) for width in (85, 297))
    assert small
    assert large
    assert small[0] < large[0]


def test_small_multiples_say_it_of_each_market(tmp_path: Path) -> None:
    write_figure(hard_tables.many(300), tmp_path / "figure.svg", small_multiples=True, fold="none")
    words = " ".join(read(tmp_path / "figure.svg").words)
    assert re.search(r"Human smuggling: \d+ of \d+ lines", words)
