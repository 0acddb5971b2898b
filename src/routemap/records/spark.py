"""Spark: a cluster behind Spark Connect, or a Spark of the user's own on this machine."""

from __future__ import annotations

import importlib.util
import re
import socket
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

from routemap.errors import EngineError, MissingDependency, RouteError
from routemap.problems import show_value
from routemap.records.bench import Bench
from routemap.records.engine import Engine, Progress, ScanError
from routemap.records.parts import Part

_CONNECT_PORT = 15002
_PATIENCE_S = 10.0
_TRIES = 5
_PAUSE_MS = 2_000
_VIEW = "routemap_part_"
_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    # Two columns that differ only in case are two columns.
    "spark.sql.caseSensitive": "true",
    # Some writers do not say that their bytes are text.
    "spark.sql.parquet.binaryAsString": "true",
    # A value that cannot be cast is nothing, as everywhere else; every cast stands behind a pattern anyway.
    "spark.sql.ansi.enabled": "false",
}
_CSV = {
    "header": "true",
    "quote": '"',
    # Spark's own is a backslash, which stands for itself in everybody else's CSV.
    "escape": '"',
    # Without it a quoted cell with a line end becomes two broken records.
    "multiLine": "true",
    "mode": "FAILFAST",
    "emptyValue": "",
    "nullValue": "",
    "maxCharsPerColumn": "-1",
    # Else a row is not held against the header, and broken ones pass.
    "columnPruning": "false",
}


