"""SQLite databases of strangers, opened so that nothing written into them is run.

A database is a program as much as a table: views, triggers, computed columns and virtual tables are text that whoever
opens it runs. So it is opened from a private copy, for reading alone; an authorizer lets through the one kind of
statement that we ask; only tables that are ordinary tables can be named; and the work that it may cause is bounded by
its size, which no pages that lead into each other in a circle can outrun.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from routemap.routes.reading.inputs import Input
from routemap.routes.reading.private_copy import copy_beside, open_beside, private_copy

ObjectKind = Literal["table", "view", "virtual table", "index", "trigger"]

_JOURNAL_MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
_LONGEST_ROW = 64_000_000  # bytes; a line of three million vertices
_LONGEST_STATEMENT = 1_000_000
# Reading a row takes two steps and one for each column, and a column takes at least one byte of the file.
_STEPS_PER_BYTE = 8
_STEPS_AT_LEAST = 5_000_000
_STEPS_AT_ONCE = 10_000
_KINDS: tuple[tuple[str, ObjectKind], ...] = (
    ("table", "table"),
    (r"virtual\s+table", "virtual table"),
    ("view", "view"),
    (r"(?:unique\s+)?index", "index"),
    ("trigger", "trigger"),
)
_NAME = r"""(?:"((?:[^"]|"")*)"|'((?:[^']|'')*)'|`((?:[^`]|``)*)`|\[([^\]]*)\]|([^\s("'`\[.]+))"""
_STATEMENTS = [
    (kind, re.compile(rf"\s*create\s+{words}\s+(?:if\s+not\s+exists\s+)?{_NAME}", re.IGNORECASE))
    for words, kind in _KINDS
]


class DatabaseError(Exception):
    """Raised when a database cannot be read or must not be; says why in one clause."""


class NoUtf8Error(DatabaseError):
    """Raised when a text is not UTF-8, which it must be in a database."""


class UnfinishedError(DatabaseError):
    """Raised when a program was stopped while it wrote: the file is half of one state and half of another."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name
        As declared.
    kind
        The declared type, upper case; may be empty.
    is_row_number
        Whether it is the number that SQLite itself gives each row.
    is_computed
        Whether its values are computed when they are read.
    """

    name: str
    kind: str
    is_row_number: bool
    is_computed: bool


class GuardedDatabase:
    """A database whose ordinary tables can be read, and nothing else.

    Parameters
    ----------
    connection
        Opened for reading.
    size
        Of the file, bytes.
    """

    def __init__(self, connection: sqlite3.Connection, size: int) -> None:
        self._connection = connection
        self._size = size
        self._steps = 0
        self._readable = {"sqlite_master"}
        connection.set_progress_handler(self._is_too_much, _STEPS_AT_ONCE)
        connection.set_authorizer(self._authorize)
        self._objects = self._list_objects()

    def kind(self, name: str) -> ObjectKind | None:
        """Return what a name stands for; None for nothing."""
        return self._objects.get(_folded(name), (None, ""))[0]

    def columns(self, table: str) -> list[Column]:
        """Return the columns of an ordinary table."""
        self._allow(table)
        self._connection.text_factory = _lenient
        rows = list(self._run(f"PRAGMA main.table_xinfo({_quoted(table)})"))
        keys = [row for row in rows if row[5]]
        return [
            Column(
                name=str(name),
                kind=str(kind or "").upper(),
                is_row_number=bool(key) and len(keys) == 1 and str(kind or "").upper() == "INTEGER",
                is_computed=hidden == 2,  # 3 is computed once and stored, so that reading runs nothing
            )
            for _, name, kind, _, _, key, hidden in rows
        ]

    def rows(self, table: str, columns: Sequence[str], decode: Callable[[bytes], Any] | None = None) -> Iterator[Any]:
        """Give the rows of an ordinary table in the order of the file; all of them together no larger than it.

        Parameters
        ----------
        table, columns
            Their names.
        decode
            Turns the bytes of a text into text; None for strict UTF-8.

        Raises
        ------
        DatabaseError
            If the database is damaged, or gives more than it holds; `NoUtf8Error` if a text is not UTF-8.
        """
        self._allow(table)
        self._connection.text_factory = decode or str
        # NOT INDEXED: an index is a second copy of the columns, which need not agree with the table.
        names = ", ".join(map(_quoted, columns))
        given = 0
        for row in self._run(f"SELECT {names} FROM main.{_quoted(table)} NOT INDEXED"):
            given += 1 + sum(len(value) for value in row if isinstance(value, str | bytes))
            if given > self._size:
                raise DatabaseError("gives the same bytes again and again")
            yield row

    def _allow(self, table: str) -> None:
        kind, name = self._objects.get(_folded(table), (None, ""))
        if kind != "table":
            raise DatabaseError(f"lacks the table {table}" if kind is None else f"has a {kind} for its table {table}")
        self._readable.add(name)

    def _list_objects(self) -> dict[bytes, tuple[ObjectKind, str]]:
        """Return kind and name of each thing that can be read from, as SQLite understands the statement behind it."""
        self._connection.text_factory = _lenient
        objects: dict[bytes, tuple[ObjectKind, str]] = {}
        for said, name, statement in self._run("SELECT type, name, sql FROM sqlite_master"):
            if statement is None:  # an index that SQLite made by itself
                continue
            kind, named = _understood(statement)
            if kind is None or named != name or said != ("table" if kind == "virtual table" else kind):
                raise DatabaseError("has a list of tables that contradicts itself")
            if kind in ("table", "virtual table", "view"):
                objects[_folded(name)] = kind, name
        return objects

    def _run(self, statement: str) -> Iterator[Any]:
        try:
            with closing(self._connection.execute(statement)) as cursor:
                yield from cursor
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT and not self._is_spent():
                # The one thing that ends a statement besides ourselves is a signal, whose exception SQLite swallows.
                raise KeyboardInterrupt from error
            if "decode to UTF-8" in str(error):
                raise NoUtf8Error("has a text that is not UTF-8") from error
            raise DatabaseError(_reason(error, is_spent=self._is_spent())) from error
        except (UnicodeEncodeError, ValueError) as error:  # a name that is no text cannot be asked for
            raise DatabaseError("has a name that is no text") from error

    def _is_too_much(self) -> bool:
        self._steps += _STEPS_AT_ONCE
        return self._is_spent()

    def _is_spent(self) -> bool:
        return self._steps > _STEPS_AT_LEAST + _STEPS_PER_BYTE * self._size

    def _authorize(self, action: int, first: str | None, second: str | None, where: str | None, by: str | None) -> int:
        """Allow reading named columns of named tables; `by` is the view or trigger that asks, if one does."""
        del second
        if action == sqlite3.SQLITE_SELECT and by is None:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and where == "main" and by is None and first in self._readable:
            return sqlite3.SQLITE_OK
        is_description = action == sqlite3.SQLITE_PRAGMA and first == "table_xinfo"
        return sqlite3.SQLITE_OK if is_description else sqlite3.SQLITE_DENY


