"""Running a command: every failure becomes one sentence and an exit status."""

from __future__ import annotations

import os
import sys

from routemap.cli import commands, drafting, figures, records
from routemap.cli.options import app
from routemap.cli.talk import print_problems, refusal, stop
from routemap.errors import ReadError, RoutemapError
from routemap.problems import show_value

__all__ = ["app", "run"]

_ROOMS = (commands, drafting, figures, records)  # their commands join the app when they are imported

_STOPPED = "stopped; each file is as it was, or new and whole"


def run() -> None:
    """Run the command line; no traceback reaches the user unless asked for with --debug."""
    debug = "--debug" in sys.argv
    for stream in (sys.stdout, sys.stderr):
        # Places have names that a terminal in a bare locale cannot show; a question mark beats a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except ReadError as error:
        print_problems(error.problems)
        stop(1, f"{refusal(error.problems)}; nothing was written", debug, error)
    except RoutemapError as error:
        stop(1 if isinstance(error, ValueError) else 2, str(error), debug, error)
    except BrokenPipeError:
        # Whoever read our output has gone, as `head` does; Python must not try to flush what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except OSError as error:
        about = f"{error.filename}: " if error.filename else ""
        stop(2, f"{about}{(error.strerror or str(error)).lower()}", debug, error)
    except MemoryError as error:
        stop(2, "the memory of this machine does not suffice; split the input", debug, error)
    except KeyboardInterrupt as error:
        stop(130, _STOPPED, debug, error)
    except SystemExit as ended:
        if ended.code == 130:  # typer's way of passing Ctrl-C on
            stop(130, _STOPPED, debug, ended)
        raise
    except Exception as error:
        about = f"a fault of routemap's own ({type(error).__name__}: {show_value(str(error))}); nothing was written"
        stop(2, f"{about}. --debug shows where; please report it", debug, error)
