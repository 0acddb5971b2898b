"""The coarser levels of a page: what each is made of, and what the page is told of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from routemap.routes.stops import Triples
from routemap.scene.blocks import place_block, strand_block, style_block
from routemap.scene.courses import Edges
from routemap.scene.edges import mercator_edges
from routemap.scene.folding import Folded, fold_routes
from routemap.scene.layouts import MercatorCurves, lay_out_on_mercator
from routemap.scene.levels import LEVELS
from routemap.scene.scene import Scene
from routemap.webmap.payload_types import Fold

if TYPE_CHECKING:
    import pandas as pd


class FoldedScene(NamedTuple):
    """One level of folding of a page."""

    folded: Folded
    scene: Scene
    curves: MercatorCurves


def fold_scenes(
    routes: pd.DataFrame,
    triples: Triples,
    subject: str,
    gather: Callable[..., Scene],
    wanted: Callable[[Scene], bool],
) -> list[FoldedScene]:
    """Return the levels of routes that are wanted, the finest first.

    `gather` makes the scene of what it is given as `folded`.
    """
    found = []
    for level in LEVELS[1:]:
        folded = fold_routes(routes, triples, level, subject)
        scene = gather(folded=folded)
        if wanted(scene):
            found.append(FoldedScene(folded, scene, lay_out_on_mercator(scene, has_levels=True)))
    return found


def edge_block(edges: Edges) -> dict[str, list[float]]:
    """Return where lines end at the edge of an area, by their numbers as text."""
    return {str(k): list(one) for k, one in enumerate(edges) if one != (0.0, 1.0)}


def fold_block(page: Scene, routes: int, one: FoldedScene, *, has_edges: bool) -> Fold:
    """Return a level of folding; its lines are in the order in which the script gathers them from the page's own.

    Parameters
    ----------
    page, routes
        The page's own scene, and how many routes it has.
    one
        The level.
    has_edges
        Whether lines end at the edges of areas.
    """
    folded, scene, curves = one
    index = {code: k for k, code in enumerate(scene.codes)}
    part_of = {code: part for part, codes in folded.parts.items() for code in codes}
    places = place_block(scene)
    # Another unit may be that of the most lines now.
    largest = {scale.measure: scale.largest * scale.size for scale in scene.scales}
    return {
        "of": [index[part_of.get(code, code)] for code in page.codes],
        "places": {"code": places["code"], "name": places["name"], "lon": places["lon"], "lat": places["lat"]},
        "strands": strand_block(scene.strands, curves),
        "edges": edge_block(mercator_edges(scene, curves)) if has_edges else {},
        "repeats": np.setdiff1d(np.arange(routes), folded.kept).tolist(),
        "style": style_block(scene),
        "scales": [largest.get(scale.measure, scale.largest * scale.size) / scale.size for scale in page.scales],
    }
