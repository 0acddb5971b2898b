"""The options that say how a table is read, described once for every command that reads one."""

from __future__ import annotations

import csv
import functools
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from routemap.routes.recipe import MATRIX_ROWS


class DateOrder(StrEnum):
    """What stands first in a date such as 03/04/2021."""

    day_first = "day-first"
    month_first = "month-first"


class MatrixRows(StrEnum):
    """What the places in the first column of a matrix are."""

    origins = "origins"
    destinations = "destinations"


class Former(StrEnum):
    """What becomes of states that are no more."""

    as_region = "as-region"


class Courses(StrEnum):
    """What becomes of lines that somebody drew."""

    keep = "keep"


@dataclass(slots=True)
class Reading:
    """How a command was told to read its table, and what came of it.

    Parameters
    ----------
    recipe
        The file that says so, if any.
    said
        What the options say besides, as the keys of a recipe.
    left_out
        How many errors were left out with their rows, once the table has been read.
    """

    recipe: Path | None
    said: dict[str, Any]
    left_out: int = 0


def _read_options(
    recipe: Annotated[
        Path | None, typer.Option(help="TOML file that says how the table is read; options win over it.")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(metavar="YOURS=OURS", help="Name a column, such as from=origin; YOURS= keeps it; repeatable."),
    ] = None,
    constants: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="OURS=VALUE", help="Fill a missing column or its empty cells; repeatable."),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option(metavar="OURS:THEIRS=VALUE,…", help="Read other words for those of a column; repeatable."),
    ] = None,
    unknown: Annotated[
        list[str] | None, typer.Option(metavar="WORD,…", help="Words for a place that is not known; repeatable.")
    ] = None,
    decimal: Annotated[
        str | None, typer.Option(metavar=",|.", help="Mark before decimals; other marks stand between thousands.")
    ] = None,
    dates: Annotated[DateOrder | None, typer.Option(help="What stands first in 03/04/2021.")] = None,
    header_line: Annotated[int | None, typer.Option(metavar="N", help="Line of the names of the columns.")] = None,
    matrix: Annotated[
        MatrixRows | None,
        typer.Option(
            metavar="[origins|destinations]",
            help="Places stand in column 1 and in the header; column 1 holds origins, or destinations.",
        ),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of a text file that is not UTF-8, such as windows-1252.")
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option(help="Sheet of an XLSX file, or layer of a GIS file; the one called routes or the first."),
    ] = None,
    hidden: Annotated[
        bool, typer.Option("--hidden", help="Read the hidden sheets, rows and columns of an XLSX file, too.")
    ] = False,
    places_sheet: Annotated[
        str | None, typer.Option(help="Sheet of the same XLSX file with the id and name of each place.")
    ] = None,
    places_file: Annotated[Path | None, typer.Option(help="Other table with the id and name of each place.")] = None,
    cities: Annotated[
        bool, typer.Option("--cities", help="Take a city or port as its country; its name is kept.")
    ] = False,
    demonyms: Annotated[
        bool, typer.Option("--demonyms", help="Take a word such as Mexican as the country; the word is kept.")
    ] = False,
    former: Annotated[
        Former | None, typer.Option(help="as-region takes a state that is no more as the area of its successors.")
    ] = None,
    courses: Annotated[
        Courses | None, typer.Option(help="keep draws the lines of a GIS file as they are, not from place to place.")
    ] = None,
    leave_out_bad: Annotated[
        bool, typer.Option("--leave-out-bad", help="Leave out rows with errors, and list them; exit status 3.")
    ] = False,
) -> Reading:
    said: dict[str, Any] = {
        "columns": dict(_pairs("--columns", columns)) or None,
        "set": dict(_constants(constants)) or None,
        "values": _values(values) or None,
        "unknown": _words(unknown) or None,
        "decimal": decimal,
        "dates": dates and dates.value,
        "header_line": header_line,
        "matrix": matrix and matrix.value,
        "encoding": encoding,
        "sheet": sheet,
        "hidden": hidden or None,
        "places_sheet": places_sheet,
        "places_file": places_file and str(places_file),
        "cities": cities or None,
        "demonyms": demonyms or None,
        "former": former and former.value,
        "courses": courses and courses.value,
        "leave_out_bad": leave_out_bad or None,
    }
    return Reading(recipe, {key: value for key, value in said.items() if value is not None})


