"""The bench: a DuckDB of our own in a private folder, where collapsed records are joined and grouped.

It also holds the settings without which DuckDB would go online, write into the working folder, or fill the memory.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from routemap.errors import EngineError, MissingDependency, RouteError

_PREFIX = "routemap-records-"
_YOUNG_S = 60.0
_SIZE_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}


class Scratch:
    """A private folder for what does not fit into memory; gone when closed, swept by the next run when killed."""

    def __init__(self) -> None:
        _sweep(Path(tempfile.gettempdir()))
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._handle = _hold(self.path)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _hold(folder: Path) -> int | None:
    """Lock the folder for as long as this process lives; None where folders cannot be locked."""
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _sweep(parent: Path) -> None:
    """Remove the folders of runs that were killed: nobody holds them any more."""
    for folder in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            # A run that is just beginning has made its folder and not yet locked it.
            if time.time() - folder.stat().st_mtime < _YOUNG_S or folder.is_symlink():
                continue
            handle = _hold(folder)
            if handle is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(handle)


def memory_bytes(text: str) -> int:
    """Return the number of bytes that ``4GB`` says.

    Examples
    --------
    >>> memory_bytes("4GB"), memory_bytes("500 MB")
    (4000000000, 500000000)
    """
    said = text.strip().casefold().removesuffix("b").strip()
    number, unit = (said[:-1], said[-1:]) if said[-1:].isalpha() else (said, "")
    try:
        size = int(float(number) * _SIZE_UNITS[unit])
    except (ValueError, KeyError, OverflowError):
        size = 0
    if size < 50_000_000:
        raise RouteError(f"'{text}' is no amount of memory to work in; expected one such as 4GB, at least 50MB")
    return size


def import_duckdb() -> Any:
    """Return the package duckdb; raise in words when it is missing."""
    try:
        import duckdb
        import pyarrow  # noqa: F401 - every exchange with DuckDB is an Arrow table
    except ImportError as error:
        message = "many records need the packages duckdb 1.2 or newer and pyarrow: pip install 'routemap[scale]'"
        raise MissingDependency(message) from error
    return duckdb


class Bench:
    """A DuckDB in memory, which may spill into a private folder.

    Parameters
    ----------
    memory
        Such as ``4GB``.
    """

    def __init__(self, memory: str = "4GB") -> None:
        size = memory_bytes(memory)
        self.memory = memory
        self._duckdb = import_duckdb()
        self.scratch = Scratch()
        try:
            self._connection = self._duckdb.connect(
                config={
                    # Extensions would be downloaded; what we need is in the wheel.
                    "autoinstall_known_extensions": False,
                    "autoload_known_extensions": False,
                    "memory_limit": f"{size}B",
                    "temp_directory": str(self.scratch.path / "spill"),
                    # No order is ever relied upon; rows are sorted in Python.
                    "preserve_insertion_order": False,
                }
            )
            self._connection.execute("SET TimeZone = 'UTC'")
        except BaseException:
            self.scratch.close()
            raise

    def __enter__(self) -> Bench:
        """Return the bench."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of memory and folder."""
        self._connection.close()
        self.scratch.close()

    def run(self, query: str) -> Any:
        """Run one statement; what DuckDB says of memory and disk becomes one sentence."""
        return self._said(lambda: self._connection.execute(query))

    def _said(self, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except self._duckdb.OutOfMemoryException as error:
            raise OutOfRoomError(self._room(str(error))) from error
        except self._duckdb.IOException as error:
            if "space left" in str(error) or "No space" in str(error):
                raise OutOfRoomError(self._room("no space left")) from error
            raise

    def _room(self, said: str) -> str:
        if "space left" in said or "max_temp_directory_size" in said:
            return (
                f"the disk is full: {self.scratch.path.parent} holds what does not fit into memory; nothing was written"
            )
        return f"{self.memory} of memory do not suffice; give more with --memory; nothing was written"

    def table(self, query: str) -> Any:
        """Return a query's rows as an Arrow table."""
        return self._said(lambda: self._connection.sql(query).to_arrow_table())

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return a query's rows as Python values."""
        found: list[tuple[Any, ...]] = self.run(query).fetchall()
        return found

    def put(self, name: str, table: Any) -> None:
        """Copy an Arrow table onto the bench."""
        self._connection.register(f"{name}_given", table)
        try:
            self.run(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM {name}_given")
        finally:
            self._connection.unregister(f"{name}_given")

    def show(self, name: str, source: Any) -> None:
        """Make an Arrow table or data set known under a name, without a copy."""
        self._connection.register(name, source)

    def hide(self, name: str) -> None:
        """Forget what was shown under a name."""
        self._connection.unregister(name)

    @staticmethod
    def literal(text: str) -> str:
        """Return a text as it is written in SQL."""
        return "'" + text.replace("'", "''") + "'"

    def watch(self) -> float:
        """Return how far the running query is, in percent; below 0 when it cannot be told."""
        return float(self._connection.query_progress())

    def stop(self) -> None:
        """Interrupt the running query."""
        self._connection.interrupt()


class OutOfRoomError(EngineError):
    """Memory or disk that do not suffice."""
