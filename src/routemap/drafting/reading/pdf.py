"""PDF → lines: asks a process of its own, which may not take more time or memory than the file explains."""

from __future__ import annotations

from importlib.util import find_spec
from typing import NoReturn

from routemap.drafting.reading.confined import Outcome, read_confined
from routemap.drafting.reading.lines import Line
from routemap.drafting.reading.refusals import refuse
from routemap.errors import MissingDependency


def read_pdf(data: bytes, name: str, encoding: str | None) -> tuple[list[Line], int, tuple[str, ...]]:
    """Return the lines of a PDF file, in the order in which they are read.

    Raises
    ------
    MissingDependency
        If pypdfium2 is not installed.
    ReadError
        If it is locked, damaged, too long, unfolds to more than its size explains, or has no text layer at all.
    """
    del encoding
    if find_spec("pypdfium2") is None:
        _missing()
    found = read_confined(data, name)
    if found is Outcome.MISSING:
        _missing()
    if found is Outcome.SLOW:
        refuse("report-large", name, "reading it takes longer than its size explains")
    if found is Outcome.VAST:
        refuse("report-large", name, "it unfolds to more than its size explains")
    if found is Outcome.BROKEN:
        refuse("report-damaged", name, "its reader came to a stop")
    return found


def _missing() -> NoReturn:
    raise MissingDependency(
        "reading PDF files needs the package pypdfium2 4.30 or newer: pip install 'routemap[pdf]'"
    ) from None
