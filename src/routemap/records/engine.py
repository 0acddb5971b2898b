"""What a database or a cluster must be able to do: scan files, compare texts, add whole numbers, and nothing else.

Everything with a meaning happens in Python, once per distinct text; so the same records give the same bytes on
every engine. Each trap an engine sets is written at the method that steps around it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from routemap.errors import EngineError

if TYPE_CHECKING:
    from routemap.records.bench import Bench
    from routemap.records.cut import Cut
    from routemap.records.packing import Packing
    from routemap.records.parts import Part

Progress = Callable[[str], None]


class ScanError(EngineError):
    """Files that an engine could not read; our own readers say what is wrong with them, or read them."""


class Engine(ABC):
    """One database or cluster."""

    text_type = "VARCHAR"

    @abstractmethod
    def relation(self, part: Part) -> str:
        """Return what stands after FROM to scan a part's files, every column as it stands in them."""

    @abstractmethod
    def literal(self, text: str) -> str:
        """Return a text as it is written in SQL."""

    @abstractmethod
    def quote(self, name: str) -> str:
        """Return the name of a column as it is written in SQL."""

    @abstractmethod
    def full_match(self, text: str, pattern: str) -> str:
        """Return the condition that the whole of an expression matches a pattern of classes such as ``[0-9]``.

        Engines read texts as numbers and days each in their own way: ``1_000``, ``5d``, ``epoch``. What no pattern
        of plain ASCII classes has let through is never cast.
        """

    @abstractmethod
    def utc_day(self, moment: str) -> str:
        """Return the day of a moment in universal time, whatever zone a session or a column has."""

    @abstractmethod
    def exact_sum(self, whole: str) -> str:
        """Return the sum of 64-bit whole numbers, as one that cannot overflow."""

    @abstractmethod
    def unpivot(
        self, relation: str, kept: Sequence[str], columns: Sequence[tuple[str, str]], names: tuple[str, str]
    ) -> str:
        """Return what stands after FROM to make a wide relation long.

        Parameters
        ----------
        relation
            The wide one.
        kept
            Names, as in SQL, of the columns that stay.
        columns
            Header and expression of each column that becomes rows.
        names
            Names of the two new columns: the header, and the cell.
        """

    def find_packing(self, parts: Sequence[Part], texts: Sequence[str], cut: Cut) -> Packing | None:
        """Return how texts are grouped as numbers; None where they stay, as on every engine far from the bench."""
        return None

    @abstractmethod
    def collapse(self, query: str, bench: Bench, name: str, progress: Progress) -> None:
        """Run the one query over all files, and put what it gives on the bench."""

    @abstractmethod
    def rows(self, query: str) -> Any:
        """Return a query's rows as an Arrow table."""

    @abstractmethod
    def put(self, name: str, table: Any) -> None:
        """Make an Arrow table known under a name."""

    @abstractmethod
    def close(self) -> None:
        """Let go of everything."""
