"""Variables that speak to the libraries below, and were set for other programs: QGIS, GDAL's own tools, notebooks.

They would have a library write a log with full paths, speak on standard error, take plugins, or read and write the same
table differently. Where a library's own data lie (`GDAL_DATA`, `PROJ_DATA`) is left: some installations need it.
"""

from __future__ import annotations

import logging
import os

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
