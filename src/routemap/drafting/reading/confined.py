"""Reading with a library that sets itself no bounds: in a process of its own, whose time and memory are watched.

The process is a fresh Python that imports nothing from the current folder, gets the bytes of the file, and answers
with lines as JSON; what it says is taken for data. A thread in it looks at the time that it has computed and at its
memory, every few hundredths of a second, and ends it when either is more than the size of the file explains. On Linux
the system holds the memory as well. On Windows, which has no such count, time alone is bounded.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from enum import Enum
from pathlib import Path
from typing import Any, NoReturn

from routemap.drafting.reading.lines import Answer, Line, Piece
from routemap.drafting.reading.refusals import Refused, refuse
from routemap.errors import ReadError
from routemap.problems import Code, show_value

_SECONDS, _SECONDS_A_MEGABYTE = 2.0, 10.0  # a megabyte of nothing but packed text takes six
_MEGABYTES, _MEGABYTES_A_MEGABYTE = 300, 4
_POLL_S = 0.02
_STATUS = {3: "slow", 4: "vast", 5: "missing"}
# What a program ends with that asks for memory and gets none.
_NO_MEMORY = ("SIGABRT", "SIGILL", "SIGTRAP", "SIGKILL")
_START = """import sys, json
sys.path[:] = json.loads(sys.argv[1])
from routemap.drafting.reading import confined
confined.main()"""
_CODES: dict[str, Code] = {
    code: code for code in ("report-password", "report-damaged", "report-large", "report-scanned")
}


class Outcome(Enum):
    """What became of a process that has no answer."""

    SLOW = "slow"
    VAST = "vast"
    MISSING = "missing"
    BROKEN = "broken"


def _watch(size: int) -> NoReturn:
    """End the process when it has taken more than a file of this size explains."""
    start = _peak()
    while True:
        if time.process_time() > _SECONDS + _SECONDS_A_MEGABYTE * size / 1e6:
            os._exit(3)
        if _peak() - start > _most_bytes(size):
            os._exit(4)
        time.sleep(_POLL_S)


def _most_bytes(size: int) -> int:
    return _MEGABYTES * 1_000_000 + _MEGABYTES_A_MEGABYTE * size


def _peak() -> int:
    """Return the most memory that this process has taken, in bytes; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def read_confined(data: bytes, name: str) -> Answer | Outcome:
    """Return the lines of a PDF file, as a process of its own reads them, or why there are none.

    Parameters
    ----------
    data
        The file.
    name
        Of the report, without its folder.

    Raises
    ------
    ReadError
        If the process finds that it cannot be read.
    """
    here = str(Path(__file__).resolve().parents[3])
    paths = [here, *(path for path in sys.path if Path(path).is_absolute() and path != here)]
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", _START, json.dumps(paths)],
        input=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if done.returncode in {-getattr(signal, kind, 0) for kind in _NO_MEMORY} - {0}:
        return Outcome.VAST
    if done.returncode:
        return Outcome(_STATUS.get(done.returncode, "broken"))
    return _answer(done.stdout, name)


def _answer(said: bytes, name: str) -> Answer | Outcome:
    """Return what the process says; it has read a file that may have taken it over, so nothing is taken on trust."""
    try:
        told = json.loads(said)
        if "refused" in told:
            code, detail = told["refused"]
            refuse(_CODES[code], name, show_value(str(detail)))
        lines = [
            Line(
                tuple(Piece(str(text), int(page), int(source)) for text, source in pieces),
                "line" if pieces else "blank",
                int(page),
            )
            for page, pieces in told["lines"]
        ]
        return lines, int(told["pages"]), tuple(map(str, told["notes"]))
    except ReadError:
        raise
    except (ValueError, KeyError, TypeError):
        return Outcome.BROKEN


def main() -> NoReturn:
    """Read what comes on standard input, within bounds."""
    data = sys.stdin.buffer.read()
    threading.Thread(target=_watch, args=(len(data),), daemon=True).start()
    _hold_memory(_most_bytes(len(data)))
    status, said = answer_of(data)
    sys.stdout.buffer.write(json.dumps(said).encode())
    sys.stdout.buffer.flush()
    os._exit(status)  # what was read is not taken apart again


def answer_of(data: bytes) -> tuple[int, dict[str, Any]]:
    """Return the status to end with and what to say of a file, in the process that reads it."""
    status = 0
    said: dict[str, Any] = {}
    try:
        from routemap.drafting.reading.pdf_pages import read_pages

        lines, pages, notes = read_pages(data)
        told = [(line.page, [(piece.text, piece.source) for piece in line.pieces]) for line in lines]
        said = {"lines": told, "pages": pages, "notes": notes}
    except Refused as error:
        said = {"refused": [error.code, error.detail]}
    except MemoryError:
        status = 4
    except ImportError:
        status = 5
    return status, said


def _hold_memory(size: int) -> None:
    """Have the system refuse more memory; what is there already, libraries among it, is no matter."""
    if sys.platform != "linux":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + size,) * 2)
