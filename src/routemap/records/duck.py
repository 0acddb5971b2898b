"""DuckDB, in this process: the engine without a server."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from routemap.records.bench import Bench, import_duckdb
from routemap.records.cut import Cut
from routemap.records.engine import Engine, Progress, ScanError
from routemap.records.few_texts import find_packing
from routemap.records.packing import Packing
from routemap.records.parts import Part

_TICK_S = 0.25


class DuckEngine(Engine):
    """The bench's own DuckDB scans too: what it collapses is on the bench already.

    Parameters
    ----------
    bench
        The bench.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._shown = 0

    def literal(self, text: str) -> str:
        """Return a text as it is written in SQL."""
        return Bench.literal(text)

    def quote(self, name: str) -> str:
        """Return the name of a column as it is written in SQL."""
        return '"' + name.replace('"', '""') + '"'

    def full_match(self, text: str, pattern: str) -> str:
        """Return the condition that the whole of an expression matches a pattern."""
        return f"regexp_full_match({text}, {self.literal(pattern)})"

    def utc_day(self, moment: str) -> str:
        """Return the day of a moment in universal time, which is the bench's zone."""
        return f"CAST({moment} AS DATE)"

    def exact_sum(self, whole: str) -> str:
        """Return the sum of 64-bit whole numbers: 128 bits here."""
        return f"CAST(SUM({whole}) AS DECIMAL(38, 0))"

    def relation(self, part: Part) -> str:
        """Return what stands after FROM to scan a part's files."""
        if part.source is not None:
            self._shown += 1
            self._bench.show(f"given_{self._shown}", part.source)
            return f"given_{self._shown}"
        files = "[" + ", ".join(self.literal(file) for file in part.files) + "]"
        if part.shape.kind == "parquet":
            return f"read_parquet({files}, binary_as_string = true, hive_partitioning = false, union_by_name = false)"
        columns = ", ".join(f"{self.literal(name)}: 'VARCHAR'" for name in part.shape.names)
        # Everything said, nothing sniffed: the sniffer takes wrong dividers without a word.
        return (
            f"read_csv({files}, auto_detect = false, header = false, skip = {part.shape.header_line}, "
            f"delim = {self.literal(part.shape.delimiter)}, quote = '\"', escape = '\"', columns = {{{columns}}}, "
            "strict_mode = true, null_padding = false, max_line_size = 16000000)"
        )

    def unpivot(
        self, relation: str, kept: Sequence[str], columns: Sequence[tuple[str, str]], names: tuple[str, str]
    ) -> str:
        """Return what stands after FROM to make a wide relation long; empty cells stay in, to be counted."""
        headers = ", ".join(self.literal(header) for header, _ in columns)
        cells = ", ".join(cell for _, cell in columns)
        made = f"unnest([{headers}]) AS {names[0]}, unnest([{cells}]) AS {names[1]}"
        return f"(SELECT {', '.join([*kept, made])} FROM {relation}) AS long"

    def find_packing(self, parts: Sequence[Part], texts: Sequence[str], cut: Cut) -> Packing | None:
        """Return how texts are grouped as numbers, with tables of the texts on the bench; None where they stay."""
        try:
            return find_packing(self, self._bench, parts, texts, cut)
        except import_duckdb().Error as error:
            raise ScanError(str(error)) from error

    def collapse(self, query: str, bench: Bench, name: str, progress: Progress) -> None:
        """Run the one query over all files, and keep what it gives on the bench."""
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(_TICK_S):
                done = bench.watch()
                if done >= 0:
                    progress(f"scanning, {done:.0f} %")

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            bench.run(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")
        except import_duckdb().Error as error:
            raise ScanError(str(error)) from error
        finally:
            ended.set()
            watcher.join()

    def rows(self, query: str) -> Any:
        """Return a query's rows as an Arrow table."""
        return self._bench.table(query)

    def put(self, name: str, table: Any) -> None:
        """Make an Arrow table known under a name."""
        self._bench.put(name, table)

    def close(self) -> None:
        """Let go of nothing: the bench is closed by whoever opened it."""
