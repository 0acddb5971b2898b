"""The account: what became of every record, and which texts were not understood."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from routemap.problems import counted, show_value
from routemap.records.cut import Cut
from routemap.records.grouping import ON_ROUTES
from routemap.records.guard import Count

_SHOWN = 10
_LISTED = 10_000
_HINTED = 20
_KINDS = {
    "unresolved": "places not understood",
    "alternatives": "alternative places, which no record may have",
    "left out": "left out by the recipe",
    "bad date": "dates not understood",
    "not a number": "quantities that are no number",
    "negative": "negative quantities",
    "too large": "quantities too large to be added",
    "not understood": "other texts not understood, read as empty",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One text that was not used as it stands: where, how often, why, and the nearest right one."""

    column: str
    text: str
    records: Count
    why: str = ""
    hint: str = ""

    def to_dict(self, cut: Cut) -> dict[str, Any]:
        """Return it as plain data."""
        told = {"column": self.column, "text": self.text} | _count_data(self.records, cut)
        return told | {key: text for key, text in (("why", self.why), ("hint", self.hint)) if text}


@dataclass(frozen=True, slots=True)
class Account:
    """What became of every record.

    Parameters
    ----------
    cut
        How the records were cut.
    files
        What was read, as given.
    statuses
        Status → records; each record has exactly one.
    quantities
        Class of quantity → records, each record in exactly one; empty where they count people.
    routes, small_routes
        Rows of the table, and those of them whose count is kept back.
    listed
        Class of problem → texts, the commonest first.
    shortened
        Records in which a place followed itself; None where records count people.
    duplicates
        What was found of records that share a name: ``named``, ``names``, ``dropped``; empty when nobody looked.
    blank
        Rows without anything in them; no records.
    unused
        Headers that were not read.
    notes
        Sentences about what a reader may not expect.
    """

    cut: Cut
    files: tuple[str, ...]
    statuses: Mapping[str, Count]
    quantities: Mapping[str, int]
    routes: int
    small_routes: int
    listed: Mapping[str, Sequence[Listed]]
    shortened: int | None = None
    duplicates: Mapping[str, int] = field(default_factory=dict)
    blank: int = 0
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def records(self) -> Count:
        """All records read."""
        return add(self.statuses.values())

    @property
    def used(self) -> Count:
        """The records that stand behind a row of the table."""
        return add(self.statuses.get(status, Count(0)) for status in ON_ROUTES)

    @property
    def refusal(self) -> str:
        """Why no table is written; empty when one is."""
        total = self.records
        if not total.told and not total.small:
            if self.blank:
                return "every column that is read is empty in all rows; say with --columns which columns are read"
            return "the files hold no records"
        if not self.routes:
            left = ", ".join(
                f"{count.say(self.cut.people_below, 'case')} {status}" for status, count in self._left_aside()
            )
            return f"no record could be used: {left}"
        unresolved = self.statuses.get("unresolved", Count(0)).told
        if unresolved > self.cut.most_unresolved * total.told:
            return (
                f"{unresolved:,} of {total.told:,} records ({unresolved / total.told:.0%}) have a place that "
                f"was not understood, more than {self.cut.most_unresolved:.0%}: say what the texts mean in a table "
                "for --known, "
                "or allow more with --most-unresolved"
            )
        return ""

    def _left_aside(self) -> list[tuple[str, Count]]:
        return [(status, n) for status, n in self.statuses.items() if status not in ON_ROUTES and any(n)]

    def lines(self) -> list[str]:
        """Return the account for a terminal: at most twelve lines."""
        below = self.cut.people_below
        kinds = [(status, self.statuses.get(status, Count(0))) for status in ON_ROUTES]
        said = ", ".join(f"{n.say(below)} {status}" for status, n in kinds if any(n)) or "none used"
        total = self.records
        cells = f" and {counted(total.small, 'cell')} below {below} people" if total.small else ""
        small = f" ({self.small_routes:,} below {below} people)" if self.small_routes else ""
        lines = [f"{total.told:,} records{cells} → {self.routes:,} routes{small}: {said}"]
        if aside := self._left_aside():
            lines.append("left aside: " + ", ".join(f"{n.say(below, 'case')} {status}" for status, n in aside))
        if self.quantities:
            found = [f"{n:,} {kind}" for kind, n in self.quantities.items() if n]
            lines.append(f"quantities: {', '.join(found)}")
        for kind, listed in self.listed.items():
            if listed:
                lines.append(self._listed_line(kind, listed))
        if self.duplicates.get("repeated"):
            became = "all but one of each dropped" if self.cut.duplicates == "drop" else "all counted"
            lines.append(f"{self.duplicates['repeated']:,} records have the name of another; {became}")
        if self.shortened:
            lines.append(f"in {self.shortened:,} records a place followed itself; it stands once")
        lines += self.notes
        return (
            lines
            if len(lines) <= 12
            else [*lines[:11], f"… and {len(lines) - 11} more lines; --report FILE.json has all"]
        )

    def _listed_line(self, kind: str, listed: Sequence[Listed]) -> str:
        shown = ", ".join(f"'{show_value(one.text)}' ({_short(one.records, self.cut)})" for one in listed[:_SHOWN])
        more = f" and {len(listed) - _SHOWN:,} more texts" if len(listed) > _SHOWN else ""
        hint = next((f"; '{show_value(one.text)}': {one.hint}" for one in listed[:_HINTED] if one.hint), "")
        return f"{_KINDS[kind]}: {shown}{more}{hint}"

    def to_dict(self) -> dict[str, Any]:
        """Return the account as plain data, for ``--report``."""
        cut = self.cut
        data: dict[str, Any] = {
            "made_by": "routemap",
            "files": list(self.files),
            "cut": {
                "by": cut.by,
                "people": cut.people or "no",
                "people_below": cut.people_below if cut.people in ("records", "quantity") else None,
                "small_counts": _small_counts(cut),
                "leave_out": {name: list(texts) for name, texts in cut.leave_out.items()},
            },
            "records": _count_data(self.records, cut),
            "statuses": {status: _count_data(count, cut) for status, count in self.statuses.items()},
            "quantities": dict(self.quantities) or None,
            "routes": self.routes,
            "routes_below": self.small_routes,
            "repeated_stops": self.shortened,
            "duplicates": dict(self.duplicates) or None,
            "blank_rows": self.blank if not cut.is_guarded else None,
            "columns_not_read": list(self.unused),
            "notes": list(self.notes),
            "texts": {kind: _listed_data(listed, cut) for kind, listed in self.listed.items() if listed},
        }
        if cut.is_guarded:
            data["about_counts"] = (
                f"Counts leave out what stands in cells of fewer than {cut.people_below} people; `cells_below` says "
                "how many such cells there are. What could be told apart by subtraction is not given."
            )
        return data

    def to_json(self) -> str:
        """Return the account as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"


def _small_counts(cut: Cut) -> str:
    if cut.people not in ("records", "quantity"):
        return "no people are counted"
    return "told" if cut.allow_small_counts else "kept back"


def add(counts: Any) -> Count:
    """Return the sum of counts.

    Examples
    --------
    >>> add([Count(3, 1), Count(4)])
    Count(told=7, small=1)
    """
    found = list(counts)
    return Count(sum(count.told for count in found), sum(count.small for count in found))


def _short(count: Count, cut: Cut) -> str:
    return count.say(cut.people_below, "case") if count.told or not count.small else f"< {cut.people_below}"


def _count_data(count: Count, cut: Cut) -> dict[str, int]:
    return {"records": count.told} | ({"cells_below": count.small} if cut.is_guarded else {})


def _listed_data(listed: Sequence[Listed], cut: Cut) -> list[Any]:
    data: list[Any] = [one.to_dict(cut) for one in listed[:_LISTED]]
    if len(listed) > _LISTED:
        data.append(f"and {len(listed) - _LISTED:,} more")
    return data
