"""Every number of the look but widths: dashes, arrowheads, rims, open ends, badges; names and legends are in `written`.

Pages, thumbnails, figures and GIS styles draw by these; the pages' script gets them as ``js/src/model/look.ts``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from routemap.style.written import LEGEND, NAME

CONFIDENCES: Final = ("", "low", "medium", "high")
SUPPORTS: Final = (*CONFIDENCES, "mixed", "few")
"""How well a line's routes are supported: each as the others, or "mixed". "few" says instead that all of them are of
so few people that their number is kept back; beside others they say nothing of the line."""
FEW: Final = SUPPORTS.index("few")

# Dash and gap in line widths, so that a wide dashed line still reads as dashed.
SUPPORT_DASH: Final[Mapping[str, tuple[float, ...]]] = {
    "": (),
    "low": (0.01, 2.2),
    "medium": (3.4, 2.0),
    "high": (),
    "mixed": (7.0, 1.8, 1.6, 1.8),
    "few": (2.4, 4.4),
}
DOT: Final = 0.5
"""A dash shorter than this, in widths of its line, is a dot: round."""
NOT_ASSESSED_OPACITY: Final = 0.55
FAINT: Final = frozenset({SUPPORTS.index(""), FEW})
"""Supports, by position, whose lines are drawn so, with open heads: nothing weighs for them."""
CASING_WIDTH_PX: Final = 1.5
VAST_MEMBERS: Final = 25
"""A region of more countries than this would hatch half an overview."""


@dataclass(frozen=True, slots=True)
class Arrowhead:
    """An arrowhead grows slower than its line: length and half its breadth, px, and what each px of width adds.

    The line runs under `overlap` of it, so that no gap shows; `notch` of its length is cut into its back. One that is
    not assessed is open: two strokes, `open_px` or `open_per_px` of the line's width, whichever is more.
    """

    length_px: float = 6.5
    length_per_px: float = 1.1
    half_px: float = 2.6
    half_per_px: float = 0.72
    overlap: float = 0.7
    notch: float = 0.14
    casing_px: float = 2.4
    open_px: float = 1.6
    open_per_px: float = 0.8

    def length(self, width: float) -> float:
        """Return the length of the arrowhead of a line of that width, px."""
        return self.length_px + self.length_per_px * width

    def half(self, width: float) -> float:
        """Return half the breadth of the arrowhead of a line of that width, px."""
        return self.half_px + self.half_per_px * width


@dataclass(frozen=True, slots=True)
class LineEnd:
    """How a line turns from its curve into its place on the rim of a symbol.

    It turns over `turn_in_px`, at most `turn_share` of its chord; its arrowhead keeps `kept` of the line's own
    direction, which is the one that the eye sees `look_at_px` from the rim. Two rims with less than `shortest_px`
    between them leave no room for a line. An open arrowhead is two strokes: its line runs up to `open_px` from the tip.
    Beside its arrowhead a line keeps `air_px` free, a line with ticks `ticks_px`. An arrowhead takes up at most
    `head_share` of the room between the two rims. A slot less than `straight` radians off the line's own direction
    leaves it as it is; an end reaches at most to `most` of the curve, and its turn is a cubic whose handles are `pull`
    of its chord.
    """

    turn_in_px: float = 78.0
    turn_share: float = 0.3
    kept: float = 0.45
    look_at_px: float = 30.0
    shortest_px: float = 6.0
    open_px: float = 0.5
    air_px: float = 1.0
    ticks_px: float = 3.0
    head_share: float = 0.5
    straight: float = 0.03
    most: float = 0.48
    pull: float = 0.42


@dataclass(frozen=True, slots=True)
class Tail:
    """An open end: a piece of line that fades.

    Its direction is the sum of those of its lines, each of length one; a sum shorter than `directed` tells nothing, and
    the end comes from `from_nowhere`.
    """

    length_px: float = 36.0
    from_nowhere: float = -2.5
    directed: float = 0.05


@dataclass(frozen=True, slots=True)
class Tick:
    """The small bars at both ends of a line without direction, `clear_px` off the rim so that no symbol hides them."""

    half_px: float = 3.4
    half_per_px: float = 0.6
    least_px: float = 1.6
    width_per_px: float = 0.7
    clear_px: float = 3.5


@dataclass(frozen=True, slots=True)
class Rim:
    """How the ends at one symbol share its rim.

    A head stops `gap_px` off it, a bare line `bare_px`; ends less than `crowd` radians apart crowd each other, and
    heads that touch, `touch_px` from the centre, take turns at `turns` distances, or at `many_turns` where more than
    `few` meet. Neighbours need `apart_px` between them at `base` of their heads' length; a line passes beside a head
    that stops farther out with half of `passing_px`, whatever its own head needs. Ends take up at most `full` of the
    circle; beyond `most` ends no rim is long enough, and they keep their own angles.
    """

    gap_px: float = 2.5
    bare_px: float = 1.0
    crowd: float = 0.6
    turns: int = 2
    few: int = 6
    many_turns: int = 3
    touch_px: float = 16.0
    apart_px: float = 0.5
    base: float = 0.8
    passing_px: float = 2.5
    full: float = 0.92
    most: int = 40


@dataclass(frozen=True, slots=True)
class Symbol:
    """The one mark of a place: its radius, px, and what is added for a mark that holds more than one role.

    Marks within marks are shares of the radius around them: what is `in_ring` or `in_region`, there the `disc` of a
    destination and the `dot` of one in a full diamond; the `dot_in_diamond` of one in an open diamond; the
    `undirected` disc.
    """

    radius_px: float = 5.5
    combined_px: float = 1.5
    bare_px: float = 2.0
    undirected_px: float = -2.0
    halo_px: float = 1.6
    stroke_px: float = 1.9
    inset_px: float = 0.9
    in_ring: float = 0.66
    in_region: float = 0.62
    disc: float = 0.72
    dot: float = 0.36
    dot_in_diamond: float = 0.4
    undirected: float = 0.8
    region_dash_px: tuple[float, ...] = (3.0, 2.1)


@dataclass(frozen=True, slots=True)
class Ring:
    """The arrow round a place for routes within it: one per colour, at most `most`, `step_px` apart.

    Its head leans inwards by `lean` radians, as the arc does over its length; it reaches `tip_px` beyond the arc's end,
    and its corners lie `half_px` to both sides and `back_px` behind.
    """

    clear_px: float = 1.5
    step_px: float = 4.5
    most: int = 3
    start: float = -0.35
    end: float = 2 * math.pi - 1.35
    width_px: float = 1.9
    casing_px: float = 4.2
    lean: float = 0.25
    tip_px: float = 5.4
    half_px: float = 3.2
    back_px: float = 0.8


@dataclass(frozen=True, slots=True)
class Badge:
    """The number of statements that name a place without a counterpart; upper right first, clear of all ends."""

    height_px: float = 15.0
    padding_px: float = 9.0
    digit_px: float = 6.5
    away_px: float = 1.5
    stroke_px: float = 1.2
    clear: float = 0.8
    turns: tuple[float, ...] = (-0.25, 0.25, -0.75, 0.75, -0.5, 0.0, 1.0, 0.5)

    def width(self, count: int) -> float:
        """Return the width of a badge, px."""
        return max(self.height_px, self.padding_px + self.digit_px * len(str(count)))


@dataclass(frozen=True, slots=True)
class Land:
    """The lines of the ground: borders and coasts, disputed borders, the hatch of a region and its outline."""

    border_px: float = 0.8
    disputed_px: float = 0.9
    disputed_dash_px: tuple[float, ...] = (4.0, 3.0)
    hatch_px: float = 5.0
    hatch_line_px: float = 0.8
    hatch_opacity: float = 0.42
    outline_px: float = 0.9
    outline_opacity: float = 0.55


HEAD: Final = Arrowhead()
LINE_END: Final = LineEnd()
TAIL: Final = Tail()
TICK: Final = Tick()
RIM: Final = Rim()
SYMBOL: Final = Symbol()
RING: Final = Ring()
BADGE: Final = Badge()
LAND: Final = Land()


def look() -> dict[str, Any]:
    """Return every number of the look as plain data: what the pages' script draws by.

    Examples
    --------
    >>> look()["head"]["length_px"]
    6.5
    """
    parts: dict[str, Any] = {
        "head": HEAD, "line_end": LINE_END, "tail": TAIL, "tick": TICK, "rim": RIM, "symbol": SYMBOL, "ring": RING,
        "badge": BADGE, "name": NAME, "land": LAND, "legend": LEGEND,
    }  # fmt: skip
    return {name: asdict(part) for name, part in parts.items()} | {
        "dash": [SUPPORT_DASH[name] for name in SUPPORTS],
        "dot": DOT,
        "not_assessed_opacity": NOT_ASSESSED_OPACITY,
        "faint": sorted(FAINT),
        "casing_px": CASING_WIDTH_PX,
        "vast_members": VAST_MEMBERS,
    }