def read_options_table() -> list[tuple[str, str, str]]:
    """Return each option with its key in a recipe and what it says, for the docs."""
    rows = []
    for name, option in inspect.signature(_read_options, eval_str=True).parameters.items():
        about = option.annotation.__metadata__[0]
        said = about.param_decls or (
            about.default if isinstance(about.default, str) else f"--{name.replace('_', '-')}",
        )
        metavar = about.metavar or {"dates": "day-first|month-first"}.get(name, "")
        is_flag = option.default is False
        shown = said[0] if is_flag else f"{said[0]} {metavar or name.rpartition('_')[2].upper()}"
        rows.append((shown, "" if name == "recipe" else "set" if name == "constants" else name, about.help))
    return rows


def reads_table(*without: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options that say how its table is read, as its argument `reading`.

    Parameters
    ----------
    without
        Options that the command has no use for.
    """

    def give(command: Callable[..., None]) -> Callable[..., None]:
        own = inspect.signature(command, eval_str=True).parameters
        every = inspect.signature(_read_options, eval_str=True).parameters
        shared = {name: option for name, option in every.items() if name not in without}

        @functools.wraps(command)
        def run(**given: Any) -> None:
            reading = _read_options(**{name: given.pop(name) for name in shared})
            command(**given, reading=reading)
            if reading.left_out:
                raise typer.Exit(3)

        before = [one for name, one in own.items() if name not in ("reading", "debug")]
        ordered = [*before, *shared.values(), own["debug"]]
        keyword = inspect.Parameter.KEYWORD_ONLY
        signature = inspect.Signature([one.replace(kind=keyword) for one in ordered], return_annotation=None)
        run.__signature__ = signature  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in ordered}
        return run

    return give


class TableCommand(TyperCommand):
    """A command whose ``--matrix`` may stand without a value."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give ``--matrix`` the value that it has when none follows."""
        given: list[str] = []
        for position, argument in enumerate(args):
            given.append(argument)
            if argument == "--matrix" and args[position + 1 : position + 2] not in [[word] for word in MATRIX_ROWS]:
                given.append(MATRIX_ROWS[0])
        return super().parse_args(ctx, given)


def _pairs(option: str, texts: list[str] | None) -> Iterator[tuple[str, str]]:
    """Give the pairs of ``A=B,C=D``: a piece without a ``=`` belongs to what follows it, for names hold commas."""
    for text in texts or ():
        begun: list[str] = []
        for piece in text.split(","):
            begun.append(piece)
            left, equals, right = ",".join(begun).rpartition("=")
            if equals:
                if not left.strip():
                    break
                yield left.strip(), right.strip()
                begun = []
        if begun:
            form = "yours=ours" if option == "--columns" else "ours:theirs=value,theirs=value"
            raise typer.BadParameter(f"{text!r} is not of the form {form}", param_hint=option)


def _constants(texts: list[str] | None) -> Iterator[tuple[str, str]]:
    for text in texts or ():
        ours, equals, value = text.partition("=")
        if not ours.strip() or not equals:
            raise typer.BadParameter(f"{text!r} is not of the form ours=value", param_hint="--set")
        yield ours.strip(), value.strip()


def _values(texts: list[str] | None) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for text in texts or ():
        ours, colon, pairs = text.partition(":")
        if not ours.strip() or not colon:
            message = f"{text!r} is not of the form ours:theirs=value,theirs=value"
            raise typer.BadParameter(message, param_hint="--values")
        found.setdefault(ours.strip(), {}).update(_pairs("--values", [pairs]))
    return found


def _words(texts: list[str] | None) -> list[str]:
    """Return the words of ``A,B``; one with a comma stands in double quotes, as in a CSV file."""
    return [word for text in texts or () for row in csv.reader([text], skipinitialspace=True) for word in row if word]
