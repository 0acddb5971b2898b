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
from routemap.scene.quantities import Scale
from routemap.scene.scene import DESTINATION, ORIGIN, TRANSIT, UNDIRECTED, Ring, Scene
from routemap.words import capital, counted, number, word

Mark = Literal[
    "colour", "width", "support", "few", "open origin", "open destination", "sign", "undirected", "domestic", "behind",
    "symbol", "region", "ring", "region symbol", "fold", "badge", "disputed", "more",
]  # fmt: skip
_PLAIN = style.SUPPORTS.index("high")
_SUPPORT_ORDER = [style.SUPPORTS.index(name) for name in style.LEGEND.support]


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
    support
        Of a line's mark, position in `style.SUPPORTS`.
    has_head
        A line's mark ends in an arrowhead.
    roles
        Of a symbol.
    number
        In a badge, or what is written on a line.
    """

    mark: Mark
    text: str
    colour: str = ""
    width: float = 0.0
    support: int = 3
    has_head: bool = False
    roles: int = 0
    number: str = ""


@dataclass(frozen=True)
class Section:
    """One heading with its entries."""

    head: str
    entries: tuple[Entry, ...]


def legend_sections(
    scenes: Sequence[Scene],
    lang: str,
    *,
    has_disputed: bool,
    has_sign: bool = False,
    most_colours: int = style.LEGEND.print_most_colours,
    zoom: float = 1.0,
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
    has_sign
        Whether a question mark stands for an open end.
    most_colours
        More than these are counted.
    zoom
        How much smaller than the legend's own the maps' lines are drawn.
    """
    colours = {colour for scene in scenes for _, _, colour in drawn_groups(scene)}
    ink = next(iter(colours)) if len(colours) == 1 else style.GROUND["light"]["soft"]
    sections = [
        Section(word(lang, "legend.colour"), _colours(scenes[0], lang, most_colours) if len(scenes) == 1 else ()),
        *_widths(scenes, lang, ink, zoom),
        Section(capital(word(lang, "term.support")), _support(scenes, lang, ink)),
        Section(word(lang, "legend.lines"), _lines(scenes, lang, ink, has_sign=has_sign)),
        Section(capital(word(lang, "term.places")), _places(scenes, lang, has_disputed=has_disputed)),
    ]
    return [section for section in sections if section.entries]


def drawn_groups(scene: Scene) -> list[tuple[int, str, str]]:
    """Return number, name and colour of each group that has a line or an arrow on the map."""
    drawn = {*scene.strands.group.tolist(), *(ring.group for ring in _rings(scene))}
    pairs = enumerate(zip(scene.groups, scene.colours, strict=True))
    return [(k, plain(name), colour.light) for k, (name, colour) in pairs if k in drawn]


def _rings(scene: Scene) -> list[Ring]:
    """Return the arrows that go round places."""
    return [ring for rings in scene.domestic.values() for ring in rings]


