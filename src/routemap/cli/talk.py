"""Reading the input for a command, and what a command says: problems, counts, stages, the last word."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from routemap.cli.streams import let_go
from routemap.errors import ExportError, ReadError, RouteError
from routemap.files import count_written, one_name, pending_targets, reason, says_address, shown, told
from routemap.problems import Problem, counted, did_you_mean, group_alike, sentence, show_value
from routemap.routes.leaving_out import can_be_left_out

if TYPE_CHECKING:
    import pandas as pd
    from rich.progress import Progress

    from routemap.cli.reading import Reading
    from routemap.routes import Report
    from routemap.routes.deciding import Decided

_SHOWN_KINDS = 20
_PATIENCE_S = 1.0
_NOT_PLAIN = re.compile(r"[^\n -~]")
_bar: list[Progress] = []  # the one that is or may be shown


def check_input(source: str, reading: Reading) -> Report:
    """Read and check what a command was given, whose paths `inputs_of` has looked at."""
    from routemap.routes import check_routes

    try:
        report = check_routes(source, recipe=reading.recipe, **reading.said)
    except RouteError as error:  # an encoding or a column that there is not: the command is wrong, not the data
        raise typer.BadParameter(str(error)) from error
    reading.left_out = len(report.left_out)
    return report


def require_language(lang: str) -> None:
    """Refuse a language that pages cannot be written in."""
    from routemap.words import LANGUAGES

    if lang not in LANGUAGES:
        wrong = f"{show_value(lang)!r} is none of {', '.join(LANGUAGES)}"
        raise typer.BadParameter(sentence(wrong, did_you_mean(lang, LANGUAGES)), param_hint="--lang")


def refuse_what_is_no_file(source: str) -> None:
    """Tell of a folder or a named pipe before reading: a pipe that nobody fills would be waited for for ever."""
    if not source:
        raise typer.BadParameter("the name of the input is empty; give a file, or - for standard input")
    if wrong := says_address(source):
        raise typer.BadParameter(f"{show_value(source)} {wrong}")
    path = Path(source)
    if source == "-" or path.is_file() or not path.exists() or source.startswith("/dev/"):
        return
    what = "a folder" if path.is_dir() else "no ordinary file"
    raise typer.BadParameter(f"{shown(path)} is {what}; give a file, or - for standard input")


def inputs_of(source: str, reading: Reading) -> list[str]:
    """Return the paths of all that a command reads: the table, the recipe, the list of places that either names."""
    given = (source, reading.recipe, reading.said.get("places_file"))
    paths = [str(path) for path in given if path is not None]
    for path in paths:
        refuse_what_is_no_file(path)
    if reading.recipe is not None:
        from routemap.routes.recipe_file import read_recipe

        with suppress(RouteError, OSError):  # told when the table is read
            recipe = read_recipe(reading.recipe)
            if recipe.places_file is not None:
                paths.append(recipe.beside(recipe.places_file))
    return paths


def spare_inputs(sources: Iterable[str], *targets: Path) -> None:
    """Refuse to write over an input: what was read must stay there to be read again.

    Raises
    ------
    ExportError
        If one of the targets is an input, under whatever name, or a file that belongs to it; or if the next write
        into a target's folder would put right what a killed run has left of an input.
    """
    given = [Path(source) for source in sources if source != "-"]
    inputs = [path for one in given for path in (one, *_companions(one)) if path.exists()]
    for target in targets:
        with told(target, "nothing was written"):
            if target.exists() and any(path.samefile(target) for path in inputs):
                raise ExportError(
                    f"cannot write {shown(target)}: it is an input, which is never touched; nothing was written"
                )
    for folder in {target.parent for target in targets}:
        if any(path.samefile(left) for left in pending_targets(folder) if left.exists() for path in inputs):
            raise ExportError(
                f"cannot write into {shown(folder)}: a run that was killed left an input there half written; "
                "repeat that run first, or copy the input elsewhere; nothing was written"
            )


def tell_apart(*targets: Path | None) -> None:
    """Refuse one name for two outputs: the second would take the place of the first."""
    seen: set[str] = set()
    for target in targets:
        if target is None or str(target) == "-":
            continue
        path = one_name(
            os.path.realpath(target)
        )  # which, unlike `Path.resolve`, bears a loop of links: writing tells it
        if path in seen:
            raise typer.BadParameter(f"{shown(target)} is named for two outputs; give each a name of its own")
        seen.add(path)


def _companions(given: Path) -> list[Path]:
    """Return the paths of what belongs to an input beside its own: a database's log, the parts of a Shapefile."""
    logs = [given.with_name(given.name + suffix) for suffix in ("-wal", "-shm", "-journal")]
    parts = (".shx", ".dbf", ".prj", ".cpg") if given.suffix.casefold() == ".shp" else ()
    return logs + [given.with_suffix(suffix) for suffix in parts]


