"""The visual language in QGIS's expression language: width by size, dash by confidence, heads by width.

The expressions name only fields of at most ten characters, which a Shapefile keeps: one style serves all formats.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from routemap.scene.marks import symbol_radius
from routemap.scene.quantities import Scale
from routemap.scene.scene import DESTINATION, ORIGIN, TRANSIT, UNDIRECTED
from routemap.style import (
    CONFIDENCES,
    DOT,
    FAINT,
    HEAD,
    MAGNITUDE_WIDTH_PX,
    NOT_ASSESSED_OPACITY,
    RIM,
    SUPPORT_DASH,
    SUPPORTS,
    SYMBOL,
    WIDTH_RANGE_PX,
)

MM_PER_PX: Final = 25.4 / 96
_DASHED = {word: SUPPORT_DASH[word] for word in CONFIDENCES if SUPPORT_DASH[word]}
_IS_FEW = "coalesce(to_string(\"at_most\"), '') NOT IN ('', '0')"

_IS_UNDIRECTED = "lower(to_string(coalesce(\"directed\", 'yes'))) IN ('no', 'false', '0')"
PLACE_RADIUS_MM: Final = (SYMBOL.radius_px + RIM.gap_px) * MM_PER_PX
"""Lines leave this much room around places, whose symbols would hide the arrow heads."""

# Parts are counted from 1; where one ends before the last, the line goes on beyond ±180°.
_IS_CUT = "coalesce(@geometry_part_num, 1) < coalesce(@geometry_part_count, 1)"
_HEADLESS = f"{_IS_UNDIRECTED} OR {_IS_CUT}"
_ROLES = {"origin": ORIGIN, "transit": TRANSIT, "destination": DESTINATION, "undirected": UNDIRECTED}


def is_dashed(*, has_few: bool) -> str:
    """Return whether a line is dashed.

    Parameters
    ----------
    has_few
        Whether there are numbers kept back, and so a field `at_most`: an expression that names a missing one says
        nothing.
    """
    return _is_supported(_DASHED, has_few=has_few)


def opacity_percent(*, has_few: bool) -> str:
    """Return how strongly a line is drawn, percent."""
    return f"if({_is_faint(has_few=has_few)}, {NOT_ASSESSED_OPACITY * 100:g}, 100)"


def cap(*, has_few: bool) -> str:
    """Return the ends of a line's dashes: dots are dashes of no length, which only round ends make visible."""
    dotted = _is_supported((word for word, dash in _DASHED.items() if dash[0] < DOT), has_few=False)
    return f"if({dotted}" + (f" AND NOT ({_IS_FEW})" if has_few else "") + ", 'round', 'flat')"


def head_shape(*, has_few: bool) -> str:
    """Return the arrow head: open for what is not assessed, as on the pages."""
    return f"if({_is_faint(has_few=has_few)}, 'arrowhead', 'filled_arrowhead')"


def head_outline(*, has_few: bool) -> str:
    """Return the style of the head's outline: an open head is nothing else."""
    return f"if({_is_faint(has_few=has_few)}, 'solid', 'no')"


def head_stroke_mm(width: str) -> str:
    """Return how broad the strokes of an open head are, mm."""
    return f"max({mm(HEAD.open_px)}, {HEAD.open_per_px:g} * ({width}))"


def _is_faint(*, has_few: bool) -> str:
    return _is_supported((SUPPORTS[k] for k in sorted(FAINT) if SUPPORTS[k] in CONFIDENCES), has_few=has_few)


def _is_supported(words: Iterable[str], *, has_few: bool) -> str:
    """Return whether a line's support is one of these words, or its number is kept back."""
    listed = ", ".join(f"'{word}'" for word in words)
    one_of = f"coalesce(\"confidence\", '') IN ({listed})"
    return f"{_IS_FEW} OR {one_of}" if has_few else one_of