@contextmanager
def guarded_database(source: Input) -> Iterator[GuardedDatabase]:
    """Open a private copy of a database, with what its last writer left in the log beside it.

    Raises
    ------
    DatabaseError
        If it is none, is damaged, or does what no table needs.
    OSError
        If there is no room for the copy.
    """
    _refuse_unfinished(source)
    with private_copy(source, "input.db") as path:
        has_log = copy_beside(source, "-wal", path)
        try:
            size = sum(file.stat().st_size for file in path.parent.iterdir())
            with closing(_connect(path, has_log=has_log)) as connection:
                yield GuardedDatabase(connection, size)
        except sqlite3.Error as error:
            raise DatabaseError(_reason(error, is_spent=False)) from error


def _refuse_unfinished(source: Input) -> None:
    """Refuse a database whose writer was killed: undoing its work means writing, and following names in its journal."""
    journal = open_beside(source, "-journal")
    if journal is not None:
        with journal:
            if journal.read(len(_JOURNAL_MAGIC)) == _JOURNAL_MAGIC:
                raise UnfinishedError("was being written when its program stopped: a journal stands beside it")


def _connect(path: Path, *, has_log: bool) -> sqlite3.Connection:
    # Immutable means that SQLite looks at nothing but the file; a log beside it would then go unread.
    address = f"{path.as_uri()}?mode=ro" + ("" if has_log else "&immutable=1")
    connection = sqlite3.connect(address, uri=True, isolation_level=None, cached_statements=0)
    limits = (
        (sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_ROW),
        (sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LONGEST_STATEMENT),
        (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
        (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 0),
        (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
    )
    for limit, number in limits:
        connection.setlimit(limit, number)
    for setting in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
        connection.execute(f"PRAGMA {setting}").close()
    return connection


def _understood(statement: str) -> tuple[ObjectKind | None, str]:
    """Return what a statement of the list of tables makes, and the name of it."""
    for kind, pattern in _STATEMENTS:
        if match := pattern.match(statement):
            double, single, back, square, plain = match.groups()
            for quoted, mark in ((double, '"'), (single, "'"), (back, "`")):
                if quoted is not None:
                    return kind, quoted.replace(mark * 2, mark)
            return kind, square if square is not None else plain
    return None, ""


def _quoted(name: str) -> str:
    # In double quotes, SQLite takes a name that there is not for a text.
    return "`" + name.replace("`", "``") + "`"


def _folded(name: str) -> bytes:
    """Return a name as SQLite compares it: without case in ASCII."""
    return name.encode("utf-8", "surrogatepass").lower()


def _lenient(text: bytes) -> str:
    return text.decode("utf-8", "surrogateescape")


def _reason(error: sqlite3.Error, *, is_spent: bool) -> str:
    """Return SQLite's own words as a clause, without what the file made it say."""
    if is_spent:
        return "takes more work to read than its size explains"
    known = {
        sqlite3.SQLITE_NOTADB: "is no SQLite database",
        sqlite3.SQLITE_AUTH: "would have something run that is no plain table",
        sqlite3.SQLITE_TOOBIG: f"has a row of more than {_LONGEST_ROW // 1_000_000} MB",
    }
    code = getattr(error, "sqlite_errorcode", 0) or 0
    return known.get(code & 0xFF, "is damaged")
