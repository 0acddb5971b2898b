"""Country names in other languages: pycountry's translations, turned round, from name to code.

They are read where pycountry has them, once and only when a name is not known in English, which leaves nothing of
theirs to copy into this package. Of some 30,000 names in 159 languages only those are folded that begin with a letter
asked for, in a third of the time that all take.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from routemap.places.countries import iso_countries
from routemap.places.folding import fold
from routemap.places.spellings import spellings

_HEADER = struct.Struct("<5I")


_A_SLIP, _A_CONSENSUS = 1, 3


def translated_codes(folded: str) -> tuple[str, ...]:
    """Return the codes that a folded foreign name may mean: none, one, or more where languages disagree.

    The translation of a name that is itself ambiguous, such as "Congo", means all that the name may mean.

    Examples
    --------
    >>> translated_codes("norvege"), translated_codes("nigeri")
    (('NOR',), ('NER', 'NGA'))
    """
    readings = _readings(folded)
    return _settle(readings) if readings else ()


def count_catalogues(folded: str) -> int:
    """Return how many catalogues have a folded foreign name."""
    return len(_readings(folded))


def _readings(folded: str) -> list[str]:
    """Return the codes that a folded foreign name was found to mean, once per catalogue."""
    return _folded_with(folded[:1]).get(folded, [])


@cache
def _folded_with(initial: str) -> Mapping[str, list[str]]:
    """Return the codes of each folded foreign name that begins with a letter."""
    readings: dict[str, list[str]] = {}
    for name, codes in translated_names().get(initial, ()):
        readings.setdefault(fold(name), []).extend(codes)
    return MappingProxyType(readings)


@cache
def translated_names() -> Mapping[str, list[tuple[str, list[str]]]]:
    """Return the foreign names as they are written, with their codes once per catalogue, by their letter as folded."""
    import pycountry

    meanings = dict(_originals())
    raw: dict[bytes, list[str]] = {}
    for path in sorted(Path(pycountry.LOCALES_DIR).glob("*/LC_MESSAGES/iso3166-1.mo")):
        for original, translated in _messages(path.read_bytes()):
            if original in meanings:
                raw.setdefault(translated, []).extend(meanings[original])
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for translated, codes in raw.items():
        # Nynorsk gives two names in one: "USA; Sambandsstatane".
        for name in translated.decode("utf-8").split(";"):
            found.setdefault(initial_of(name), []).append((name, codes))
    found.pop("", None)
    return MappingProxyType(found)


def initial_of(name: str) -> str:
    """Return the first letter of a name as `fold` gives it, mostly without folding the whole.

    Examples
    --------
    >>> initial_of("Österreich"), initial_of("The Gambia"), initial_of("'Eua")
    ('o', 'g', 'e')
    """
    first = name[:1]
    is_folded_alone = first.isalpha() and name[:3].casefold() != "the"
    return (is_folded_alone and _folded_letter(first)) or fold(name)[:1]


@cache
def _folded_letter(letter: str) -> str:
    return fold(letter)[:1]


def _settle(codes: list[str]) -> tuple[str, ...]:
    """Return the different codes among the readings of a name, less the slips of the pen.

    Among 159 catalogues are some with lines mixed up: one calls Nicaragua "Paraguai", as many call Paraguay. What one
    catalogue alone says against three or more is dropped; any other difference makes the name ambiguous.
    """
    times = {code: codes.count(code) for code in sorted(set(codes))}
    if max(times.values()) >= _A_CONSENSUS:
        return tuple(code for code, count in times.items() if count > _A_SLIP)
    return tuple(times)


def _originals() -> Iterator[tuple[bytes, tuple[str, ...]]]:
    """Yield the English names that are keys of the catalogues, each with the codes it may mean."""
    for country in iso_countries():
        for key in ("name", "official_name", "common_name"):
            if name := getattr(country, key, None):
                yield name.encode(), spellings()[fold(name)].codes


def _messages(catalogue: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the pairs of a little-endian gettext catalogue (GNU gettext manual, "The Format of GNU MO Files")."""
    _, _, count, originals_at, translations_at = _HEADER.unpack_from(catalogue)
    table = struct.Struct(f"<{2 * count}I")
    originals, translations = table.unpack_from(catalogue, originals_at), table.unpack_from(catalogue, translations_at)
    for i in range(0, 2 * count, 2):
        original = catalogue[originals[i + 1] : originals[i + 1] + originals[i]]
        yield original, catalogue[translations[i + 1] : translations[i + 1] + translations[i]]
