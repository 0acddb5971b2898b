"""Bytes → text: which encoding, and where the first byte is that does not fit it."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from routemap.errors import RouteError
from routemap.problems import Problem, show_value
from routemap.routes.reading.inputs import Input
from routemap.routes.reading.raw_table import MOST_ROWS, RefusedError, too_many_rows

_BLOCK = 1 << 20
_LONGEST_LINE = 16  # blocks
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def no_encoding(wanted: str, *, is_known: bool = False) -> RouteError:
    """Return what to say of an encoding that there is not, or that is none of texts."""
    said = f"'{show_value(wanted)}' is no text encoding" if is_known else f"there is no encoding '{show_value(wanted)}'"
    return RouteError(f"{said}; expected one such as utf-8 or windows-1252")


def find_encoding(source: Input, wanted: str | None) -> str:
    """Return the encoding of the input: what the user says, else its byte order mark, else UTF-8.

    Raises
    ------
    RouteError
        If `wanted` is no text encoding.
    RefusedError
        If the input holds NUL bytes that its encoding does not explain.
    """
    head = source.stream.read(4)
    source.stream.seek(0)
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    if wanted is not None and not source.is_text:
        try:
            codec = codecs.lookup(wanted)
        except (LookupError, ValueError) as error:
            raise RouteError(
                f"there is no encoding '{show_value(wanted)}'; expected one such as utf-8 or windows-1252"
            ) from error
        if not getattr(codec, "_is_text_encoding", True):
            raise no_encoding(wanted, is_known=True)
        return "utf-8-sig" if codec.name == "utf-8" else codec.name
    if marked is None or marked == "utf-8-sig":
        _refuse_nul(source)
    return marked or "utf-8"


def _refuse_nul(source: Input) -> None:
    before, block = 0, source.stream.read(_BLOCK)
    while block and (found := block.find(b"\0")) < 0:
        before += len(block)
        block = source.stream.read(_BLOCK)
    source.stream.seek(0)
    if not block:
        return
    nuls = block.count(b"\0")
    if nuls > len(block) // 4:
        ending = "be" if block.startswith(b"\0") else "le"
        hint = f"it looks like UTF-16 without its mark: try --encoding utf-16-{ending}"
    else:
        hint = "the file may be damaged, or not be a text file"
    line, rest = 1, before + found
    while rest:
        block = source.stream.read(min(rest, _BLOCK))
        line += _count_lines(block.decode("latin-1"))
        rest -= len(block)
    source.stream.seek(0)
    raise RefusedError(Problem("nul-byte", "holds a NUL byte", "text", hint, file=source.name, line=line))


def refuse_endless(source: Input) -> None:
    """Refuse a text whose lines do not end: a row of a gigabyte would fill the memory many times; or that has no end of
    lines, however little stands in them.

    Raises
    ------
    RefusedError
        If a line is longer than `_LONGEST_LINE` blocks, or there are more lines than rows of any table.
    """
    blocks = lines = 0
    while block := source.stream.read(_BLOCK):
        ends = max(block.count(b"\n"), block.count(b"\r"))
        blocks = 0 if ends else blocks + 1
        lines += ends
        if blocks > _LONGEST_LINE:
            message, expected = f"has a line of more than {_LONGEST_LINE} MB", "a table with one row per line"
            raise RefusedError(Problem("line-long", message, expected, file=source.name))
        if lines > MOST_ROWS:
            raise too_many_rows(source.name)
    source.stream.seek(0)


def _count_lines(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def undecodable(source: Input, encoding: str) -> RefusedError:
    """Return what to say when the input is not in `encoding`, with the line and the byte."""
    source.stream.seek(0)
    line, byte, number = _locate(source.stream, encoding)
    if byte is None:
        message = "the last character is cut short"
        return RefusedError(Problem("encoding", message, "a whole file", file=source.name, line=line))
    name = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "utf-32": "UTF-32"}.get(encoding, encoding)
    shown = f"the byte 0x{byte:02X} (number {number:,} of the file)"
    return RefusedError(
        Problem(
            "encoding",
            f"{shown} is not {name}",
            "a file saved as UTF-8",
            "if it was saved in another encoding, say which: --encoding windows-1252, for instance",
            file=source.name,
            line=line,
        )
    )


def _locate(stream: BinaryIO, encoding: str) -> tuple[int, int | None, int]:
    decoder = codecs.getincrementaldecoder(encoding)()
    line, offset = 1, 0
    while True:
        block = stream.read(_BLOCK)
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeError as error:
            if not isinstance(error, UnicodeDecodeError):
                return line, None, offset
            carried = len(error.object) - len(block)
            line += _count_lines(error.object[: error.start].decode(encoding, "replace"))
            is_cut = not block and "truncated" in error.reason
            byte = None if is_cut else error.object[error.start]
            return line, byte, offset - carried + error.start + 1
        if not block:
            return line, None, offset
        line += _count_lines(text)
        offset += len(block)


def read_blocks(source: Input, encoding: str | None) -> Iterator[str]:
    """Give the input as text, block by block.

    Raises
    ------
    RefusedError
        If it is not in its encoding.
    """
    found = find_encoding(source, encoding)
    decoder = codecs.getincrementaldecoder(found)("surrogatepass" if source.is_text else "strict")
    try:
        while block := source.stream.read(_BLOCK):
            if text := decoder.decode(block):
                yield text
        if text := decoder.decode(b"", final=True):
            yield text
    except UnicodeError as error:
        raise undecodable(source, found) from error
