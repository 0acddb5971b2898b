"""Gathers the problems of one table, in the order of the input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from routemap.problems import Fault, Findings, Problem, ready_option
from routemap.routes.cells import Cells
from routemap.routes.reading.raw_table import RawTable


class Collector:
    """Takes faults of cells and rows, and gives Problems that say where they are.

    Parameters
    ----------
    table
        The input; its own problems come first.
    names
        Our column → the header found in the input, so that messages name what the analyst sees.
    """

    def __init__(self, table: RawTable, names: Mapping[str, str]) -> None:
        self._table = table
        self._names = names
        self._order = {name: position for position, name in enumerate(names)}
        self._findings = Findings(table.file)
        self.bad_rows: set[int] = set()

    def header(self, column: str) -> str:
        """Return what the input calls one of our columns."""
        return self._names.get(column, column)

    @property
    def is_full(self) -> bool:
        """Whether further faults are only counted."""
        return self._findings.are_full

    def count(self, *, is_error: bool) -> None:
        """Count one more fault where `is_full`, without saying it."""
        self._findings.count(is_error=is_error)

    def row(self, row: int, fault: Fault, column: str = "", value: str = "") -> None:
        """Note a fault of one row."""
        if fault.severity == "error":
            self.bad_rows.add(row)
        if self._findings.are_full:
            self._findings.count(is_error=fault.severity == "error")
            return
        problem = self._problem(fault, column, value, self._table.place(row))
        self._findings.add(problem, self._order.get(column, len(self._order)))

    def _problem(self, fault: Fault, column: str, value: str, place: Mapping[str, Any]) -> Problem:
        value = value if fault.value is None else fault.value
        ready = [ready_option("values", f"{column}:{value}={one}") for one in fault.instead] if value else []
        hint = " ".join(filter(None, (fault.hint, " or ".join(filter(None, ready)))))
        told = (fault.code, fault.message, fault.expected, hint)
        return Problem(*told, file=self._table.file, column=self._names.get(column, column), value=value, **place)

    def cells(self, column: str, cells: Cells, faults: Mapping[int, Sequence[Fault]]) -> None:
        """Note faults of stored values, once for each row that holds the value."""
        if not faults:
            return
        is_bad = np.zeros(len(cells.values), dtype=np.bool_)
        is_bad[list(faults)] = True
        rows = np.flatnonzero(is_bad[cells.codes])
        for done, row in enumerate(rows.tolist()):
            if self.is_full:
                self._count_cells(rows[done:], cells, faults)
                return
            code = int(cells.codes[row])
            for fault in faults[code]:
                self.row(row, fault, column, cells.values[code])

    def _count_cells(self, rows: NDArray[np.intp], cells: Cells, faults: Mapping[int, Sequence[Fault]]) -> None:
        """Count the faults of stored values in some rows, without saying them."""
        errors, warnings = (np.zeros(len(cells.values), dtype=np.int64) for _ in range(2))
        for code, found in faults.items():
            errors[code] = sum(fault.severity == "error" for fault in found)
            warnings[code] = len(found) - errors[code]
        codes = cells.codes[rows]
        self.bad_rows.update(rows[errors[codes] > 0].tolist())
        self._findings.count(is_error=True, times=int(errors[codes].sum()))
        self._findings.count(is_error=False, times=int(warnings[codes].sum()))

    def table(self, fault: Fault, rows: Sequence[int] = (), column: str = "") -> None:
        """Note something about several rows at once, as one problem at the first of them."""
        place = self._table.place(rows[0]) if len(rows) else {}
        self._findings.add(self._problem(fault, column, "", place), len(self._order))

    def several(self, rows: Sequence[int], fault: Fault, column: str = "") -> None:
        """Note one thing that is so in several rows, as one problem that says how many and which they are."""
        if len(rows):
            number = f"{len(rows):,} rows: " if len(rows) > 1 else ""
            self.table(replace(fault, message=f"{fault.message} ({number}{self.say_rows(rows)})"), rows, column)

    def say_rows(self, rows: Sequence[int]) -> str:
        """Return ``line 3``, or ``lines 3, 4, 5 and 7 more``."""
        said = [self._table.say_row(row) for row in rows[:5]]
        kind = "line " if self._table.lines is not None else "row "
        if len(said) > 1 and all(text.startswith(kind) for text in said):
            said = [f"{kind.strip()}s {said[0].removeprefix(kind)}", *(text.removeprefix(kind) for text in said[1:])]
        more = f" and {len(rows) - 5:,} more" if len(rows) > 5 else ""
        return ", ".join(said) + more

    @property
    def has_errors(self) -> bool:
        """Whether anything found refuses the table."""
        return self._findings.have_errors

    def finish(self, first: Sequence[Problem]) -> tuple[Problem, ...]:
        """Return all problems row by row, those of the whole file first, together with those that the reader found."""
        return tuple(self._findings.all(first))
