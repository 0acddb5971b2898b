"""The columns of the routes table: the one definition that reading, checking, docs, JSON Schema and exports share."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from routemap.errors import RouteError
from routemap.routes.header_words import fold_header, other_languages, place_headers

if TYPE_CHECKING:
    import pandas as pd

ColumnKind = Literal["text", "market", "place", "places", "flag", "choice", "number", "date", "url"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the routes table.

    Parameters
    ----------
    name
        The name in the frame and in every export.
    kind
        What a cell holds; ``places`` is a sequence of places, ``flag`` is yes or no.
    description
        One sentence for an analyst, used by the docs and the JSON Schema.
    choices
        The allowed words of a ``choice``.
    synonyms
        Other header names, folded as `fold_header` does.
    """

    name: str
    kind: ColumnKind
    description: str
    choices: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()


COLUMNS: tuple[Column, ...] = (
    Column(
        "id",
        "text",
        "Unique name of the route; made from the content when absent.",
        synonyms=("routeid", "identifier", "uid", "uuid", "recordid"),
    ),
    Column(
        "statement",
        "text",
        "Groups the alternatives of one claim of one source; when absent, one per input row.",
        synonyms=("statementid", "claim", "claimid"),
    ),
    Column(
        "market",
        "market",
        "The illicit market: one of the known names or aliases, or your own.",
        synonyms=("markets", "markettype", "marketname", "illicitmarket", "criminalmarket", "crimetype", "typeofcrime"),
    ),
    Column(
        "commodity",
        "text",
        "What moves, more narrowly than the market.",
        synonyms=("commodities", "drug", "drugs", "drugtype", "drugname", "product", "products", "goods", "substance"),
    ),
    Column(
        "origin",
        "place",
        "Where the route starts: a country, a region, or unknown; alternatives with |.",
        synonyms=place_headers("origin", "origins", "iso3o", "isoo"),
    ),
    Column(
        "transit",
        "places",
        "The places between, in travel order: A > B; alternatives with |.",
        synonyms=place_headers("transit", "transits", "waypoints", "stops", "stopover", "stopovers"),
    ),
    Column(
        "destination",
        "place",
        "Where the route ends: a country, a region, or unknown; alternatives with |.",
        synonyms=place_headers("destination", "destinations", "iso3d", "isod"),
    ),
    Column(
        "directed",
        "flag",
        "Whether the direction is known: yes (the default) or no.",
        synonyms=("isdirected", "oriented"),
    ),
    Column(
        "confidence",
        "choice",
        "How far the source supports the route: stated plainly, hedged, or inferred by the analyst.",
        choices=("high", "medium", "low"),
        synonyms=("confidencelevel", "certainty", "reliability"),
    ),
    Column(
        "magnitude",
        "choice",
        "The source's own words on size when it gives no number.",
        choices=("major", "moderate", "minor"),
        synonyms=("size", "scale", "importance"),
    ),
    Column(
        "quantity",
        "number",
        "How much, a number of 0 or more, in the unit beside it.",
        synonyms=("amount", "value", "volume", "weight", "qty", "count", "number"),
    ),
    Column(
        "unit",
        "text",
        "The unit of the quantity; units are never added together.",
        synonyms=("units", "uom", "measure"),
    ),
    Column(
        "start",
        "date",
        "When the statement begins to hold: a year, month or day, ISO 8601.",
        synonyms=(
            "year",
            "date",
            "startdate",
            "startyear",
            "datestart",
            "begin",
            "begins",
            "since",
            "fromyear",
            "fromdate",
        ),
    ),
    Column(
        "end",
        "date",
        "When it ceases to hold: a year, month or day, ISO 8601.",
        synonyms=("enddate", "endyear", "dateend", "until", "toyear", "todate"),
    ),
    Column(
        "actors", "text", "Who, in the source's words.", synonyms=("actor", "perpetrators", "groups", "whoisinvolved")
    ),
    Column(
        "source",
        "text",
        "The report or data set that says so.",
        synonyms=("sources", "ref", "refs", "reference", "references", "citation", "citations", "publication"),
    ),
    Column(
        "locator",
        "text",
        "Page, section or sentence in the source.",
        synonyms=("page", "pages", "section", "pagenumber"),
    ),
    Column(
        "url",
        "url",
        "Web address of the source, http or https.",
        synonyms=("link", "sourceurl", "urls", "weblink", "website"),
    ),
    Column(
        "quote", "text", "The source's words, verbatim.", synonyms=("quotation", "verbatim", "excerpt", "sourcetext")
    ),
    Column("note", "text", "The analyst's own words.", synonyms=("notes", "comment", "comments", "remark", "remarks")),
)

