"""XML in archives of strangers, read as a stream: no entities, no depth, nothing that fills the memory unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any, Final
from xml.parsers import expat

from routemap.routes.reading.zip_guard import GuardedArchive

_CHUNK = 1 << 16
_COUNTED = 1 << 20
_LONGEST_TOKEN = 1_000_000  # bytes of one tag or comment; expat keeps it whole
_DEEPEST = 32
_MOST_ATTRIBUTES = 100
# An element costs memory and time, and cannot be had for nothing: workbooks have at most three for a packed byte.
_TAGS: Final = 1_000_000
_TAGS_PER_BYTE: Final = 4
_MOST_NAMES = 10_000
_ENCODINGS = {None, "utf-8", "utf-16", "us-ascii", "iso-8859-1"}

OTHER: Final = "?"
"""Stands for each element of a language that is not asked for."""

Start = Callable[[Sequence[str], dict[str, str]], None]
End = Callable[[Sequence[str]], None]
Text = Callable[[str], None]


class XmlError(Exception):
    """Raised when XML is broken, or holds what no such file needs; says so in one clause."""


class XmlTooLargeError(XmlError):
    """Raised when XML unfolds to more than its size explains."""


class _Locals(dict[str, str]):
    """Names of elements with their language before them → names alone; `OTHER` for foreign languages."""

    def __init__(self, languages: frozenset[str]) -> None:
        super().__init__()
        self._languages = languages

    def __missing__(self, name: str) -> str:
        language, _, local = name.rpartition(" ")
        known = local if language in self._languages else OTHER
        if len(self) < _MOST_NAMES:
            self[name] = known
        return known


def read_xml(
    archive: GuardedArchive,
    part: str,
    languages: frozenset[str],
    start: Start,
    end: End | None = None,
    text: Text | None = None,
    *,
    deepest: int = _DEEPEST,
) -> Iterator[None]:
    """Call `start`, `end` and `text` for the elements of a part; pause after each block, so that results can be used.

    Parameters
    ----------
    archive, part
        Where the XML stands.
    languages
        The namespaces whose elements are meant; what another one calls a row is none.
    start
        Called with the path to the element, itself last, and its attributes. The path is only lent.
    end
        Called with the same path.
    text
        Called with pieces of text.
    deepest
        How many elements may stand within one another.

    Raises
    ------
    ArchiveError, XmlError
        If the part is missing or broken, or goes beyond a limit.
    """
    _refuse_dense(archive, part)
    with archive.open(part) as stream:
        yield from parse_xml(stream, languages, start, end, text, deepest=deepest)


def parse_xml(
    stream: IO[bytes],
    languages: frozenset[str],
    start: Start,
    end: End | None = None,
    text: Text | None = None,
    *,
    deepest: int = _DEEPEST,
) -> Iterator[None]:
    """Do what `read_xml` does for XML that stands in a file of its own, whose size is bounded by the caller."""
    path: list[str] = []
    locals_ = _Locals(languages)

    def opened(name: str, attributes: dict[str, str]) -> None:
        path.append(locals_[name])
        if len(path) > deepest or len(attributes) > _MOST_ATTRIBUTES:
            raise XmlTooLargeError(
                f"has elements more than {deepest} deep, or of more than {_MOST_ATTRIBUTES} attributes"
            )
        start(path, attributes)

    def closed(_: str) -> None:
        if end is not None:
            end(path)
        path.pop()

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.CharacterDataHandler = text
    parser.buffer_text = True
    parser.XmlDeclHandler, parser.StartDoctypeDeclHandler = _check_encoding, _refuse_doctype
    fed = 0
    try:
        while block := stream.read(_CHUNK):
            parser.Parse(block, False)
            fed += len(block)
            if fed - parser.CurrentByteIndex > _LONGEST_TOKEN:
                raise XmlTooLargeError(f"has a tag or comment of more than {_LONGEST_TOKEN // 1_000_000} MB")
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        raise XmlError(f"is no valid XML in its line {error.lineno:,}") from error


def _refuse_dense(archive: GuardedArchive, part: str) -> None:
    """Count the tags before any is looked at, which is a hundred times quicker."""
    most = _TAGS + _TAGS_PER_BYTE * archive.packed_bytes(part)
    if archive.unpacked_bytes(part) < most:
        return
    tags = 0
    with archive.open(part) as stream:
        while block := stream.read(_COUNTED):
            tags += block.count(b"<")
            if tags > most:
                raise XmlTooLargeError(f"has more than {most:,} tags, which its size does not explain")


def _check_encoding(version: Any, encoding: str | None, standalone: Any) -> None:
    del version, standalone
    if (encoding and encoding.lower()) not in _ENCODINGS:
        raise XmlError("is in an encoding that is not read")


def _refuse_doctype(*_: Any) -> None:
    raise XmlError("declares entities, which no such file does")
