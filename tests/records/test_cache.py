"""A second run scans only what is new, and gives what a run without a cache gives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from routemap.errors import RouteError
from routemap.records import cache, kept_texts
from routemap.records.bench import Bench
from routemap.records.collapse import Lines
from routemap.records.duck import DuckEngine
from routemap.routes.checking.place_cells import PlaceCell, PlaceReader

from .tables import Run, csv_of, write_csv, write_parquet

HEADER = ("no", "from", "to", "quantity", "date")
RECIPE = {"set": {"market": "cocaine"}}


def rows(start: int, number: int) -> list[tuple[object, ...]]:
    return [
        (f"S{i}", ("COL", "Colombia", "PER", "x")[i % 4], ("NOR", "SWE")[i % 2], i / 8, f"20{10 + i % 5}-01-02")
        for i in range(start, start + number)
    ]


@pytest.fixture
def scans(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with each scan on DuckDB."""
    seen: list[str] = []
    collapse = DuckEngine.collapse

    def counted(self: DuckEngine, query: str, *rest: object) -> None:
        seen.append(query)
        collapse(self, query, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(DuckEngine, "collapse", counted)
    return seen


def test_only_new_and_changed_files_are_scanned(run: Run, engine: str, scans: list[str], tmp_path: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for i in range(3):
        write_csv(files / f"{i}.csv", HEADER, rows(i * 100, 100))
    write_parquet(files / "3.parquet", HEADER, rows(300, 100))

    def both() -> int:
        """Return how many scans a run with the cache needs; it must give what a run without gives."""
        whole = csv_of(run(files, RECIPE, most_unresolved=1.0))
        before = len(scans)
        assert csv_of(run(files, RECIPE, most_unresolved=1.0, cache=tmp_path / "cache")) == whole
        return len(scans) - before if engine == "duckdb" else -1

    expected = iter([4, 0, 1, 1] if engine == "duckdb" else [-1] * 4)
    assert both() == next(expected)
    assert both() == next(expected)
    write_csv(files / "4.csv", HEADER, rows(400, 50))
    assert both() == next(expected)
    write_csv(files / "0.csv", HEADER, rows(0, 99))
    assert both() == next(expected)


def test_new_words_in_a_recipe_need_no_scan_and_another_cut_does(
    run_here: Run, scans: list[str], tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "a.csv", HEADER, rows(0, 50))
    folder = tmp_path / "cache"
    run_here(path, RECIPE, most_unresolved=1.0, cache=folder)
    assert len(scans) == 1
    found = run_here(path, RECIPE | {"values": {"origin": {"x": "BOL"}}}, cache=folder)
    assert set(found.routes["origin"]) == {"COL", "PER", "BOL"}
    assert len(scans) == 1
    run_here(path, RECIPE, by="month", most_unresolved=1.0, cache=folder)
    assert len(scans) == 2


def test_a_damaged_entry_is_made_anew(run_here: Run, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", HEADER, rows(0, 50))
    options = {"most_unresolved": 1.0, "cache": tmp_path / "cache"}
    whole = csv_of(run_here(path, RECIPE, **options))
    [entry] = (tmp_path / "cache").glob("*.parquet")
    sound = entry.read_bytes()
    for damaged in (sound[:100], sound[:4] + bytes(len(sound) // 3) + sound[4 + len(sound) // 3 :]):
        entry.write_bytes(damaged)
        assert csv_of(run_here(path, RECIPE, **options)) == whole
        assert entry.read_bytes() != damaged


def test_records_of_one_name_in_two_files_cannot_be_dropped_file_by_file(run: Run, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", HEADER, rows(0, 5))
    with pytest.raises(RouteError, match="records of one name may stand in two"):
        run(path, RECIPE, record="no", duplicates="drop", cache=tmp_path / "cache")


@pytest.fixture
def sums(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows with the number of entries that each run adds up."""
    seen: list[int] = []
    put = cache._put_collapsed

    def counted(bench: Bench, entries: Sequence[Path], lines: Lines) -> None:
        seen.append(len(entries))
        put(bench, entries, lines)

    monkeypatch.setattr(cache, "_put_collapsed", counted)
    return seen


def test_a_later_run_adds_to_the_sum_of_the_former(run_here: Run, sums: list[int], tmp_path: Path) -> None:
    files, folder = tmp_path / "files", tmp_path / "cache"
    files.mkdir()
    for i in range(4):
        write_csv(files / f"{i}.csv", HEADER, rows(i * 10, 10))
    write_csv(files / "the-same.csv", HEADER, rows(0, 10))

    def added() -> int:
        """Return how many entries a run adds up; it must give what a run without a cache gives."""
        whole = csv_of(run_here(files, RECIPE, most_unresolved=1.0))
        assert csv_of(run_here(files, RECIPE, most_unresolved=1.0, cache=folder)) == whole
        return sums[-1]

    assert [added(), added()] == [5, 1]
    # One new file is added each time anew, two are worth another sum.
    write_csv(files / "5.csv", HEADER, rows(50, 10))
    assert [added(), added()] == [2, 2]
    write_csv(files / "6.csv", HEADER, rows(60, 10))
    assert [added(), added()] == [3, 1]
    assert len(list(folder.glob("sum-*"))) == 1
    # Without one of the two equal files the sum holds too much.
    (files / "the-same.csv").unlink()
    assert [added(), added()] == [6, 1]
    # A sum whose middle is damaged is made anew.
    for path in folder.glob("sum-*"):
        whole = path.read_bytes()
        path.write_bytes(whole[:4] + bytes(len(whole) // 2) + whole[4 + len(whole) // 2 :])
    assert [added(), added()] == [6, 1]


def test_a_later_run_looks_up_new_names_alone(run_here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    parse = PlaceReader.parse

    def counted(self: PlaceReader, text: str, **rest: Any) -> PlaceCell:
        looked.append(text)
        return parse(self, text, **rest)

    monkeypatch.setattr(PlaceReader, "parse", counted)
    files, folder = tmp_path / "files", tmp_path / "cache"
    files.mkdir()
    write_csv(files / "0.csv", HEADER, rows(0, 20))

    def names(**said: Any) -> set[str]:
        """Return the names that a run with the cache looks up; it must give what a run without gives."""
        whole = run_here(files, RECIPE, most_unresolved=1.0, **said)
        looked.clear()
        kept = run_here(files, RECIPE, most_unresolved=1.0, cache=folder, **said)
        found = set(looked)
        assert (csv_of(kept), kept.account) == (csv_of(whole), whole.account)
        return found

    assert names() == {"COL", "Colombia", "PER", "x", "NOR", "SWE"}
    assert names() == set()
    write_csv(files / "1.csv", HEADER, [("T", "BOL", "Norvay", 1, "2020-01-01")])
    assert names() == {"BOL", "Norvay"}
    # Another table of the user's own names is another meaning; so is a damaged file, and one of another form.
    known = write_csv(tmp_path / "known.csv", ("text", "place"), [("x", "Peru")])
    assert "COL" in names(known=str(known))
    for path in folder.glob("texts-*"):
        path.write_text('{"words": {"COL": ["NOR", ""]}, "hints": {}}', encoding="utf-8")
    assert "COL" in names()
    # Of thousands of names that are none, what is said of one depends on how many come before: nothing is kept.
    monkeypatch.setattr(kept_texts, "MOST_KEPT", 7)
    assert "COL" in names()
