"""Every problem that data can have: its code, what it means, what to do, and whether it refuses the input.

``docs/errors.md`` is made from it by ``tools/docs_tables.py``. The codes stand in reports and stay what they are. A new
one gets its name in `codes` and its entry under one of the headings of `inputs`, `tables` or `reports`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from routemap.problems.catalogue.codes import Code
from routemap.problems.catalogue.entry import Entry, Severity
from routemap.problems.catalogue.inputs import INPUT_SECTIONS as _INPUTS
from routemap.problems.catalogue.reports import REPORT_SECTIONS as _REPORTS
from routemap.problems.catalogue.tables import TABLE_SECTIONS as _TABLES

SECTIONS: Final[Mapping[str, Mapping[Code, Entry]]] = MappingProxyType({**_INPUTS, **_TABLES, **_REPORTS})
"""The catalogue as a reader finds it: heading → code → entry."""

CATALOGUE: Final[Mapping[str, Entry]] = MappingProxyType(
    {code: entry for entries in SECTIONS.values() for code, entry in entries.items()}
)
"""Code → entry."""

__all__ = ["CATALOGUE", "SECTIONS", "Code", "Entry", "Severity"]
