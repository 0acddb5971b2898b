"""What a list of places is in its sentence, and the rule that says so."""

from __future__ import annotations

from dataclasses import dataclass

from routemap.drafting.place_list import PlaceList

SENT_BACK = "sent back"


@dataclass(slots=True)
class Slot:
    """What a list of places is in its sentence.

    Parameters
    ----------
    slot
        ``origin``, ``transit``, ``destination``; ``location``, ``seized``, ``between``, ``market``; ``bare`` for a list
        that nothing leads; ``ignored``.
    rule
        Which rule said so.
    places
        The list.
    is_strong
        Whether words say it plainly, rather than a preposition with a governor that may have others.
    at
        The token from which it counts: that of the cue, else the list's first.
    governor
        The class of the verb or noun that governs it; may be empty.
    """

    slot: str
    rule: str
    places: PlaceList
    is_strong: bool
    at: int
    governor: str = ""
    governor_at: int = -1
