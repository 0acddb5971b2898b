"""How to read a map: only the marks that it uses, in the order in which they are explained.

The pages make the same entries (js/src/map/legend); `tests/parity/legend.json` holds both to them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from routemap import style
from routemap.scene.plain_text import plain
from routemap.scene.scene import DESTINATION, ORIGIN, TRANSIT, Scene
from routemap.words import capital, counted, number, word

Mark = Literal[
    "colour", "width", "support", "open origin", "open destination", "undirected", "domestic", "symbol", "region",
    "badge", "disputed", "more",
]  # fmt: skip
_MOST_UNITS = 3


@dataclass(frozen=True)
class Entry:
    """One mark and its meaning.

    Attributes
    ----------
    mark
        What is drawn.
    text
        What it means.
    colour
        Of a line's mark, as in the light theme.
    width
        Of a line's mark, px; 0 for the usual one.
    confidence
        Of a line's mark, position in `style.CONFIDENCES`.
    roles
        Of a symbol.
    number
        In a badge, or what is written on a line.
    """

    mark: Mark
    text: str
    colour: str = ""
    width: float = 0.0
    confidence: int = 3
    roles: int = 0
    number: str = ""


@dataclass(frozen=True)
class Section:
    """One heading with its entries."""

    head: str
    entries: tuple[Entry, ...]


def legend_sections(
    scenes: Sequence[Scene], lang: str, *, has_disputed: bool, most_colours: int = 16, zoom: float = 1.0
) -> list[Section]:
    """Return what explains all the maps of one sheet.

    Parameters
    ----------
    scenes
        Of one scale of widths.
    lang
        Of the words.
    has_disputed
        Whether a disputed border is in view.
    most_colours
        More than these are counted.
    zoom
        How much smaller than the legend's own the maps' lines are drawn.
    """
    drawn = [pair for scene in scenes for pair in _drawn_groups(scene)]
    colours = {name: colour for _, name, colour in drawn}
    ink = next(iter(colours.values())) if len(colours) == 1 else style.GROUND["light"]["soft"]
    sections = [
        Section(word(lang, "legend.colour"), _colours(scenes[0], lang, most_colours) if len(scenes) == 1 else ()),
        *_widths(scenes, lang, ink, zoom),
        Section(capital(word(lang, "term.support")), _support(scenes, lang, ink)),
        Section(word(lang, "legend.lines"), _lines(scenes, lang, ink)),
        Section(capital(word(lang, "term.places")), _places(scenes, lang, has_disputed=has_disputed)),
    ]
    return [section for section in sections if section.entries]


def _drawn_groups(scene: Scene) -> list[tuple[int, str, str]]:
    """Return number, name and colour of each group that has a line or an arrow on the map."""
    drawn = set(scene.strands.group.tolist()).union(*scene.domestic.values())
    pairs = enumerate(zip(scene.groups, scene.colours, strict=True))
    return [(k, plain(name), colour.light) for k, (name, colour) in pairs if k in drawn]


def _colours(scene: Scene, lang: str, most: int) -> tuple[Entry, ...]:
    groups = _drawn_groups(scene)
    if len(groups) < 2:
        return ()
    shown = [
        Entry("colour", name, colour, 3.6, number=scene.keys.get(group, "")) for group, name, colour in groups[:most]
    ]
    rest = len(groups) - most
    return (*shown, *([Entry("more", counted(lang, "legend.more", rest))] if rest > 0 else []))


def round_down(value: float) -> float:
    """Return the largest 1, 2 or 5 times a power of ten that is not above the value.

    Examples
    --------
    >>> round_down(730.0), round_down(0.3)
    (500.0, 0.2)
    """
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value) + 1e-12)
    lead = value / power
    return float(f"{(5 if lead >= 5 else 2 if lead >= 2 else 1) * power:.12g}")


def width_steps(largest: float, least: float) -> list[float]:
    """Return two or three round quantities between the largest and the least, largest first.

    Examples
    --------
    >>> width_steps(730000.0, 1200.0), width_steps(240000.0, 31000.0), width_steps(5.0, 5.0)
    ([500000.0, 50000.0, 5000.0], [200000.0, 20000.0], [5.0])
    """
    first = round_down(largest)
    steps = [first, *(step for step in (round_down(first / 10), round_down(first / 100)) if step >= least)]
    lowest = round_down(least)
    return [*steps, lowest] if len(steps) == 1 and 0 < lowest < first else steps


def _widths(scenes: Sequence[Scene], lang: str, ink: str, zoom: float) -> list[Section]:
    """Explain the units of the most lines, then the source's words on size."""
    thin = scenes[0].line_scale
    units: dict[str, tuple[float, float, int]] = {}
    for unit in (unit for scene in scenes for unit in scene.units if unit.lines):
        largest, least, lines = units.get(unit.name, (0.0, math.inf, 0))
        units[unit.name] = (max(largest, unit.largest), min(least, unit.least), lines + unit.lines)
    ranked = sorted(units.items(), key=lambda item: (-item[1][2], item[0]))
    sections = []
    for name, (largest, least, _) in ranked[:_MOST_UNITS]:
        steps = width_steps(largest, least)
        widths = [float(style.quantity_width_px(step, largest, thin)) * zoom for step in steps]
        entries = _width_entries([number(lang, step) for step in steps], widths, ink)
        sections.append(Section(word(lang, "legend.width_of", unit=plain(name)), entries))
    rest = len(ranked) - _MOST_UNITS
    if rest > 0:
        more = Entry("more", counted(lang, "legend.more_units", rest))
        sections[-1] = replace(sections[-1], entries=(*sections[-1].entries, more))
    used = set().union(*(scene.magnitudes for scene in scenes))
    # One width for all says nothing, so the legend does not explain it.
    if len(used) > 1 or (used and (sections or "" not in used)):
        words = [name for name in reversed(style.MAGNITUDES) if name in used]
        texts = [word(lang, f"magnitude.{name or 'none'}") for name in words]
        widths = [style.magnitude_width_px(name, thin) * zoom for name in words]
        sections.append(Section(word(lang, "legend.width"), _width_entries(texts, widths, ink)))
    return sections


