"""Drafts are not routes: a table that came from a report is drawn only as far as somebody has decided on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from routemap.errors import ReadError
from routemap.problems import Problem
from routemap.routes.columns import require_frame
from routemap.words import word

if TYPE_CHECKING:
    import pandas as pd

STATUS, RULE, NOTE = "status", "rule", "note"
_DECIDED = ("accepted", "edited", "added")
_REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Decided:
    """A table as far as it may be drawn.

    Parameters
    ----------
    routes
        The rows that stay; of drafts, the note says what they are.
    drafts, rejected
        How many rows nobody has decided on, and how many were left out as rejected.
    """

    routes: pd.DataFrame
    drafts: int
    rejected: int


def has_drafts(routes: pd.DataFrame) -> bool:
    """Whether a table came from a report: it has both a status and the rule that drafted each row.

    A column ``status`` alone is the user's own.
    """
    return STATUS in routes.columns and RULE in routes.columns


def count_drafts(routes: pd.DataFrame) -> int:
    """Return how many routes of a table nobody has decided on.

    Examples
    --------
    >>> import pandas as pd
    >>> count_drafts(pd.DataFrame({"status": ["accepted", "draft"], "rule": ["x", "y"]}))
    1
    """
    return int(_is_undecided(routes).sum()) if has_drafts(routes) else 0


def _statuses(routes: pd.DataFrame) -> pd.Series[str]:
    return routes[STATUS].astype(str).str.strip().str.casefold()


def _is_undecided(routes: pd.DataFrame) -> pd.Series[bool]:
    return ~_statuses(routes).isin((*_DECIDED, _REJECTED))


def decided_routes(routes: pd.DataFrame, *, include_drafts: bool = False, lang: str = "en") -> Decided:
    """Return the routes that somebody accepted, edited or added.

    Parameters
    ----------
    routes
        As `read_routes` gives them.
    include_drafts
        Whether rows nobody has decided on stay too, named as drafts in their notes.
    lang
        Language of what the notes then begin with.

    Raises
    ------
    ReadError
        If there are such rows, and they are not wanted.

    Examples
    --------
    >>> import pandas as pd
    >>> routes = pd.DataFrame({"status": ["accepted", "rejected"], "rule": ["x", "y"], "note": ""})
    >>> decided = decided_routes(routes)
    >>> len(decided.routes), decided.rejected
    (1, 1)
    """
    require_frame(routes)
    if not has_drafts(routes):
        return Decided(routes, 0, 0)
    rejected, undecided = _statuses(routes) == _REJECTED, _is_undecided(routes)
    count = int(undecided.sum())
    if count and not include_drafts:
        rows = f"{count:,} rows are drafts" if count > 1 else "1 row is a draft"
        raise ReadError([Problem("drafts-undecided", f"{rows}: review them, or --include-drafts")])
    kept = routes
    if count:
        note = routes[NOTE].where(~undecided, (word(lang, "document.a_draft") + " " + routes[NOTE]).str.strip())
        kept = routes.assign(**{NOTE: note})
    kept = kept[~rejected].reset_index(drop=True) if bool(rejected.any()) else kept
    return Decided(kept, count, int(rejected.sum()))
