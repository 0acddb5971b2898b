"""Cells that a spreadsheet would run are made harmless on writing, by Python and by a page alike, undone on reading."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from routemap.routes.spreadsheet import neutralise_text, restore_text

PARITY = json.loads((Path(__file__).parents[1] / "parity/csv_guard.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", PARITY, ids=lambda case: repr(case["text"]))
def test_a_guarded_cell_reads_back_as_what_it_was(case: dict[str, str]) -> None:
    assert neutralise_text(case["text"]) == case["guarded"]
    assert restore_text(case["guarded"]) == case["text"]
