"""Quantities: which units are one measure, so that one amount has one width, however it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

# What one of each unit is in kilograms or litres. A “ton” may be a tenth more or less than a tonne, which no eye can
# tell by a line's width; left on a scale of its own, it would look like a kilogram.
_MASS: Final = {
    1e-6: "mg milligram milligramme miligramo",
    0.001: "g gr gram gramme gramo",
    0.45359237: "lb pound",
    1.0: "kg kilo kilogram kilogramme kilogramo",
    1000.0: "t ton tonn tonne tonelada",
}
_VOLUME: Final = {0.001: "ml millilitre milliliter", 0.01: "cl", 0.1: "dl", 1.0: "l litre liter litro", 100.0: "hl"}
MEASURES: Final[Mapping[str, Mapping[float, str]]] = {"mass": _MASS, "volume": _VOLUME}
_KNOWN: Final = {
    name: (measure, size)
    for measure, sizes in MEASURES.items()
    for size, names in sizes.items()
    for name in names.split()
}
MOST_SCALES = 40
"""A table of more measures than this has something else in the column: the lines of the rest go by words on size."""


@dataclass(frozen=True)
class Scale:
    """The scale of one measure.

    Attributes
    ----------
    measure
        mass, volume, or the one unit it is made of.
    name
        The unit in which it is explained: the one that most lines use.
    size
        What one of `name` is in the measure's own unit: kilograms, litres.
    factors
        By unit as written: how many of `name` one of it is.
    largest
        The largest total on a line, in `name`; there the widths end.
    least
        The smallest total of a line whose width shows it, in `name`.
    lines
        How many lines show it.
    """

    measure: str
    name: str
    size: float
    factors: Mapping[str, float]
    largest: float
    least: float = 0.0
    lines: int = 0


def measure_of(unit: str) -> tuple[str, float]:
    """Return the measure of a unit and what one of it is in the measure's own unit.

    Examples
    --------
    >>> measure_of("g"), measure_of("Tonnes"), measure_of("people")
    (('mass', 0.001), ('mass', 1000.0), ('people', 1.0))
    """
    written = unit.strip().casefold().rstrip(".").removeprefix("metric ")
    return _KNOWN.get(written) or _KNOWN.get(written.removesuffix("s")) or (unit, 1.0)


def scales_of(units: Iterable[str], lines: Mapping[str, int], largest: Mapping[str, float]) -> list[Scale]:
    """Return one scale for each measure, that of the most lines first.

    Parameters
    ----------
    units
        The units as written.
    lines
        By unit: how many lines have a quantity in it.
    largest
        By measure: the largest amount, in the measure's own unit.
    """
    written: dict[str, dict[str, float]] = {}
    for unit in units:
        measure, size = measure_of(unit)
        written.setdefault(measure, {})[unit] = size
    scales = []
    for measure, sizes in written.items():
        name = min(sizes, key=lambda unit: (-lines.get(unit, 0), unit))
        factors = {unit: size / sizes[name] for unit, size in sorted(sizes.items())}
        number = sum(lines.get(unit, 0) for unit in sizes)
        most = float(largest[measure]) / sizes[name]
        scales.append(Scale(measure, name, sizes[name], factors, most, lines=number))
    return sorted(scales, key=lambda scale: (-scale.lines, scale.name))


def scales_shown(scales: Sequence[Scale], *, one_scale: bool) -> list[Scale]:
    """Return the scales that a map shows, at most forty.

    Parameters
    ----------
    scales
        Those of its lines.
    one_scale
        Show none where there are several: the lines of one map of many markets would be on different scales.
    """
    return [] if one_scale and sum(scale.lines > 0 for scale in scales) > 1 else [*scales[:MOST_SCALES]]


def largest_quantities(routes: pd.DataFrame) -> list[Scale]:
    """Return the scales of a table whose routes are drawn one by one, that of the most routes first.

    None where several markets have quantities that do not convert, as on the pages.

    Examples
    --------
    >>> import pandas as pd
    >>> table = {"market": "cocaine trade", "quantity": [2000.0, 5.0, None], "unit": ["kg", "t", "kg"]}
    >>> (scale,) = largest_quantities(pd.DataFrame(table))
    >>> scale.name, scale.largest, scale.factors["t"]
    ('kg', 5000.0, 1000.0)
    """
    known = routes[routes["quantity"].notna()]
    unit = known["unit"].astype(str)
    sizes = {str(written): int(count) for written, count in unit.value_counts().items()}
    largest: dict[str, float] = {}
    for written, amount in known["quantity"].groupby(unit).max().items():
        measure, size = measure_of(str(written))
        largest[measure] = max(largest.get(measure, 0.0), float(amount) * size)
    return scales_shown(scales_of(sizes, sizes, largest), one_scale=routes["market"].nunique() > 1)


def joint_largest(scales: Iterable[Scale]) -> dict[str, float]:
    """Return by measure the largest amount of several maps' scales, in the measure's own unit."""
    found: dict[str, float] = {}
    for scale in scales:
        found[scale.measure] = max(found.get(scale.measure, 0.0), scale.largest * scale.size)
    return found


def codes_of(units: Iterable[str], scales: Iterable[Scale]) -> NDArray[np.int_]:
    """Return for each unit the position of its scale, -1 for none."""
    at = {unit: k for k, scale in enumerate(scales) for unit in scale.factors}
    return np.array([at.get(unit, -1) for unit in units], dtype=np.int_)
