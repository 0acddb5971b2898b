"""Places named side by side, as one list of a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

SUBJECT = "{subject}"
"""Code of the place that the report is about, until it is known."""


@dataclass(frozen=True, slots=True)
class Item:
    """A member of a list: its code, or the words that no table of places knows."""

    code: str
    token: int
    words: str
    is_region: bool = False


@dataclass(slots=True)
class PlaceList:
    """Places named side by side.

    Parameters
    ----------
    items
        The places.
    first, last
        The tokens that the list takes, both included.
    kind
        See `routemap.drafting.lists`.
    cue
        The token of the preposition or cue phrase that leads it; None where none does.
    """

    items: list[Item]
    first: int
    last: int
    kind: str
    cue: int | None = None
    holder: int | None = None
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def codes(self) -> list[str]:
        """The codes of the known places, each once."""
        return list(dict.fromkeys(item.code for item in self.items if item.code))

    @property
    def unresolved(self) -> list[str]:
        """The words of the places not known."""
        return list(dict.fromkeys(item.words for item in self.items if not item.code))
