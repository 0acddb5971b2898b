"""What a workbook says of itself: its sheets, which of them it hides, its texts, and which formats are dates."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from routemap.routes.reading.xml_guard import read_xml
from routemap.routes.reading.zip_guard import GuardedArchive, TooLargeError

SHEETS: Final = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
"""The language of workbooks, in its usual and its strict form."""

_PACKAGES = frozenset({"http://schemas.openxmlformats.org/package/2006/relationships"})
_IDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
_MOST_STYLES = 200_000  # spreadsheets themselves stop at 65,000
_LONGEST_FORMAT = 255  # characters, of a spreadsheet's own
_MOST_TEXTS = 5_000_000
_MOST_SHEETS = 5_000  # each is looked for by its title, and named
LONGEST_CELL: Final = 131_072
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook.

    Parameters
    ----------
    title
        As its tab shows it.
    part
        Where its cells stand in the archive.
    is_hidden
        Whether the tab is not shown.
    """

    title: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Dates:
    """Which cells are dates: numbers whose format says so.

    Parameters
    ----------
    styles
        Numbers of the styles that show a number as date or time.
    spans
        Those among them that show a span of time.
    is_1904
        Whether days are counted from 1904, as old Macintoshes did.
    """

    styles: frozenset[str]
    spans: frozenset[str]
    is_1904: bool

    def moment(self, number: float, *, is_span: bool) -> Any:
        """Return what the number of days means: a date, a time of day, or a span of time."""
        from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

        return from_excel(number, MAC_EPOCH if self.is_1904 else WINDOWS_EPOCH, timedelta=is_span)


class WorkbookParts:
    """The parts of a workbook, each read when it is asked for.

    Parameters
    ----------
    stream
        The file.

    Raises
    ------
    ArchiveError, XmlError, zipfile.BadZipFile
        Here and from each method, if the workbook is damaged or goes beyond a limit.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.archive = GuardedArchive(stream)
        targets = self._relations("")
        part = next((part for kind, part in targets.values() if kind == "officeDocument"), "xl/workbook.xml")
        self._targets = self._relations(part)
        self._named: list[tuple[str, str, str]] = []
        self._is_1904 = False
        self._walk(part, self._meet_workbook)

    @property
    def sheets(self) -> list[Sheet]:
        """The sheets that hold cells, in their order."""
        found = []
        for title, relation, state in self._named:
            kind, part = self._targets.get(relation, ("", ""))
            if kind == "worksheet" and part in self.archive.names:
                found.append(Sheet(title, part, state in ("hidden", "veryHidden")))
        return found

    def dates(self) -> Dates:
        """Return which styles are dates."""
        from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

        formats: dict[str, str] = {str(number): code for number, code in BUILTIN_FORMATS.items()}
        used: list[str] = []

        def meet(path: Sequence[str], attributes: dict[str, str]) -> None:
            if path[-1] == "numFmt" and path[-2:-1] == ["numFmts"]:
                formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:_LONGEST_FORMAT]
            elif path[-1] == "xf" and path[-2:-1] == ["cellXfs"]:
                used.append(attributes.get("numFmtId", "0"))
            if len(used) > _MOST_STYLES or len(formats) > _MOST_STYLES:
                raise TooLargeError(f"has more than {_MOST_STYLES:,} styles")

        for part in self._parts("styles"):
            self._walk(part, meet)
        dates = {number for number, code in formats.items() if is_date_format(code)}
        spans = {number for number, code in formats.items() if is_timedelta_format(code)}
        return Dates(
            frozenset(str(style) for style, number in enumerate(used) if number in dates),
            frozenset(str(style) for style, number in enumerate(used) if number in spans),
            self._is_1904,
        )

    def texts(self) -> list[str]:
        """Return the texts that cells share."""
        gathered = TextGatherer()
        texts: list[str] = []

        def meet(path: Sequence[str], _: dict[str, str]) -> None:
            gathered.start(path)
            if len(texts) > _MOST_TEXTS:
                raise TooLargeError(f"has more than {_MOST_TEXTS:,} texts")

        def leave(path: Sequence[str]) -> None:
            gathered.end(path)
            if path[-1] == "si" and len(path) == 2:
                texts.append(gathered.take())

        for part in self._parts("sharedStrings"):
            for _ in read_xml(self.archive, part, SHEETS, meet, leave, gathered.text):
                pass
        return texts

    def _parts(self, wanted: str) -> list[str]:
        return [part for kind, part in self._targets.values() if kind == wanted and part in self.archive.names][:1]

    def _meet_workbook(self, path: Sequence[str], attributes: dict[str, str]) -> None:
        if path[-1] == "sheet" and path[-2:-1] == ["sheets"]:
            relation = next((attributes[name] for name in _IDS if name in attributes), "")
            self._named.append((attributes.get("name", ""), relation, attributes.get("state", "visible")))
            if len(self._named) > _MOST_SHEETS:
                raise TooLargeError(f"has more than {_MOST_SHEETS:,} sheets")
        elif path[-1] == "workbookPr":
            self._is_1904 = attributes.get("date1904") in ("1", "true", "on")

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return by id what a part refers to: kind and part. What lies outside the archive is none."""
        folder, _, file = part.rpartition("/")
        beside = posixpath.join(folder, "_rels", f"{file}.rels")
        relations: dict[str, tuple[str, str]] = {}

        def meet(path: Sequence[str], attributes: dict[str, str]) -> None:
            if path[-1] == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                kind = attributes.get("Type", "").rpartition("/")[2]
                relations[attributes.get("Id", "")] = kind, target.lstrip("/")

        if beside in self.archive.names:
            self._walk(beside, meet, _PACKAGES)
        return relations

    def _walk(
        self, part: str, meet: Callable[[Sequence[str], dict[str, str]], None], languages: frozenset[str] = SHEETS
    ) -> None:
        for _ in read_xml(self.archive, part, languages, meet):
            pass


class TextGatherer:
    """Gathers the text of a cell or a shared text, which may stand in pieces of different looks."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._is_open = False

    def start(self, path: Sequence[str]) -> None:
        """Meet an element."""
        # How to pronounce a text stands beside it, in elements of the same name.
        self._is_open = path[-1] == "t" and "rPh" not in path

    def end(self, path: Sequence[str]) -> None:
        """Leave an element."""
        if path[-1] == "t":
            self._is_open = False

    def text(self, piece: str) -> None:
        """Meet a piece of text."""
        if self._is_open:
            self._length += len(piece)
            if self._length > LONGEST_CELL:
                raise TooLargeError(f"has a cell of more than {LONGEST_CELL:,} characters")
            self._pieces.append(piece)

    def take(self) -> str:
        """Return the text, and begin another."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._length = 0
        return unescaped(text)


def unescaped(text: str) -> str:
    """Return a text with the characters that XML cannot hold put back: ``_x000D_`` is a carriage return.

    Examples
    --------
    >>> unescaped("a_x000A_b"), unescaped("_x005F_x000A_")
    ('a\\nb', '_x000A_')
    """
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