# What a table of counted records has beside these: read only together (`counted_columns`), as text, empty for none.
COUNTED: tuple[Column, ...] = (
    Column("records", "number", "How many records stand behind the route; empty where that is kept back."),
    Column("measured", "number", "How many of them have a quantity."),
    Column("first", "date", "The first date of the records."),
    Column("last", "date", "The last date of the records."),
    Column(
        "at_most",
        "number",
        "The number of people is kept back because it is small: it is 1 to this. Such a route has no quantity. 0 says "
        "that small numbers are told on purpose.",
    ),
)
COUNTED_NAMES: tuple[str, ...] = tuple(column.name for column in COUNTED)

NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)
BY_NAME: dict[str, Column] = {column.name: column for column in COLUMNS}

# Written for people into every export and worked out anew on reading; a column of this name is never read.
DERIVED: tuple[str, ...] = ("origin_name", "transit_names", "destination_name", "kind")
# A table of a Shapefile has names of ten letters.
SHORT_NAMES: dict[str, str] = {
    "destination": "destinatn",
    "origin_name": "orig_name",
    "transit_names": "trans_name",
    "destination_name": "dest_name",
    "course_as_given": "course_giv",
}
# Written for people beside the columns of `COUNTED`, and derived like these.
SHOWN_AS = "shown_as"

DRAFT_COLUMNS: tuple[str, ...] = ("status", "tier", "rule", "span", "inferred", "unresolved")
"""What a draft has beside the columns of the routes table."""
DECISION_COLUMNS: tuple[str, ...] = ("decision", "decided_differently", "rejected_because")
"""What a draft has besides once somebody has decided on it."""

# A route needs its market and one of these.
PLACE_COLUMNS: tuple[str, ...] = ("origin", "transit", "destination")


def kept_words(column: str) -> str:
    """Return the column of words that a column of places had where its code is empty, or says less.

    Examples
    --------
    >>> kept_words("origin")
    'origin_as_written'
    """
    return f"{column}_as_written"


def _synonym_table() -> dict[str, str]:
    foreign = other_languages()
    table = {word: name for name in NAMES for word in foreign.get(name, ())}
    table |= {synonym: column.name for column in COLUMNS for synonym in column.synonyms}
    return table | {name: name for name in NAMES}


SYNONYMS: dict[str, str] = _synonym_table()


def count_known(names: Iterable[str]) -> int:
    """Return how many of these header names are ours or synonyms of ours.

    Examples
    --------
    >>> count_known(["Market", "From", "colour"])
    2
    """
    return sum(fold_header(name) in SYNONYMS for name in names)


def counted_columns(names: Iterable[str]) -> list[str]:
    """Return those of `COUNTED` that are ours in a table of these columns.

    Words such as first mean many things: they are ours where ``records`` stands with both days, or with ``at_most``.

    Examples
    --------
    >>> counted_columns(["market", "records", "at_most", "last"]), counted_columns(["records", "first"])
    (['records', 'last', 'at_most'], [])
    """
    there = set(names)
    is_counted = "records" in there and ("at_most" in there or {"first", "last"} <= there)
    return [name for name in COUNTED_NAMES if name in there] if is_counted else []


def extra_columns(routes: pd.DataFrame) -> list[str]:
    """Return the names of the input's own further columns, those that are not ours.

    Examples
    --------
    >>> import pandas as pd
    >>> extra_columns(pd.DataFrame(columns=["id", "market", "seizure_no"]))
    ['seizure_no']
    """
    ours = {*NAMES, *DERIVED, "geometry"}
    return [str(name) for name in routes.columns if name not in ours]


def require_frame(routes: object) -> None:
    """Raise RouteError if something is no table at all: the name of a file, for instance.

    Examples
    --------
    >>> import pandas as pd
    >>> require_frame(pd.DataFrame())
    """
    if hasattr(routes, "columns") and hasattr(routes, "iloc"):
        return
    if isinstance(routes, str | os.PathLike):
        file = os.fspath(routes)
        raise RouteError(f"expected a table of routes, not the name of a file; read it first: read_routes({file!r})")
    what = type(routes).__name__
    raise RouteError(f"expected a table of routes as read_routes returns it, not {what}; read_routes takes files, too")


def require_columns(routes: pd.DataFrame, names: Iterable[str] = NAMES) -> None:
    """Raise RouteError unless `routes` has all these columns, as `read_routes` gives them.

    Examples
    --------
    >>> import pandas as pd
    >>> require_columns(pd.DataFrame(columns=["origin"]), ["origin"])
    """
    require_frame(routes)
    missing = [name for name in names if name not in routes.columns]
    if missing:
        raise RouteError(
            f"the table of routes has no column {', '.join(missing)}; expected a table as read_routes returns it, "
            "so pass yours through read_routes(your_table) first"
        )