def _width_entries(texts: Sequence[str], widths: Sequence[float], ink: str) -> tuple[Entry, ...]:
    return tuple(Entry("width", text, ink, width) for text, width in zip(texts, widths, strict=True))


def _support(scenes: Sequence[Scene], lang: str, ink: str) -> tuple[Entry, ...]:
    used = {int(level) for scene in scenes for level in scene.strands.confidence}
    levels = [level for level in (3, 2, 1, 0) if level in used]
    texts = [word(lang, f"support.{style.CONFIDENCES[level] or 'none'}") for level in levels]
    return tuple(Entry("support", text, ink, confidence=level) for level, text in zip(levels, texts, strict=True))


def _lines(scenes: Sequence[Scene], lang: str, ink: str) -> tuple[Entry, ...]:
    marks: tuple[tuple[Mark, bool], ...] = (
        ("open origin", any(scene.strands.tail_in.any() for scene in scenes)),
        ("open destination", any(scene.strands.tail_out.any() for scene in scenes)),
        ("undirected", any(scene.strands.undirected.any() for scene in scenes)),
        ("domestic", any(scene.domestic for scene in scenes)),
    )
    return tuple(Entry(mark, word(lang, f"mark.{mark.replace(' ', '_')}"), ink) for mark, is_used in marks if is_used)


def _places(scenes: Sequence[Scene], lang: str, *, has_disputed: bool) -> tuple[Entry, ...]:
    marks = [(roles, scene.is_region[k]) for scene in scenes for k, roles in enumerate(scene.roles)]
    roles = [role & (ORIGIN | TRANSIT | DESTINATION) for role, is_region in marks if not is_region]
    named = ((ORIGIN, "origin"), (TRANSIT, "transit"), (DESTINATION, "destination"))
    entries = [
        Entry("symbol", word(lang, f"term.{key}"), roles=bit) for bit, key in named if any(role & bit for role in roles)
    ]
    mixed = [role for role in roles if role & (role - 1)]
    if mixed:
        entries.append(Entry("symbol", word(lang, "mark.combined"), roles=mixed[0]))
    if any(is_region for _, is_region in marks):
        entries.append(Entry("region", word(lang, "mark.region")))
    most = max((count for scene in scenes for count in scene.badge), default=0)
    if most:
        entries.append(Entry("badge", word(lang, "mark.named"), number=str(most)))
    if has_disputed:
        entries.append(Entry("disputed", word(lang, "mark.disputed")))
    return tuple(entries)