class SparkEngine(Engine):
    """One Spark session.

    Parameters
    ----------
    name
        ``spark`` or ``sc://host:port``.
    """

    text_type = "STRING"

    def __init__(self, name: str) -> None:
        self._name = name
        self._views: list[str] = []
        self._is_ours = True
        self._session = self._connect() if name.startswith("sc://") else self._start()
        for key, value in _SETTINGS.items():
            with suppress(Exception):  # a server may fix its settings, or know fewer
                self._session.conf.set(key, value)

    def _connect(self) -> Any:
        try:
            import grpc  # noqa: F401 - what pyspark.sql.connect stands on, and says less clearly

            with _quiet():
                from pyspark.sql.connect.client.retries import DefaultPolicy
                from pyspark.sql.connect.session import SparkSession
        except ImportError as error:
            message = "Spark Connect needs the package pyspark-client 4.0 or newer: pip install 'routemap[spark]'"
            raise MissingDependency(message) from error
        self._require_answer()
        try:
            with _quiet():
                session: Any = SparkSession(connection=self._name)
                # By itself the client tries again for ten minutes: a cluster that has gone must be told sooner.
                session.client.set_retry_policies([DefaultPolicy(max_retries=_TRIES, max_backoff=_PAUSE_MS)])
                session.sql("SELECT 1").toArrow()
        except Exception as error:
            raise EngineError(
                f"{self._name} is no Spark Connect server: {_first_line(error)}; nothing was written"
            ) from error
        return session

    def _require_answer(self) -> None:
        """Ask for the port first: Spark's own client would wait for a minute and then say little."""
        try:
            parts = urlsplit(self._name)
            host, port = parts.hostname or "", parts.port or _CONNECT_PORT
        except ValueError:
            host, port = "", 0
        if not host:
            raise RouteError(
                f"'{show_value(self._name)}' is no address of a Spark Connect server; expected sc://host:15002"
            )
        try:
            socket.create_connection((host, port), timeout=_PATIENCE_S).close()
        except OSError as error:
            why = (
                "does not answer"
                if isinstance(error, TimeoutError)
                else f"cannot be reached ({error.strerror or error})"
            )
            raise EngineError(f"the Spark Connect server {host}:{port} {why}; nothing was written") from error

    def _start(self) -> Any:
        if importlib.util.find_spec("pyspark") is None or importlib.util.find_spec("py4j") is None:
            message = "the engine spark needs a Spark of your own, 4.0 or newer, and Java: pip install pyspark"
            raise MissingDependency(message)
        with _quiet():
            from pyspark.sql import SparkSession

        self._is_ours = SparkSession.getActiveSession() is None
        builder: Any = SparkSession.builder
        settings = {
            "spark.ui.enabled": "false",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.ui.showConsoleProgress": "false",
        }
        for key, value in settings.items():
            builder = builder.config(key, value)
        try:
            return builder.master("local[*]").appName("routemap").getOrCreate()
        except Exception as error:
            raise EngineError(f"Spark did not start on this machine: {_first_line(error)}; is there a Java?") from error

    def literal(self, text: str) -> str:
        """Return a text as it is written in SQL, where a backslash is a mark of its own."""
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def quote(self, name: str) -> str:
        """Return the name of a column as it is written in SQL."""
        return "`" + name.replace("`", "``") + "`"

    def full_match(self, text: str, pattern: str) -> str:
        """Return the condition that the whole of an expression matches a pattern; ``$`` would allow a line end."""
        whole = f"\\A({pattern})\\z"
        return f"{text} RLIKE {self.literal(whole)}"

    def utc_day(self, moment: str) -> str:
        """Return the day of a moment in universal time, counted in days of 86,400 seconds."""
        return f"date_from_unix_date(CAST(FLOOR(unix_seconds({moment}) / 86400) AS INT))"

    def exact_sum(self, whole: str) -> str:
        """Return the sum of 64-bit whole numbers, in 38 digits: sums of BIGINT overflow without a word."""
        return f"SUM(CAST({whole} AS DECIMAL(38, 0)))"

    def relation(self, part: Part) -> str:
        """Return what stands after FROM to scan a part's files."""
        return str(self._ask(lambda: self._view(self._frame(part))))

    def _frame(self, part: Part) -> Any:
        if part.source is not None:
            return self._session.createDataFrame(part.source)
        reader = self._session.read
        files = [_for_spark(file) for file in part.files]
        if part.shape.kind == "parquet":
            return reader.parquet(*files)
        if part.shape.header_line != 1:
            raise ScanError(f"{part.files[0]}: Spark takes the first line for the names of the columns")
        columns = ", ".join(f"{name} STRING" for name in part.shape.names)
        return reader.schema(columns).options(sep=part.shape.delimiter, **_CSV).csv(files)

    def _view(self, frame: Any) -> str:
        name = f"{_VIEW}{len(self._views)}"
        frame.createOrReplaceTempView(name)
        self._views.append(name)
        return name

    def unpivot(
        self, relation: str, kept: Sequence[str], columns: Sequence[tuple[str, str]], names: tuple[str, str]
    ) -> str:
        """Return what stands after FROM to make a wide relation long; empty cells stay in, to be counted."""
        cells = ", ".join(f"{self.literal(header)}, {cell}" for header, cell in columns)
        made = f"stack({len(columns)}, {cells}) AS ({names[0]}, {names[1]})"
        return f"(SELECT {', '.join([*kept, made])} FROM {relation}) AS long"

    def collapse(self, query: str, bench: Bench, name: str, progress: Progress) -> None:
        """Run the one query over all files, and fetch what it gives onto the bench, once."""
        del progress
        bench.put(name, self.rows(query))

    def rows(self, query: str) -> Any:
        """Return a query's rows as an Arrow table."""
        return self._ask(lambda: self._session.sql(query).toArrow())

    def _ask(self, work: Callable[[], Any]) -> Any:
        """Do some work on the cluster; what goes wrong there becomes one sentence."""
        try:
            with _quiet():
                return work()
        except EngineError:
            raise
        except Exception as error:
            raise self._told(error) from error

    def _told(self, error: Exception) -> Exception:
        said = str(error)
        if "PATH_NOT_FOUND" in said or "Path does not exist" in said:
            return EngineError(f"the cluster does not see a file: {_first_line(error)}; nothing was written")
        if any(word in said for word in ("MALFORMED_RECORD", "Malformed", "FAILED_READ_FILE", "CsvError", "Csv error")):
            return ScanError(said)
        return EngineError(f"Spark could not finish ({_first_line(error)}); nothing was written")

    def put(self, name: str, table: Any) -> None:
        """Make an Arrow table known under a name."""
        self._ask(lambda: self._session.createDataFrame(table).createOrReplaceTempView(name))
        self._views.append(name)

    def close(self) -> None:
        """Let go of the views, and of the session if it is ours."""
        with _quiet(), suppress(Exception):  # a server that has gone needs no farewell
            for name in self._views:
                self._session.catalog.dropTempView(name)
            if self._is_ours:
                self._session.stop()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep back Spark's warnings: of pandas 3, as all goes through Arrow, and of what becomes an error anyway.

    A program without a file, as under ``python -c``, it takes for its own doctests and ends; so it has one meanwhile.
    """
    main = sys.modules["__main__"]
    has_file = hasattr(main, "__file__")
    if not has_file:
        main.__file__ = "<string>"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if not has_file:
            del main.__file__


def _for_spark(file: str) -> str:
    """Return a file's name as Spark understands it: absolute, as an address."""
    from pathlib import Path

    # Hadoop takes a name as it stands, but for the marks of a pattern.
    return "file://" + re.sub(r"([\\\[\]{}*?])", r"\\\1", Path(file).resolve().as_posix())


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return show_value(lines[0]) if lines else type(error).__name__
