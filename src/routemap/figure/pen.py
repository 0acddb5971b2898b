"""A pen on matplotlib axes: shapes and texts in pixels, y down, each over the one before."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import shapely
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from routemap import style
from routemap.figure.fonts import Slant, Weight, font_of
from routemap.figure.plane import Floats

GROUND = style.GROUND["light"]
POINT = 0.65  # points of one pixel on paper: names of 7 pt, lines of 1 to 6 pt
# What a line may end after: a word, or a Chinese sign with the stops that follow it.
_SIGN, _STOPS = "\u2e80-\u2fff\u3005-\u9fff", "\u3001\u3002\uff09\uff0c\uff1a\uff1b\u201d"
_PIECE = re.compile(f" *(?:[{_SIGN}][{_STOPS}]*|[^ {_SIGN}]+)| +")
Align = Literal["left", "center", "right"]


@contextmanager
def steady() -> Iterator[None]:
    """Draw by our own settings: dashes grow with the line; a letter the font lacks is no reason to stop."""
    with rc_context({"lines.scale_dashes": True, "text.parse_math": False}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"(?s)Glyph .* missing from")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
        yield


@lru_cache(maxsize=512)
def text_width(text: str, size: float, weight: Weight = "normal", slant: Slant = "normal") -> float:
    """Return the width of one line of text, in the unit of `size`."""
    font = font_of(100, weight, slant, text)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]) * size / 100


def wrap_text(text: str, size: float, width: float) -> list[str]:
    """Return the lines of a text broken at blanks, or between Chinese signs; none wider than `width` but a word."""
    lines: list[str] = []
    for word in _PIECE.findall(text):
        longer = f"{lines[-1]}{word}" if lines else word.lstrip()
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word.lstrip())
    return lines


class Pen:
    """Draws on axes whose data coordinates are pixels.

    Parameters
    ----------
    axes
        Get the limits of the drawing, and no decoration.
    width, height
        Of the drawing, px.
    point
        Points of one pixel on paper.
    """

    def __init__(self, axes: Axes, width: float, height: float, point: float) -> None:
        self.axes, self.width, self.height, self.point = axes, width, height, point
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        axes.set_axis_off()

    def shape(
        self,
        path: Path,
        *,
        fill: str = "none",
        stroke: str = "none",
        width: float = 0.0,
        dash: Sequence[float] = (),
        alpha: float = 1.0,
        cap: Literal["butt", "round"] = "butt",
        join: Literal["round", "miter"] = "round",
    ) -> None:
        """Draw a path; `width` in px, `dash` in widths of the line."""
        # Not add_patch, which measures each of an outline's thousands of curves for limits that are set already.
        self.axes.add_artist(
            PathPatch(
                path,
                facecolor=fill,
                edgecolor=stroke,
                linewidth=width * self.point,
                linestyle=(0, tuple(dash)) if dash else "solid",
                alpha=alpha,
                capstyle=cap,
                joinstyle=join,
                zorder=2,
                snap=False,
            )
        )

    def text(
        self,
        x: float,
        middle: float,
        text: str,
        size: float,
        *,
        colour: str = GROUND["ink"],
        weight: Weight = "normal",
        slant: Slant = "normal",
        align: Align = "left",
        halo: float = 0.0,
    ) -> None:
        """Write one line, its capitals centred on `middle`; `halo` is the width of a rim in the land's colour."""
        base = middle + 0.365 * size
        if halo:
            self._halo(x, base, text, (weight, slant), size, halo, align)
        self.axes.add_artist(
            Text(
                x,
                base,
                text,
                color=colour,
                # By name: before 3.11 matplotlib writes no SVG with a number.
                fontproperties=font_of(size * self.point, weight, slant, text),
                horizontalalignment=align,
                verticalalignment="baseline",
                parse_math=False,
                zorder=2,
                clip_on=False,
            )
        )

    def _halo(
        self, x: float, base: float, text: str, face: tuple[Weight, Slant], size: float, halo: float, align: Align
    ) -> None:
        # A path effect would do, but it would turn the name into outlines too: no text to search or edit.
        weight, slant = face
        font = font_of(100, weight, slant, text)
        vertices, codes = text_to_path.get_text_path(font, text, ismath=False)
        if not len(vertices):
            return
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        left = x - share * text_width(text, size, weight, slant)
        scale = size / text_to_path.FONT_SCALE
        points = np.asarray(vertices) * [scale, -scale] + [left, base]
        self.shape(Path(points, codes), fill=GROUND["land"], stroke=GROUND["land"], width=halo)


def chain_path(chain: Sequence[complex]) -> Path:
    """Return a start and cubic pieces as a path."""
    codes = [Path.MOVETO] + [Path.CURVE4] * (len(chain) - 1)
    return Path([(p.real, p.imag) for p in chain], codes)


def line_path(points: Sequence[complex], *, closed: bool = False) -> Path:
    """Return a polyline as a path."""
    vertices = [(p.real, p.imag) for p in points]
    return Path([*vertices, vertices[0]], closed=True) if closed else Path(vertices)


def area_path(shape: Any) -> Path | None:
    """Return the polygons of a shape as one path, outer rings one way round and holes the other; None for none."""
    parts = shapely.get_parts(shapely.orient_polygons(np.atleast_1d(shape)))
    parts = shapely.get_parts(parts)
    polygons = parts[shapely.get_type_id(parts) == 3]
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(polygons)]
    return _joined(rings, closed=True)


def lines_path(lines: Sequence[Floats]) -> Path | None:
    """Return polylines as one path; None for none."""
    return _joined(list(lines), closed=False)


def _joined(parts: list[Floats], *, closed: bool) -> Path | None:
    parts = [part for part in parts if len(part) > 1]
    if not parts:
        return None
    codes: list[Any] = []
    for part in parts:
        body = [Path.LINETO] * (len(part) - 1)
        codes += [Path.MOVETO, *body[:-1], Path.CLOSEPOLY] if closed else [Path.MOVETO, *body]
    return Path(np.round(np.concatenate(parts), 2), codes)
