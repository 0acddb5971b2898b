"""Scanning CSV through Arrow: threads read blocks and give texts numbers, and DuckDB groups by these.

Whatever is unusual in any file leaves them all to the one query on texts, which gives the same lines.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from routemap.records.bench import Bench
from routemap.records.coding import Coder
from routemap.records.collapse import Lines, group_query
from routemap.records.cut import Cut
from routemap.records.engine import Engine, Progress
from routemap.records.parts import Part
from routemap.records.text_blocks import UnusualError, blocks_of, is_usual_at_ends
from routemap.routes.recipe import Recipe

_WORTH_BYTES = 1 << 22  # fewer are grouped as quickly by their texts
_MOST_THREADS = 8


def collapse_coded(
    engine: Engine, bench: Bench, parts: Sequence[Part], lines: Lines, recipe: Recipe, cut: Cut, progress: Progress
) -> bool:
    """Leave the table ``collapsed`` on the bench, and tell whether it is there: not where texts are unusual."""
    import pyarrow as pa

    if not _is_suited(parts, lines, cut):
        return False
    coder = Coder(lines, recipe)
    batches = _Batches(coder, parts, progress)
    bench.show("coded_given", pa.RecordBatchReader.from_batches(coder.schema, batches))
    try:
        query = group_query(engine, "SELECT * FROM coded_given", lines.keys, lines)
        engine.collapse(query, bench, "coded", lambda stage: None)
    except Exception:  # of what kind it is, differs among versions of DuckDB
        if batches.is_unusual:
            return False
        raise
    finally:
        batches.close()
        bench.hide("coded_given")
    columns, joins = ["coded.* EXCLUDE (" + ", ".join(lines.keys) + ")"], []
    for name, table in coder.texts().items():
        bench.put(f"coded_{name}", table)
        joins.append(f"JOIN coded_{name} ON coded_{name}.code = coded.{name}")
    keys = [f"coded_{name}.text AS {name}" if name != "period" else "coded.period" for name in lines.keys]
    shown = ", ".join([*keys, *columns])
    bench.run(f"CREATE OR REPLACE TEMP TABLE collapsed AS SELECT {shown} FROM coded {' '.join(joins)}")
    bench.run("DROP TABLE coded")
    return True


def _is_suited(parts: Sequence[Part], lines: Lines, cut: Cut) -> bool:
    if cut.unpivot is not None or (cut.record and cut.duplicates == "drop") or not lines.keys:
        return False
    for part in parts:
        if part.shape.kind != "text" or len(part.shape.header) < 2 or len(part.shape.delimiter.encode()) != 1:
            return False
        if not part.ours or part.record in part.ours.values():
            return False
    if sum(Path(file).stat().st_size for part in parts for file in part.files) < _WORTH_BYTES:
        return False
    return all(map(is_usual_at_ends, parts))


class _Batches(Iterator[Any]):
    """The batches of all parts, in any thread that asks for them; some are made ahead."""

    def __init__(self, coder: Coder, parts: Sequence[Part], progress: Progress) -> None:
        self.is_unusual = False
        self._coder = coder
        self._progress = progress
        number = min(_MOST_THREADS, os.cpu_count() or 1)
        self._most_ahead = 2 * number
        self._threads = ThreadPoolExecutor(number)
        self._blocks = ((part, block) for part in parts for block in blocks_of(part))
        self._ahead: deque[Future[tuple[Any, int]]] = deque()
        self._all = sum(Path(file).stat().st_size for part in parts for file in part.files)
        self._done = 0

    def __next__(self) -> Any:
        """Return the next batch."""
        try:
            while len(self._ahead) < self._most_ahead and (found := next(self._blocks, None)):
                self._ahead.append(self._threads.submit(self._make, *found))
            if not self._ahead:
                raise StopIteration
            batch, size = self._ahead.popleft().result()
        except (UnusualError, OSError):  # what cannot be read is told by who reads it then
            self.is_unusual = True
            raise
        self._done += size
        self._progress(f"scanning, {min(100, 100 * self._done // max(1, self._all))} %")
        return batch

    def _make(self, part: Part, block: bytes) -> tuple[Any, int]:
        return self._coder.batch(part, block), len(block)

    def close(self) -> None:
        """Let go of threads and files."""
        self._threads.shutdown(cancel_futures=True)
        self._blocks.close()
