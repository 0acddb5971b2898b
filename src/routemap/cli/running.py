"""Running a command: every failure becomes one sentence and an exit status."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from routemap.cli import commands, drafting, figures, places, records, starting
from routemap.cli.consoles import NOTE, has_escaped, write_visibly
from routemap.cli.options import app
from routemap.cli.streams import let_go
from routemap.cli.talk import print_problems, refusal, say, stop
from routemap.errors import ExportError, ReadError, RoutemapError
from routemap.files import Stopped, count_written, orderly, shown, sweep_scratch, windows
from routemap.problems import show_value

__all__ = ["app", "run"]

_ROOMS = (commands, drafting, figures, places, records, starting)  # their commands join the app when they are imported

_FOLDERS = re.compile(r"""(?<![\w:/\\])(?:[A-Za-z]:)?[/\\](?:[^\s/\\:'"]+[/\\])+""")
_AS_PROMISED = "each file is as it was, or new and whole"


def run() -> None:
    """Run the command line; no traceback reaches the user unless asked for with --debug."""
    debug = "--debug" in sys.argv
    write_visibly()
    sys.argv[1:] = map(_harmless, sys.argv[1:])
    try:
        with orderly():
            _run(count_written(), debug=debug)
    finally:
        if has_escaped():
            say(NOTE)


def _harmless(argument: str) -> str:
    """Return an argument as it is, but the name of an option without signs that turn or hide what stands beside them.

    No option has such a name, and the refusal repeats it as it was given.
    """
    name, is_given, value = argument.partition("=")
    if name.startswith("-") and " " not in name and not name.isprintable():
        return show_value(name) + is_given + value
    return argument


def _run(written_before: int, *, debug: bool) -> None:
    try:
        sweep_scratch()
        app()
    except ReadError as error:
        print_problems(error.problems)
        stop(1, f"{refusal(error.problems)}; {_outcome(written_before)}", debug, error)
    except RoutemapError as error:
        stop(1 if isinstance(error, ValueError) else 2, str(error), debug, error)
    except OSError as error:
        let_go(sys.stdout)
        about = f"{shown(Path(os.fsdecode(error.filename)))}: " if isinstance(error.filename, str | bytes) else ""
        stop(2, f"{about}{windows.refusal(error) or (error.strerror or str(error)).lower()}", debug, error)
    except MemoryError as error:
        stop(2, "the memory of this machine does not suffice; split the input", debug, error)
    except KeyboardInterrupt as error:
        stop(130, _stopped(error), debug, error)
    except Stopped as error:
        stop(128 + error.number, _stopped(error), debug, error)
    except SystemExit as ended:
        if isinstance(ended.__context__, BrokenPipeError):
            # Typer's way of telling that whoever read our output has gone, as `head` does.
            raise SystemExit(0) from None
        if ended.code == 130:  # typer's way of passing Ctrl-C on
            stop(130, _stopped(ended), debug, ended)
        raise
    except Exception as error:
        # What a library says of itself has the folders in which it lies.
        said = show_value(_FOLDERS.sub("", str(error)))
        about = f"a fault of routemap's own ({type(error).__name__}: {said}); {_outcome(written_before)}"
        stop(2, f"{about}. --debug shows where; please report it", debug, error)


def _outcome(written_before: int) -> str:
    """Return what is true of the files at the end of a command that did not come to its own."""
    return "what was written is whole" if count_written() > written_before else "nothing was written"


def _stopped(error: BaseException) -> str:
    """Return the last word of a command that was stopped, perhaps while it was failing already."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ExportError):
        cause = cause.__context__
    return f"stopped; {cause or _AS_PROMISED}"
