"""The key of a figure explains each mark that is drawn, and none that is not: told from the SVG as it is written."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from tests import hard_tables
from tests.golden.inputs import INPUTS

from routemap import read_routes, style
from routemap.figure import write_figure
from routemap.figure.pen import POINT
from routemap.scene.marks import symbol_radius
from routemap.scene.scene import UNDIRECTED

SVG = "{http://www.w3.org/2000/svg}"
LIGHT = style.GROUND["light"]
GROUND = {"none", *LIGHT.values()}


@dataclass(frozen=True)
class Shape:
    """One shape: fill, stroke, px of its width, dash in widths, opacity, its path's letters and points (px)."""

    fill: str
    stroke: str
    width: float
    dash: tuple[float, ...]
    opacity: float
    letters: str
    points: tuple[tuple[float, float], ...]

    @property
    def is_line(self) -> bool:
        """A line of routes, of few pieces; neither an arrow round a place nor the hook of a question mark."""
        return self.stroke not in GROUND and (
            self.letters == "MC" or (bool(self.dash) and set(self.letters) == set("MC"))
        )

    @property
    def radius(self) -> float:
        """Half of its breadth, px."""
        across = [x for x, _ in self.points]
        return (max(across) - min(across)) / 2


@dataclass(frozen=True)
class Picture:
    """The shapes on the maps of a figure, and the words around them, also such as run over two lines."""

    shapes: list[Shape]
    words: set[str]


def read(path: Path) -> Picture:
    """Return what a figure shows."""
    axes = [node for node in ET.parse(path).getroot().iter(f"{SVG}g") if node.get("id", "").startswith("axes_")]
    shapes = [_shape(node) for one in axes[:-1] for node in one.iter(f"{SVG}path")]
    lines = ["".join(node.itertext()) for node in axes[-1].iter(f"{SVG}text")]
    return Picture(shapes, {*lines, *map(" ".join, pairwise(lines))})


def _shape(node: ET.Element) -> Shape:
    given = dict(part.strip().split(": ") for part in node.get("style", "").split(";") if part.strip())
    stroke = given.get("stroke", "none")
    width = float(given.get("stroke-width", 1.0)) if stroke != "none" else 0.0
    dash = [float(part) for part in given.get("stroke-dasharray", "").split(",") if part]
    numbers = [float(part) / POINT for part in re.findall(r"-?[\d.]+", node.get("d", ""))]
    return Shape(
        given.get("fill", "#000000"),
        stroke,
        width / POINT,
        tuple(part / width for part in dash),
        float(given.get("opacity", 1.0)),
        "".join(re.findall(r"[A-Za-z]", node.get("d", ""))).upper(),
        tuple(zip(numbers[::2], numbers[1::2], strict=True)),
    )


def _has(picture: Picture, **wanted: object) -> bool:
    return any(all(getattr(one, name) == value for name, value in wanted.items()) for one in picture.shapes)


def _supported(name: str, picture: Picture) -> bool:
    expected = pytest.approx(style.SUPPORT_DASH[name], abs=0.02)
    opacity = style.NOT_ASSESSED_OPACITY if style.SUPPORTS.index(name) in style.FAINT else 1.0
    return any(one.is_line and one.dash == expected and one.opacity == opacity for one in picture.shapes)


def _signs(picture: Picture) -> bool:
    """The hook of a question mark: two curves."""
    return any(one.letters == "MCC" and one.stroke not in GROUND and not one.dash for one in picture.shapes)


def _fades(picture: Picture) -> bool:
    return any(one.letters == "ML" and one.stroke not in GROUND and one.opacity < 1 for one in picture.shapes)


def _middle(shape: Shape) -> tuple[float, float]:
    (ax, ay), (bx, by) = shape.points
    return (ax + bx) / 2, (ay + by) / 2


def _ticks(picture: Picture) -> bool:
    """Bars in the colour of a line, each over a wider one in the colour of land."""
    bars = [one for one in picture.shapes if one.letters == "ML"]
    under = [_middle(one) for one in bars if one.stroke == LIGHT["land"]]
    return any(_middle(one) == pytest.approx(at, abs=0.05) for one in bars if one.stroke not in GROUND for at in under)


