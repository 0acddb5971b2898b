"""The lines of a GIS file as courses of its routes: kept where somebody asks, or the file says so itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from routemap.problems import Problem
from routemap.routes.cells import Cells
from routemap.routes.columns import DERIVED, SHORT_NAMES
from routemap.routes.given_courses import AS_GIVEN, COURSE, shape_courses, wkt_course
from routemap.routes.header_words import fold_header
from routemap.routes.reading.raw_table import RawTable, RefusedError

_WKT = "wkt"  # the header of a line in a text table, as GDAL and QGIS name it


def is_marked(header: Iterable[str]) -> bool:
    """Tell whether a table says itself which of its lines are courses as given, as our exports do."""
    return not {COURSE, SHORT_NAMES[COURSE]}.isdisjoint(header)


def wkb_courses(geometries: Sequence[bytes | None]) -> list[str]:
    """Return the course of each geometry as WKT; empty for none.

    Parameters
    ----------
    geometries
        WKB for which `is_whole` holds.
    """
    import shapely

    with np.errstate(invalid="ignore"):
        shapes = shapely.from_wkb(np.array([*geometries, None], dtype=object)[:-1], on_invalid="ignore")
    return shape_courses(shapes)


def other_reference(name: str) -> RefusedError:
    """Return the refusal of lines that cannot be kept, as they are not in longitude and latitude."""
    message = "the lines that --courses keep asks for are not in longitude and latitude (WGS 84)"
    return RefusedError(Problem("crs", message, "a file exported in EPSG:4326", file=name))


def settle_courses(table: RawTable, *, keep: bool) -> RawTable:
    """Take the column that names courses out of a table; its courses are then those which are drawn.

    Parameters
    ----------
    table
        As a reader gives it; its header and cells are changed.
    keep
        Whether every line counts. Without it, or in a file of our own, only those do that the table names.
    """
    marks = _marks(table)
    if (keep or marks) and table.courses is None:
        table.courses = _text_courses(table)
    if marks is not None:
        of_line = _texts(table.courses) if table.courses else [""] * table.length
        said = _texts(marks)
        table.courses = Cells.of(
            line if mark == AS_GIVEN else wkt_course(mark) for mark, line in zip(said, of_line, strict=True)
        )
        lost = sum(mark == AS_GIVEN and not line for mark, line in zip(said, of_line, strict=True))
        if lost:
            message = f"rows that say '{AS_GIVEN}' come without their line: {lost:,}"
            table.problems.append(Problem("course-undrawn", message, "the GIS file that holds it", file=table.file))
    elif not keep or DERIVED[0] in table.header:
        table.courses = None
    return table


def _marks(table: RawTable) -> Cells | None:
    for position, name in enumerate(table.header):
        if name in (COURSE, SHORT_NAMES[COURSE]):
            del table.header[position]
            return table.cells.pop(position)
    return None


def _text_courses(table: RawTable) -> Cells | None:
    for name, cells in zip(table.header, table.cells, strict=True):
        if fold_header(name) == _WKT:
            return cells.map(wkt_course)
    return None


def _texts(cells: Cells) -> list[str]:
    return [cells.values[code] for code in cells.codes.tolist()]
