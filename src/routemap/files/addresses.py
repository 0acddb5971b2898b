"""Addresses on the web, where the name of a file is expected: nothing is fetched."""

from __future__ import annotations

import os
import re

_ADDRESS = re.compile(r"(https?|ftps?|s3|gs|file|hdfs|abfss?)://", re.IGNORECASE)


def says_address(source: object) -> str:
    """Return what to say of an address that is given for a file; nothing for anything else.

    Examples
    --------
    >>> says_address("https://example.org/t.csv")
    'is an address, and nothing is fetched from the web: download it first, and give the file'
    >>> says_address("t.csv")
    ''
    """
    if not isinstance(source, str | os.PathLike) or not _ADDRESS.match(str(os.fspath(source))):
        return ""
    return "is an address, and nothing is fetched from the web: download it first, and give the file"
