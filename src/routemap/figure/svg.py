"""What matplotlib's SVG still lacks: a description, the letters it is written in, and shorter numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from routemap.figure.fonts import FONT, Slant, Weight, joins
from routemap.figure.letters import font_face

_SVG = "http://www.w3.org/2000/svg"
# Written by hand: the prefixes that ElementTree knows belong to the whole process, and whoever writes another kind of
# XML in it may have taken the empty one.
_PREFIXES = {
    _SVG: "",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://creativecommons.org/ns#": "cc",
    "http://purl.org/dc/elements/1.1/": "dc",
}
# Verdana has the same widths; for letters that the embedded font lacks, any will do.
_OWN = f"'{FONT}'"
_FALLBACK = f"{_OWN}, Verdana, sans-serif"
# Around a line that is read from right to left: an SVG runs the other way.
_RIGHT_TO_LEFT, _POP_ISOLATE = "\u2067", "\u2069"
_BOLD = {"bold", "700"}
_DECLARATION = re.compile(r"\s*([\w-]+)\s*:\s*([^;]*?)\s*(?:;|$)")

Face = tuple[Weight, Slant]


def finish_svg(svg: str, title: str, description: str) -> str:
    """Return the picture with its alternative text and its fonts inside, so that it looks the same everywhere.

    Parameters
    ----------
    svg
        As matplotlib writes it, with text as text.
    title, description
        What screen readers say of it.
    """
    root = ET.fromstring(svg)
    for path in root.iter(f"{{{_SVG}}}path"):
        path.set("d", _with_short_numbers(path.get("d", "")))
    letters: dict[Face, set[str]] = {}
    for element, style in _written(root):
        said = "".join(element.itertext())
        letters.setdefault(_face(style), set()).update(said)
        if joins(said):
            element.text = f"{_RIGHT_TO_LEFT}{said}{_POP_ISOLATE}"
        element.set("style", "; ".join(f"{name}: {value.replace(_OWN, _FALLBACK)}" for name, value in style.items()))
    _add_words(root, title, description)
    if letters:
        faces = "\n".join(font_face(*face, used) for face, used in sorted(letters.items()))
        sheet = ET.Element(f"{{{_SVG}}}style", {"type": "text/css"})
        sheet.text = faces
        root.insert(2, sheet)
    return _text(root)


def _with_short_numbers(path: str) -> str:
    """Cut coordinates to hundredths of a point, which no eye and no printer can tell from more."""
    return re.sub(r"(\.\d\d)\d+", r"\1", path)


def _written(root: ET.Element) -> Iterator[tuple[ET.Element, dict[str, str]]]:
    """Yield each text with its style."""
    for element in root.iter(f"{{{_SVG}}}text"):
        yield element, dict(_DECLARATION.findall(element.get("style", "")))


def _face(style: dict[str, str]) -> Face:
    # Some versions of matplotlib write all of it into `font`, weights as words or as numbers.
    said = " ".join(style.get(name, "") for name in ("font", "font-weight", "font-style")).split()
    return "bold" if _BOLD.intersection(said) else "normal", "italic" if "italic" in said else "normal"


def _add_words(root: ET.Element, title: str, description: str) -> None:
    """Put the words for screen readers first, in place of matplotlib's own title."""
    for old in root.findall(f"{{{_SVG}}}title"):
        root.remove(old)
    root.set("role", "img")
    root.set("aria-labelledby", "routemap-title routemap-desc")
    for at, (name, said) in enumerate((("title", title), ("desc", description))):
        element = ET.Element(f"{{{_SVG}}}{name}", {"id": f"routemap-{name}"})
        element.text = said
        root.insert(at, element)


def _text(root: ET.Element) -> str:
    used: dict[str, str] = {}

    def short(name: str) -> str:
        space, _, local = name.removeprefix("{").rpartition("}")
        if not space:
            return name
        used[space] = _PREFIXES[space]
        return f"{used[space]}:{local}" if used[space] else local

    for element in root.iter():
        element.tag = short(element.tag)
        element.attrib = {short(name): value for name, value in element.items()}
    by_prefix = sorted(used.items(), key=lambda one: one[1])
    named = {f"xmlns:{prefix}" if prefix else "xmlns": space for space, prefix in by_prefix}
    root.attrib = named | root.attrib
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
