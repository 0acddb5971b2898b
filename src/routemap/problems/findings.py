"""Problems as they are found: kept up to a number, put in order, and counted by what is the same in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from routemap.problems.problem import Problem

MOST_KEPT = 100_000
"""Beyond this a list of problems helps nobody, and would need more memory than the table."""

_SHOWN_ROWS = 3


class Findings:
    """The problems of one input. Beyond a number they are only counted, so that memory stays bounded.

    Parameters
    ----------
    file
        Name of the input.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._kept: list[tuple[int, Problem]] = []
        self._errors_beyond = 0
        self._warnings_beyond = 0

    @property
    def are_full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self._kept) >= MOST_KEPT

    @property
    def have_errors(self) -> bool:
        """Whether anything found refuses the input."""
        return bool(self._errors_beyond) or any(problem.severity == "error" for _, problem in self._kept)

    def add(self, problem: Problem, order: int = -1) -> None:
        """Note one problem; `order` tells it from others in the same row, by column for instance."""
        if self.are_full:
            self.count(is_error=problem.severity == "error")
        else:
            self._kept.append((order, problem))

    def count(self, *, is_error: bool, times: int = 1) -> None:
        """Count one more, or several, without keeping them."""
        self._errors_beyond += times * is_error
        self._warnings_beyond += times * (not is_error)

    def all(self, others: Iterable[Problem] = ()) -> list[Problem]:
        """Return the problems in the order of the input, then one for the errors and one for the warnings beyond.

        Parameters
        ----------
        others
            Problems that were found elsewhere; they stand before those of the same place.
        """
        found = [*((-1, problem) for problem in others), *self._kept]
        problems = [problem for _, problem in sorted(found, key=lambda kept: (kept[1].position, kept[0]))]
        if self._errors_beyond:
            problems.append(Problem("problems-many", _beyond(self._errors_beyond, "error"), file=self._file))
        if self._warnings_beyond:
            problems.append(Problem("warnings-many", _beyond(self._warnings_beyond, "warning"), file=self._file))
        return problems


def _beyond(number: int, noun: str) -> str:
    more = f"1 more {noun} was" if number == 1 else f"{number:,} more {noun}s were"
    return f"{more} found, after the first {MOST_KEPT:,} problems"


@dataclass(slots=True)
class Alike:
    """Problems that differ only in where they are.

    Parameters
    ----------
    first
        The first of them.
    positions
        Where the first few are; see `Problem.position`.
    times
        How many there are.
    """

    first: Problem
    positions: list[int] = field(default_factory=list)
    times: int = 0

    def __str__(self) -> str:
        """Return the first one's sentence, with where the others are."""
        if self.times == 1:
            return str(self.first)
        unit, shown = self.first.unit or "time", ", ".join(map(str, self.positions[:_SHOWN_ROWS]))
        more = " …" if self.times > _SHOWN_ROWS else ""
        return self.first.say(f"{self.times:,} {unit}s{f': {shown}{more}' if self.first.unit else ''}")


def group_alike(problems: Iterable[Problem]) -> Sequence[Alike]:
    """Return the problems by what is wrong in them: errors before warnings, else in the order of the first of each.

    Examples
    --------
    >>> found = [Problem("place-unknown", "no such place", line=line, value="Burmma") for line in (2, 5, 6, 9)]
    >>> [str(alike) for alike in group_alike(found)]
    ["2: 'Burmma' (4 rows: 2, 5, 6 …): no such place"]
    """
    groups: dict[tuple[str, ...], Alike] = {}
    for problem in problems:
        told = (problem.message, problem.expected, problem.hint)
        key = (problem.code, problem.file, problem.column, problem.value, *told)
        alike = groups.setdefault(key, Alike(problem))
        alike.times += 1
        if len(alike.positions) < _SHOWN_ROWS:
            alike.positions.append(problem.position)
    return sorted(groups.values(), key=lambda alike: alike.first.severity != "error")
