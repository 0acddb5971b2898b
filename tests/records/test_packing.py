"""Texts packed into whole numbers while records are grouped: the same lines, whatever the texts and the hash."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routemap.errors import ReadError
from routemap.records import few_texts, packing
from routemap.records.aggregating import run_aggregation
from routemap.records.bench import Bench
from routemap.records.collapse import lines_of
from routemap.records.cut import read_plan
from routemap.records.duck import DuckEngine
from routemap.records.inputs import read_part
from routemap.records.parts import join_parts
from routemap.records.scanning import scan

from .tables import csv_of, write_csv, write_parquet

HEADER = ("origin", "destination", "market", "quantity", "date")
RECORDS = [
    ("COL", "NOR", "cocaine", 2.5, "2021-03-04"),
    ("Colombia", "NOR", "cocaine", None, "2021-07-01"),
    ("COLOMBIA", "Norway ", "Cocaine", -1.0, "last spring"),
    (None, "NOR", "cocaine", 1.0, None),
    ("", "NOR", "cocaine", float("nan"), ""),
    ("Atlantis", "NOR", None, 1e300, "2021"),
    ("COL", "NOR", "cocaine", 0.1, "2021-07-01"),
]
_HOSTILE = ["", " ", "\0", "'", '"', "NULL", "COL", "col", "Col ", "é", "e\u0301", "ﬁ", "fi", "x" * 13, "x" * 12 + "y"]
_text = st.none() | st.sampled_from(_HOSTILE) | st.text(max_size=20)
_record = st.tuples(_text, _text, _text, st.none() | st.floats(), st.none() | st.sampled_from(["2021-02-03", "odd"]))


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """Return one bench for all tests."""
    with Bench("1GB") as made:
        yield made


def kinds() -> dict[str, Any]:
    """Return the kinds of the columns, which an example of nothing but nulls would not show."""
    import pyarrow as pa

    return {name: pa.float64() if name == "quantity" else pa.string() for name in HEADER}


def find(bench: Bench, files: Sequence[Path], **said: Any) -> packing.Packing | None:
    """Return how the texts of files are packed."""
    recipe, cut = read_plan(said)
    parts = join_parts([read_part(str(file), recipe, cut, bench) for file in files])
    return DuckEngine(bench).find_packing(parts, lines_of(parts, cut).texts, cut)


def lines(bench: Bench, files: Sequence[Path], worth_rows: int) -> tuple[list[str], list[str]]:
    """Return the collapsed lines of files, in an order of their own, and their columns."""
    recipe, cut = read_plan({})
    parts = join_parts([read_part(str(file), recipe, cut, bench) for file in files])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(few_texts, "_WORTH_ROWS", worth_rows)
        scan(DuckEngine(bench), bench, parts, lines_of(parts, cut), recipe, cut, lambda stage: None)
    return sorted(map(repr, bench.rows("FROM collapsed"))), list(map(repr, bench.rows("DESCRIBE collapsed")))


@pytest.fixture
def packs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the smallest files packed."""
    monkeypatch.setattr(few_texts, "_WORTH_ROWS", 0)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_record, max_size=30), st.lists(_record, max_size=5))
def test_lines_are_the_same_whatever_the_texts(
    bench: Bench, tmp_path: Path, records: list[Any], more: list[Any]
) -> None:
    files = [
        write_parquet(tmp_path / "a.parquet", HEADER, records, **kinds()),
        # Another shape, without a destination: a part of its own, where that text is not there.
        write_parquet(tmp_path / "b.parquet", ("origin", *HEADER[2:]), [(one[0], *one[2:]) for one in more], **kinds()),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(few_texts, "_WORTH_ROWS", 0)
        assert find(bench, files) is not None
    packed = lines(bench, files, 0)
    assert packed == lines(bench, files, 10**12)
    assert bench.rows("SELECT COALESCE(SUM(records), 0) FROM collapsed") == [(len(records) + len(more),)]


def test_routes_and_account_are_the_same(tmp_path: Path, packs: None, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_parquet(tmp_path / "a.parquet", HEADER, RECORDS * 3, **kinds())
    used: list[object] = []
    unpack = packing.Packing.unpack
    monkeypatch.setattr(packing.Packing, "unpack", lambda *given: used.append(1) or unpack(*given))

    def aggregate() -> tuple[str, object]:
        found = run_aggregation(
            path, {"set": {"unit": "kg"}}, engine="duckdb", memory="1GB", progress=lambda stage: None
        )
        return csv_of(found), found.account

    packed = aggregate()
    assert used == [1]
    monkeypatch.setattr(few_texts, "_WORTH_ROWS", 10**12)
    assert aggregate() == packed
    assert used == [1]


def weak(times: int, apart: int) -> Callable[[str, int], str]:
    """Return a hash of few values, all of which end in the same bits."""
    return lambda text, mask: f"CAST((hash({text}) % {apart} * {times}) & {mask} AS BIGINT)"


def test_the_mask_grows_until_texts_are_apart(
    bench: Bench, tmp_path: Path, packs: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (packing, few_texts):
        monkeypatch.setattr(module, "bits_of", weak(1 << 20, 1_000_003))
    path = write_parquet(tmp_path / "a.parquet", HEADER, RECORDS, **kinds())
    found = find(bench, [path])
    assert found is not None
    assert {column.name: column.bits > 20 for column in found.columns} == dict.fromkeys(HEADER[:3], True)
    assert lines(bench, [path], 0) == lines(bench, [path], 10**12)


def test_texts_that_no_mask_tells_apart_stay(
    bench: Bench, tmp_path: Path, packs: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (packing, few_texts):
        monkeypatch.setattr(module, "bits_of", weak(1, 2))
    path = write_parquet(tmp_path / "a.parquet", HEADER, RECORDS, **kinds())
    assert find(bench, [path]) is None
    assert lines(bench, [path], 0) == lines(bench, [path], 10**12)


def test_what_is_not_packed(bench: Bench, tmp_path: Path, packs: None, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_parquet(tmp_path / "a.parquet", HEADER, RECORDS, **kinds())
    assert find(bench, [path]) is not None
    assert find(bench, [write_csv(tmp_path / "a.csv", HEADER, RECORDS)]) is None
    assert find(bench, [path], records={"record": "date", "duplicates": "drop"}) is None
    for limit, most in (
        ("_WORTH_ROWS", len(RECORDS) + 1),
        ("_MOST_PROBED", 3),
        ("_MOST_TEXTS", 3),
        ("smallest_bits", lambda hashes: None),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(few_texts, limit, most)
            assert find(bench, [path]) is None, limit


def test_bits_that_two_keys_cannot_hold() -> None:
    assert packing.place_bits([("origin", 62), ("transit", 62)]) is not None
    assert packing.place_bits([("origin", 62), ("transit", 62), ("unit", 1)]) is None


def test_a_file_that_changes_between_the_looks_is_refused(
    tmp_path: Path, packs: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_parquet(tmp_path / "a.parquet", HEADER, RECORDS, **kinds())
    look = DuckEngine.find_packing

    def change(self: DuckEngine, *given: Any) -> packing.Packing | None:
        found = look(self, *given)
        write_parquet(path, HEADER, [("Peru", *one[1:]) for one in RECORDS] * 2, **kinds())
        return found

    monkeypatch.setattr(DuckEngine, "find_packing", change)
    with pytest.raises(ReadError, match="changed while it was read"):
        run_aggregation(path, {"set": {"unit": "kg"}}, engine="duckdb", memory="1GB", progress=lambda stage: None)
