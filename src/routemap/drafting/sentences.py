"""Text → sentences, with offsets. A full stop ends one unless it belongs to an abbreviation, an initial or a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

# From the first of several stops only: else each of a million would be the start of a search of its own.
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?:\s*\[?\d{1,3}\]?)?(?=\s)|;(?=\s)")
_LAST_WORD = re.compile(r"[\w.&-]+$")
_OPENS = re.compile(r"[\s\"'“‘«(\[]*")
# A list may be divided by semicolons; a fragment shorter than this is a member of one, not a statement.
_FEWEST_WORDS = 3
_STARTS = re.compile(r"\s+(?:The|In|It|This|These|They|However|Most|An?|As|But|While|From|Some)\b")
_MOST = 4000  # code points; nothing longer is a sentence
LONGEST = 20_000  # code points without an end; what is longer is no prose, and each word would be weighed with its like


def split_sentences(text: str, start: int, end: int, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence of a block; a statement that ends with a semicolon counts as one.

    What has no end within 4,000 letters is cut between words; within `LONGEST`, it comes whole, to be told, not read.

    Examples
    --------
    >>> text = "Approx. 3 kg came from the U.S. in May. None was sold; all of it was burned."
    >>> [text[a:b] for a, b in split_sentences(text, 0, len(text), frozenset({"approx", "u.s"}))]
    ['Approx. 3 kg came from the U.S. in May.', 'None was sold;', 'all of it was burned.']
    """
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if (
            stop - begin > _MOST
            or (match[0] == ";" and _is_statement(text, begin, stop, end))
            or (match[0] != ";" and _ends(text, match, begin, end, abbreviations))
        ):
            yield from _piece(text, begin, stop)
            begin = stop
    yield from _piece(text, begin, end)


def _is_statement(text: str, begin: int, stop: int, end: int) -> bool:
    return (
        len(text[begin:stop].split()) >= _FEWEST_WORDS
        and len(text[stop : min(end, stop + 80)].split()) >= _FEWEST_WORDS
    )


def _ends(text: str, match: re.Match[str], begin: int, end: int, abbreviations: frozenset[str]) -> bool:
    at = _skip(text, match.end(), end)
    after = text[at : min(at + 1, end)]
    if after and after.islower():
        return False
    if not match[0].startswith("."):
        return True
    word = _LAST_WORD.search(text, max(begin, match.start() - 40), match.start())
    last = word[0] if word else ""
    if last.casefold() in abbreviations:
        # "in the U.S. The …" ends a sentence, "the U.S. Coast Guard" does not; small words tell.
        return bool(_STARTS.match(text, match.end()))
    return not (len(last) == 1 and last.isalpha() and last.isupper())


def _skip(text: str, at: int, end: int) -> int:
    match = _OPENS.match(text, at, end)
    return match.end() if match else at


def _piece(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    most = LONGEST if stop - begin <= LONGEST else 0
    while begin < stop and text[begin].isspace():
        begin += 1
    while stop > begin and text[stop - 1].isspace():
        stop -= 1
    while _MOST < stop - begin <= most:
        cut = text.rfind(" ", begin + 1, begin + _MOST)
        cut = cut if cut > begin else begin + _MOST
        yield begin, cut
        begin = cut
        while begin < stop and text[begin].isspace():
            begin += 1
    if stop > begin:
        yield begin, stop
