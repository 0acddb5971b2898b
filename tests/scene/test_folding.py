"""Folding: countries as the parts of the world they lie in, and nothing of the value lost."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely
from tests import hard_tables

import routemap
from routemap import places, style
from routemap.figure import draw_figure, write_figure
from routemap.figure.choices import FOLDS
from routemap.lines.layout.bezier import curve_paths
from routemap.routes.stops import frame_triples
from routemap.scene.folding import fold_routes, is_fold
from routemap.scene.gathering import to_scene
from routemap.scene.layouts import WORLD_PX
from routemap.scene.levels import AUTO
from routemap.scene.levels import LEVELS as ALL_LEVELS
from routemap.scene.strongest import drawn_in_full, told_apart
from routemap.webmap.payload import PageScene

LEVELS = ("subregion", "continent")


def read(rows: list[dict[str, Any]]) -> pd.DataFrame:
    given = [{"market": "cocaine trade", "confidence": "high", "unit": "kg", "start": "2021", **row} for row in rows]
    return routemap.read_routes(pd.DataFrame(given).fillna("").astype(str))


def folded(routes: pd.DataFrame, level: str, subject: str = "") -> Any:
    found = fold_routes(routes, frame_triples(routes), level, subject)
    return to_scene(routes, "cocaine trade", "en", subject=subject, folded=found), found


def test_every_country_lies_in_one_subregion_of_one_continent() -> None:
    without = [code for code in places.country_codes() if not places.subregion_of(code)]
    assert without == ["ATA"]
    assert len({places.subregion_of(code) for code in places.country_codes()} - {""}) == 22
    assert len({places.continent_of(code) for code in places.country_codes()} - {""}) == 5
    of = {
        places.subregion_of(code): {
            places.continent_of(one)
            for one in places.country_codes()
            if places.subregion_of(one) == places.subregion_of(code)
        }
        for code in places.country_codes()
    }
    assert all(len(found) == 1 for found in of.values())


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seed", range(4))
def test_what_is_shown_and_what_is_within_are_all_there_is(level: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    codes = places.country_codes()
    rows = [
        {"origin": a, "destination": b, "quantity": str(int(rng.integers(1, 10**6)))}
        for a, b in rng.choice(codes, (400, 2)).tolist()
        if a != b
    ]
    routes = read(rows)
    scene, found = folded(routes, level)
    within = {place: float(text.split()[1].replace(",", "")) for place, text in scene.within.items()}
    amount = found.routes["quantity"].to_numpy()
    over = [bool(lines) for lines in scene.strands.of_route]
    shown = float(amount[over].sum())
    # What is neither on a line nor a number stays a country's own: its arrow.
    own = sum(
        float(amount[k])
        for k, which in enumerate(found.triples.of_route.tolist())
        if not over[k] and not is_fold(found.triples.stops[which][0])
    )
    assert math.isclose(shown + sum(within.values()) + own, float(routes["quantity"].sum()))
    assert len(scene.strands) < len(to_scene(routes, "cocaine trade", "en").strands)


def test_alternatives_that_fall_together_count_once() -> None:
    routes = read([{"origin": "Peru | Bolivia | Colombia | Mexico", "destination": "Norway", "quantity": "90"}])
    scene, found = folded(routes, "subregion", "NOR")
    assert scene.codes == ["NOR", "MEX", "~south-america"]
    assert found.routes["quantity"].tolist() == [90.0, 90.0]
    assert scene.strands.width[0] == scene.strands.width[1]


def test_the_subject_and_regions_of_sources_stay_and_so_does_a_country_alone_in_its_part() -> None:
    routes = read(
        [
            {"origin": "Sweden", "destination": "Norway"},
            {"origin": "Denmark", "destination": "Norway"},
            {"origin": "West Africa", "destination": "Norway"},
            {"origin": "Peru", "destination": "Norway"},
        ]
    )
    scene, found = folded(routes, "subregion", "NOR")
    assert set(scene.codes) == {"NOR", "~northern-europe", "west-africa", "PER"}
    assert found.parts == {"~northern-europe": ("DNK", "SWE")}
    assert scene.tints.concerned == {"NOR", "PER", "DNK", "SWE"}
    assert not scene.tints.hatched & {"DNK", "SWE"}


def test_a_number_of_several_units_or_years_is_told_as_routes() -> None:
    pair = {"origin": "Sweden", "destination": "Denmark"}
    one = [{**pair, "quantity": "1000"}, {**pair, "quantity": "500"}]
    assert [*folded(read(one), "subregion")[0].within.values()] == ["↻ 1,500"]
    for other in ({"start": "2022"}, {"quantity": ""}):
        scene, _ = folded(read([one[0], {**one[1], **other}]), "subregion")
        assert [*scene.within.values()] == ["↻ 2 routes"]
    scene, _ = folded(
        read([*one, {"origin": "Peru", "destination": "Norway", "unit": "people", "quantity": "3"}]), "subregion"
    )
    assert [*scene.within.values()] == ["↻ 1,500 kg"]


def test_pages_of_few_lines_hold_no_levels() -> None:
    few, many = (PageScene(hard_tables.many(count), None, "en") for count in (style.FOLD.least, 300))
    assert few.folds == []
    assert [len(one.scene.folds) > 3 for one in many.folds] == [True, True]
    # The finest fits a screen, and each line is laid out or bows in the view of its own level.
    assert len(many.folds[0].scene.strands) < len(many.scene.strands)


def near(px: np.ndarray) -> float:
    """Return how much of some curves (m, 3, 2), px, runs within 4 px of another one."""
    none = np.zeros(len(px))
    lines = shapely.linestrings(curve_paths(px, none, none))
    points = [line.interpolate(np.arange(1.0, line.length, 2.0)) for line in lines]
    own = np.repeat(np.arange(len(lines)), [len(along) for along in points])
    point, other = shapely.STRtree(lines).query(np.concatenate(points), predicate="dwithin", distance=4.0)
    return len(np.unique(point[own[point] != other])) / len(own)


def test_the_lines_that_a_folded_page_opens_with_are_told_apart() -> None:
    # Pairs without any order, and so the worst there are: flows of refugees have 0.24 by this measure.
    page = PageScene(hard_tables.many(1000), None, "en")
    assert len(page.folds) == 2
    for _, scene, curves in page.folds:
        on = np.bincount(np.concatenate([np.array(over, dtype=int) for over in scene.strands.of_route]))
        full = drawn_in_full(scene.strands.width, on, told_apart(880, 760))
        assert near((curves.to_px(scene) * curves.world_px / WORLD_PX)[full]) <= 0.33
    assert near((page.curves.to_px(page.scene) * page.curves.world_px / WORLD_PX)[:200]) > 0.5


def words(figure: Any) -> str:
    return " ".join(text.get_text() for axes in figure.axes for text in axes.texts)


def test_a_figure_folds_as_it_is_asked() -> None:
    routes = hard_tables.many(300)
    said = {fold: words(draw_figure(routes, fold=fold)) for fold in ("auto", "none", "continent")}
    assert "are folded into regions of the United Nations (M49)" in said["auto"]
    assert "countries folded by this map" in said["auto"]
    assert "↻" in said["auto"]
    assert "folded" not in said["none"]
    assert "Africa ↻" in said["continent"]
    # Who asks for a number of the strongest means the table's own lines.
    assert "folded" not in words(draw_figure(routes, strongest=20))
    assert "folded" not in words(draw_figure(hard_tables.many(60)))


def test_the_choices_of_a_figure_are_the_levels_there_are() -> None:
    # They stand twice, because a command refuses a wrong one before it loads what knows the levels.
    assert (AUTO, *ALL_LEVELS) == FOLDS


def test_an_unknown_level_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        routemap.RouteError, match="fold is 'regions'; expected one of auto, none, subregion, continent"
    ):
        write_figure(hard_tables.one_route(), tmp_path / "figure.svg", fold="regions")


def test_a_level_with_too_few_lines_is_none() -> None:
    codes = [code for code in places.country_codes() if places.subregion_of(code) == "caribbean"]
    routes = read([{"origin": a, "destination": b} for a in codes[:14] for b in codes[14:]])
    page = PageScene(routes, "cocaine trade", "en")
    assert page.is_crowded
    assert page.folds == []
    assert "folded" not in words(draw_figure(routes))
