"""A second, closer map for the part of a figure where most lines crowd together.

The wide map then shows the lines that reach beyond that part, the closer one those within it, with the others running
off its edge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from routemap.figure.frame import Frame, fit_frame
from routemap.figure.mapping import place_px
from routemap.figure.pen import GROUND, Pen, lines_path
from routemap.figure.plane import Floats, Plane, choose_plane
from routemap.scene.scene import Scene
from routemap.words import word

_REACHES = (0.05, 0.07, 0.10, 0.13, 0.16)  # of the map's width: how far a crowd may reach from its middle
_WORTH = 1.3  # a larger circle must bring in this many times the lines
_FEWEST_PLACES, _FEWEST_LINES = 5, 6
_CROWDED_PX = 26.0  # usual distance to the nearest neighbour; names and arrowheads need more
_LEAST_GAIN = 1.6
_JUST = 0.15  # of the frame
_CLEAR = 0.03  # of the frame: nearer to its edge a symbol would be cut
_LITTLE = 1.2  # smaller may a map become to take those in
_WIDE_HIGHEST, _CLOSE_HIGHEST = 0.5, 0.62  # heights over the width: both maps go on one page
_ROUND_KM = 8600.0  # LAEA shows the Earth as a disk, whose edge must stay out of sight


@dataclass(frozen=True, eq=False)
class View:
    """A scene, and the projection and frame it is drawn in."""

    scene: Scene
    plane: Plane
    frame: Frame


def split_views(scene: Scene, whole: View, projection: str, lang: str) -> list[View]:
    """Return the one view of all, or a wide and a close one, where that makes a crowd readable.

    Parameters
    ----------
    scene
        All that the figure draws.
    whole
        It on one map.
    projection, lang
        As in `draw_figure`.
    """
    width, plane = whole.frame.width, whole.plane
    frame = fit_frame(scene, plane, width, highest=_WIDE_HIGHEST)
    crowd = _crowd(scene, place_px(scene, plane, frame), width)
    if crowd is None:
        return [whole]
    inside, close_plane, close_frame = _close_view(scene, crowd, projection, width)
    # What lies only just outside comes in: a line that runs off the edge and ends behind it is odd.
    more = _seen(scene, close_plane, close_frame, -_JUST)
    larger = _close_view(scene, more, projection, width)
    if larger[2].km < _LITTLE * close_frame.km:
        crowd, (inside, close_plane, close_frame) = more, larger
    # What lies within is shown there, whether it belongs to the crowd or not: its line may not run on to the edge.
    crowd = sorted({*crowd, *_seen(scene, close_plane, close_frame, _CLEAR)})
    inside = np.isin(scene.strands.ends, crowd)
    both, either = inside[:, 0] & inside[:, 1], inside[:, 0] | inside[:, 1]
    if both.all() or whole.frame.km < _LEAST_GAIN * close_frame.km:
        return [whole]
    outside = sorted(set(scene.strands.ends[either].ravel().tolist()) - set(crowd))
    rest = sorted(set(range(len(scene.codes))) - set(crowd))
    if projection == "auto" and plane.is_round and frame.km * width / 2 > _ROUND_KM:
        plane = choose_plane("equal-earth", scene.extent, scene.steps)
    if not plane.is_round:
        plane = _cut_elsewhere(scene, ~both, plane, close_plane, close_frame)
    frame = fit_frame(scene, plane, width, highest=_WIDE_HIGHEST)
    close = _told_where(scene.only(either, crowd, outside), lang)
    return [View(scene.only(~both, rest), plane, frame), View(close, close_plane, close_frame)]


def _seen(scene: Scene, plane: Plane, frame: Frame, margin: float) -> list[int]:
    """Return the places that lie in a frame, at least that share of its size from its edges."""
    px, size = frame.to_px(plane.project(plane.turned(scene.anchors))), np.array([frame.width, frame.height])
    return np.flatnonzero(((px > margin * size) & (px < (1 - margin) * size)).all(axis=1)).tolist()


def _cut_elsewhere(scene: Scene, drawn: NDArray[np.bool_], plane: Plane, close: Plane, frame: Frame) -> Plane:
    """Return the plane of the wide map, cut neither through the framed part nor, where it can be, through its lines."""
    middle = np.array([(share * frame.width, frame.height / 2) for share in np.linspace(0.0, 1.0, 9)])
    across = close.unproject(frame.to_km(middle))
    across = across[np.isfinite(across).all(axis=1)]
    first = len(scene.codes)
    steps = np.column_stack((np.arange(len(across) - 1), np.arange(1, len(across)))) + first
    # Each step across the framed part weighs more than all lines together.
    legs = np.concatenate([scene.strands.ends[drawn], steps.repeat(len(scene.strands) + 1, axis=0)])
    return choose_plane(plane.kind, np.concatenate([scene.anchors, across]), legs)


def _close_view(
    scene: Scene, crowd: list[int], projection: str, width: float
) -> tuple[NDArray[np.bool_], Plane, Frame]:
    """Return which ends of lines, (m, 2), lie in the crowd, and the projection and frame for it."""
    inside: NDArray[np.bool_] = np.isin(scene.strands.ends, crowd)
    within = scene.only(inside[:, 0] & inside[:, 1], crowd)
    plane = choose_plane(projection, within.extent, within.steps)
    return inside, plane, fit_frame(within, plane, width, highest=_CLOSE_HIGHEST)


def _crowd(scene: Scene, at: Floats, width: float) -> list[int] | None:
    """Return the places of the smallest circle with nearly the most lines within it, if they lie close together."""
    ends = scene.strands.ends
    if len(ends) < _FEWEST_LINES:
        return None
    apart = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    most, found = 0.0, None
    for reach in _REACHES:
        for near in apart < reach * width:
            lines = int(near[ends].all(axis=1).sum())
            if lines >= _FEWEST_LINES and near.sum() >= _FEWEST_PLACES and lines >= _WORTH * most:
                most, found = float(lines), near
    if found is None:
        return None
    among = apart[np.ix_(found, found)] + np.where(np.eye(int(found.sum())), np.inf, 0.0)
    return np.flatnonzero(found).tolist() if np.median(among.min(axis=1)) < _CROWDED_PX else None


def _told_where(close: Scene, lang: str) -> Scene:
    """Name the places beyond the frame as where lines come from or go to."""
    names = list(close.names)
    for k in close.beyond:
        leaves, arrives = (bool((close.strands.ends[:, end] == k).any()) for end in (0, 1))
        if leaves != arrives and not close.strands.undirected[(close.strands.ends == k).any(axis=1)].any():
            names[k] = word(lang, "figure.from" if leaves else "figure.to", place=names[k])
    return replace(close, names=names)


def draw_outline(pen: Pen, wide: View, close: View) -> None:
    """Draw on the wide map what the closer one shows."""
    right, bottom = close.frame.width, close.frame.height
    corners = np.array([(0, 0), (right, 0), (right, bottom), (0, bottom), (0, 0)], dtype=np.float64)
    steps = np.linspace(0, 1, 48, endpoint=False)[:, None]
    edge = np.concatenate([*(a + steps * (b - a) for a, b in pairwise(corners)), corners[:1]])
    lonlat = close.plane.unproject(close.frame.to_km(edge))
    turned = wide.plane.turned(lonlat[np.isfinite(lonlat).all(axis=1)])
    px = wide.frame.to_px(wide.plane.project(turned))
    # Where the outline passes the cut of the wide map, it goes on at the other edge.
    jumps = np.flatnonzero((np.abs(np.diff(turned[:, 0])) > 180.0) & (not wide.plane.is_round)) + 1
    path = lines_path(np.split(px, jumps))
    if path:
        pen.shape(path, stroke=GROUND["panel"], width=3.4)
        pen.shape(path, stroke=GROUND["soft"], width=1.2)
