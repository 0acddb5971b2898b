"""Variables that speak to the libraries below, and were set for other programs: QGIS, GDAL's own tools, notebooks.

They would have a library write a log with full paths, speak on standard error, take plugins, or read and write the same
table differently. Where a library's own data lie (`GDAL_DATA`, `PROJ_DATA`) is left: some installations need it.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

_FOREIGN = ("CPL_", "GDAL_", "OGR_", "OSR_", "PROJ_", "SHAPE_", "VSI_", "SQLITE_")
_NEEDED = frozenset({"GDAL_DATA", "PROJ_DATA", "PROJ_LIB"})
_SINGLE = ("MATPLOTLIBRC", "MPLBACKEND")


def forget_foreign_settings() -> None:
    """Take them out of this process before a library is loaded that would heed them."""
    for name in list(os.environ):
        if (name.upper().startswith(_FOREIGN) and name.upper() not in _NEEDED) or name.upper() in _SINGLE:
            del os.environ[name]
    # What matplotlib says of its folders has full paths; where it cannot draw, it raises.
    logging.getLogger("matplotlib").setLevel(logging.CRITICAL)


@contextmanager
def own_settings() -> Iterator[None]:
    """Have matplotlib, which is loaded in the block, read our settings and nobody else's.

    It takes a file `matplotlibrc` of the current folder before any other, and that folder may hold what somebody sent.
    """
    try:
        here = Path.cwd()
    except OSError:  # it is gone, and nothing can be in it
        yield
        return
    os.chdir(str(files("routemap.cli") / "settings"))
    try:
        yield
    finally:
        os.chdir(here)
