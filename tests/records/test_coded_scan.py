"""CSV read through Arrow and grouped by numbers: the same lines as by the one query on texts, or none at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from routemap.records import coded_scan, coding, text_blocks
from routemap.records.aggregating import run_aggregation
from routemap.records.bench import Bench
from routemap.records.coded_scan import collapse_coded
from routemap.records.collapse import lines_of
from routemap.records.cut import read_plan
from routemap.records.duck import DuckEngine
from routemap.records.inputs import read_part
from routemap.records.parts import join_parts
from routemap.records.scanning import scan

from .tables import csv_of

HEADER = "origin,destination,market,quantity,date,record\n"
PLAIN = HEADER + (
    "COL,NOR,cocaine,2.5,2021-03-04,S1\n"
    'Colombia,"Norway, the kingdom",cocaine,,2021-07-01T10:15:00Z,S2\n'
    ',"say ""Oslo""",,-1,last spring,\n'
    "Côte d’Ivoire,NOR,cocaine,1e5,2020-02-29,S4\n"
    " COL,NOR ,cocaine,.5,,S5\n"
    '"",NOR,cocaine,"1,000.5",2021-02-30,""\n'
    "COL,NOR,cocaine,9000000000001,0999-01-01,S7\n"
    "COL,NOR,cocaine,5.,1999-12-31,S8\n"
    "\n" + "\n" * 200 + "COL,NOR,cocaine,7,2021-01-01,S9\n\n"
)
RECIPE = {"records": {"record": "record"}}

_number = st.from_regex(r"\A-?[0-9]{0,17}([.][0-9]{0,19})?\Z") | st.floats().map(repr) | st.integers().map(str)
_odd = st.sampled_from(
    ["", " ", "1_000", "5d", "٣", "inf", "nan", "1e5", "-", "--1", "1-2", "1.2.3", "+1", "1,5", ".5"]
)
_day = st.dates().map(str) | st.sampled_from(["", "epoch", "2021", "03/04/2021", "2021-02-29", "2021-02-03 junk"])
_text = st.sampled_from(["", " ", "COL", "col", "é", "é", "NULL", "a,b", "#", "'"]) | st.text("ab \t\"'é,;", max_size=6)
_records = st.lists(st.tuples(_text, _text, _text, _number | _odd, _day, _text), max_size=12)


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """Return one bench for all tests."""
    with Bench("1GB") as made:
        yield made


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the smallest files read through Arrow, in more than one block."""
    monkeypatch.setattr(coded_scan, "_WORTH_BYTES", 0)
    monkeypatch.setattr(text_blocks, "_BLOCK", 128)


def lines(bench: Bench, files: list[Path], said: dict[str, Any]) -> tuple[bool, list[str], list[str]]:
    """Return whether numbers were used, the collapsed lines in an order of their own, and their columns."""
    recipe, cut = read_plan(said)
    parts = join_parts([read_part(str(file), recipe, cut, bench) for file in files])
    there = lines_of(parts, cut)
    is_done = collapse_coded(DuckEngine(bench), bench, parts, there, recipe, cut, lambda stage: None)
    if not is_done:
        scan(DuckEngine(bench), bench, parts, there, recipe, cut, lambda stage: None)
    return is_done, sorted(map(repr, bench.rows("FROM collapsed"))), list(map(repr, bench.rows("DESCRIBE collapsed")))


def both(bench: Bench, files: list[Path], said: dict[str, Any]) -> tuple[Any, Any]:
    """Return the lines by numbers, and those by texts."""
    coded = lines(bench, files, said)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coded_scan, "_WORTH_BYTES", 1 << 60)
        texts = lines(bench, files, said)
    assert not texts[0]
    return coded, texts


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set('",') else cell


@pytest.mark.parametrize("said", [{}, {"decimal": ","}, {"dates": "day-first"}, {"records": {"by": "month"}}])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_the_same(bench: Bench, tmp_path: Path, said: dict[str, Any], end: str) -> None:
    files = [
        write(tmp_path / "a.csv", PLAIN.replace("\n", end)),
        # Other columns in another order, no destination, a mark of its encoding, a last line without an end.
        write(tmp_path / "b.csv", "\ufeffdate,market,origin,record\n04/03/2021,cocaine,COL,S9".replace("\n", end)),
    ]
    coded, texts = both(bench, files, RECIPE | said | {"records": RECIPE["records"] | said.get("records", {})})
    assert coded[0]
    assert coded[1:] == texts[1:]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_records, st.sampled_from(["", ","]), st.sampled_from(["", "day-first", "month-first"]))
def test_lines_are_the_same_whatever_the_texts(
    bench: Bench, tmp_path: Path, records: list[Any], decimal: str, dates: str
) -> None:
    text = PLAIN + "".join(",".join(map(quoted, record)) + "\n" for record in records)
    coded, texts = both(bench, [write(tmp_path / "a.csv", text)], RECIPE | {"decimal": decimal, "dates": dates})
    assert coded[0]
    assert coded[1:] == texts[1:]


@pytest.mark.parametrize(
    "more",
    [
        "COL\n",
        " \n",
        "COL,NOR,cocaine,1,2021-01-01,S1,more\n",
        'COL,"NOR\nWAY",cocaine,1,2021-01-01,S1\n',
        'COL,"NOR"WAY,cocaine,1,2021-01-01,S1\n',
        "COL,NOR\0,cocaine,1,2021-01-01,S1\n",
        "COL,NOR,coc\raine,1,2021-01-01,S1\n",
        b"COL,NOR\xff,cocaine,1,2021-01-01,S1\n",
        f"COL,{'x' * 300},cocaine,1,2021-01-01,S1\n",
    ],
)
def test_what_is_unusual_is_left_to_the_query(bench: Bench, tmp_path: Path, more: str | bytes) -> None:
    more = more if isinstance(more, bytes) else more.encode()
    recipe, cut = read_plan(RECIPE)
    whole = write(tmp_path / "a.csv", PLAIN)
    part = read_part(str(whole), recipe, cut, bench)
    write(whole, PLAIN.encode() + more + PLAIN.removeprefix(HEADER).encode() * 9)
    there = lines_of([part], cut)
    assert not collapse_coded(DuckEngine(bench), bench, [part], there, recipe, cut, lambda stage: None)
    write(whole, PLAIN)
    assert collapse_coded(DuckEngine(bench), bench, [part], there, recipe, cut, lambda stage: None)


@pytest.mark.parametrize("limit", ["MOST_LISTED", "_MOST_TEXTS"])
def test_columns_of_many_texts_are_left_to_the_query(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(coding, limit, 2)
    assert not lines(bench, [write(tmp_path / "a.csv", PLAIN)], RECIPE)[0]


def test_routes_and_account_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.csv", PLAIN)
    told: list[str] = []

    def aggregate() -> tuple[str, object]:
        found = run_aggregation(path, RECIPE, engine="duckdb", memory="1GB", progress=told.append)
        return csv_of(found), found.account

    coded = aggregate()
    assert any(stage.startswith("scanning, ") for stage in told)
    monkeypatch.setattr(coded_scan, "_WORTH_BYTES", 1 << 60)
    assert aggregate() == coded
