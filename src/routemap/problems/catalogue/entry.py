"""What the catalogue says of one code."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Entry(NamedTuple):
    """One kind of problem.

    Parameters
    ----------
    severity
        ``error`` refuses the input, ``warning`` does not.
    meaning
        What a code means, whole sentences.
    remedy
        What to do about it, whole sentences. Both may hold Markdown.
    """

    severity: Severity
    meaning: str
    remedy: str


def error(meaning: str, remedy: str) -> Entry:
    """Return an entry that refuses the input."""
    return Entry("error", meaning, remedy)


def warning(meaning: str, remedy: str) -> Entry:
    """Return an entry that does not."""
    return Entry("warning", meaning, remedy)
