"""Zip archives that are the same bytes whenever and wherever they are made."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping
from typing import Final

FIXED_MOMENT: Final = datetime.datetime(1980, 1, 1)
"""What archives tell instead of the clock: the earliest moment that one can hold."""


def to_archive(members: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of members by their name, in their order.

    Examples
    --------
    >>> to_archive({"a.txt": b"text"}) == to_archive({"a.txt": b"text"})
    True
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, date_time=FIXED_MOMENT.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else the archive tells on which system it was made
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
