"""What a caller may set about curves and their layout."""

from __future__ import annotations

from dataclasses import dataclass

from routemap.errors import GeometryError


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutOptions:
    """Measures of the drawing that a layout is made for. Lengths are pixels at the fitted scale.

    Parameters
    ----------
    symbol_px
        Radius of a place's symbol, ≥ 0: other lines keep off it, and lines that end there stop at its edge.
    gap_px
        Widest gap between a place and the line that ends there, ≥ `symbol_px`. Lines at a crowded place use it.
    arrow_px
        Length of an arrowhead, ≥ 0, of the thinnest line.
    line_px
        Width of a line without weight, > 0.
    widest_px
        Width of the line with the greatest weight, ≥ `line_px`; between, the area follows the weight (square root).
    pad_px
        Margin of the view around the places, ≥ 0; curves use it, and never leave the view.
    most_laid_out
        Above this number of distinct legs only the strongest are laid out, the rest keep the simple bow, ≥ 0.
    quick
        Whether to look at fewer curves for each leg, and hardly twice: about a tenth of the time, more crossings.
        Above 1,000 legs every layout is quick.
    """

    symbol_px: float = 8.0
    gap_px: float = 12.0
    arrow_px: float = 12.0
    line_px: float = 1.5
    widest_px: float = 6.0
    pad_px: float = 40.0
    most_laid_out: int = 2000
    quick: bool = False

    def __post_init__(self) -> None:
        """Refuse measures that no drawing can have."""
        sound = (
            0 <= self.symbol_px <= self.gap_px
            and self.arrow_px >= 0
            and 0 < self.line_px <= self.widest_px
            and self.pad_px >= 0
            and self.most_laid_out >= 0
        )
        if not sound:
            raise GeometryError(f"{self}; expected 0 ≤ symbol_px ≤ gap_px, 0 < line_px ≤ widest_px, none below 0")
