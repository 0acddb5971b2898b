"""How records are cut into routes: the part of a recipe that a plain table has no use for.

[records]
by = "year"
record = "seizure number"
people = "no"
[unpivot]
columns = ["19*", "20*"]
names = "date"
values = "quantity"
[leave_out]
origin = ["World", "Total"]
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from routemap.errors import RouteError
from routemap.files import shown
from routemap.problems import did_you_mean, sentence, show_value
from routemap.routes.columns import NAMES, SYNONYMS
from routemap.routes.header_words import fold_header
from routemap.routes.recipe import RECORDS_TABLES, Recipe, make_recipe
from routemap.routes.recipe_file import read_recipe_file

PERIODS = ("year", "month", "none")
DUPLICATES = ("count", "drop", "keep")
PEOPLE = ("no", "records", "quantity")
PEOPLE_BELOW = 5

# Counts of people in these markets can identify them: whether records count people must be said.
PEOPLE_MARKETS = frozenset({"human trafficking", "human smuggling"})


@dataclass(frozen=True, slots=True)
class Unpivot:
    """A wide table: columns whose headers are values, each cell of which is one record.

    Parameters
    ----------
    columns
        Headers of the input; ``*`` and ``?`` stand for any letters and any letter.
    names, values
        Our columns that the headers and the cells become.
    """

    columns: tuple[str, ...]
    names: str
    values: str


@dataclass(frozen=True, slots=True)
class Cut:
    """How records are cut into routes.

    Parameters
    ----------
    by
        ``year``, ``month`` or ``none``: the period that a route stands for.
    record
        Header of the column that names each record; empty for none.
    duplicates
        What becomes of records that share a name: ``count`` them, ``drop`` all but one, or ``keep`` unlooked-at.
    people
        Whether the data count people: ``no``, ``records`` (each record is a person), ``quantity`` (the quantity is
        a number of people), or empty for unsaid.
    people_below
        Flows of fewer people are told only as "fewer than".
    allow_small_counts
        Whether small counts of people may be told all the same.
    most_unresolved
        The largest share of records, 0 to 1, that may be left out because a place was not understood.
    known
        A table with the columns ``text`` and ``place``: what texts mean that no list of places holds.
    leave_out
        Our column → texts; records that have one of them are left out, and counted.
    unpivot
        How a wide table is made long; None for a long one.
    """

    by: str = "year"
    record: str = ""
    duplicates: str = "count"
    people: str = ""
    people_below: int = PEOPLE_BELOW
    allow_small_counts: bool = False
    most_unresolved: float = 0.2
    known: str = ""
    leave_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unpivot: Unpivot | None = None

    def __post_init__(self) -> None:
        """Refuse what no records could be cut by."""
        _refuse_other("by", self.by, PERIODS)
        _refuse_other("duplicates", self.duplicates, DUPLICATES)
        _refuse_other("people", self.people, ("", *PEOPLE))
        if self.people_below < 2:
            raise RouteError(
                f"people_below is {self.people_below}; expected 2 or more, or allow_small_counts to tell every count"
            )
        if not 0 <= self.most_unresolved <= 1:
            raise RouteError(f"most_unresolved is {self.most_unresolved:g}; expected a share such as 20%")

    @property
    def is_guarded(self) -> bool:
        """Whether small counts of people are kept back."""
        return self.people in ("records", "quantity") and not self.allow_small_counts


# Keys of a recipe that a plain table alone has a use for.
_NO_USE = ("matrix", "hidden", "places_sheet", "places_file", "leave_out_bad")


def read_plan(recipe: str | os.PathLike[str] | Mapping[str, Any] | Recipe | None, **given: Any) -> tuple[Recipe, Cut]:
    """Return both parts of a recipe: how the table is read, and how its records are cut.

    Parameters
    ----------
    recipe
        A TOML file, or plain data of the same keys, or None for what the headers themselves say.
    given
        Fields of `Cut` that win over the recipe's; None for those not given.

    Raises
    ------
    RouteError
        If a key is not known, or a value is not of its kind.

    Examples
    --------
    >>> read_plan({"set": {"market": "cocaine"}, "records": {"by": "month"}})[1].by
    'month'
    """
    if isinstance(recipe, Recipe):
        cut = given.pop("cut", Cut())
        return recipe, replace(cut, **{key: value for key, value in given.items() if value is not None})
    name = os.fspath(recipe) if isinstance(recipe, str | os.PathLike) else ""
    said = read_recipe_file(name) if name else recipe if isinstance(recipe, Mapping) else {}
    reading = make_recipe(said, name=name)
    useless = [key for key in _NO_USE if getattr(reading, key)]
    if useless:
        raise RouteError(
            f"{f'{shown(Path(name))}: ' if name else ''}records have no use for {useless[0]}; take it out of the recipe"
        )
    unknown = [key for key in given if key not in {one.name for one in fields(Cut)}]
    if unknown:
        raise RouteError(
            f"there is no option {unknown[0]}; expected one of {', '.join(one.name for one in fields(Cut))}"
        )
    try:
        cut = _records(said.get("records", {}))
        cut["leave_out"] = _leave_out(said.get("leave_out", {}))
        cut["unpivot"] = _unpivot(said["unpivot"]) if "unpivot" in said else None
        if name and cut.get("known"):
            cut["known"] = os.path.join(os.path.dirname(name), cut["known"])  # noqa: PTH118, PTH120 - stays as given
        return reading, Cut(**cut | {key: value for key, value in given.items() if value is not None})
    except RouteError as error:
        raise RouteError(f"{shown(Path(name))}: {error}" if name else str(error)) from None


def share(text: str) -> float:
    """Return the share that ``20%`` or ``0.2`` says.

    Examples
    --------
    >>> share("20%"), share("0.2")
    (0.2, 0.2)
    """
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else float(text)
    except ValueError:
        raise RouteError(f"'{show_value(text)}' is no share; expected one such as 20%") from None


_KINDS: dict[str, type] = {
    "by": str,
    "record": str,
    "duplicates": str,
    "people": str,
    "people_below": int,
    "allow_small_counts": bool,
    "known": str,
}


def _records(said: Any) -> dict[str, Any]:
    if not isinstance(said, Mapping):
        raise RouteError("records is no table; expected [records] with keys such as by and record")
    known = [one.name for one in fields(Cut) if one.name not in RECORDS_TABLES]
    cut: dict[str, Any] = {}
    for key, value in said.items():
        if key not in known:
            wrong, expected = f"there is no key records.{show_value(key)}", f"expected one of {', '.join(known)}"
            raise RouteError(sentence(wrong, expected, did_you_mean(key, known)))
        if key == "most_unresolved":
            cut[key] = share(str(value))
        elif type(value) is not _KINDS[key]:
            raise RouteError(f"records.{key} is {show_value(repr(value))}; expected {_SAID[_KINDS[key]]}")
        else:
            cut[key] = value
    return cut


_SAID: dict[type, str] = {str: "a text", int: "a whole number", bool: "true or false"}


def _leave_out(said: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(said, Mapping) or not all(isinstance(texts, list) for texts in said.values()):
        raise RouteError('leave_out is no table of lists; expected [leave_out] with lines such as origin = ["World"]')
    return {_column("leave_out", name): tuple(str(text) for text in texts) for name, texts in said.items()}


def _unpivot(said: Any) -> Unpivot:
    keys = ("columns", "names", "values")
    if not isinstance(said, Mapping) or set(said) != set(keys) or not isinstance(said["columns"], list):
        wrong = [key for key in said if key not in keys] if isinstance(said, Mapping) else []
        about = f"there is no key unpivot.{show_value(wrong[0])}; " if wrong else ""
        raise RouteError(f"{about}unpivot needs columns (a list of headers), names and values (a column of ours each)")
    names, values = (_column(f"unpivot.{key}", str(said[key])) for key in ("names", "values"))
    return Unpivot(tuple(str(name) for name in said["columns"]), names, values)


def _column(key: str, name: str) -> str:
    found = SYNONYMS.get(fold_header(name), "")
    if not found:
        wrong, expected = f"{key}: there is no column '{show_value(name)}'", f"expected one of {', '.join(NAMES)}"
        raise RouteError(sentence(wrong, expected, did_you_mean(name, NAMES)))
    return found


def _refuse_other(key: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        listed = [word for word in allowed if word]
        wrong = f"{key} is '{show_value(str(value))}'"
        raise RouteError(sentence(wrong, f"expected one of {', '.join(listed)}", did_you_mean(str(value), listed)))
