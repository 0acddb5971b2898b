"""The command that begins a folder: a table with examples, a recipe, and what to do with them."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from routemap.cli.options import Debug, app
from routemap.cli.talk import print_result, say
from routemap.errors import MissingDependency
from routemap.files import shown, told, write_files
from routemap.problems import quoted_word

_FILES = ("README.md", "recipe.toml", "routes.csv")
_EXAMPLES = ("customs.csv", "report.txt", "seizures.csv", "seizures.toml")
_WORKBOOK = "routes.xlsx"


@app.command(epilog="Example: routemap new my-map")
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder to make; it must be new, or empty.")],
    examples: Annotated[
        bool, typer.Option("--examples", help="Add what the tutorials work with: a report, a table, records.")
    ] = False,
    debug: Debug = False,
) -> None:
    """Begin a map: a table with examples (CSV and XLSX), a recipe, and a README of what to do next."""
    del debug
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = "is not empty" if folder.is_dir() else "is a file"
        raise typer.BadParameter(f"{shown(folder)} {what}; give a new folder", param_hint="FOLDER")
    starter = files("routemap.cli") / "starter"
    made = {name: starter.joinpath(name).read_bytes() for name in _FILES}
    if examples:
        made |= {name: starter.joinpath("examples", name).read_bytes() for name in _EXAMPLES}
    try:
        made[_WORKBOOK] = _workbook()
    except MissingDependency as missing:
        say(f"note: {_WORKBOOK} is left away: {missing}")
    with told(folder, "nothing was written"):
        folder.mkdir(parents=True, exist_ok=True)
    write_files({folder / name: data for name, data in made.items()})
    table, pages = (quoted_word(str(folder / name)) or name for name in ("routes.csv", "maps"))
    print_result(f"wrote {', '.join(sorted(made))} to {shown(folder)}; next: routemap build {table} --out {pages}")


def _workbook() -> bytes:
    """Return the table of examples as a workbook."""
    from routemap.routes.writing import workbook_bytes

    table = files("routemap.cli") / "starter" / "routes.csv"
    header, *rows = csv.reader(table.read_text(encoding="utf-8").splitlines())
    return workbook_bytes({name: [row[at] for row in rows] for at, name in enumerate(header)})
