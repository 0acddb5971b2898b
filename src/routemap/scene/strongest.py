"""How many lines a map draws in full: as many of the strongest as can be told apart; the rest stay faint behind them.

The one rule of every output. Lines are ordered by width, then by how many routes run on them. One line takes
`style.STRONGEST.px_per_line` square pixels of the map, so that a page at 1280 × 800 draws about sixty in full and a
figure of 180 mm about forty, between `least` and `most`; what is only `slack` times as many is drawn whole. Lines as
strong as the last come with it, up to `ties` times as many. Who asks for a number gets just that many.

The pages' script goes by the same rule (js/src/map/marks/strongest.ts); `tests/parity/strongest.json` holds both to it.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from routemap import style
from routemap.routes.cells import frame_cells
from routemap.scene.plain_text import plain
from routemap.scene.quantities import measure_of
from routemap.scene.scene import Floats, Ints, Scene
from routemap.style import STRONGEST
from routemap.words import counted, number

if TYPE_CHECKING:
    import pandas as pd


def told_apart(width_px: float, height_px: float) -> int:
    """Return how many lines can be told apart on a map of that size.

    Examples
    --------
    >>> told_apart(880, 760), told_apart(360, 320), told_apart(3840, 2160)
    (58, 20, 100)
    """
    fitting = math.floor(width_px * height_px / STRONGEST.px_per_line + 0.5)
    return min(max(fitting, STRONGEST.least), STRONGEST.most)


def by_strength(width: Floats, routes: Ints) -> Ints:
    """Return the numbers of lines, the strongest first: by width, then by how many routes run on them.

    Examples
    --------
    >>> by_strength(np.array([2.0, 4.0, 2.0]), np.array([1, 1, 3])).tolist()
    [1, 2, 0]
    """
    return np.lexsort((np.arange(len(width)), -routes, -width))


def drawn_in_full(width: Floats, routes: Ints, room: int, asked: int | None = None) -> NDArray[np.bool_]:
    """Return which lines are drawn in full, bool array (m,).

    Parameters
    ----------
    width, routes
        Arrays (m,): width, px, and number of routes of each line.
    room
        How many can be told apart.
    asked
        The number that somebody asked for instead.

    Examples
    --------
    >>> drawn_in_full(np.array([1.0, 3.0, 2.0]), np.ones(3, dtype=int), 1).tolist()
    [False, True, False]
    """
    count = len(width)
    if asked is not None or count > STRONGEST.slack * room:
        order = by_strength(width, routes)
        most = room if asked is None else asked
        if asked is None:
            alike = (width == width[order[room - 1]]) & (routes == routes[order[room - 1]])
            tied = int(np.flatnonzero(alike[order])[-1]) + 1
            most = tied if tied <= STRONGEST.ties * room else room
        full = np.zeros(count, dtype=np.bool_)
        full[order[:most]] = True
        return full
    return np.ones(count, dtype=np.bool_)


def split_strongest(
    scene: Scene, routes: pd.DataFrame, room: int, lang: str, asked: int | None = None
) -> tuple[Scene, str]:
    """Return a scene with as many of its lines as can be told apart, the rest `behind` them, and what is said of it.

    Parameters
    ----------
    scene, routes
        What is to be drawn, and the routes it was made of.
    room, asked
        As in `drawn_in_full`.
    lang
        Of what is said, such as “58 of 300 lines, 71 % of the people”; nothing where all lines are drawn in full.
    """
    strands = scene.strands
    times = Counter(one for over in strands.of_route for one in set(over))
    on = np.array([times[k] for k in range(len(strands))], dtype=np.int_)
    full = drawn_in_full(strands.width, on, room, asked)
    if full.all():
        return scene, ""
    order = by_strength(strands.width, on)
    rest = order[~full[order]][: STRONGEST.most_behind]
    lone = {k for k in range(len(scene.codes)) if scene.badge[k] or scene.domestic.get(k)}
    shown = scene.only(full, lone | set(strands.ends[full].ravel().tolist()))
    behind = scene.only(np.isin(np.arange(len(strands)), rest), ())
    return replace(_told(shown), behind=behind), _said(scene, routes, full, lang)


def _told(scene: Scene) -> Scene:
    """Return the scene with just those widths explained that its lines have."""
    rings, thin = [ring.width for some in scene.domestic.values() for ring in some], scene.line_scale
    width = np.concatenate((scene.strands.width, rings))
    of_words = {name: style.magnitude_width_px(name, thin) for name in scene.magnitudes}
    magnitudes = {name for name, px in of_words.items() if np.isclose(width, px).any()}
    told = [scale for scale in scene.scales if scale.lines]
    if len(told) != 1:
        return replace(scene, magnitudes=magnitudes)
    stated = width[~np.isclose(width[:, None], list(of_words.values())).any(axis=1)]
    least = style.quantity_of_width(float(stated.min(initial=style.widest_quantity_px(thin))), told[0].largest, thin)
    return replace(scene, magnitudes=magnitudes, scales=[replace(told[0], least=max(least, told[0].least))])


def _said(scene: Scene, routes: pd.DataFrame, full: NDArray[np.bool_], lang: str) -> str:
    """Say how many lines are drawn in full, and how much of the measure of the most lines runs on them alone."""
    shown, count = number(lang, int(full.sum())), len(full)
    scale = next((one for one in scene.scales if one.lines), None)
    if scale is None:
        return counted(lang, "strongest.lines", count, shown=shown)
    cells = frame_cells(routes, "unit")
    sizes = np.array([size if name == scale.measure else 0.0 for name, size in map(measure_of, cells.values)])
    amount = np.nan_to_num(routes["quantity"].to_numpy(dtype=np.float64)) * sizes[cells.codes]
    over = scene.strands.of_route
    has_line = np.array([bool(lines) for lines in over])
    is_shown = has_line & np.array([all(full[k] for k in lines) for lines in over])
    share = math.floor(100 * float(amount[is_shown].sum()) / max(float(amount[has_line].sum()), 1e-300) + 1e-9)
    return counted(lang, "strongest.share", count, shown=shown, share=number(lang, share), unit=plain(scale.name))
