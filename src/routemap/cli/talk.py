"""Reading the input for a command, and what a command says: problems, counts, stages, the last word."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from routemap.errors import Problem, ReadError

if TYPE_CHECKING:
    import pandas as pd

    from routemap.routes import Report

_SHOWN_PROBLEMS = 20


def check_input(source: str, encoding: str | None, sheet: str | None, columns: str | None) -> Report:
    """Read and check what a command was given."""
    from routemap.routes import check_routes

    refuse_what_is_no_file(source)
    return check_routes(source, encoding=encoding, sheet=sheet, columns=column_map(columns))


def refuse_what_is_no_file(source: str) -> None:
    """Tell of a folder or a named pipe before reading: a pipe that nobody fills would be waited for for ever."""
    path = Path(source)
    if source == "-" or path.is_file() or not path.exists() or source.startswith("/dev/"):
        return
    what = "a folder" if path.is_dir() else "no ordinary file"
    raise typer.BadParameter(f"{source} is {what}; give a file, or - for standard input")


def column_map(text: str | None) -> dict[str, str] | None:
    """Return the mapping of ``yours=ours,…``."""
    if not text:
        return None
    pairs = [part.partition("=") for part in text.split(",")]
    if any(not yours.strip() or not equals or not ours.strip() for yours, equals, ours in pairs):
        raise typer.BadParameter(f"{text!r} is not of the form from=origin,to=destination", param_hint="--columns")
    return {yours.strip(): ours.strip() for yours, _, ours in pairs}


def accept(report: Report) -> pd.DataFrame:
    """Return the routes, telling of warnings; raise with all problems when there are none."""
    if report.routes is None:
        raise ReadError(report.problems)
    print_problems(report.problems)
    return report.routes


def print_problems(problems: tuple[Problem, ...] | list[Problem]) -> None:
    """Print the first twenty problems, errors first, and say how many more there are."""
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    for problem in ordered[:_SHOWN_PROBLEMS]:
        typer.echo(f"{'warning: ' if problem.severity == 'warning' else ''}{problem}", err=True)
    if len(ordered) > _SHOWN_PROBLEMS:
        rest = len(ordered) - _SHOWN_PROBLEMS
        typer.echo(f"… and {rest} more; routemap check INPUT --report FILE.json lists all", err=True)


def refusal(problems: tuple[Problem, ...] | list[Problem]) -> str:
    """Return the words for a refused input."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    return f"refused: {counted(errors, 'error')}, {counted(warnings, 'warning')}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}{'s' * (number != 1)}"


def source_hash(source: str) -> str:
    """Return the SHA-256 of the input file; empty for standard input, which is gone once read."""
    if source == "-":
        return ""
    with Path(source).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def stages() -> Iterator[Callable[[str], None]]:
    """Show the present stage on a terminal once the work has taken a second; say nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda stage: None
        return
    import time

    from rich.console import Console

    console = Console(stderr=True)
    started = time.monotonic()
    status: Any = console.status("")
    shown = False

    def stage(name: str) -> None:
        nonlocal shown
        if not shown and time.monotonic() - started > 1:
            status.start()
            shown = True
        status.update(name)

    try:
        yield stage
    finally:
        if shown:
            status.stop()


def stop(code: int, message: str, debug: bool, error: BaseException) -> NoReturn:
    """End with one sentence and an exit code, or with the traceback when it was asked for."""
    if debug:
        raise error
    typer.echo(f"routemap: {message}", err=True)
    raise SystemExit(code)
