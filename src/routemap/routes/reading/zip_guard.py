"""Zip archives of strangers: a few kilobytes of one can claim to be terabytes."""

from __future__ import annotations

import errno
import struct
import zipfile
import zlib
from typing import IO, BinaryIO, Final

_DIRECTORY = b"PK\x05\x06"
_LARGE_DIRECTORY = b"PK\x06\x06"
_LONGEST_DIRECTORY = 8_000_000  # bytes; fifty thousand entries
_UNPACKED: Final = 64_000_000
_TIMES: Final = 100
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class ArchiveError(Exception):
    """Raised when an archive, or a part of it, is not to be unpacked; says why in one clause."""


BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ValueError, NotImplementedError, RuntimeError)
"""What Python says of archives that are damaged, locked, or packed in a way that no office program uses."""


class TooLargeError(ArchiveError):
    """Raised when an archive unfolds to more than its size explains."""


def why_broken(error: Exception) -> str:
    """Return one clause about an archive, or a part of it, that cannot be read: "is cut off".

    Examples
    --------
    >>> why_broken(EOFError()), why_broken(zipfile.BadZipFile("Bad magic number for central directory"))
    ('is cut off', 'is damaged')
    """
    if isinstance(error, ArchiveError):
        return str(error)
    if isinstance(error, RuntimeError) and "password" in str(error):
        return "is locked with a password"
    return "is cut off" if isinstance(error, EOFError) else "is damaged"


class GuardedArchive:
    """An archive whose parts unpack to what their packed size explains, and stand in it once.

    Parameters
    ----------
    stream
        At any place; left open.

    Raises
    ------
    ArchiveError, zipfile.BadZipFile
        If it is damaged, or no archive that any program would have made.
    """

    def __init__(self, stream: BinaryIO) -> None:
        _refuse_long_directory(stream)
        try:
            self._archive = zipfile.ZipFile(stream)
        except (OSError, ValueError, NotImplementedError, struct.error) as error:
            raise zipfile.BadZipFile(str(error)) from error
        self.names = frozenset(self._archive.namelist())
        # Office programs, and systems on which an archive is unpacked, take names of other case for the same.
        if len({name.replace("\\", "/").lower() for name in self.names}) < len(self._archive.infolist()):
            # Programs differ on which of the two they take: what one shows another would not read.
            raise ArchiveError("names one of its parts twice")

    def packed_bytes(self, name: str) -> int:
        """Return how many bytes a part takes in the archive."""
        return self._entry(name).compress_size

    def unpacked_bytes(self, name: str) -> int:
        """Return how many bytes a part says it unpacks to; more are never given."""
        return self._entry(name).file_size

    def open(self, name: str) -> IO[bytes]:
        """Open a part for reading from front to back.

        Raises
        ------
        ArchiveError
            If the part is missing, or unpacks to more than it should.
        zipfile.BadZipFile
            If it is not where the list of parts says.
        """
        entry = self._entry(name)
        if entry.compress_type not in _METHODS or entry.flag_bits & 1:
            raise ArchiveError("is packed in a way that office programs do not use")
        if entry.file_size > _UNPACKED + _TIMES * entry.compress_size:
            raise TooLargeError(f"unpacks to {entry.file_size / 1e6:,.0f} MB, more than {_TIMES} times its size")
        try:
            return self._archive.open(entry)
        except (ValueError, NotImplementedError, struct.error) as error:
            raise zipfile.BadZipFile(str(error)) from error
        except OSError as error:
            # A file says so of a place before its beginning, where a buffer raises ValueError.
            if error.errno != errno.EINVAL:
                raise
            raise zipfile.BadZipFile(str(error)) from error

    def _entry(self, name: str) -> zipfile.ZipInfo:
        if name not in self.names:
            raise ArchiveError(f"lacks its part {name}")
        return self._archive.getinfo(name)


def _refuse_long_directory(stream: BinaryIO) -> None:
    """Look at how long the list of parts is before Python reads it whole."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - (1 << 16) - 22))
    tail = stream.read()
    stream.seek(0)
    place = tail.rfind(_DIRECTORY)
    if place < 0 or place + 16 > len(tail):
        raise zipfile.BadZipFile("no list of parts")
    (length,) = struct.unpack_from("<I", tail, place + 12)
    large = tail.rfind(_LARGE_DIRECTORY)
    if length == 0xFFFFFFFF and 0 <= large <= len(tail) - 48:
        (length,) = struct.unpack_from("<Q", tail, large + 40)
    if length > _LONGEST_DIRECTORY:
        raise TooLargeError("has more parts than any such file")