def _arcs(picture: Picture) -> bool:
    return any(
        one.stroke not in GROUND and one.letters.startswith("MCCCCCC") and not one.dash for one in picture.shapes
    )


def _discs(picture: Picture, *, undirected: bool) -> bool:
    """Discs in ink; those of lines without direction are small in their halo."""
    least = symbol_radius(UNDIRECTED, is_region=False) * style.SYMBOL.undirected
    share = least / (symbol_radius(UNDIRECTED, is_region=False) + style.SYMBOL.halo_px)
    return any(
        after.fill == LIGHT["ink"]
        and after.letters == "MCCCCZ"
        and (before.fill == LIGHT["land"] and abs(after.radius / before.radius - share) < 0.02) == undirected
        for before, after in pairwise(picture.shapes)
    )


# What is drawn, told from the marks themselves, for each entry of the key that says a mark.
ENTRIES: dict[str, Callable[[Picture], bool]] = {
    "inferred by the analyst": partial(_supported, "low"),
    "said with caution": partial(_supported, "medium"),
    "its routes differ in support": partial(_supported, "mixed"),
    "not assessed": partial(_supported, ""),
    "not stated, where room is short": _signs,
    "direction not stated": _ticks,
    "within one country": _arcs,
    "region, not a point": lambda picture: _has(picture, stroke=LIGHT["region"], opacity=style.LAND.hatch_opacity),
    "origin": lambda picture: _has(picture, fill=LIGHT["panel"], stroke=LIGHT["ink"], letters="MCCCCZ"),
    "transit": lambda picture: (
        _has(picture, stroke=LIGHT["ink"], letters="MLLLZ") or _has(picture, fill=LIGHT["ink"], letters="MLLLZ")
    ),
    "destination": partial(_discs, undirected=False),
    "end of a line without direction": partial(_discs, undirected=True),
    "transit within a region": lambda picture: _has(picture, fill=LIGHT["region"], letters="MLLLZ"),
    "destination within a region": lambda picture: _has(picture, fill=LIGHT["region"], letters="MCCCCZ"),
    "named, without a route": lambda picture: _has(picture, letters="MLCCLCCZ"),
}


def check(path: Path) -> None:
    picture = read(path)
    wrong = {text: (text in picture.words, is_drawn(picture)) for text, is_drawn in ENTRIES.items()}
    assert {text: pair for text, pair in wrong.items() if pair[0] != pair[1]} == {}
    open_ends = {"origin not stated", "destination not stated"} & picture.words
    assert bool(open_ends) == (_fades(picture) or _signs(picture))


CASES: dict[str, tuple[Callable[[], pd.DataFrame], dict[str, object]]] = {
    "west africa": (hard_tables.west_africa, {}),
    "west africa, cocaine": (hard_tables.west_africa, {"market": "cocaine trade"}),
    "west africa, arms": (hard_tables.west_africa, {"market": "arms trafficking"}),
    "west africa, small": (hard_tables.west_africa, {"small_multiples": True}),
    "caribbean": (hard_tables.caribbean, {}),
    "pacific": (hard_tables.pacific, {}),
    "one route": (hard_tables.one_route, {}),
    "everything": (INPUTS["in-english"].read, {}),
    "regions": (INPUTS["regions"].read, {}),
    "undirected": (INPUTS["undirected"].read, {}),
    "roles": (INPUTS["several-roles"].read, {}),
}


@pytest.mark.parametrize("name", CASES)
def test_the_key_explains_what_is_drawn_and_nothing_else(name: str, tmp_path: Path) -> None:
    make, options = CASES[name]
    write_figure(make(), tmp_path / "figure.svg", **options)  # type: ignore[arg-type]
    check(tmp_path / "figure.svg")


def test_the_key_does_not_explain_what_does_not_vary(tmp_path: Path) -> None:
    row = {"market": "heroin trade", "origin": "Poland", "destination": "Norway", "confidence": "high"}
    write_figure(read_routes(pd.DataFrame([{**row, "quantity": "12", "unit": "kg"}])), tmp_path / "figure.svg")
    words = read(tmp_path / "figure.svg").words
    assert "PLACES" in words
    assert not {"COLOUR", "WIDTH", "WIDTH: KG", "SUPPORT", "LINES"} & words
