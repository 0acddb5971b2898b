"""Places that a relative clause is about: "B, where it is made into heroin for C"."""

from __future__ import annotations

from routemap.drafting.lexicon import lexicon
from routemap.drafting.slot import Slot
from routemap.drafting.stages import Reading
from routemap.drafting.tokens import Token


def where_slot(reading: Reading, at: int) -> Slot | None:
    """Return what a place is to goods of its relative clause: "B, where it is made into heroin for C".

    Parameters
    ----------
    at
        The token of the goods.
    """
    tokens = reading.tokens
    where = next((i for i in range(at - 1, 0, -1) if tokens[i].low in ("where", "in which")), 0)
    if not where or reading.clauses[where] != reading.clauses[at]:
        return None
    end = where - 2 if tokens[where - 1].text == "," else where - 1
    place = next((one for one in reading.lists if one.last == end and one.codes), None)
    if place is None or place.kind not in ("nominal", "market"):
        return None
    verbs = [
        i for i in range(where + 1, len(tokens)) if _is_verb(tokens[i]) and reading.clauses[i] == reading.clauses[at]
    ]
    governing = next((i for i in reversed(verbs) if i < at), next((i for i in verbs if i > at), 0))
    frame = lexicon().frames.get(tokens[governing].tags.get("verb", "")) if governing else None
    if not frame or not frame["in"]:
        return None
    class_ = tokens[governing].tags["verb"]
    return Slot(frame["in"], f"{class_}: where", place, False, where, class_, governing)


def _is_verb(token: Token) -> bool:
    return token.has("verb") and not token.has("determiner", "placenoun", "noun")
