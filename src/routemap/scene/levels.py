"""Which level of folding a map shows: the finest whose lines are few enough for the room that there is (`style.FOLD`).

The pages' script goes by the same rule (js/src/map/folds.ts); `tests/parity/folding.json` holds both to it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Literal, get_args

from routemap.routes.stops import frame_triples
from routemap.scene.folding import Folded, fold_routes
from routemap.scene.scene import Scene
from routemap.style import FOLD, STRONGEST
from routemap.words import counted

if TYPE_CHECKING:
    import pandas as pd

Level = Literal["none", "subregion", "continent"]
LEVELS: Final[tuple[str, ...]] = get_args(Level)
AUTO: Final = "auto"


def fits(lines: int, names: int, room: int, level: str) -> bool:
    """Tell whether so many lines and places of a level can stand on a map on which `room` lines can be told apart.

    Examples
    --------
    >>> fits(120, 90, 58, "none"), fits(121, 90, 58, "none"), fits(400, 22, 58, "subregion")
    (True, False, True)
    >>> fits(100, 22, 20, "subregion"), fits(10_000, 30, 20, "continent")
    (False, True)
    """
    if level == "none":
        return lines <= max(FOLD.least, FOLD.countries * room)
    return level == "continent" or (lines <= FOLD.subregions * room and names <= FOLD.places * room)


def choose_fold(
    scene: Scene,
    routes: pd.DataFrame,
    room: int,
    asked: str,
    gather: Callable[[Folded], Scene],
) -> tuple[Scene, pd.DataFrame]:
    """Return the scene of the finest level that fits, and the routes that it counts.

    Parameters
    ----------
    scene, routes
        The scene with its countries, and the routes that it was made of.
    room
        How many lines can be told apart.
    asked
        auto, or the level that somebody asked for. A level that nobody asked for has as many lines as any map can tell
        apart: on one with less, too much of the routes would be mere numbers.
    gather
        Makes the scene of a level.
    """
    routes = routes.reset_index(drop=True)
    drawn, counting = scene, routes
    for level in LEVELS if asked == AUTO else (asked,):
        if level != "none":
            subject = scene.codes[scene.subject] if scene.subject >= 0 else ""
            folded = fold_routes(routes, frame_triples(routes), level, subject)
            coarser = gather(folded)
            if asked == AUTO and not says_enough(coarser):
                break
            drawn, counting = coarser, folded.routes
        if fits(len(drawn.strands), len(drawn.codes), room, level):
            break
    return drawn, counting


def says_enough(scene: Scene) -> bool:
    """Tell whether a level of folding has as many lines as any map can tell apart."""
    return bool(scene.folds) and len(scene.strands) >= STRONGEST.least


def fold_note(scene: Scene, lang: str) -> str:
    """Return the sentence about the countries that a scene folds; empty where it folds none."""
    count = sum(map(len, scene.folds.values()))
    return counted(lang, "fold.note", count) if count else ""
