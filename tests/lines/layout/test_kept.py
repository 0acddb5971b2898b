"""Curves of an earlier run are the curves of this one, or there are none."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from routemap.files import cache
from routemap.lines import lay_out_curves
from routemap.lines.layout import LayoutOptions, PlaneCurves, kept, lay_out_in_plane, plane

POINTS = np.array([[100.0, 100.0], [500.0, 120.0], [300.0, 110.0], [320.0, 400.0]])
LEGS = [[0, 1], [1, 0], [2, 3], [3, 3]]
WIDTHS = [2.0, 3.0, 4.0, 2.0]


def lay_out(**changed: object) -> PlaneCurves:
    given = {"points": POINTS, "legs": LEGS, "widths": WIDTHS, "chains": [[0, 1]], "size": (600.0, 500.0)}
    return lay_out_in_plane(**(given | changed))  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.SETTING, str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was searched for, and not found."""
    found: list[object] = []
    make_plan = plane.make_plan

    def counting(*given: Any) -> object:
        found.append(given)
        return make_plan(*given)

    monkeypatch.setattr("routemap.lines.layout.plane.make_plan", counting)
    return found


def same(one: PlaneCurves, other: PlaneCurves) -> bool:
    arrays = ("start", "control", "end", "laid_out")
    return all(getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in arrays) and (
        (one.gap_px, one.notes) == (other.gap_px, other.notes)
    )


def test_a_second_layout_has_the_same_curves_without_a_search(folder: Path, searches: list[object]) -> None:
    with cache.without_cache():
        plain = lay_out()
    first = lay_out()
    assert len(searches) == 2
    again = lay_out()
    assert len(searches) == 2
    assert same(plain, first)
    assert same(plain, again)


def test_only_the_lines_laid_out_are_kept_beside_rings(folder: Path, searches: list[object]) -> None:
    options = LayoutOptions(most_laid_out=1)
    first, again = lay_out(options=options), lay_out(options=options)
    assert len(searches) == 1
    assert same(first, again)
    (path,) = folder.iterdir()
    assert path.stat().st_size == 32 + 2 * 16


@pytest.mark.parametrize(
    "changed",
    [
        {"points": np.where(POINTS == 300.0, 300.5, POINTS)},
        {"legs": [[0, 1], [1, 0], [3, 2], [3, 3]]},
        {"widths": [2.0, 3.0, 4.5, 2.0]},
        {"chains": []},
        {"size": (601.0, 500.0)},
        {"wrap_px": 900.0},
        {"options": LayoutOptions(quick=True)},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_other_input_is_laid_out_anew(folder: Path, searches: list[object], changed: dict[str, object]) -> None:
    lay_out()
    found = lay_out(**changed)
    assert len(searches) == 2
    with cache.without_cache():
        assert same(found, lay_out(**changed))


@pytest.mark.parametrize("name", ["_code", "_surroundings"])
def test_other_code_lays_out_anew(
    folder: Path, searches: list[object], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    lay_out()
    monkeypatch.setattr(kept, name, lambda: "another")
    lay_out()
    assert len(searches) == 2


def test_the_code_is_that_of_the_whole_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    read_bytes = Path.read_bytes

    def noting(path: Path) -> bytes:
        read.append(path.name)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", noting)
    kept._code.__wrapped__()
    assert {"arrays.py", "search.py", "plan.py", "effort.py", "kept.py"} <= set(read)


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e300, -1e9])
def test_numbers_that_no_layout_gives_are_not_believed(folder: Path, searches: list[object], value: float) -> None:
    first = lay_out()
    (path,) = folder.iterdir()
    data = np.full(2 * len(LEGS), value, dtype="<f8").tobytes()
    path.write_bytes(hashlib.sha256(path.name.encode() + data).digest() + data)
    assert same(lay_out(), first)
    assert len(searches) == 2


def test_a_map_is_laid_out_once_too(folder: Path, searches: list[object]) -> None:
    places, legs = [[10.0, 60.0], [5.0, 52.0], [13.0, 52.0]], [[1, 0], [2, 0], [0, 2]]
    first, again = lay_out_curves(places, legs), lay_out_curves(places, legs)
    assert len(searches) == 1
    assert first.control.tobytes() == again.control.tobytes()


def test_where_all_lines_bow_nothing_is_kept(folder: Path) -> None:
    lay_out(options=replace(LayoutOptions(), most_laid_out=0))
    assert not folder.exists()
