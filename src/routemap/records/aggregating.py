"""Records → routes and account: the one way, from files to a table."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from routemap.errors import ReadError, RouteError, told_shortly
from routemap.files import is_address
from routemap.problems import Problem
from routemap.records.account import Account
from routemap.records.accounting import account_for
from routemap.records.addresses import shown_address, stamp
from routemap.records.bench import Bench
from routemap.records.cache import scan_new
from routemap.records.collapse import Lines, duplicates_query, lines_of
from routemap.records.cut import Cut, read_plan
from routemap.records.duck import DuckEngine
from routemap.records.engine import Engine, Progress
from routemap.records.engines import open_engine
from routemap.records.grouping import Grouping
from routemap.records.guard import guard_routes, require_word_on_people
from routemap.records.inputs import find_files, read_part
from routemap.records.kept_texts import kept_texts
from routemap.records.known import read_known
from routemap.records.meaning import Meanings
from routemap.records.missing import look_for_missing
from routemap.records.parts import Part, join_parts, unused_columns
from routemap.records.scanning import scan
from routemap.records.table import known_markets, make_groups, make_routes
from routemap.records.writing import require_suffix, write_table
from routemap.routes.recipe import Recipe

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Aggregation:
    """What became of records.

    Parameters
    ----------
    routes
        The routes table: the columns of every such table, then ``records``, ``measured``, ``first``, ``last``; with
        ``at_most`` where small counts of people are kept back.
    account
        What became of every record.
    """

    routes: pd.DataFrame
    account: Account


@told_shortly
def aggregate_records(
    files: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    recipe: str | os.PathLike[str] | Mapping[str, Any] | Recipe | None = None,
    *,
    engine: str = "duckdb",
    out: str | os.PathLike[str] | None = None,
    memory: str = "4GB",
    cache: str | os.PathLike[str] | None = None,
    progress: Progress = lambda stage: None,
    **cut: Any,
) -> Aggregation:
    """Turn records, however many, into routes: equal ones counted and added up exactly.

    Parameters
    ----------
    files
        CSV, TSV, Parquet, XLSX: names, folders, patterns such as ``records/*.parquet``.
    recipe
        How the tables are read and cut: a TOML file, plain data of the same keys, or None for what the headers say.
    engine
        ``duckdb`` on this machine, ``spark`` for a Spark of your own on this machine, ``sc://host:15002`` for a
        Spark Connect server.
    out
        File to write, ``.parquet``, ``.csv`` or ``.geojson``; None for none.
    memory
        What may be used on this machine before the disk is, such as ``4GB``.
    cache
        Folder in which to keep what each file came to, so that a later run scans only new files; None for none.
    progress
        Told the present stage.
    **cut
        Fields of `routemap.records.cut.Cut`, such as ``by="month"``, which win over the recipe's.

    Returns
    -------
    Aggregation
        The table of routes, and the account of every record.

    Raises
    ------
    ReadError
        If a file cannot be read, or a column is missing.
    RouteError
        If no record, or too few, could be used; or an argument is wrong.
    EngineError
        If memory or disk do not suffice, or a cluster does not answer.
    MissingDependency
        If the engine's package is not installed.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "seizures.csv")
    ...     _ = file.write_text("market,from,to,kg\\ncocaine,COL,NOR,2.5\\ncocaine,Colombia,Norway,0.5\\n")
    ...     found = aggregate_records(file, {"columns": {"kg": "quantity"}, "set": {"unit": "kg"}})
    >>> found.routes[["origin", "destination", "quantity", "records"]].to_numpy().tolist()
    [['COL', 'NOR', 3.0, 2]]
    """
    if out is not None:
        require_suffix(Path(out))
    found = run_aggregation(files, recipe, engine=engine, memory=memory, cache=cache, progress=progress, **cut)
    if found.account.refusal:
        raise RouteError(f"{found.account.refusal}; nothing was written")
    if out is not None:
        progress("writing")
        write_table(found.routes, Path(out))
    return found


def run_aggregation(
    files: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    recipe: str | os.PathLike[str] | Mapping[str, Any] | Recipe | None,
    *,
    engine: str,
    memory: str,
    progress: Progress,
    cache: str | os.PathLike[str] | None = None,
    **given: Any,
) -> Aggregation:
    """Return routes and account, also where the account says that no table should be written."""
    reading, cut = read_plan(recipe, **given)
    with Bench(memory) as bench:
        work = Work(bench, engine, find_files(files), reading, cut, progress)
        work.cache = Path(cache) if cache is not None else None
        try:
            return work.aggregate()
        finally:
            work.close()


class Work:
    """One run over files: the engine is asked once, then all is done on the bench.

    Parameters
    ----------
    bench, engine
        Where, and the name of who scans.
    files, recipe, cut
        What, and how.
    progress
        Told the present stage.
    """

    def __init__(
        self, bench: Bench, engine: str, files: Sequence[str], recipe: Recipe, cut: Cut, progress: Progress
    ) -> None:
        self.bench, self.files, self.recipe, self.cut, self.progress = bench, files, recipe, cut, progress
        self.known = read_known(cut.known)
        self.meanings = Meanings(recipe, cut, self.known)
        self.engine: Engine = open_engine(engine, bench)
        self.cache: Path | None = None
        self.parts: list[Part] = []
        self.lines = Lines((), False, False, False, cut.by)
        self.notes: list[str] = []

    def close(self) -> None:
        """Let go of the engine."""
        self.engine.close()

    def aggregate(self) -> Aggregation:
        """Return routes and account."""
        grouping = self.group()
        cut = self.cut
        self.progress("adding up")
        routes = make_routes(make_groups(self.bench, grouping), cut.by)
        require_word_on_people(known_markets(routes), cut)
        account = account_for(
            self.bench,
            grouping,
            routes,
            cut,
            self.meanings,
            files=tuple(map(shown_address, self.files)),
            duplicates=self.duplicates(),
            unused=tuple(unused_columns(self.parts)),
            notes=self.notes,
            rows=self._rows(),
        )
        self.meanings.kept.write()
        return Aggregation(guard_routes(routes, cut, self.lines.texts), account)

    def group(self) -> Grouping:
        """Scan the files, understand their texts, and leave them joined on the bench."""
        self.progress("looking at the files")
        if not isinstance(self.engine, DuckEngine) and (away := [file for file in self.files if is_address(file)]):
            raise RouteError(
                f"{shown_address(away[0])} is read from this machine, by the engine duckdb; for a cluster, give the "
                "files where it sees them"
            )
        before = [_stamp(file) for file in self.files]
        self.parts = [read_part(file, self.recipe, self.cut, self.bench) for file in self.files]
        joined = join_parts(self.parts)
        self.notes = list(
            dict.fromkeys(note for part in joined for note in look_for_missing(part, self.recipe, self.cut))
        )
        self.lines = lines_of(self.parts, self.cut)
        engine, bench, lines, recipe, cut = self.engine, self.bench, self.lines, self.recipe, self.cut
        if self.cache is None:
            self.parts = scan(engine, bench, joined, lines, recipe, cut, self.progress)
        else:
            self.meanings.kept = kept_texts(self.cache, recipe, self.known)
            self.parts = scan_new(engine, bench, self.parts, lines, recipe, cut, self.cache, self.progress)
        for file, first in zip(self.files, before, strict=True):
            if _stamp(file) != first:
                changed = shown_address(file)
                raise ReadError([Problem("file-changed", "changed while it was read", "a file at rest", file=changed)])
        self.progress("understanding texts")
        grouping = Grouping(self.bench, self.lines, self.meanings, self.recipe)
        grouping.group()
        return grouping

    def duplicates(self) -> dict[str, int]:
        """Return what is to be said of records that share a name."""
        if not self.cut.record or self.cut.duplicates == "keep" or self.cache is not None or self.cut.is_guarded:
            return {}  # the number of all records that have a name would give small cells away by subtraction
        cut = replace(self.cut, duplicates="keep")
        self.progress("looking for records of one name")
        query = duplicates_query(self.engine, self.parts, self.lines, self.recipe, cut)
        found = self.engine.rows(query).to_pydict()
        names, named = int(found["names"][0]), int(found["named"][0])
        return {"named": named, "names": names, "repeated": named - names}

    def _rows(self) -> int | None:
        """Return how many records the files say they have; None where only reading tells."""
        if self.cut.duplicates == "drop" and self.cut.record:
            return None
        rows = [part.rows for part in self.parts]
        if any(number is None for number in rows):
            return None
        return sum((part.rows or 0) * max(1, len(part.wide)) for part in self.parts)


def _stamp(file: str) -> tuple[int, int]:
    """Return what changes when a file does."""
    if is_address(file):
        return stamp(file)
    status = Path(file).stat()
    return status.st_size, status.st_mtime_ns
