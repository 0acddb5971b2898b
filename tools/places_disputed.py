"""Which borders are drawn as disputed, and why: the lines that United Nations maps do not draw as final."""

from __future__ import annotations

from dataclasses import dataclass

_WORLD = (-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True)
class DisputedLine:
    """The line between two pieces, where it lies within `bounds` (west, south, east, north, degrees)."""

    pieces: frozenset[str]
    reason: str
    bounds: tuple[float, float, float, float] = _WORLD


def _line(a: str, b: str, reason: str, bounds: tuple[float, float, float, float] = _WORLD) -> DisputedLine:
    return DisputedLine(frozenset((a, b)), reason, bounds)


DISPUTED_LINES = (
    _line("CYN", "CYP", "line across Cyprus; the outline is the whole island"),
    _line("SOL", "SOM", "Somaliland; the outline is the whole of Somalia"),
    _line("IND", "PAK", "line of control in Jammu and Kashmir, not an agreed border", (72.0, 32.4, 80.0, 38.0)),
    _line("IND", "KAS", "Siachen glacier, beyond the end of the line of control"),
    _line("KAS", "PAK", "Siachen glacier, beyond the end of the line of control"),
    _line("CHN", "KAS", "Siachen glacier, beyond the end of the line of control"),
    _line("CHN", "IND", "line of actual control at Aksai Chin", (77.0, 32.0, 81.0, 38.0)),
    _line("CHN", "PAK", "border of the part of Jammu and Kashmir that Pakistan holds", (74.0, 34.0, 79.0, 38.0)),
    _line("ESH", "MAR", "Western Sahara, a non-self-governing territory"),
    _line("ISR", "PSE", "armistice line of 1949"),
    _line("ISR", "SYR", "the Golan: Syrian territory under occupation"),
    _line("SRB", "XKX", "status under Security Council resolution 1244 (1999)"),
    _line("EGY", "HLB", "the Hala'ib triangle: administrative line of 1902"),
    _line("HLB", "SDN", "the Hala'ib triangle: the 22nd parallel"),
    _line("SDN", "SSD", "final border not yet determined"),
    _line("KOR", "PRK", "military demarcation line of 1953"),
)


def is_disputed(left: str, right: str, lon: float, lat: float) -> bool:
    """Return whether the line between two pieces is disputed at a position on it (degrees)."""
    pieces = frozenset((left, right))
    return any(
        line.pieces == pieces and line.bounds[0] <= lon <= line.bounds[2] and line.bounds[1] <= lat <= line.bounds[3]
        for line in DISPUTED_LINES
    )
