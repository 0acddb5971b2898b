"""Ids of routes without the words that a page knows: their market and stops stand before the hash of most ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_KNOWN, _WHOLE = "-", "="


def short_ids(ids: Iterable[str], stems: Iterable[str], stops: Iterable[Sequence[str]]) -> list[str]:
    """Return ids as a payload writes them, row by row; js/src/model/ids.ts puts their words in front again.

    What begins with a hyphen goes on after the words; an id that itself begins with a sign of ours has another before.

    Examples
    --------
    >>> short_ids(["heroin-pol-nor-1f", "r7", "-x"], ["heroin"] * 3, [["POL", "NOR"]] * 3)
    ['-1f', 'r7', '=-x']
    """
    words: dict[tuple[str, ...], str] = {}
    found = []
    for own, stem, codes in zip(ids, stems, stops, strict=True):
        key = (stem, *codes)
        known = words.get(key)
        if known is None:
            known = words[key] = "-".join([stem, *(code.lower() for code in codes)])
        if known.isascii() and own.startswith(known + _KNOWN):
            found.append(own[len(known) :])
        else:
            found.append(_WHOLE + own if own.startswith((_KNOWN, _WHOLE)) else own)
    return found
