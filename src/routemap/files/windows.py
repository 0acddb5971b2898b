"""What Windows refuses and others allow: open files, names of devices, long paths, two names that differ in case."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PureWindowsPath
from typing import Final

DEVICES: Final = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows keeps for devices, whatever their suffix."""
_ACCESS_DENIED, _SHARING, _LOCKED, _TOO_LONG = 5, 32, 33, 206
# A path may have 259 characters, and our staging folder and the name in it want a hundred more.
_LONG = 150


def is_device_name(name: str) -> bool:
    """Tell whether a file's name is a device's to Windows.

    Examples
    --------
    >>> is_device_name("Aux.csv"), is_device_name("nul"), is_device_name("console.csv")
    (True, True, False)
    """
    return name.partition(".")[0].rstrip(" ").casefold() in DEVICES


def one_name(path: str, *, is_blind: bool = os.name == "nt" or sys.platform == "darwin") -> str:
    """Return what two paths have in common if they lead to one file where disks do not tell capitals from small.

    Examples
    --------
    >>> one_name("A.csv", is_blind=True) == one_name("a.csv", is_blind=True)
    True
    """
    return path.casefold() if is_blind else path


def refusal(error: OSError) -> str:
    """Return why Windows refused, where it is by a rule of its own; else nothing.

    Excel, QGIS and ArcGIS keep the files that they show from being replaced. Windows tells of it by either of two
    numbers, one of which it has for missing rights as well.
    """
    number = getattr(error, "winerror", None)
    if number in (_SHARING, _LOCKED):
        return "is it open in another program? Close it there and repeat"
    if number == _ACCESS_DENIED:
        return "is it open in another program? Close it there and repeat; else writing there is not permitted"
    return "the path is longer than Windows allows; choose a folder nearer to the root" if number == _TOO_LONG else ""


def reachable(path: Path, *, is_windows: bool = os.name == "nt") -> Path:
    """Return a resolved path in the form in which Windows takes it however long it is; elsewhere as it is.

    Examples
    --------
    >>> reachable(Path("/tmp/routes.csv"), is_windows=False).name
    'routes.csv'
    """
    text = str(path)
    if not is_windows or len(text) < _LONG or text.startswith("\\\\?\\"):
        return path
    given = PureWindowsPath(text)
    share = given.drive.startswith("\\\\")
    return Path(f"\\\\?\\UNC\\{text[2:]}" if share else f"\\\\?\\{text}")
