"""Columns of so many different texts that they are kept packed: nobody may notice."""

from __future__ import annotations

import pytest

from routemap.routes.cells import Cells, CellsBuilder
from routemap.routes.packed_texts import PackedTexts
from routemap.routes.texts import LONGEST_TEXT

MANY = 120_000
# Packed texts are parted by zero bytes, and half a pair of surrogates cannot be encoded: a file may hold both.
ODD = {7: "a\0b", 50_001: "\ud800", 119_999: "Ålesund"}
TEXTS = [ODD.get(row, f"note {row}") for row in range(MANY)]


@pytest.fixture(scope="module")
def cells() -> Cells:
    """Return a column that was given in uneven blocks, as readers give them."""
    builder = CellsBuilder()
    for start in range(0, MANY, 7_001):
        builder.extend(TEXTS[start : start + 7_001])
    return builder.build()


def test_what_went_in_comes_out_whole_and_row_by_row(cells: Cells) -> None:
    assert isinstance(cells.values, PackedTexts)
    assert len(cells.values) == MANY
    assert list(cells.values) == TEXTS
    # Forth and back between the blocks, the last of which is open still.
    for row in (0, 119_999, 7, 50_001, 49_999, 50_000, 100_000, 99_999):
        assert cells.text(row) == TEXTS[row]


def test_a_function_is_applied_to_each_text(cells: Cells) -> None:
    upper = cells.map(str.upper)
    assert list(upper.values) == [text.upper() for text in TEXTS]
    assert list(cells.values) == TEXTS
    assert upper.where(lambda text: text == "NOTE 60000").nonzero()[0].tolist() == [60_000]


def test_what_a_function_leaves_as_it_was_is_kept_once(cells: Cells) -> None:
    def changed(text: str) -> str:
        return "changed" if text == "note 60000" else text

    before, after = cells.values, cells.map(changed).values
    assert isinstance(before, PackedTexts)
    assert isinstance(after, PackedTexts)
    assert list(after) == [changed(text) for text in TEXTS]
    assert [one is other for one, other in zip(before._blocks, after._blocks, strict=True)] == [True, False]


def test_texts_are_drained_in_order_and_none_is_left(cells: Cells) -> None:
    copied = cells.map(str).values
    assert isinstance(copied, PackedTexts)
    assert [text for block in copied.drain() for text in block] == TEXTS
    assert len(copied) == 0
    assert list(copied) == []
    assert list(cells.values) == TEXTS


@pytest.fixture
def notes() -> list[str]:
    """Return as many different notes as a table has rows."""
    return [f"note {row}" for row in range(50_500)]


def table_of(notes: list[str]) -> str:
    return "market,from,to,source,note\n" + "".join(f"cocaine,COL,NOR,s,{note}\n" for note in notes)


def test_a_table_of_as_many_notes_as_rows_is_read_like_a_short_one(check, notes: list[str]) -> None:
    changed = [*notes[:50_100], " \ufeffnote 50100 ", "\u200b", *notes[50_102:]]
    assert check(table_of(changed)).routes["note"].tolist() == [*notes[:50_101], "", *notes[50_102:]]


def test_a_fault_far_down_has_its_line(check, notes: list[str]) -> None:
    notes[50_200], notes[50_300] = "x" * (LONGEST_TEXT + 1), "bell \x07"
    errors = check(table_of(notes)).errors
    assert [(problem.code, problem.line) for problem in errors] == [
        ("cell-long", 50_202),
        ("character-refused", 50_302),
    ]