def accept(report: Report) -> pd.DataFrame:
    """Return the routes, telling of warnings; raise with all problems when there are none."""
    if report.routes is None:
        raise ReadError(report.problems)
    print_left_out(report)
    print_problems(report.problems)
    return report.routes


def known_colour(routes: pd.DataFrame, colour: str | None) -> pd.DataFrame:
    """Return the routes if they have the column that they are to be coloured by; else the command is wrong."""
    from routemap.routes.colouring import coloured_by

    try:
        return coloured_by(routes, colour)
    except RouteError as error:
        raise typer.BadParameter(str(error), param_hint="--colour") from error


def print_left_out(report: Report) -> None:
    """Print why rows were left out, by what is the same in them."""
    for alike in group_alike(report.left_out)[:_SHOWN_KINDS]:
        say(f"left out: {alike}")


def print_problems(problems: tuple[Problem, ...] | list[Problem]) -> None:
    """Print the first twenty kinds of problems, errors first, and say how many more there are."""
    kinds = group_alike(problems)
    for alike in kinds[:_SHOWN_KINDS]:
        say(f"{'warning: ' if alike.first.severity == 'warning' else ''}{alike}")
    if len(kinds) > _SHOWN_KINDS:
        rest = len(kinds) - _SHOWN_KINDS
        say(f"… and {rest:,} more; routemap check INPUT --report FILE.json lists all")


def say(text: str) -> None:
    """Print a line of talk, above the bar if one is shown: the bar would wipe it out.

    Where nobody can hear it, because standard error is closed or full, that is no reason to stop.
    """
    with suppress(OSError):
        if _bar:
            _bar[-1].console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            typer.echo(text, err=True)


def print_result(text: str) -> None:
    """Print a line on standard output; where that is closed, there is nobody to tell.

    Raises
    ------
    ExportError
        If it does not take all; says what became of the files.
    BrokenPipeError
        If whoever read it has gone.
    """
    try:
        typer.echo(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        let_go(sys.stdout)
        outcome = "what was written is whole" if count_written() else "nothing was written"
        raise ExportError(f"cannot write to standard output: {reason(error)}; {outcome}") from error


def json_text(content: object) -> str:
    """Return data as JSON in which nothing stands that a terminal would obey: such signs are written as numbers."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return _NOT_PLAIN.sub(lambda found: found[0] if found[0].isprintable() else json.dumps(found[0])[1:-1], text)


def refusal(problems: tuple[Problem, ...] | list[Problem]) -> str:
    """Return the words for a refused input."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    # Errors of single rows leave the rest of the table sound.
    wrong = [problem for problem in problems if problem.severity == "error"]
    is_of_rows = wrong and all(map(can_be_left_out, wrong))
    way_out = "; --leave-out-bad leaves out the rows with errors" if is_of_rows else ""
    return f"refused: {counted(errors, 'error')}, {counted(warnings, 'warning')}{way_out}"


def left_out(decided: Decided) -> str:
    """Return what to add to the last word about rows that are drafts, or were rejected in a review."""
    drafts = f", of them {counted(decided.drafts, 'draft')} that nobody has reviewed" if decided.drafts else ""
    return drafts + (f"; {decided.rejected} left out as rejected" if decided.rejected else "")


def source_hash(source: str) -> str:
    """Return the SHA-256 of the input file; empty for standard input, which is gone once read."""
    if source == "-":
        return ""
    with Path(source).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def stages() -> Iterator[Callable[[str], None]]:
    """Show the present stage and a moving bar on a terminal once the work has taken a second; nothing elsewhere."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda stage: None
        return
    import threading

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    # Transient: the last word of a command stands alone, as it does in a file.
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task = progress.add_task("", total=None)
    patience = threading.Timer(_PATIENCE_S, progress.start)
    patience.daemon = True
    patience.start()
    _bar.append(progress)
    try:
        yield lambda stage: progress.update(task, description=show_value(stage))
    finally:
        patience.cancel()
        patience.join()  # it may be about to show the bar
        progress.stop()
        _bar.pop()


def stop(code: int, message: str, debug: bool, error: BaseException) -> NoReturn:
    """End with one sentence and an exit code, or with the traceback when it was asked for."""
    if debug:
        raise error
    say(f"routemap: {message}")
    let_go(sys.stderr)
    raise SystemExit(code)
