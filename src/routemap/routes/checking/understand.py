"""Raw columns → our columns: cleaned text, then numbers, dates, choices and places, once per stored value."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from routemap.places.codes import are_small_codes, words_among_names
from routemap.problems import Fault
from routemap.routes.cells import Cells
from routemap.routes.checking.collect import Collector
from routemap.routes.checking.damage import DAMAGED, damage_fault
from routemap.routes.checking.headers import Headers
from routemap.routes.checking.numbered import note_refused, parse_dates, parse_numbers, take_units, typed_numbers
from routemap.routes.checking.place_cells import PlaceCell, PlaceReader
from routemap.routes.checking.value_kinds import join_listed, kind_faults
from routemap.routes.checking.values import choice_parser, parse_flag
from routemap.routes.checking.wording import Wording
from routemap.routes.columns import BY_NAME, COLUMNS, Column, kept_words
from routemap.routes.markets import market_of, near_market, resolve_market
from routemap.routes.packed_texts import longest_text, text_blocks
from routemap.routes.reading.raw_table import RawTable
from routemap.routes.recipe import Recipe
from routemap.routes.spreadsheet import CELL_ERRORS, restore_text
from routemap.routes.texts import (
    DIRECTIONS,
    INVISIBLE_CHARACTERS,
    JOINERS,
    LONGEST_TEXT,
    REFUSED_CHARACTERS,
    trim_invisible,
    without_invisible,
)
from routemap.routes.web_addresses import parse_url

# Looking for what a market may be a misspelling of takes a millisecond; a table of more markets than this has others.
_MOST_HINTED = 1_000
_LINE_ENDS = re.compile(r"\r\n?")
_ODD = (INVISIBLE_CHARACTERS, JOINERS, REFUSED_CHARACTERS)
# Columns whose cells are sentences or the words of somebody: a sign of direction may belong there.
_FREE = frozenset(column.name for column in COLUMNS if column.kind == "text") - {"id", "statement", "unit"}
# Columns whose cells are names or values, not sentences: what cannot be seen is no part of them.
_NAMES = frozenset(BY_NAME) - _FREE | {"commodity"}
# Names that are compared sign by sign; in the others joiners may belong to the spelling.
_PLAIN = _NAMES - {"market", "commodity", "unit"}


@dataclass(slots=True)
class Parsed:
    """The table after each cell has been understood by itself.

    Parameters
    ----------
    length
        Number of rows.
    texts
        Every column of ours → its canonical text. Places are codes, `` > `` and `` | `` between them.
    quantities
        The number of each stored value of the column quantity.
    places
        What each stored value of origin, transit and destination says.
    refused
        Columns → stored values that hold an error, so that no second message is made of the first.
    extras
        The input's own further columns.
    kept
        Column of places → the words that were read as unknown and are kept.
    turned
        Column of sentences → the rows in which a sign turns the direction of what is shown.
    """

    length: int
    texts: dict[str, Cells] = field(default_factory=dict)
    quantities: list[float] = field(default_factory=list)
    places: dict[str, list[PlaceCell]] = field(default_factory=dict)
    refused: dict[str, set[int]] = field(default_factory=dict)
    extras: dict[str, Cells] = field(default_factory=dict)
    kept: dict[str, Cells] = field(default_factory=dict)
    turned: dict[str, NDArray[np.bool_]] = field(default_factory=dict)


def parse_table(table: RawTable, headers: Headers, wording: Wording, recipe: Recipe, collector: Collector) -> Parsed:
    """Return the table with every cell cleaned and understood; what is wrong goes to `collector`."""
    parsed = Parsed(table.length)
    reader = PlaceReader(unknown=wording.unknown, places=wording.places, recipe=recipe, sheets=table.sheets)
    beside: Cells | None = None
    for column in COLUMNS:
        position = headers.ours.get(column.name)
        raw = Cells.constant("", table.length) if position is None else table.take_cells(position)
        cells = wording.apply(column.name, _clean(raw, table, column.name, parsed, collector))
        if column.kind in ("place", "places"):
            _parse_places(column, cells, reader, wording, parsed, collector)
        elif column.kind == "number":
            if not headers.has("unit"):
                cells, beside = take_units(column, cells, collector)
            typed = typed_numbers(raw, table)
            has_size = headers.has("magnitude")
            found = parse_numbers(column, cells, typed, recipe, parsed.refused, collector, has_size=has_size)
            parsed.quantities, parsed.texts[column.name] = found
        elif column.kind == "date":
            parsed.texts[column.name] = parse_dates(column, cells, recipe, parsed.refused, collector)
        else:
            _parse_values(column, beside if beside and column.name == "unit" else cells, parsed, collector)
    for name, position in headers.extras.items():
        parsed.extras[name] = _clean(table.take_cells(position), table, name, parsed, collector)
    _keep_words(parsed)
    return parsed


def _clean(cells: Cells, table: RawTable, column: str, parsed: Parsed, collector: Collector) -> Cells:
    """Trim, make line ends one kind, undo what CSV export added; refuse what no text of this column should be."""
    cells = _refuse(cells, kind_faults(column, cells), column, parsed, collector)
    if longest_text(cells.values) > LONGEST_TEXT:
        cells = _refuse(cells, _judged(cells, _length_fault, but_plain=False), column, parsed, collector)
    if column in BY_NAME and BY_NAME[column].kind == "places":
        cells = join_listed(cells)
    cells = cells.map(_trim_restored if table.is_spreadsheet_text else str.strip, leaves_plain=True)
    # One search over everything is many times faster than one per value, and nearly always finds nothing.
    found = _odd_characters(cells)
    if INVISIBLE_CHARACTERS in found or JOINERS in found:
        cells = _without_unseen(cells, column, parsed, collector)
    if REFUSED_CHARACTERS in found:
        cells = cells.map(_one_line_end)
        cells = _refuse(cells, _judged(cells, _character_fault), column, parsed, collector)
    if DAMAGED in found:
        collector.cells(column, cells, {code: [fault] for code, fault in _judged(cells, damage_fault).items()})
    if table.lines is not None:
        cells = _refuse(cells, _judged(cells, _cell_error), column, parsed, collector)
    return cells


def _odd_characters(cells: Cells) -> set[re.Pattern[str]]:
    """Return the kinds of characters to look for value by value."""
    found: set[re.Pattern[str]] = set()
    for _, block in text_blocks(cells.values, but_plain=True):
        joined = "".join(block)
        if not joined.isascii() or not joined.isprintable():
            found.update(kind for kind in (*_ODD, DAMAGED) if kind.search(joined))
    return found


def _without_unseen(cells: Cells, column: str, parsed: Parsed, collector: Collector) -> Cells:
    """Take out what nobody sees; signs of direction are refused in names and values, kept in sentences and noted."""
    if column in _FREE or column not in BY_NAME:
        turned = cells.where(lambda value: DIRECTIONS.search(value) is not None)
        if turned.any():
            parsed.turned[column] = turned
    else:
        cells = _refuse(cells, _judged(cells, _direction_fault), column, parsed, collector)
    if column in _PLAIN:
        return cells.map(lambda value: without_invisible(JOINERS.sub("", value)))
    return cells.map(_without_but_directions if column in _NAMES else trim_invisible)


def _without_but_directions(value: str) -> str:
    return value.strip() if DIRECTIONS.search(value) else without_invisible(value)


def _judged(cells: Cells, judge: Callable[[str], Fault | None], *, but_plain: bool = True) -> dict[int, Fault]:
    """Return the fault of each stored value that `judge` finds one with, by its code.

    `but_plain` says that it finds none with plain texts, see `routemap.routes.arrow_texts`.
    """
    blocks = text_blocks(cells.values, but_plain=but_plain)
    return {start + k: fault for start, block in blocks for k, value in enumerate(block) if (fault := judge(value))}


def _refuse(cells: Cells, faults: dict[int, Fault], column: str, parsed: Parsed, collector: Collector) -> Cells:
    """Report the values with a fault, and empty them: one message for one mistake."""
    if not faults:
        return cells
    collector.cells(column, cells, {code: [fault] for code, fault in faults.items()})
    parsed.refused.setdefault(column, set()).update(faults)
    return replace(cells, values=["" if code in faults else value for code, value in enumerate(cells.values)])


def _trim_restored(value: str) -> str:
    return restore_text(value.strip())


def _one_line_end(value: str) -> str:
    return _LINE_ENDS.sub("\n", value)


def _length_fault(value: str) -> Fault | None:
    if len(value) <= LONGEST_TEXT:
        return None
    return Fault("cell-long", f"is {len(value):,} characters long", f"at most {LONGEST_TEXT:,}")


def _character_fault(value: str) -> Fault | None:
    match = REFUSED_CHARACTERS.search(value)
    if match is None:
        return None
    number = ord(match[0])
    kind = "half of a character (a lone surrogate)" if 0xD800 <= number <= 0xDFFF else "the control character"
    hint = "the file may be in another encoding, such as windows-1252" if 0x80 <= number <= 0x9F else ""
    return Fault("character-refused", f"holds {kind} U+{number:04X}", "readable text", hint)


def _direction_fault(value: str) -> Fault | None:
    match = DIRECTIONS.search(value)
    if match is None:
        return None
    message = f"holds the invisible sign U+{ord(match[0]):04X}, which turns the direction of what is shown"
    return Fault("direction-refused", message, "what is seen, without it", "type it anew")


def _cell_error(value: str) -> Fault | None:
    if value not in CELL_ERRORS:
        return None
    return Fault("cell-error", "is an error of the spreadsheet, not a value", "a value, or nothing")


def _parse_values(column: Column, cells: Cells, parsed: Parsed, collector: Collector) -> None:
    parser = _parser(column)
    if parser is None:
        parsed.texts[column.name] = cells
        return
    if column.kind == "market" and len(cells.values) > _MOST_HINTED:
        parser = partial(_parse_market, is_hinted=False)
    faults: dict[int, list[Fault]] = {}
    texts = []
    for code, value in enumerate(cells.values):
        text, fault = parser(value) if value else ("yes" if column.kind == "flag" else "", None)
        texts.append(text)
        if fault:
            faults[code] = [fault]
    collector.cells(column.name, cells, faults)
    parsed.texts[column.name] = Cells(cells.codes, texts)
    note_refused(parsed.refused, column.name, faults)


def _parser(column: Column) -> Callable[[str], tuple[str, Fault | None]] | None:
    if column.kind == "choice":
        return choice_parser(column)
    return {"flag": parse_flag, "market": _parse_market, "url": parse_url}.get(column.kind)


def _parse_market(text: str, *, is_hinted: bool = True) -> tuple[str, Fault | None]:
    name = resolve_market(text)
    if goods := market_of(text):
        hint = f"they are usually counted under {goods}:"
        return name, Fault("market-goods", "is kept as a market of your own", hint=hint, instead=(goods,))
    near = near_market(name) if is_hinted else ""
    if not near:
        return name, None
    return name, Fault("market-near", "is kept as your own market", hint=f"did you mean {near}?", instead=(near,))


def _parse_places(
    column: Column, cells: Cells, reader: PlaceReader, wording: Wording, parsed: Parsed, collector: Collector
) -> None:
    is_sequence = BY_NAME[column.name].kind == "places"
    words = wording.words(column.name)
    if are_small_codes(cells.values):
        cells = cells.map(lambda text: text.upper() if len(text) == 3 else text)
    asked = words_among_names(cells.values) - set(words)
    said = [reader.parse(value, is_sequence=is_sequence, words=words, asked=asked) for value in cells.values]
    faults = {code: list(dict.fromkeys(cell.faults)) for code, cell in enumerate(said) if cell.faults}
    collector.cells(column.name, cells, faults)
    parsed.places[column.name] = said
    parsed.texts[column.name] = Cells(cells.codes, [_canonical(cell) for cell in said])
    note_refused(parsed.refused, column.name, faults)


def _keep_words(parsed: Parsed) -> None:
    """Keep the words that stand where a place is unknown, in a column of their own beside the place."""
    for name, said in parsed.places.items():
        if not any(cell.words for cell in said):
            continue
        kept, words = kept_words(name), Cells(parsed.texts[name].codes, [cell.words for cell in said])
        # A word with a code or a message of its own needs none in common with others.
        alone = [cell.words if not any(cell.alternatives) and not cell.faults else "" for cell in said]
        parsed.kept[name] = Cells(words.codes, alone)
        before = parsed.extras.get(kept)
        parsed.extras[kept] = words if before is None else _first_said(before, words)


def _first_said(first: Cells, second: Cells) -> Cells:
    codes = zip(first.codes.tolist(), second.codes.tolist(), strict=True)
    return Cells.of([first.values[one] or second.values[other] for one, other in codes])


def _canonical(cell: PlaceCell) -> str:
    return " | ".join(" > ".join(stops) for stops in cell.alternatives)
