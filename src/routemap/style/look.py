"""Every number of the look but widths: dashes, arrowheads, symbols, badges; more in `ends` and `written`.

Pages, thumbnails, figures and GIS styles draw by these; the pages' script gets them as ``js/src/model/look.ts``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from routemap.style.ends import LINE_END, RIM, TAIL, TICK
from routemap.style.written import LEGEND, LETTERING, NAME

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
class Symbol:
    """The one mark of a place: its radius, px, and what is added for a mark that holds more than one role.

    Marks within marks are shares of the radius around them: what is `in_ring` or `in_region`, there the `disc` of a
    destination and the `dot` of one in a full diamond; the `dot_in_diamond` of one in an open diamond; the
    `undirected` disc. Of two symbols closer than the share `apart` of their radii one would hide the other: they are
    drawn that far apart, each at most `most_moved_px` from its place.
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
    fold_px: float = 1.4
    apart: float = 0.9
    most_moved_px: float = 8.0


@dataclass(frozen=True, slots=True)
class Ring:
    """The arrow round a place for routes within it: one per colour, at most `most`, `gap_px` apart, as wide as a line.

    Its casing is `casing_px` wide on either side. In an arrow of `width_px` the head leans inwards by `lean` radians,
    as the arc does over its length; it reaches `tip_px` beyond the arc's end, and its corners lie `half_px` to both
    sides and `back_px` behind; in a wider one it grows as the heads of lines do.
    """

    clear_px: float = 1.5
    gap_px: float = 2.6
    most: int = 3
    start: float = -0.35
    end: float = 2 * math.pi - 1.35
    width_px: float = 1.9
    casing_px: float = 1.15
    lean: float = 0.25
    tip_px: float = 5.4
    half_px: float = 3.2
    back_px: float = 0.8


@dataclass(frozen=True, slots=True)
class Badge:
    """The number of statements that name a place without a counterpart; upper right first, clear of all ends.

    Its digits are `text_px` high as letters are measured.
    """

    height_px: float = 15.0
    padding_px: float = 9.0
    digit_px: float = 6.5
    away_px: float = 1.5
    stroke_px: float = 1.2
    text_px: float = 10.5
    clear: float = 0.8
    turns: tuple[float, ...] = (-0.25, 0.25, -0.75, 0.75, -0.5, 0.0, 1.0, 0.5)

    def width(self, count: int) -> float:
        """Return the width of a badge, px."""
        return max(self.height_px, self.padding_px + self.digit_px * len(str(count)))


@dataclass(frozen=True, slots=True)
class Land:
    """The lines of the ground: borders and coasts, disputed borders and their ink, a region's hatch and outline."""

    border_px: float = 0.8
    disputed_px: float = 0.7
    disputed_ink: str = "soft"
    disputed_dash_px: tuple[float, ...] = (4.0, 3.0)
    hatch_px: float = 5.0
    hatch_line_px: float = 0.8
    hatch_opacity: float = 0.42
    outline_px: float = 0.9
    outline_opacity: float = 0.55


@dataclass(frozen=True, slots=True)
class Strongest:
    """How many lines are drawn in full (`routemap.scene.strongest`), and how the others stay behind them.

    A line takes `px_per_line` square pixels of a map; at least `least` and at most `most` are drawn, all of them
    where there are up to `slack` times as many. Lines as strong as the last come along, up to `ties` times as many. Of
    the rest the strongest `most_behind` are drawn without heads, so opaque. A figure is taken for `high` times as high
    as wide.
    """

    px_per_line: float = 11_500.0
    least: int = 20
    most: int = 100
    slack: float = 1.25
    ties: float = 2.0
    most_behind: int = 1000
    opacity: float = 0.12
    high: float = 0.75


@dataclass(frozen=True, slots=True)
class Fold:
    """When countries are folded into parts of the world (`routemap.scene.folding`), and the mark of what is folded.

    Countries are drawn where their lines number at most `least`, or `countries` times as many as can be told apart;
    sub-regions where theirs are at most `subregions` times as many, and these places at most `places` times. The mark
    is a square of `side` of a region's radius, and behind it another that shows `behind_px` to the right and above.
    """

    least: int = 120
    countries: float = 2.0
    subregions: float = 7.0
    places: float = 0.75
    side: float = 0.86
    behind_px: float = 2.6


HEAD: Final = Arrowhead()
SYMBOL: Final = Symbol()
RING: Final = Ring()
BADGE: Final = Badge()
LAND: Final = Land()
STRONGEST: Final = Strongest()
FOLD: Final = Fold()


def look() -> dict[str, Any]:
    """Return every number of the look as plain data: what the pages' script draws by.

    Examples
    --------
    >>> look()["head"]["length_px"]
    6.5
    """
    parts: dict[str, Any] = {
        "head": HEAD, "line_end": LINE_END, "tail": TAIL, "tick": TICK, "rim": RIM, "symbol": SYMBOL, "ring": RING,
        "badge": BADGE, "name": NAME, "lettering": LETTERING, "land": LAND, "legend": LEGEND, "strongest": STRONGEST,
        "fold": FOLD,
    }  # fmt: skip
    return {name: asdict(part) for name, part in parts.items()} | {
        "dash": [SUPPORT_DASH[name] for name in SUPPORTS],
        "dot": DOT,
        "not_assessed_opacity": NOT_ASSESSED_OPACITY,
        "faint": sorted(FAINT),
        "casing_px": CASING_WIDTH_PX,
        "vast_members": VAST_MEMBERS,
    }
