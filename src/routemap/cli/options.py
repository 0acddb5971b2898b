"""The application the commands join, and the options that several of them share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Turn statements and tables about illicit routes into maps people can trust.",
    epilog="Start with: routemap check my-table.csv",
)

Source = Annotated[
    str,
    typer.Argument(
        metavar="INPUT", help="CSV, TSV, XLSX, Parquet, GeoJSON, GeoPackage and the like; - for standard input."
    ),
]
Encoding = Annotated[str | None, typer.Option(help="Encoding of a text file that is not UTF-8, such as windows-1252.")]
IncludeDrafts = Annotated[
    bool, typer.Option("--include-drafts", help="Take drafts that nobody has decided on too, named as drafts.")
]
Colour = Annotated[
    str | None,
    typer.Option(metavar="COLUMN", help="Column whose values have a colour each; else market and commodity have them."),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Lay out all lines anew, and keep nothing of it for the next time.")
]


def folder(text: str) -> Path:
    """Return a folder that was named; an empty name, as of a variable that is not set, would mean this one."""
    if not text:
        raise typer.BadParameter("the name of the folder is empty; give one, or . for this folder")
    return Path(text)


Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of a failure.")]
