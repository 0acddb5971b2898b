"""The numbers of what is written on a map and beside it: names of places, the legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class NameFit:
    """Where a name may stand, and what each place costs.

    `positions` are direction (in radii) and dislike: right and left first, as on printed maps, then above and below,
    then the corners. `reaches` are distance from the symbol, px, and dislike; past `tied_px` a fine line ties the name
    to its symbol: that costs less than to lie over a line. No name stands nearer to another symbol than to its own. A
    name dearer than `dearest` waits for the reader to zoom in, but for the `foremost` most important, and all in print:
    these may stand at `print_reaches`, and their ties may cross other marks. In print a name that has no other room may
    even stand nearer to another symbol, tied to its own, but not within `stray_px` of it. `badge_price` is the dislike
    of a name that stands by the badge, not by the symbol. The name of the subject of a report outranks all others by
    `subject_rank`.

    A tie ends `tie_inset_px` within the name. It is kept free in squares of `tie_px`, one about each `tie_piece_px`,
    from outside the square of its symbol on: `tie_clear` of the symbol's radius and `tie_inset_px`. It is drawn
    `tie_line_px` wide, in a casing of `tie_casing_px`.
    """

    positions: tuple[tuple[float, float, float], ...] = (
        (1.0, 0.0, 0.0),
        (0.72, -0.85, 0.6),
        (0.72, 0.85, 0.8),
        (-1.0, 0.0, 1.2),
        (-0.72, -0.85, 1.6),
        (-0.72, 0.85, 1.8),
        (0.0, -1.0, 2.0),
        (0.0, 1.0, 2.2),
    )
    reaches: tuple[tuple[float, float], ...] = (
        (3.0, 0.0),
        (9.0, 3.0),
        (15.0, 4.5),
        (26.0, 7.5),
        (40.0, 10.0),
        (56.0, 13.0),
    )
    print_reaches: tuple[tuple[float, float], ...] = ((74.0, 16.0), (94.0, 20.0), (120.0, 25.0))
    tied_px: float = 12.0
    line_price: float = 14.0
    most_lines: int = 4
    astray_price: float = 9.0
    astray_tied_price: float = 2.0
    stray_px: float = 10.0
    tie_price: float = 1.2
    tie_crossing_price: float = 5.0
    dearest: float = 30.0
    foremost: int = 12
    gap_px: float = 3.0
    near_line_px: float = 6.5
    badge_price: float = 1.0
    subject_rank: float = 1e9
    halo_px: float = 3.2
    tie_inset_px: float = 2.0
    tie_px: float = 3.0
    tie_line_px: float = 0.9
    tie_casing_px: float = 2.4
    tie_piece_px: float = 6.0
    tie_clear: float = 0.42


@dataclass(frozen=True, slots=True)
class Lettering:
    """How names of places are written: countries in spaced capitals, regions in italics, a little larger.

    Sizes are px as letters are measured, those of pages: they are right for all outputs whose px are those of a page. A
    name takes `line` of its size, in whole px. The subject of a report stands out by its weight.

    Two outputs need others. Figures are written in DejaVu Sans, whose capitals are 0.73 of its size high, where those
    of the letters that systems lend to pages are 0.70: `in_figures` of the size is as high. Small pictures are shown at
    two thirds of their size or less: `in_thumbnails` of the size is still read there.
    """

    country_px: float = 11.0
    region_px: float = 12.5
    line: float = 1.2
    country_weight: int = 600
    subject_weight: int = 700
    region_weight: int = 500
    country_spacing_px: float = 1.0
    region_spacing_px: float = 0.2
    in_figures: float = 0.964
    in_thumbnails: float = 1.36

    def size(self, *, is_region: bool, share: float = 1.0) -> float:
        """Return the size of a name, px, to a tenth; `share` is what an output needs of that of pages.

        Examples
        --------
        >>> LETTERING.size(is_region=False), LETTERING.size(is_region=False, share=LETTERING.in_figures)
        (11.0, 10.6)
        """
        return round((self.region_px if is_region else self.country_px) * share, 1)

    def height(self, size: float) -> float:
        """Return how high a line of letters of that size is, px."""
        return float(round(size * self.line))


@dataclass(frozen=True, slots=True)
class Legend:
    """What a legend says before it counts the rest, and how it draws a line.

    At most `most_colours` are explained, in print `print_most_colours`; `most_scales` of the measures, and the names of
    `most_named` others. Support stands in the order of `support`. A piece of line is `line_px` long and `usual_px`
    wide, one that stands for a colour `colour_px`; the arrow of routes within a place has the radius `ring_px`.
    """

    most_colours: int = 10
    print_most_colours: int = 16
    most_scales: int = 3
    most_named: int = 4
    support: tuple[str, ...] = ("high", "medium", "low", "", "mixed")
    line_px: float = 34.0
    usual_px: float = 2.6
    colour_px: float = 3.6
    ring_px: float = 5.5


NAME: Final = NameFit()
LETTERING: Final = Lettering()
LEGEND: Final = Legend()
