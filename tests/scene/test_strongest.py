"""The rule of how many lines a map draws in full."""

import numpy as np
import pytest
from tests import hard_tables

from routemap.scene.gathering import to_scene
from routemap.scene.legend import legend_sections
from routemap.scene.strongest import drawn_in_full, split_strongest, told_apart
from routemap.style import STRONGEST


def test_a_page_tells_about_sixty_lines_apart_and_a_figure_about_forty() -> None:
    assert 40 <= told_apart(880, 776) <= 60
    assert 35 <= told_apart(785, 785 * STRONGEST.high) <= 50
    assert told_apart(100, 100) == STRONGEST.least
    assert told_apart(4000, 3000) == STRONGEST.most


def test_a_table_of_little_more_is_drawn_whole() -> None:
    assert drawn_in_full(np.arange(25.0), np.ones(25, dtype=int), 20).all()
    assert drawn_in_full(np.arange(26.0), np.ones(26, dtype=int), 20).sum() == 20


def test_lines_as_strong_as_the_last_come_with_it_unless_they_are_a_crowd_of_their_own() -> None:
    width = np.repeat([5.0, 3.0, 2.0], [10, 20, 30])
    assert drawn_in_full(width, np.ones(60, dtype=int), 20).sum() == 30
    assert drawn_in_full(np.full(60, 2.0), np.ones(60, dtype=int), 20).sum() == 20


def test_who_asks_for_a_number_gets_just_that() -> None:
    assert drawn_in_full(np.full(60, 2.0), np.ones(60, dtype=int), 20, 7).sum() == 7
    assert drawn_in_full(np.full(60, 2.0), np.ones(60, dtype=int), 20, 10**9).all()


def test_the_key_explains_the_widths_of_the_lines_in_full_alone() -> None:
    routes = hard_tables.many(300)
    scene = to_scene(routes, "human smuggling", "en")
    part, said = split_strongest(scene, routes, 40, "en")
    assert part.behind is not None
    assert len(part.strands) == 40
    assert len(part.behind.strands) == len(scene.strands) - 40
    assert said.startswith(f"40 of {len(scene.strands)} lines, ")
    (widths,) = (one for one in legend_sections([part], "en", has_disputed=False) if one.head == "Width: people")
    thinnest = min(entry.width for entry in widths.entries)
    assert thinnest >= float(part.strands.width.min()) - 0.01


@pytest.mark.parametrize("lang", ["en", "fr", "es", "nb"])
def test_it_is_said_in_every_language(lang: str) -> None:
    routes = hard_tables.many(120)
    _, said = split_strongest(to_scene(routes, "human smuggling", lang), routes, 40, lang)
    assert "40" in said
    assert "\u00a0%" in said
