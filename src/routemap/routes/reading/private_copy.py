"""A copy of the input that is ours alone: what a library opens in place of the user's own file."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from routemap.files import scratch_folder
from routemap.routes.reading.inputs import Input

_BLOCK = 1 << 20
_PRIVATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
# A named pipe beside the input must not be waited for, and a link beside it must not lead elsewhere.
_ORDINARY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def private_copy(source: Input, name: str) -> Iterator[Path]:
    """Give a copy of the input under a name of ours, in a folder that nobody else can enter; both go at the end.

    Libraries read more than bytes: they take a name for a connection, look for files beside it, and some write into
    what they open. None of that may depend on a name that somebody else chose, or touch a file that is evidence.

    Parameters
    ----------
    source
        The input; left at its start.
    name
        What the copy is called, such as ``input.gpkg``.
    """
    with scratch_folder() as folder:
        path = folder.resolve() / name
        write_private(source.stream, path, source.name)
        source.stream.seek(0)
        yield path


def copy_beside(source: Input, suffix: str, path: Path) -> bool:
    """Copy the file that stands beside the input under its name and `suffix`; tell whether there is one with content.

    Parameters
    ----------
    source
        The input; nothing stands beside a stream.
    suffix
        What the name has more than the input's, such as ``-wal``.
    path
        The private copy of the input, which gets the same companion.
    """
    stream = open_beside(source, suffix)
    if stream is None:
        return False
    with stream:
        target = path.with_name(path.name + suffix)
        write_private(stream, target, source.name + suffix)
        return target.stat().st_size > 0


def copy_part(source: Input, suffix: str, path: Path) -> bool:
    """Copy the file that has the input's name and another suffix; tell whether there is one.

    Parameters
    ----------
    source
        The input; nothing stands beside a stream.
    suffix
        In small letters, such as ``.dbf``; capitals are tried, too.
    path
        The private copy of the input, beside which the part gets the same name.
    """
    for spelt in (suffix, suffix.upper()):
        stream = open_part(source, spelt)
        if stream is not None:
            with stream:
                write_private(stream, path.with_suffix(suffix), source.name)
            return True
    return False


def open_part(source: Input, suffix: str) -> BinaryIO | None:
    """Open the ordinary file that has the input's name and another suffix; None if there is none."""
    if source.path is None:
        return None
    return _open_ordinary(source.path.resolve().with_suffix(suffix))


def open_beside(source: Input, suffix: str) -> BinaryIO | None:
    """Open the ordinary file that stands beside the input under its name and `suffix`; None if there is none."""
    if source.path is None:
        return None
    beside = source.path.resolve()
    return _open_ordinary(beside.with_name(beside.name + suffix))


def _open_ordinary(path: Path) -> BinaryIO | None:
    try:
        descriptor = os.open(path, _ORDINARY)
    except OSError:  # not there, a link, or not to be read
        return None
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    return None


def write_private(stream: IO[bytes], path: Path, name: str) -> None:
    """Write a stream into a new file that nobody else can read; `name` is what a failure calls the input."""
    try:
        with os.fdopen(os.open(path, _PRIVATE, 0o600), "wb") as copy:
            shutil.copyfileobj(stream, copy, _BLOCK)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OSError(error.errno, f"cannot be copied to be read ({reason})", name) from error
