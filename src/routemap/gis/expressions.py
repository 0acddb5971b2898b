"""The visual language in QGIS's expression language: width by size, dash by confidence, heads by width.

The expressions name only fields of at most ten characters, which a Shapefile keeps: one style serves all formats.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from routemap.style import CONFIDENCE_DASH, MAGNITUDE_WIDTH_PX, NOT_ASSESSED_OPACITY, WIDTH_RANGE_PX

if TYPE_CHECKING:
    import pandas as pd

MM_PER_PX: Final = 25.4 / 96
# A table of more units than this has something else in the column; the rest is drawn by magnitude.
_MOST_UNITS = 40

UNDIRECTED: Final = "lower(to_string(coalesce(\"directed\", 'yes'))) IN ('no', 'false', '0')"
DASHED: Final = (
    f"""coalesce("confidence", '') IN ({", ".join(f"'{word}'" for word, dash in CONFIDENCE_DASH.items() if dash)})"""
)
OPACITY_PERCENT: Final = f"if(coalesce(\"confidence\", '') = '', {NOT_ASSESSED_OPACITY * 100:g}, 100)"
PLACE_RADIUS_MM: Final = 1.6
"""Lines leave this much room around places, whose symbols would hide the arrow heads."""
# Dots are dashes of no length: only round ends make them visible.
CAP: Final = "if(\"confidence\" = 'low', 'round', 'flat')"

# Parts are counted from 1; where one ends before the last, the line goes on beyond ±180°.
_IS_CUT = "coalesce(@geometry_part_num, 1) < coalesce(@geometry_part_count, 1)"
_HEADLESS = f"{UNDIRECTED} OR {_IS_CUT}"


def text_literal(text: str) -> str:
    """Return text as a literal of the expression language.

    Examples
    --------
    >>> text_literal("coca leaf, 'dry'")
    "'coca leaf, ''dry'''"
    """
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def largest_quantities(routes: pd.DataFrame) -> dict[str, float]:
    """Return the largest quantity of each unit, most used units first, at most forty.

    Examples
    --------
    >>> import pandas as pd
    >>> largest_quantities(pd.DataFrame({"quantity": [2.0, 5.0, None], "unit": ["kg", "kg", "t"]}))
    {'kg': 5.0}
    """
    known = routes[routes["quantity"].notna()]
    sizes = known.groupby("unit", sort=True)["quantity"].agg(["size", "max"])
    sizes = sizes.sort_values("size", ascending=False, kind="stable").head(_MOST_UNITS)
    return {str(unit): float(largest) for unit, largest in sizes["max"].items()}


def width_mm(largest: Mapping[str, float]) -> str:
    """Return the width of a line, mm: by the square root of its quantity, else by the source's own words on size.

    Parameters
    ----------
    largest
        Largest quantity by unit; units are never drawn on one scale.
    """
    by_magnitude = _case(
        ((f'"magnitude" = {text_literal(word)}', _mm(px)) for word, px in MAGNITUDE_WIDTH_PX.items() if word),
        otherwise=_mm(MAGNITUDE_WIDTH_PX[""]),
    )
    if not largest:
        return by_magnitude
    thinnest, widest = WIDTH_RANGE_PX
    scales = []
    for unit, most in largest.items():
        share = f'sqrt("quantity" / {most!r})' if most > 0 else "0"
        width = f"{_mm(thinnest)} + {_mm(widest - thinnest)} * min(1, {share})"
        scales.append((f"coalesce(\"unit\", '') = {text_literal(unit)}", width))
    by_quantity = _case(scales, otherwise=by_magnitude)
    # In formats without types, such as KML, what is missing is an empty text.
    is_missing = "coalesce(to_string(\"quantity\"), '') = ''"
    return f"CASE WHEN {is_missing} THEN {by_magnitude} ELSE {by_quantity} END"


def dash_mm(width: str) -> str:
    """Return dash and gap, mm, as QGIS wants them in one text; they grow with the width."""
    # The brackets are needed: || binds more tightly than *.
    patterns = [
        (f'"confidence" = {text_literal(word)}', f"(@width * {dash[0]:g}) || ';' || (@width * {dash[1]:g})")
        for word, dash in CONFIDENCE_DASH.items()
        if dash
    ]
    dashes = _case(patterns, otherwise="'10;0'")
    return f"with_variable('width', {width}, {dashes})"


def head_mm(width: str) -> str:
    """Return the size of the arrow head, mm; 0 for a line without direction and where a line is cut at ±180°."""
    return f"if({_HEADLESS}, 0, 1.8 + 2.2 * ({width}))"


def trim_mm(width: str) -> str:
    """Return what is cut off the line's end, mm: up to the middle of its head, so that no end shows at the tip."""
    return f"if({_HEADLESS}, if({_IS_CUT}, 0, {PLACE_RADIUS_MM:g}), {PLACE_RADIUS_MM:g} + 0.9 + 1.1 * ({width}))"


def _mm(px: float) -> str:
    return f"{px * MM_PER_PX:.4g}"


def _case(branches: Iterable[tuple[str, str]], otherwise: str) -> str:
    return f"CASE {' '.join(f'WHEN {when} THEN {then}' for when, then in branches)} ELSE {otherwise} END"
