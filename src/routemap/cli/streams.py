"""Standard input, output and error, which may be closed, full, or read by nobody."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

from routemap.errors import ExportError
from routemap.files import reason


def occupy_closed_streams() -> None:
    """Open what the caller has closed: else the first files we open would get their numbers, and others' messages."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def write_result(data: bytes) -> None:
    """Write to standard output as bytes: the same in every locale.

    Raises
    ------
    ExportError
        If it is closed, or does not take all.
    BrokenPipeError
        If whoever read it has gone.
    """
    if sys.stdout is None:
        raise ExportError("cannot write to standard output: it is closed")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ExportError(
            f"cannot write to standard output: {reason(error)}; what stands there is not whole"
        ) from error


def let_go(stream: TextIO | None) -> None:
    """Give up what a stream has not taken, so that Python does not try again, and complain, at the end."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
