"""Devices and pipes: what is written there goes straight through, and cannot be taken back."""

from __future__ import annotations

import errno
import os
import stat
import time
from pathlib import Path

_PATIENCE_S = 20.0
_PAUSE_S = 0.05


def special_kind(mode: int) -> str:
    """Return what a path is that is neither a file, a folder nor a link: a pipe, a socket, a device; else nothing.

    Parameters
    ----------
    mode
        As the system tells it.

    Examples
    --------
    >>> special_kind(stat.S_IFIFO | 0o600), special_kind(stat.S_IFREG | 0o600)
    ('pipe', '')
    """
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISLNK(mode):
        return ""
    return "pipe" if stat.S_ISFIFO(mode) else "socket" if stat.S_ISSOCK(mode) else "device"


def is_stream(path: Path) -> bool:
    """Tell whether a path is a device or a pipe rather than a file to be replaced.

    Raises
    ------
    OSError
        If it is a folder, or a socket, which cannot be opened by its name.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if stat.S_ISSOCK(mode):
        raise OSError(0, f"there is a {special_kind(mode)} of that name, not a file")
    return special_kind(mode) != ""


def write_stream(path: Path, data: bytes) -> None:
    """Write into a device or a pipe; a pipe that nobody reads is waited for for 20 s.

    Raises
    ------
    OSError
        If nobody reads, or whoever read has gone.
    """
    handle = _open_for_reader(path)
    try:
        if hasattr(os, "set_blocking"):  # Windows has it from Python 3.12 on
            os.set_blocking(handle, True)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def _open_for_reader(path: Path) -> int:
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        try:
            return os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        except OSError as error:
            if error.errno != errno.ENXIO or time.monotonic() > deadline:
                raise
        time.sleep(_PAUSE_S)
