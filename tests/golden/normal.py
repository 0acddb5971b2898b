"""Makes of an SVG a short text in which a change of the drawing shows as a few changed lines.

One element per line, coordinates to a tenth of a pixel, styles as attributes, ids by content. Left out is what other
tests look at and what would bury the rest: outlines of land, embedded fonts, the shapes of letters. What remains is
still an SVG that a browser shows, on bare sea.
"""

import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

_POSITIONS = ("d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "viewBox", "transform")
# Names of fonts differ between machines; the rest is for other readers than eyes, and tested elsewhere.
_LEFT_OUT = {"font-family", "aria-hidden", "aria-labelledby", "focusable", "role", "version"}
# What SVG takes for granted, which matplotlib spells out.
_GRANTED = {("text-anchor", "start"), ("stroke-dashoffset", "0")}
_FONT = "DejaVu Sans, Verdana, sans-serif"
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_STEP = re.compile(r"([MLHVCSQTAZ])([^MLHVCSQTAZ]*)", re.IGNORECASE)
_COMMAND = re.compile(r"[MLHVCSQTAZ]", re.IGNORECASE)
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
# Courses and symbols have few points. What has more is an outline, or a line cut very finely: some of them will do.
_MANY_POINTS = 24
_POINTS_KEPT = 12

Path = list[tuple[str, list[float]]]


def normalise(svg: str) -> str:
    """Return the picture as short text.

    Parameters
    ----------
    svg
        As a figure is written or a page downloads it.
    """
    root = _clean(ET.fromstring(svg))
    for element in root.iter():
        _drop_letters(element)
        _drop_ground(element)
    for element in root.iter("path"):
        element.set("d", _path_text(_thinned(_steps(element))))
    _name_by_content(root)
    return "\n".join(_lines(root, "")) + "\n"


def _clean(element: ET.Element) -> ET.Element:
    """Return the element without namespaces, style lists and groups, its numbers short."""
    clean = ET.Element(_bare(element.tag), _attributes(element))
    clean.text = " ".join((element.text or "").split())
    for child in element:
        tag = _bare(child.tag)
        if tag == "metadata" or (tag == "style" and "@font-face" in (child.text or "")):
            continue
        made = _clean(child)
        if tag == "g" and set(made.attrib) <= {"id"}:
            clean.extend(made)
        elif tag != "defs" or len(made):
            clean.append(made)
    return clean


def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def _attributes(element: ET.Element) -> dict[str, str]:
    found = {_bare(name): value for name, value in element.attrib.items()}
    for part in found.pop("style", "").split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip()] = value.strip()
    if found.get("transform", "").startswith("rotate(-0 "):
        del found["transform"]
    kept = {name: value for name, value in found.items() if name not in _LEFT_OUT and (name, value) not in _GRANTED}
    return {name: _short(name, value) for name, value in kept.items()}


def _short(name: str, value: str) -> str:
    """Round the numbers in an attribute: positions to tenths, sizes and shares to hundredths."""
    if name in ("d", "id") or "#" in value:
        return value
    digits = 1 if name in _POSITIONS else 2
    return _NUMBER.sub(lambda found: _rounded(float(found[0]), digits), value)


def _rounded(number: float, digits: int = 1) -> str:
    text = f"{number:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _steps(element: ET.Element) -> Path:
    return [
        (step, [float(number) for number in _NUMBER.findall(rest)])
        for step, rest in _STEP.findall(element.get("d", ""))
    ]


def _path_text(path: Path) -> str:
    return "".join(step.replace("z", "Z") + " ".join(map(_rounded, numbers)) for step, numbers in path)


def _letters(element: ET.Element) -> list[str]:
    """Return the commands of a path without their numbers, of which an outline has thousands."""
    return _COMMAND.findall(element.get("d", ""))


def _is_straight(letters: list[str]) -> bool:
    return set(letters) <= set("MLZz")


def _thinned(path: Path) -> Path:
    """Return some of the points of a long straight-edged path, with its ends."""
    if len(path) <= _MANY_POINTS or not _is_straight([step for step, _ in path]):
        return path
    kept = {round(at * (len(path) - 1) / _POINTS_KEPT) for at in range(_POINTS_KEPT + 1)}
    return [step for at, step in enumerate(path) if at in kept or step[0] == "M"]


def _drop_letters(parent: ET.Element) -> None:
    """Put a box for the outlines of letters that stand behind a name."""
    for element, after in pairwise(list(parent)):
        if element.tag != "path" or after.tag != "text" or element.get("fill", "none") != element.get("stroke"):
            continue
        points = [number for _, numbers in _steps(element) for number in numbers]
        left, right = min(points[::2]), max(points[::2])
        top, bottom = min(points[1::2]), max(points[1::2])
        corners = [("M", [left, top]), ("L", [right, top]), ("L", [right, bottom]), ("L", [left, bottom]), ("Z", [])]
        element.set("d", _path_text(corners))


def _drop_ground(parent: ET.Element) -> None:
    """Empty the outlines that follow the sea: land, borders, hatches. Their colours stay."""
    on_ground = False
    for before, element in pairwise(list(parent)):
        if element.tag == "pattern" and _is_sea(before):
            on_ground = True
        elif element.tag != "path" or not _is_straight(_letters(element)):
            on_ground = False
        else:
            on_ground = on_ground or (_is_sea(before) and len(_letters(element)) > _MANY_POINTS)
            if on_ground:
                element.attrib |= {"class": "ground", "d": "M0 0"}


def _is_sea(element: ET.Element) -> bool:
    return element.tag == "rect" or (element.tag == "path" and "".join(_letters(element)).upper() == "MLLLZ")


def _name_by_content(root: ET.Element) -> None:
    """Keep ids that are referred to; name each by what it holds, so that a new one renames no other."""
    used = {name for element in root.iter() for value in element.attrib.values() for name in _REFERENCE.findall(value)}
    names: dict[str, str] = {}
    clips = 0
    for element in root.iter():
        name = element.attrib.pop("id", "")
        if name in used:
            # Nearly all elements are clipped: a clip's name must not change with its size.
            if element.tag == "clipPath":
                clips += 1
                names[name] = f"clip-{clips}"
            else:
                content = "".join(_lines(element, " ")).encode()
                names[name] = f"{element.tag}-{hashlib.sha256(content).hexdigest()[:6]}"
            element.set("id", names[name])
    for element in root.iter():
        for attribute, value in element.attrib.items():
            element.set(attribute, _REFERENCE.sub(lambda found: f"url(#{names.get(found[1], found[1])})", value))


def _lines(element: ET.Element, indent: str) -> Iterator[str]:
    """Write the element and what it holds, positions first."""
    order = sorted(element.attrib, key=lambda name: (_POSITIONS.index(name) if name in _POSITIONS else 99, name))
    start = " ".join([element.tag, *(f"{name}={quoteattr(element.attrib[name])}" for name in order)])
    if not indent:
        start = start.replace("svg", f'svg xmlns="http://www.w3.org/2000/svg" font-family={quoteattr(_FONT)}', 1)
    text = escape(element.text or "")
    if not len(element):
        yield f"{indent}<{start}>{text}</{element.tag}>" if text else f"{indent}<{start}/>"
        return
    yield f"{indent}<{start}>"
    for child in element:
        yield from _lines(child, indent + " ")
    yield f"{indent}</{element.tag}>"