def _colours(scene: Scene, lang: str, most: int) -> tuple[Entry, ...]:
    groups = drawn_groups(scene)
    if len(groups) < 2:
        return ()
    shown = [
        Entry("colour", name, colour, style.LEGEND.colour_px, number=scene.keys.get(group, ""))
        for group, name, colour in groups[:most]
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


def _round_up(value: float) -> float:
    below = round_down(value)
    # What comes after 1, 2 and 5 is never more than two and a half times as much.
    return below if below >= value else round_down(below * 2.5)


def width_steps(largest: float, least: float) -> list[float]:
    """Return up to three round amounts between the largest and the least, largest first.

    Examples
    --------
    >>> width_steps(730000.0, 1200.0), width_steps(240000.0, 31000.0), width_steps(5.0, 5.0)
    ([500000.0, 50000.0, 5000.0], [200000.0, 100000.0, 50000.0], [5.0])
    """
    first = round_down(largest)
    last = min(first, max(_round_up(least), round_down(first / 100)))
    middle = round_down(math.sqrt(first * last) * (1 + 1e-9))
    return list(dict.fromkeys((first, middle, last) if last < middle < first else (first, last)))


def _widths(scenes: Sequence[Scene], lang: str, ink: str, zoom: float) -> list[Section]:
    """Explain the measures of the most lines, name the others, then the source's words on size."""
    thin = scenes[0].line_scale
    # One width for all says nothing, so the legend does not explain it.
    widths_px = {round(float(width), 2) for scene in scenes for width in scene.strands.width}
    widths_px |= {round(ring.width, 2) for scene in scenes for ring in _rings(scene)}
    is_told = len(widths_px) > 1
    scales = _joint_scales([] if not is_told else [scale for scene in scenes for scale in scene.scales if scale.lines])
    sections = []
    for scale in scales[: style.LEGEND.most_scales]:
        steps = width_steps(scale.largest, scale.least)
        widths = [float(style.quantity_width_px(step, scale.largest, thin)) * zoom for step in steps]
        entries = _width_entries([number(lang, step) for step in steps], widths, ink)
        sections.append(Section(plain(word(lang, "legend.width_of", unit=scale.name)), entries))
    rest = [scale.name for scale in scales[style.LEGEND.most_scales :]]
    if rest:
        more = Entry("more", plain(word(lang, "legend.more_units", units=_named(rest, lang))))
        sections[-1] = replace(sections[-1], entries=(*sections[-1].entries, more))
    used = set().union(*(scene.magnitudes for scene in scenes))
    entries = ()
    if is_told and (len(used) > 1 or (used and sections)):
        words = [name for name in reversed(style.MAGNITUDES) if name in used]
        texts = [word(lang, f"magnitude.{name or 'none'}") for name in words]
        entries = _width_entries(texts, [style.magnitude_width_px(name, thin) * zoom for name in words], ink)
    unscaled = list(dict.fromkeys(unit for scene in scenes for unit in scene.unscaled))
    if unscaled:
        entries = (*entries, Entry("more", plain(word(lang, "legend.unscaled", units=_named(unscaled, lang)))))
    return [*sections, *([Section(word(lang, "legend.width"), entries)] if entries else [])]


def _joint_scales(scales: Sequence[Scale]) -> list[Scale]:
    """Return the scales of several maps, one for each measure, that of the most lines first."""
    found: list[Scale] = []
    for measure in dict.fromkeys(scale.measure for scale in scales):
        some = [scale for scale in scales if scale.measure == measure]
        named = min(some, key=lambda scale: (-scale.lines, scale.name))
        largest = max(scale.largest * (scale.size / named.size) for scale in some)
        least = min(scale.least * (scale.size / named.size) for scale in some)
        found.append(replace(named, largest=largest, least=least, lines=sum(scale.lines for scale in some)))
    return sorted(found, key=lambda scale: (-scale.lines, scale.name))


def _named(units: Sequence[str], lang: str) -> str:
    """Name a few units; count the rest."""
    names = [plain(unit) for unit in units[: style.LEGEND.most_named]]
    rest = len(units) - style.LEGEND.most_named
    return word(lang, "term.comma").join(names) + (f" {counted(lang, 'legend.more', rest)}" if rest > 0 else "")


def _width_entries(texts: Sequence[str], widths: Sequence[float], ink: str) -> tuple[Entry, ...]:
    return tuple(Entry("width", text, ink, width) for text, width in zip(texts, widths, strict=True))


def _support(scenes: Sequence[Scene], lang: str, ink: str) -> tuple[Entry, ...]:
    used = {int(level) for scene in scenes for level in scene.strands.support}
    used |= {ring.support for scene in scenes for ring in _rings(scene)}
    if used == {style.SUPPORTS.index("high")}:
        # All solid lines alike: there is nothing to tell apart.
        return ()
    is_directed = any(not scene.strands.undirected.all() for scene in scenes)
    return tuple(
        Entry(
            "support",
            word(lang, f"support.{style.SUPPORTS[level] or 'none'}"),
            ink,
            support=level,
            has_head=is_directed,
        )
        for level in _SUPPORT_ORDER
        if level in used
    )


def _lines(scenes: Sequence[Scene], lang: str, ink: str, *, has_sign: bool) -> tuple[Entry, ...]:
    is_directed = any(not scene.strands.undirected.all() for scene in scenes)
    few_people = [scene.strands.at_most for scene in scenes if (scene.strands.support == style.FEW).any()]
    at_most = max([*few_people, *(ring.at_most for scene in scenes for ring in _rings(scene))], default=0)
    few = word(lang, "mark.few", below=number(lang, at_most + 1))
    first = (Entry("few", few, ink, support=style.FEW, has_head=is_directed),) if at_most else ()
    marks: tuple[tuple[Mark, bool], ...] = (
        ("open origin", any(scene.strands.tail_in.any() for scene in scenes)),
        ("open destination", any(scene.strands.tail_out.any() for scene in scenes)),
        ("sign", has_sign),
        ("undirected", any(scene.strands.undirected.any() for scene in scenes)),
        ("domestic", any(scene.domestic for scene in scenes)),
        ("behind", any(scene.behind for scene in scenes)),
    )
    names = {mark: f"mark.{mark.replace(' ', '_')}" for mark, _ in marks} | {"sign": "mark.no_room"}
    if any(scene.folds for scene in scenes):
        names["domestic"] = "mark.within_place"
    rings = {ring.support for scene in scenes for ring in _rings(scene)}
    supports = {"domestic": rings.pop()} if len(rings) == 1 else {}
    return first + tuple(
        Entry(mark, word(lang, names[mark]), ink, 0.0, supports.get(mark, _PLAIN), has_head=mark == "open origin")
        for mark, is_used in marks
        if is_used
    )


def _places(scenes: Sequence[Scene], lang: str, *, has_disputed: bool) -> tuple[Entry, ...]:
    marks = [
        (roles, scene.is_region[k] and k not in scene.folds) for scene in scenes for k, roles in enumerate(scene.roles)
    ]
    symbols = [role for role, is_region in marks if not is_region]
    roles = [role & (ORIGIN | TRANSIT | DESTINATION) for role in symbols]
    named = ((ORIGIN, "origin"), (TRANSIT, "transit"), (DESTINATION, "destination"))
    entries = [
        Entry("symbol", word(lang, f"term.{key}"), roles=bit) for bit, key in named if any(role & bit for role in roles)
    ]
    mixed = [role for role in roles if role & (role - 1)]
    if mixed:
        entries.append(Entry("symbol", word(lang, "mark.combined"), roles=mixed[0]))
    if UNDIRECTED in symbols:
        entries.append(Entry("symbol", word(lang, "mark.undirected_end"), roles=UNDIRECTED))
    if any(scene.areas for scene in scenes):
        entries.append(Entry("region", word(lang, "mark.region")))
    if any(
        is_region and k not in scene.areas and k not in scene.folds
        for scene in scenes
        for k, is_region in enumerate(scene.is_region)
    ):
        entries.append(Entry("ring", word(lang, "mark.region_folded")))
    for bit, key in named[1:]:
        if any(is_region and role & bit for role, is_region in marks):
            text = word(lang, "mark.region_role", role=word(lang, f"term.{key}"))
            entries.append(Entry("region symbol", text, roles=bit))
    if any(scene.folds for scene in scenes):
        entries.append(Entry("fold", word(lang, "mark.folded")))
    most = max((count for scene in scenes for count in scene.badge), default=0)
    if most:
        entries.append(Entry("badge", word(lang, "mark.named"), number=str(most)))
    if has_disputed:
        entries.append(Entry("disputed", word(lang, "mark.disputed")))
    return tuple(entries)