def text_literal(text: str) -> str:
    """Return text as a literal of the expression language.

    Examples
    --------
    >>> text_literal("coca leaf, 'dry'")
    "'coca leaf, ''dry'''"
    """
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def width_mm(scales: Iterable[Scale]) -> str:
    """Return the width of a line, mm: by the square root of its quantity, else by the source's own words on size.

    Parameters
    ----------
    scales
        Where the widths of each measure end.
    """
    by_magnitude = _case(
        ((f'"magnitude" = {text_literal(word)}', mm(px)) for word, px in MAGNITUDE_WIDTH_PX.items() if word),
        otherwise=mm(MAGNITUDE_WIDTH_PX[""]),
    )
    thinnest, widest = WIDTH_RANGE_PX
    branches = []
    for scale in scales:
        for unit, factor in scale.factors.items():
            share = f'sqrt("quantity" / {scale.largest / factor!r})' if scale.largest > 0 else "0"
            width = f"{mm(thinnest)} + {mm(widest - thinnest)} * min(1, {share})"
            branches.append((f"coalesce(\"unit\", '') = {text_literal(unit)}", width))
    if not branches:
        return by_magnitude
    by_quantity = _case(branches, otherwise=by_magnitude)
    # In formats without types, such as KML, what is missing is an empty text.
    is_missing = "coalesce(to_string(\"quantity\"), '') = ''"
    return f"CASE WHEN {is_missing} THEN {by_magnitude} ELSE {by_quantity} END"


def dash_mm(width: str, *, has_few: bool) -> str:
    """Return dash and gap, mm, as QGIS wants them in one text; they grow with the width."""
    # The brackets are needed: || binds more tightly than *.
    few = [(_IS_FEW, SUPPORT_DASH["few"])] if has_few else []
    tests = [*few, *((f'"confidence" = {text_literal(word)}', dash) for word, dash in _DASHED.items())]
    patterns = [(test, f"(@width * {dash[0]:g}) || ';' || (@width * {dash[1]:g})") for test, dash in tests]
    dashes = _case(patterns, otherwise="'10;0'")
    return f"with_variable('width', {width}, {dashes})"


def head_mm(width: str) -> str:
    """Return the size of the arrow head, mm; 0 for a line without direction and where a line is cut at ±180°.

    QGIS draws a head of that size half as long, and half as broad to each side: ours is a little longer than broad.
    """
    size = _by_width(HEAD.length_px + HEAD.half_px, HEAD.length_per_px + HEAD.half_per_px, width)
    return f"if({_HEADLESS}, 0, {size})"


def trim_mm(width: str) -> str:
    """Return what is cut off the line's end, mm: up to under its head, so that no end shows at the tip."""
    length = (HEAD.length_px + HEAD.half_px) / 2 * HEAD.overlap
    per_px = (HEAD.length_per_px + HEAD.half_per_px) / 2 * HEAD.overlap
    under = f"{PLACE_RADIUS_MM:.4g} + {_by_width(length, per_px, width)}"
    return f"if({_HEADLESS}, if({_IS_CUT}, 0, {PLACE_RADIUS_MM:.4g}), {under})"


def place_mm() -> str:
    """Return the breadth of a place's symbol, mm: as large as on the pages, by the roles it has."""
    bits = " + ".join(f'if("{name}" > 0, {bit}, 0)' for name, bit in _ROLES.items())
    radius = {roles: symbol_radius(roles, is_region=False) for roles in range(sum(_ROLES.values()) + 1)}
    usual = max(radius.values(), key=list(radius.values()).count)
    branches = [
        (f"@roles IN ({', '.join(str(roles) for roles, one in radius.items() if one == px)})", mm(2 * px))
        for px in sorted(set(radius.values()) - {usual})
    ]
    region = mm(2 * symbol_radius(0, is_region=True))
    return f"if(\"kind\" = 'region', {region}, with_variable('roles', {bits}, {_case(branches, mm(2 * usual))}))"


def _by_width(px: float, per_px: float, width: str) -> str:
    """Return a length of `px` and so much for each px of a line's width; the width is in mm."""
    return f"{mm(px)} + {per_px:.4g} * ({width})"


def mm(px: float) -> str:
    """Return a length of the look, px, as a number of mm."""
    return f"{px * MM_PER_PX:.4g}"


def any_field(*names: str) -> str:
    """Return the attribute of a renderer: the field of one name, or whichever of several the layer has.

    Examples
    --------
    >>> any_field("market", "market"), any_field("Ship's name", "Ship_s_nam")[:54]
    ('market', "coalesce(attribute($currentfeature, 'Ship''s name'), a")
    """
    wanted = list(dict.fromkeys(names))
    if len(wanted) == 1:
        return wanted[0]
    return f"coalesce({', '.join(f'attribute($currentfeature, {text_literal(name)})' for name in wanted)})"


def _case(branches: Iterable[tuple[str, str]], otherwise: str) -> str:
    return f"CASE {' '.join(f'WHEN {when} THEN {then}' for when, then in branches)} ELSE {otherwise} END"
