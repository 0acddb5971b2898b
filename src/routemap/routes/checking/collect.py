"""Gathers the problems of one table, in the order of the input."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from routemap.problems import Problem, Severity
from routemap.routes.cells import Cells
from routemap.routes.checking.values import Fault
from routemap.routes.reading.raw_table import MOST_PROBLEMS, RawTable


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
        self._found: list[tuple[int, int, Problem]] = []
        self._beyond = {"error": 0, "warning": 0}

    def row(self, row: int, fault: Fault, column: str = "", value: str = "") -> None:
        """Note a fault of one row."""
        if len(self._found) >= MOST_PROBLEMS:
            self._beyond[fault.severity] += 1
            return
        problem = Problem(
            fault.code,
            fault.message,
            fault.expected,
            fault.hint,
            file=self._table.file,
            column=self._names.get(column, column),
            value=value if fault.value is None else fault.value,
            severity=fault.severity,
            **self._table.place(row),
        )
        self._found.append((row, self._order.get(column, len(self._order)), problem))

    def cells(self, column: str, cells: Cells, faults: Mapping[int, Sequence[Fault]]) -> None:
        """Note faults of stored values, once for each row that holds the value."""
        if not faults:
            return
        is_bad = np.zeros(len(cells.values), dtype=np.bool_)
        is_bad[list(faults)] = True
        for row in np.flatnonzero(is_bad[cells.codes]).tolist():
            code = int(cells.codes[row])
            for fault in faults[code]:
                self.row(row, fault, column, cells.values[code])

    def table(self, code: str, message: str, rows: Sequence[int] = (), **more: str) -> None:
        """Note something about several rows at once, as one problem at the first of them."""
        severity: Severity = "error" if more.pop("severity", "warning") == "error" else "warning"
        first = rows[0] if len(rows) else -1
        place = self._table.place(first) if len(rows) else {}
        problem = Problem(code, message, file=self._table.file, severity=severity, **more, **place)  # type: ignore[arg-type]
        self._found.append((first, len(self._order), problem))

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
        return bool(self._beyond["error"]) or any(problem.severity == "error" for _, _, problem in self._found)

    def finish(self, first: Sequence[Problem]) -> tuple[Problem, ...]:
        """Return all problems: those of the whole file, then row by row."""
        in_order = sorted(self._found, key=lambda found: found[:2])
        problems = [*first, *(problem for _, _, problem in in_order)]
        problems.sort(key=_position)  # the reader's own problems stand somewhere in the input, too
        for severity, count in self._beyond.items():
            if count:
                message = f"{count:,} more {severity}s were found, after the first {MOST_PROBLEMS:,} problems"
                kind: Severity = "error" if severity == "error" else "warning"
                problems.append(Problem("problems-many", message, file=self._table.file, severity=kind))
        return tuple(problems)


_NUMBERED = re.compile(r"(?:feature|row) ([0-9]+)")


def _position(problem: Problem) -> int:
    """Return where in the input a problem is, 0 for the whole of it."""
    if problem.line is not None:
        return problem.line
    numbered = _NUMBERED.match(problem.where)
    return int(numbered[1]) if numbered else 0
