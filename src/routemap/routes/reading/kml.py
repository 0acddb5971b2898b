"""KML, as Google Earth and QGIS write it → `RawTable`: the data of each placemark, and where its line begins and ends.

Nothing that a KML file points to is looked at: no link, no picture, no other file.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from routemap.problems import Problem, show_value
from routemap.routes.cells import Cells
from routemap.routes.given_courses import COURSE, course_text
from routemap.routes.reading.given_lines import is_marked
from routemap.routes.reading.inputs import Input
from routemap.routes.reading.raw_table import (
    MOST_COLUMNS,
    RawTable,
    RefusedError,
    only_geometry,
    too_many_columns,
    too_many_rows,
)
from routemap.routes.reading.xml_guard import XmlError, parse_xml

_MOST_BYTES = 500_000_000
_BLOCK = 100_000  # letters
_MOST_PLACEMARKS = 200_000  # each takes a hundred times its letters meanwhile, and no list of routes is as long
_MOST_POSITIONS = 300_000  # of one line that is kept as it is; each takes a hundred times its letters meanwhile
# A table has a cell for each column in each row: of more, at least one in so many must be filled.
_MOST_CELLS, _FILLED = 20_000_000, 20
_LANGUAGES = frozenset(
    {"http://www.opengis.net/kml/2.2", *(f"http://earth.google.com/kml/2.{minor}" for minor in (0, 1, 2))}
)
# Our own columns for what every placemark may have.
_FIELDS = {"name": "name", "description": "description", "begin": "start", "end": "end"}
_Ends = tuple[float, float, float, float, float]


def read_kml(source: Input, *, courses: bool = False) -> RawTable:
    """Return the data of all placemarks as a table, however deep they stand in folders; their lines if `courses`.

    Raises
    ------
    RefusedError
        If it is damaged, declares entities, is too large, or has no placemark with data.
    """
    size = source.stream.seek(0, 2)
    source.stream.seek(0)
    if size > _MOST_BYTES:
        expected = "the same data as GeoPackage or CSV"
        raise RefusedError(Problem("file-large", f"has {size / 1e6:,.0f} MB", expected, file=source.name))
    gathered = _Placemarks(source.name, courses=courses)
    try:
        for _ in parse_xml(source.stream, _LANGUAGES, gathered.start, gathered.end, gathered.text):
            pass
    except XmlError as error:
        message = f"cannot be read as KML: it {error}"
        raise RefusedError(Problem("layer-damaged", message, "a whole file", file=source.name)) from error
    return gathered.table()


class _Placemarks:
    """Gathers what stands in placemarks."""

    def __init__(self, name: str, *, courses: bool) -> None:
        self._name = name
        self._rows: list[dict[str, str]] = []
        self._ends: list[_Ends] = []
        self._wants_courses = courses
        self._courses: list[str] = []
        self._parts: list[list[list[str]]] = []
        self._positions = 0  # in the lines of the placemark that are kept
        self._row: dict[str, str] | None = None
        self._given: set[str] = set()  # names of data of the placemark
        self._line: _Ends | None = None
        self._key = ""
        self._pieces: list[str] | None = None
        self._links = 0
        self._doubled: dict[str, str] = {}  # what to say of names that a placemark has twice
        self._hidden = 0
        self._hidden_depth = 0  # of the folder that is not shown; 0 for none
        self._is_hidden = False

    def start(self, path: Sequence[str], attributes: dict[str, str]) -> None:
        """Begin a placemark, or a text in it that is wanted."""
        element = path[-1]
        if element == "Placemark":
            self._row, self._line, self._parts, self._positions = {}, None, [], 0
            self._given = set()
            self._is_hidden = self._hidden_depth > 0
        self._links += element == "NetworkLink"
        if element == "visibility":
            self._pieces = []
        if self._row is None:
            return
        if element in ("Data", "SimpleData"):
            self._key = attributes.get("name", "").strip()
        inside = path[-2] if len(path) > 1 else ""
        is_own = element in _FIELDS and inside in ("Placemark", "TimeSpan")
        is_data = element == "SimpleData" or (element == "value" and inside == "Data")
        if is_own or is_data or (element == "coordinates" and inside == "LineString"):
            self._pieces = []

    def text(self, piece: str) -> None:
        """Take a piece of a text that is wanted."""
        if self._pieces is not None:
            self._pieces.append(piece)

    def end(self, path: Sequence[str]) -> None:
        """End a text or a placemark."""
        element = path[-1]
        if element == "visibility" and self._pieces is not None:
            self._hide(path, "".join(self._pieces).strip())
            self._pieces = None
        if len(path) == self._hidden_depth:
            self._hidden_depth = 0
        if self._row is not None and self._pieces is not None:
            said = "".join(self._pieces).strip()
            self._pieces = None
            if element == "coordinates":
                self._line = self._line or _ends(said)
                if self._wants_courses or COURSE in self._row:
                    self._positions += _count(said)
                    if self._positions > _MOST_POSITIONS:
                        message = f"has a line of more than {_MOST_POSITIONS:,} positions, too many to be kept as it is"
                        raise RefusedError(Problem("file-large", message, "a simpler line", file=self._name))
                    self._parts.append([position.split(",") for position in said.split()])
            else:
                key = _FIELDS.get(element, self._key)
                if key and said:
                    if element not in _FIELDS:
                        self._note_doubled(key, said)
                    self._row.setdefault(key, said)
        if element == "Placemark" and self._row is not None:
            self._rows.append(self._row)
            self._ends.append(self._line or (math.nan,) * 5)
            self._courses.append(course_text(self._parts) if self._parts else "")
            self._row = None
            self._hidden += self._is_hidden
            if len(self._rows) > _MOST_PLACEMARKS:
                raise too_many_rows(self._name, _MOST_PLACEMARKS)

    def _hide(self, path: Sequence[str], said: str) -> None:
        """Take note of what is not shown: a placemark, or all in a folder."""
        if said not in ("0", "false"):
            return
        around = path[-2] if len(path) > 1 else ""
        if around == "Placemark":
            self._is_hidden = True
        elif around in ("Folder", "Document") and not self._hidden_depth:
            self._hidden_depth = len(path) - 1

    def _note_doubled(self, key: str, said: str) -> None:
        if self._row is not None and key in self._given and self._row[key] != said and key not in self._doubled:
            values = f"'{show_value(self._row[key])}' and '{show_value(said)}'"
            number = len(self._rows) + 1
            self._doubled[key] = f"feature {number:,} has two values of '{show_value(key)}': {values}"
        self._given.add(key)

    def _cells(self, header: Sequence[str]) -> list[Cells]:
        """Return the columns; a cell that is not there costs no more than its number."""
        count = len(self._rows)
        filled: dict[str, tuple[list[int], list[str]]] = {key: ([], []) for key in header}
        for number, row in enumerate(self._rows):
            for key, text in row.items():
                numbers, texts = filled[key]
                numbers.append(number)
                texts.append(text)
        given = sum(len(numbers) for numbers, _ in filled.values())
        if count * len(header) > max(_MOST_CELLS, _FILLED * given):
            message = f"its {count:,} placemarks have {len(header):,} columns, of which hardly any cell is filled"
            raise RefusedError(Problem("columns-many", message, "placemarks that share columns", file=self._name))
        cells = []
        for numbers, texts in filled.values():
            if len(numbers) == count:
                cells.append(Cells.of(texts))
                continue
            found = dict.fromkeys(["", *texts])
            places = {text: place for place, text in enumerate(found)}
            codes = np.zeros(count, dtype=np.int32)
            codes[numbers] = [places[text] for text in texts]
            cells.append(Cells(codes, list(found)))
        return cells

    def table(self) -> RawTable:
        """Return the table."""
        header = list(dict.fromkeys(key for row in self._rows for key in row))
        if len(header) > MOST_COLUMNS:
            raise too_many_columns(self._name, len(header))
        if not header:
            raise only_geometry(self._name, f"its {len(self._rows):,} placemarks have")
        wheres = [f"feature {number}" for number in range(1, len(self._rows) + 1)]
        cells = self._cells(header)
        ends, wanted = np.array(self._ends, dtype=np.float64), self._wants_courses or is_marked(header)
        courses = Cells.of(self._courses) if wanted else None
        table = RawTable(self._name, header, cells, wheres=wheres, geometries=ends, courses=courses)
        for message in self._doubled.values():
            table.problems.append(Problem("column-duplicate", message, "one value", file=self._name))
        if self._hidden:
            what = "1 placemark is" if self._hidden == 1 else f"{self._hidden:,} placemarks are"
            table.problems.append(Problem("placemarks-hidden", f"{what} hidden, and read", file=self._name))
        if self._links:
            what = "1 link to another file is" if self._links == 1 else f"{self._links:,} links to other files are"
            hint = "save what it shows as a file of its own, and read that"
            table.problems.append(Problem("link-unread", f"{what} not followed", hint=hint, file=self._name))
        return table


def _ends(coordinates: str) -> _Ends | None:
    """Return the first and the last position of ``lon,lat,height lon,lat …``, and how many there are."""
    count = _count(coordinates)
    if not count:
        return None
    outer = coordinates.split(maxsplit=1)[0], coordinates.rsplit(maxsplit=1)[-1]
    try:
        ends = [float(number) for place in outer for number in place.split(",")[:2]]
    except ValueError:
        return None
    return (*ends, float(count)) if len(ends) == 4 and all(map(math.isfinite, ends)) else None  # type: ignore[return-value]


def _count(positions: str) -> int:
    """Return how many there are, block by block: millions are never there as so many texts at once."""
    starts = range(0, len(positions), _BLOCK)
    cut = sum(not positions[at - 1].isspace() and not positions[at].isspace() for at in starts if at)
    return sum(len(positions[at : at + _BLOCK].split()) for at in starts) - cut
