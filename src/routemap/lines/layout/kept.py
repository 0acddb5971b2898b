"""Curves of an earlier run: a layout's whole input, as a hash, names the control points that came of it.

Only numbers are kept, and nothing that says which places they lie between.
"""

from __future__ import annotations

import hashlib
import os
import platform
from dataclasses import astuple
from functools import cache
from pathlib import Path

import numpy as np
import shapely

from routemap.files.cache import find_kept, keep
from routemap.lines.arrays import Floats
from routemap.lines.layout.options import LayoutOptions
from routemap.lines.layout.problem import Problem
from routemap.version import __version__

_FAR = 10  # times the window's size: no control point lies so far from its leg


def name_of(problem: Problem, options: LayoutOptions) -> str:
    """Return the name of a layout: the same for the same input, laid out by the same code."""
    legs = problem.px
    arrays = [problem.points, problem.legs, legs.start, legs.end, legs.chord]
    arrays += [problem.widths, problem.strengths, problem.meetings]
    digest = hashlib.sha256()
    digest.update(repr((_code(), _surroundings(), astuple(problem.window), astuple(options))).encode())
    for array in arrays:
        digest.update(repr((array.dtype.str, array.shape)).encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()[:40]


def find_controls(name: str, problem: Problem, count: int) -> Floats | None:
    """Return the control points (count, 2) kept under a name, or None where there are none that can be meant."""
    data = find_kept(name, 16 * count)
    if data is None:
        return None
    found = np.frombuffer(data, dtype="<f8").reshape(count, 2).astype(np.float64)
    window, px = problem.window, problem.px
    far = _FAR * (window.width_px + window.height_px + float(px.chord.max(initial=0.0)))
    low, high = px.start.min(axis=0) - far, px.start.max(axis=0) + far
    return found if bool(((found >= low) & (found <= high)).all()) else None


def keep_controls(name: str, controls: Floats) -> None:
    """Keep the control points (count, 2) of a layout."""
    keep(name, np.ascontiguousarray(controls, dtype="<f8").tobytes())


@cache
def _code() -> str:
    """Return the hash of all that a layout is worked out by, so that a change of it is a change of every name."""
    digest = hashlib.sha256(__version__.encode())
    folder = Path(__file__).parent
    for path in (*sorted(folder.glob("*.py")), folder.parent / "arrays.py"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def _surroundings() -> tuple[str, ...]:
    """Return what may round the last bit of a number otherwise."""
    libraries = (np.__version__, shapely.__version__, shapely.geos_version_string)
    libc = "CS_GNU_LIBC_VERSION"
    has_libc = libc in getattr(os, "confstr_names", {})
    return (*libraries, platform.system(), platform.machine(), str(os.confstr(libc)) if has_libc else "")
