"""What of many routes a figure draws: countries folded as far as they must be, the strongest of their lines in full."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from routemap.figure.choices import lines_asked
from routemap.figure.notes import behind_notes
from routemap.scene.levels import AUTO, choose_fold, fold_note
from routemap.scene.scene import Scene
from routemap.scene.strongest import split_strongest, told_apart
from routemap.style import STRONGEST

if TYPE_CHECKING:
    import pandas as pd


def readable(
    gather: Callable[..., Scene], routes: pd.DataFrame, width: float, lang: str, strongest: int | str | None, fold: str
) -> tuple[Scene, list[str]]:
    """Return a scene with as many of its lines in full as can be told apart on a map so wide, px, and what is said.

    Parameters
    ----------
    gather
        Makes the scene; with `folded`, that of a level of folding.
    routes
        What it is made of.
    width, lang
        Of the map, px, and of what is said.
    strongest, fold
        As in `draw_figure`.
    """
    room = told_apart(width, width * STRONGEST.high)
    level = "none" if fold == AUTO and strongest is not None else fold
    scene, counting = choose_fold(gather(), routes, room, level, lambda folded: gather(folded=folded))
    drawn, said = split_strongest(scene, counting, room, lang, lines_asked(strongest))
    return drawn, [*filter(None, (fold_note(scene, lang),)), *behind_notes(said, lang)]
