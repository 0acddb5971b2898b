"""Where a table comes from: a path, standard input, a buffer."""

from __future__ import annotations

import errno
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from routemap.errors import RouteError
from routemap.files import says_address, shown
from routemap.problems import Problem, show_value
from routemap.routes.reading.raw_table import RefusedError

# A program that never stops writing must not fill the memory.
_MOST_STDIN_BYTES = 2_000_000_000
_SPOOLED_BYTES = 1 << 26
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Input:
    """An opened input.

    Parameters
    ----------
    name
        Without the folder, and harmless on a terminal; ``<stdin>`` for standard input.
    suffix
        Of the file name, lower case; empty when there is none.
    stream
        The bytes, at their start; can be rewound.
    path
        The file, when it is one.
    is_text
        Whether it was text already; then it is UTF-8 here, whatever the user says of its encoding.
    """

    name: str
    suffix: str
    stream: BinaryIO
    path: Path | None = None
    is_text: bool = False


@contextmanager
def open_input(source: str | os.PathLike[str] | IO[bytes] | IO[str]) -> Iterator[Input]:
    """Open a path, ``-`` for standard input, or a buffer; a caller's buffer is left open."""
    if isinstance(source, str | os.PathLike):
        if wrong := says_address(source):
            raise RouteError(f"{show_value(str(source))} {wrong}")
        if os.fspath(source) == "-":
            # In memory while it is small; a large one must not stand there beside the table made of it.
            with tempfile.SpooledTemporaryFile(max_size=_SPOOLED_BYTES) as spool:
                _copy_stdin(spool)
                yield Input("<stdin>", "", cast("BinaryIO", spool))
            return
        path = Path(source)
        with path.open("rb") as stream:
            if stream.seekable():
                yield Input(shown(path), path.suffix.casefold(), stream, path)
                return
            with tempfile.SpooledTemporaryFile(max_size=_SPOOLED_BYTES) as spool:
                _copy(stream, spool, shown(path))
                yield Input(shown(path), path.suffix.casefold(), cast("BinaryIO", spool))
        return
    name = getattr(source, "name", None)
    name = name if isinstance(name, str) else "<buffer>"
    content = source.read()
    is_text = isinstance(content, str)
    # "surrogatepass", here and on reading: the checks say in which cell a lone surrogate stands.
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    suffix = "" if name.startswith("<") else Path(name).suffix.casefold()
    yield Input(shown(Path(name)), suffix, io.BytesIO(data), is_text=is_text)


def _copy_stdin(spool: IO[bytes]) -> None:
    if sys.stdin is None:
        raise OSError(errno.EBADF, "there is no standard input; give a file", "<stdin>")
    _copy(sys.stdin.buffer, spool, "<stdin>")


def _copy(stream: IO[bytes], spool: IO[bytes], name: str) -> None:
    """Copy what cannot be rewound, standard input or a pipe, up to a limit."""
    size = 0
    while block := stream.read(_BLOCK):
        size += spool.write(block)
        if size > _MOST_STDIN_BYTES:
            message, expected = "does not end", f"at most {_MOST_STDIN_BYTES / 1e9:,.0f} GB; give a file"
            raise RefusedError(Problem("file-large", message, expected, file=name))
    spool.seek(0)
