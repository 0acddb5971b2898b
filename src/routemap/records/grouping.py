"""Collapsed lines → groups of one meaning: joined to what their texts mean, added up, every record in one status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from routemap.records.bench import Bench
from routemap.records.collapse import Lines
from routemap.records.meaning import Meanings
from routemap.routes.columns import BY_NAME, NAMES, PLACE_COLUMNS
from routemap.routes.merge_rules import LOWEST_FIRST
from routemap.routes.recipe import Recipe

# A record has the first of these that is true of it; the last three have a row in the table of routes.
STATUSES = (
    "empty cell",
    "left out",
    "unresolved",
    "alternatives",
    "no place",
    "no market",
    "bad date",
    "domestic",
    "half-open",
    "used",
)
ON_ROUTES = ("used", "half-open", "domestic")
AMOUNTS = ("measured", "none given", "negative", "too large", "not a number")

_TEXT_KINDS = ("text", "market", "flag", "choice", "url")
TEXTS = tuple(name for name in NAMES if BY_NAME[name].kind in _TEXT_KINDS and name not in ("id", "statement"))
SUMS = ("measured", "millionths", "negative", "too_large", "not_a_number", "none_given")
BAD = ("bad_origin", "bad_transit", "bad_destination", "bad_date")


@dataclass(frozen=True, slots=True)
class Said:
    """The distinct texts of one column, with how many records have each and what each means."""

    column: str
    texts: dict[str, tuple[int, Any]]


class Stops(NamedTuple):
    """A combination of stops as it goes into the table, and the status it gives a record."""

    origin: str
    transit: str
    destination: str
    status: str
    is_shortened: bool


def normal_stops(origin: str, transit: str, destination: str) -> Stops:
    """Return one combination of cells as stops: a place that follows itself stands once.

    Examples
    --------
    >>> normal_stops("COL", "NLD > NLD", "NOR")
    Stops(origin='COL', transit='NLD', destination='NOR', status='used', is_shortened=True)
    >>> normal_stops("NOR", "", "NOR").status, normal_stops("", "NLD", "NOR").status
    ('domestic', 'half-open')
    """
    if _is_plain(origin, transit, destination):
        return Stops(origin, transit, destination, "used", False)
    first, between, last = [text.split(" > ") if text else [] for text in (origin, transit, destination)]
    all_stops = [*first, *between, *last]
    if not all_stops:
        return Stops("", "", "", "no place", False)
    stops = [stop for stop, before in zip(all_stops, ["", *all_stops], strict=False) if stop != before]
    is_open = (not first, not last)
    if len(stops) == 1 and not any(is_open):
        return Stops(stops[0], "", stops[0], "domestic", len(all_stops) > 2)
    is_shortened = len(stops) < len(all_stops)
    # A single place that was both an end and a stop between is known as that end.
    if len(stops) == 1:
        role = ("", stops[0], "") if all(is_open) else (("", "", stops[0]) if is_open[0] else (stops[0], "", ""))
        return Stops(*role, "half-open", is_shortened)
    start = "" if is_open[0] else stops.pop(0)
    end = "" if is_open[1] else stops.pop()
    return Stops(start, " > ".join(stops), end, "half-open" if any(is_open) else "used", is_shortened)


def _is_plain(origin: str, transit: str, destination: str) -> bool:
    """Tell whether cells hold one place each, none twice: most records, for which nothing need be taken apart."""
    if not origin or not destination or origin == destination or transit in (origin, destination):
        return False
    return " > " not in origin and " > " not in transit and " > " not in destination


class Grouping:
    """Groups the lines on a bench.

    Parameters
    ----------
    bench, lines
        The bench, and which columns its table ``collapsed`` has.
    meanings, recipe
        What texts mean.
    """

    def __init__(self, bench: Bench, lines: Lines, meanings: Meanings, recipe: Recipe) -> None:
        self._bench = bench
        self._lines = lines
        self._meanings = meanings
        self._columns = [name for name in (*PLACE_COLUMNS, *TEXTS) if name in lines.texts or name in recipe.constants]
        self.columns = [name for name in TEXTS if name in self._columns]
        self.said: dict[str, Said] = {}
        self.values: dict[str, list[str]] = {"confidence": list(LOWEST_FIRST)}
        self.has_quantity = lines.has_quantity or "quantity" in recipe.constants
        self.blank = 0

    def group(self) -> None:
        """Leave the table ``joined`` on the bench: one line per collapsed line, with its status and its meaning."""
        self._bench.run(f"CREATE OR REPLACE TEMP VIEW lines AS {self._lines_query()}")
        self._set_blank_aside()
        found = {column: self._distinct(column) for column in self._columns}
        self._meanings.kept.require_few(text for name in PLACE_COLUMNS for text, _ in found.get(name, ()))
        for column, texts in found.items():
            self._understand(column, texts)
        self._understand_days()
        self._understand_amounts()
        self._put_stops_in_order()
        self._bench.run(f"CREATE OR REPLACE TEMP TABLE joined AS {self._joined_query()}")

    def _put_stops_in_order(self) -> None:
        """Turn each combination of cells into stops, once."""
        places = [name for name in PLACE_COLUMNS if name in self._columns]
        codes = ", ".join(f"{self._code(name)} AS {name}" for name in PLACE_COLUMNS)
        are_known = " AND ".join(f"say_{name}.state IN ('', 'empty')" for name in places) or "true"
        of_lines = f"FROM full_lines AS l {' '.join(map(_join, places))} WHERE {are_known}"
        triples = sorted(self._bench.rows(f"SELECT DISTINCT {codes} {of_lines}"))
        cells = [self.values.get(name, [""]) for name in PLACE_COLUMNS]
        found = [normal_stops(cells[0][a], cells[1][b], cells[2][c]) for a, b, c in triples]
        numbers = []
        for name, texts in zip(PLACE_COLUMNS, zip(*(stops[:3] for stops in found), strict=True), strict=False):
            self.values[name] = sorted(set(texts))
            numbers.append({text: code for code, text in enumerate(self.values[name])})
        of = numbers or [{}] * 3
        rows = [
            (*triple, of[0][stops[0]], of[1][stops[1]], of[2][stops[2]], *stops[3:])
            for triple, stops in zip(triples, found, strict=True)
        ]
        self._put("stops", ("a", "b", "c", *Stops._fields), rows)

    def _lines_query(self) -> str:
        """Return the query that gives the collapsed lines every column, and no nulls among texts."""
        there = self._lines
        texts = [(name, name in there.texts) for name in self._columns]
        texts += [("odd_date", there.has_date), ("odd_quantity", there.has_quantity)]
        columns = [f"COALESCE({name}, '') AS {name}" if is_there else f"'' AS {name}" for name, is_there in texts]
        for name in ("first", "last"):
            columns.append(
                f"CAST({name}_day AS VARCHAR) AS {name}" if there.has_date else f"CAST(NULL AS VARCHAR) AS {name}"
            )
            record = f"COALESCE({name}_record, '')" if there.has_record else "''"
            columns.append(f"{record} AS {name}_record")
        columns.append("period" if "period" in there.keys else "CAST(NULL AS INT) AS period")
        for name in ("measured", "negative", "too_large", "millionths"):
            columns.append(f"CAST(COALESCE({name}, 0) AS HUGEINT) AS {name}" if there.has_quantity else f"0 AS {name}")
        return f"SELECT {', '.join(columns)}, records, rowid AS line FROM collapsed"

    def _set_blank_aside(self) -> None:
        """Take out rows in which every cell that is read is empty: they are no records."""
        empty = [f"{name} = ''" for name in (*self._columns, "odd_date", "odd_quantity", "last_record")]
        test = " AND ".join([*empty, "measured + negative + too_large = 0", "first IS NULL"])
        self.blank = self._sum(f"lines WHERE {test}")
        full = f"SELECT * FROM lines WHERE {f'NOT ({test})' if self.blank else 'true'}"
        self._bench.run(f"CREATE OR REPLACE TEMP VIEW full_lines AS {full}")

    def _sum(self, source: str) -> int:
        return int(self._bench.rows(f"SELECT COALESCE(SUM(records), 0) FROM {source}")[0][0])

    def _distinct(self, column: str) -> list[tuple[str, int]]:
        return sorted(
            self._bench.rows(f"SELECT {column}, CAST(SUM(records) AS BIGINT) FROM full_lines GROUP BY {column}")
        )

    def _understand(self, column: str, texts: list[tuple[str, int]]) -> None:
        found = {text: (n, self._meanings.word(column, text)) for text, n in texts}
        self.said[column] = Said(column, found)
        # Numbers in the order of their texts: they are grouped and sorted many times faster, and the same.
        values = self.values.setdefault(column, sorted({word.value for _, word in found.values()}))
        numbers = {text: code for code, text in enumerate(values)}
        rows = [
            (text, numbers[word.value], word.state or ("" if word.value else "empty"))
            for text, (_, word) in found.items()
        ]
        self._put(f"say_{column}", ("text", "code", "state"), rows)

    def _understand_days(self) -> None:
        found = {text: (n, self._meanings.day(text)) for text, n in self._distinct("odd_date")}
        self.said["start"] = Said("start", found)
        rows = [(text, day.text, self._meanings.period(day.text), bool(day.why)) for text, (_, day) in found.items()]
        self._put("say_date", ("text", "day", "number", "is_bad"), rows)

    def _understand_amounts(self) -> None:
        found = {text: (n, self._meanings.amount(text)) for text, n in self._distinct("odd_quantity")}
        self.said["quantity"] = Said("quantity", found)
        rows = [(text, amount.millionths, amount.kind) for text, (_, amount) in found.items()]
        self._put("say_amount", ("text", "each", "kind"), rows)

    def _put(self, name: str, columns: Iterable[str], rows: list[tuple[Any, ...]]) -> None:
        import pyarrow as pa

        names = tuple(columns)
        codes = dict.fromkeys(("number", "code", "a", "b", "c", *PLACE_COLUMNS), pa.int32())
        kinds = codes | {"each": pa.int64(), "is_bad": pa.bool_(), "is_shortened": pa.bool_()}
        values = list(zip(*rows, strict=True)) or [()] * len(names)
        arrays = [pa.array(value, kinds.get(key, pa.string())) for key, value in zip(names, values, strict=True)]
        self._bench.put(name, pa.Table.from_arrays(arrays, names=list(names)))

    def _told_query(self) -> str:
        """Return the query that joins each line to what its texts mean."""
        columns = [f"{self._code(name)} AS {name}" for name in dict.fromkeys((*self._columns, *PLACE_COLUMNS))]
        columns += [f"{self._fault()} AS fault", *_SUMS]
        columns += [
            "COALESCE(period, number) AS period",
            "COALESCE(first, day) AS first",
            "COALESCE(last, day) AS last",
            "CASE WHEN is_bad THEN odd_date ELSE '' END AS bad_date",
        ]
        for name in PLACE_COLUMNS:
            is_bad = f"say_{name}.state NOT IN ('', 'empty')"
            is_bad = f"CASE WHEN {is_bad} THEN l.{name} ELSE '' END" if name in self._columns else "''"
            columns.append(f"{is_bad} AS bad_{name}")
        joins = list(map(_join, self._columns))
        joins += ["JOIN say_date ON say_date.text = l.odd_date", "JOIN say_amount ON say_amount.text = l.odd_quantity"]
        shown = ", ".join(columns)
        return f"SELECT {shown}, line, records, first_record, last_record FROM full_lines AS l {' '.join(joins)}"

    def _code(self, name: str) -> str:
        return f"say_{name}.code" if name in self._columns else "0"

    def _fault(self) -> str:
        """Return the expression for why a line has no row in the table; empty if it may have one."""
        places = [name for name in PLACE_COLUMNS if name in self._columns]
        tests = [("say_amount.kind = 'empty cell'", "empty cell"), (_any_in("left out", self._columns), "left out")]
        tests += [(_any_in(state, places), state) for state in ("unresolved", "alternatives")]
        tests.append((" AND ".join(f"say_{name}.state = 'empty'" for name in places) or "true", "no place"))
        tests.append(("say_market.state = 'empty'" if "market" in self._columns else "true", "no market"))
        tests.append(("is_bad", "bad date"))
        return "CASE " + " ".join(f"WHEN {test} THEN '{fault}'" for test, fault in tests) + " ELSE '' END"

    def _joined_query(self) -> str:
        """Return the query that gives each line its status and its stops."""
        kept = ("period", "first", "last", "line", "records", *SUMS, *BAD, "first_record", "last_record")
        return (
            "SELECT CASE WHEN fault <> '' THEN fault ELSE stops.status END AS status, stops.origin, stops.transit, "
            f"stops.destination, COALESCE(is_shortened, false) AS is_shortened, {', '.join((*self.columns, *kept))} "
            f"FROM ({self._told_query()}) AS told "
            "LEFT JOIN stops ON fault = '' AND told.origin = a AND told.transit = b AND told.destination = c"
        )


# The rest of a line, those without a plain number, has the meaning of its odd text.
_REST = "(records - measured - negative - too_large)"
_SUMS = (
    f"measured + CASE WHEN kind = 'measured' THEN {_REST} ELSE 0 END AS measured",
    f"millionths + CAST(each AS HUGEINT) * {_REST} AS millionths",
    f"negative + CASE WHEN kind = 'negative' THEN {_REST} ELSE 0 END AS negative",
    f"too_large + CASE WHEN kind = 'too large' THEN {_REST} ELSE 0 END AS too_large",
    f"CASE WHEN kind = 'not a number' THEN {_REST} ELSE 0 END AS not_a_number",
    f"CASE WHEN kind IN ('none given', 'empty cell') THEN {_REST} ELSE 0 END AS none_given",
)


def _join(column: str) -> str:
    return f"JOIN say_{column} ON say_{column}.text = l.{column}"


def _any_in(state: str, names: Iterable[str]) -> str:
    return " OR ".join(f"say_{name}.state = '{state}'" for name in names) or "false"
