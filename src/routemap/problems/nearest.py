"""The nearest right answer to a word that is none: named to the user, never taken.

Places have their own distance, by typing errors and by ear (`routemap.places.suggesting`): there a wrong hint is worse
than none.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from routemap.problems.problem import show_value

_LONGEST = 80


def nearest(word: str, known: Iterable[str], *, cutoff: float = 0.6, is_beginning_enough: bool = False) -> str:
    """Return the one of `known` that is most like `word`, whatever the case; nothing if none is like it.

    Parameters
    ----------
    word
        What was written. Of a long one only the first 80 characters count.
    known
        The right answers.
    cutoff
        How like, 0 … 1: 0.6 finds one wrong letter in three, 0.88 one in eight.
    is_beginning_enough
        Whether to take the first of `known` that begins with `word` where none is like it.

    Examples
    --------
    >>> nearest("Equal Earth", ["laea", "equal-earth"])
    'equal-earth'
    >>> nearest("h", ["high", "low"]), nearest("h", ["high", "low"], is_beginning_enough=True)
    ('', 'high')
    """
    folded: dict[str, str] = {}
    for one in known:
        folded.setdefault(one.casefold(), one)
    sought = word.casefold()[:_LONGEST]
    found = difflib.get_close_matches(sought, folded, n=1, cutoff=cutoff)
    if not found and sought and is_beginning_enough:
        found = [one for one in folded if one.startswith(sought)][:1]
    return folded[found[0]] if found else ""


def did_you_mean(word: str, known: Iterable[str], *, cutoff: float = 0.6, is_beginning_enough: bool = False) -> str:
    """Return the question that names the nearest right answer, or nothing; see `nearest`.

    Examples
    --------
    >>> did_you_mean("orgin", ["origin", "transit", "destination"])
    'did you mean origin?'
    """
    near = nearest(word, known, cutoff=cutoff, is_beginning_enough=is_beginning_enough)
    return f"did you mean {show_value(near)}?" if near else ""
