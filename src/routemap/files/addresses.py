"""Addresses, where the name of a file is expected: which names are some, and what is said where nothing is fetched."""

from __future__ import annotations

import os
import re

# A drive of Windows is one letter.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_address(name: str) -> bool:
    """Whether a name is that of something elsewhere and not on this machine.

    Examples
    --------
    >>> is_address("s3://bucket/a.csv"), is_address("C://a.csv"), is_address("a.csv")
    (True, False, False)
    """
    return _ADDRESS.match(name) is not None


def says_address(source: object) -> str:
    """Return what to say of an address that is given for a file; nothing for anything else.

    Examples
    --------
    >>> says_address("https://example.org/t.csv")
    'is an address, and nothing is fetched from the web: download it first, and give the file'
    >>> says_address("t.csv")
    ''
    """
    if not isinstance(source, str | os.PathLike) or not is_address(str(os.fspath(source))):
        return ""
    return "is an address, and nothing is fetched from the web: download it first, and give the file"
