"""From distinct text to meaning, once each: places, markets, days, numbers.

The rules are those of the checks of a table; a record with a text that is not understood is counted with it, never
guessed at and never dropped in silence.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

from routemap.errors import RouteError
from routemap.problems import Fault, show_value
from routemap.records.collapse import MOST_QUANTITY
from routemap.records.cut import Cut
from routemap.records.fields import BEYOND, EMPTY_CELL
from routemap.records.kept_texts import KeptTexts
from routemap.routes.checking.amounts import NO_NUMBER, parse_number
from routemap.routes.checking.days import parse_date
from routemap.routes.checking.place_cells import UNKNOWN_WORDS, PlaceReader
from routemap.routes.checking.values import choice_parser, parse_flag
from routemap.routes.columns import BY_NAME, PLACE_COLUMNS
from routemap.routes.markets import resolve_market
from routemap.routes.recipe import Recipe
from routemap.routes.spreadsheet import restore_text
from routemap.routes.texts import DIRECTIONS, REFUSED_CHARACTERS, without_invisible
from routemap.routes.web_addresses import parse_url

# What statistical offices write where there is no number.
_NO_NUMBER = UNKNOWN_WORDS | NO_NUMBER | {"nan"}
_NO_DATE = UNKNOWN_WORDS | {"null", "none", "nat"}
_MILLION = 1_000_000


class Word(NamedTuple):
    """What one text means.

    Parameters
    ----------
    value
        The canonical text; for places their codes with `` > `` between them.
    state
        Empty when understood; else ``unresolved``, ``alternatives``, ``left out``, ``bad``.
    why
        What is wrong with it.
    """

    value: str
    state: str = ""
    why: str = ""


class Day(NamedTuple):
    """What one text means as a date: an ISO year, month or day, empty for none, and what is wrong with it."""

    text: str
    why: str = ""


class Amount(NamedTuple):
    """What one text means as a quantity: in whole millionths, and its class."""

    millionths: int
    kind: str


def clean(text: str) -> str:
    """Return a text as the checks of a table see it: trimmed, without what cannot be seen.

    Examples
    --------
    >>> clean("  Norway\\u200b ")
    'Norway'
    """
    plain = text.strip()
    if plain.isascii() and not plain.startswith("'"):
        return plain
    return without_invisible(restore_text(plain))


class Meanings:
    """Understands texts by a recipe.

    Parameters
    ----------
    recipe, cut
        How the table is read, and how its records are cut.
    known
        Texts, cleaned, in small letters, that stand for a place the user names.
    """

    def __init__(self, recipe: Recipe, cut: Cut, known: Mapping[str, str]) -> None:
        self._recipe = recipe
        self._known = known
        self._places = PlaceReader(suggest=False, recipe=recipe)
        self._unknown = {clean(text).casefold() for text in recipe.unknown}
        self._values = {
            name: {clean(theirs): text for theirs, text in pairs.items()} for name, pairs in recipe.values.items()
        }
        self._left_out = {name: {clean(text).casefold() for text in texts} for name, texts in cut.leave_out.items()}
        self._by = cut.by
        self.kept = KeptTexts()
        self._is_wide = cut.unpivot is not None and cut.unpivot.values == "quantity"
        self._refuse_bad_constants()

    def word(self, column: str, text: str) -> Word:
        """Return what a text means in one of our columns."""
        plain = clean(text)
        if plain.casefold() in self._left_out.get(column, ()):
            return Word("", "left out")
        plain = self._values.get(column, {}).get(plain, plain) or self._recipe.constants.get(column, "").strip()
        if REFUSED_CHARACTERS.search(plain) or DIRECTIONS.search(text):
            return Word("", "unresolved" if column in PLACE_COLUMNS else "bad", "holds characters that no text should")
        if column in PLACE_COLUMNS:
            return self._place(plain)
        if column == "market":
            return Word(resolve_market(plain)) if plain else Word("")
        parse = _PARSERS.get(BY_NAME[column].kind)
        if BY_NAME[column].kind == "choice":
            parse = choice_parser(BY_NAME[column])
        if parse is None or not plain:
            return Word(plain)
        value, fault = parse(plain)
        if column == "directed" and value == "yes":
            value = ""  # as where nothing is said: else one route would be two
        return Word("", "bad", fault.message) if fault else Word(value)

    def _place(self, text: str) -> Word:
        folded = text.casefold()
        if folded in self._unknown:
            return Word("")
        return Word(*self.kept.word(self._known.get(folded, text), self._find_place))

    def _find_place(self, text: str) -> Word:
        cell = self._places.parse(text, is_sequence=True)
        faults = [fault for fault in cell.faults if fault.severity == "error"]
        if faults:
            return Word("", "unresolved", faults[0].message)
        if len(cell.alternatives) > 1:
            return Word("", "alternatives")
        return Word(" > ".join(cell.alternatives[0]) if cell.alternatives else "")

    def day(self, text: str) -> Day:
        """Return what a text means as a date."""
        plain = clean(text)
        plain = self._values.get("start", {}).get(plain, plain) or self._recipe.constants.get("start", "").strip()
        if plain.casefold() in _NO_DATE:
            return Day("")
        if plain == BEYOND:
            return Day("", "is no day of the calendar")
        day, fault = parse_date(plain, order=self._recipe.dates)
        return Day("", fault.message) if fault and fault.severity == "error" else Day(day)

    def period(self, day: str) -> int:
        """Return the number of the period in which a date lies: 2021, or 202105; 202100 for a year without month."""
        if not day or self._by == "none":
            return 0
        if self._by == "year":
            return int(day[:4])
        return int(day[:4]) * 100 + int(day[5:7] or 0)

    def amount(self, text: str) -> Amount:
        """Return what a text means as a quantity."""
        plain = clean(text)
        plain = self._values.get("quantity", {}).get(plain, plain) or self._recipe.constants.get("quantity", "").strip()
        if plain == EMPTY_CELL or plain.casefold() in _NO_NUMBER:
            return Amount(0, "empty cell" if self._is_wide and plain else "none given")
        number, fault = parse_number(plain, decimal=self._recipe.decimal)
        if fault:
            return Amount(
                0, {"number-negative": "negative", "number-too-large": "too large"}.get(fault.code, "not a number")
            )
        if number > MOST_QUANTITY:
            return Amount(0, "too large")
        return Amount(math.floor(number * _MILLION + 0.5), "measured")

    def hint(self, text: str) -> str:
        """Return the hint for a place that was not understood, its nearest names looked for."""
        return self.kept.hint(clean(text), _find_hint)

    def _refuse_bad_constants(self) -> None:
        for column, text in self._recipe.constants.items():
            if column == "start":
                why = self.day("").why
            elif column == "quantity":
                kind = self.amount("").kind
                why = "" if kind in ("measured", "none given") else f"is {kind}"
            else:
                why = self.word(column, "").why or (self.word(column, "").state and "has alternatives")
            if why:
                raise RouteError(f"the constant for {column}, '{show_value(text)}', {why}")


def _find_hint(text: str) -> str:
    cell = PlaceReader().parse(text, is_sequence=True)
    return next((fault.hint or fault.message for fault in cell.faults if fault.severity == "error"), "")


_PARSERS: dict[str, Callable[[str], tuple[str, Fault | None]]] = {"flag": parse_flag, "url": parse_url}
