"""Each trap that an engine sets, on every engine: texts that one reads as a number or a day, and another does not."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from routemap.errors import EngineError, ReadError, RouteError

from .tables import Run, csv_of, rows_of, write_csv, write_parquet

MARKET = {"set": {"market": "cocaine", "unit": "kg"}}
NO_NUMBERS = [
    "1_000",
    "5d",
    "5f",
    "0x1p3",
    "0x10",
    "１２",
    "١٢",
    "1,5",
    "12 kg",
    "~5",
    "1e",
    "5.5.5",
    "--5",
    "Infinity",
    "1 000",
    "NaN%",
]
NONE_GIVEN = ["", "n/a", "-", "..", ":", "NaN", "NULL", "unknown"]
NUMBERS = {"5": 5, " 5 ": 5, "+5": 5, "5.": 5, ".5": 0.5, "1e3": 1000, "0005": 5, "5.0000000": 5, "-0": 0, "1E-2": 0.01}


def test_only_plain_numbers_are_numbers(run: Run, tmp_path: Path) -> None:
    texts = [*NO_NUMBERS, *NONE_GIVEN, *NUMBERS, "-3", "9000000000001", "1e300", "1e999"]
    path = write_csv(tmp_path / "a.csv", ("from", "to", "quantity"), [("COL", "NOR", text) for text in texts])
    found = run(path, MARKET)
    assert {one.text for one in found.account.listed["not a number"]} == set(NO_NUMBERS)
    assert found.account.quantities == {
        "measured": len(NUMBERS),
        "none given": len(NONE_GIVEN),
        "negative": 1,
        "too large": 3,
        "not a number": len(NO_NUMBERS),
    }
    assert rows_of(found, "quantity", "records") == [(sum(NUMBERS.values()), len(texts))]


NO_DAYS = [
    "epoch",
    "infinity",
    "-infinity",
    "today",
    "now",
    "2021-02-30",
    "2021-13-01",
    "2021-2-3",
    "2021/02/03",
    "2021-02-03 junk",
    "20210203",
    "２０２１",
    "2021-02-03T25:99x",
    "0000-01-01",
    "10000-01-01",
    "2023-02-29",
]
DAYS = {
    "2021": "2021",
    "2021-02": "2021-02",
    "2021-02-03": "2021-02-03",
    "2021-02-03 00:00:00": "2021-02-03",
    "2021-02-03T23:59:59Z": "2021-02-03",
    "2024-02-29": "2024-02-29",
    " 2020-01-01": "2020-01-01",
}


def test_only_days_of_the_calendar_are_days(run: Run, tmp_path: Path) -> None:
    texts = [*NO_DAYS, *DAYS, "", "unknown"]
    path = write_csv(tmp_path / "a.csv", ("from", "to", "date"), [("COL", "NOR", text) for text in texts])
    found = run(path, MARKET)
    assert {one.text for one in found.account.listed["bad date"]} == set(NO_DAYS)
    assert found.account.statuses["bad date"].told == len(NO_DAYS)
    assert rows_of(found, "start", "records", "first", "last") == [
        ("", 2, "", ""),
        ("2020", 1, "2020-01-01", "2020-01-01"),
        ("2021", 5, "2021", "2021-02-03"),
        ("2024", 1, "2024-02-29", "2024-02-29"),
    ]


def test_texts_are_trimmed_and_folded_in_python_alone(run: Run, tmp_path: Path) -> None:
    # A no-break space, a long s, a dotted capital I: TRIM and LOWER differ on each of them.
    names = ["Norway", " Norway", "NORWAY\u00a0", "\u2003norway", "Norway\u200b", "NORWAY\t"]
    rows = [("COL", name, unit) for name in names for unit in ("kg", " kg", "kg\u00a0")]
    found = run(write_csv(tmp_path / "a.csv", ("from", "to", "unit"), rows), {"set": {"market": "cocaine"}})
    assert rows_of(found, "origin", "destination", "unit", "records") == [("COL", "NOR", "kg", 18)]


def test_sums_of_large_whole_numbers_do_not_overflow(run: Run, tmp_path: Path) -> None:
    # In millionths each is nearly the largest of 64 bits: two of them would overflow.
    rows = [("COL", "NOR", 9_000_000_000_000)] * 7
    for path in (
        write_csv(tmp_path / "a.csv", ("from", "to", "quantity"), rows),
        write_parquet(tmp_path / "a.parquet", ("from", "to", "quantity"), rows),
    ):
        assert run(path, MARKET).routes["quantity"].tolist() == [63_000_000_000_000.0]


def test_halves_round_up_everywhere(run: Run, tmp_path: Path) -> None:
    rows = [("COL", "NOR", "0.0000005"), ("COL", "NOR", "0.0000015"), ("COL", "NOR", "0.0000025")]
    assert run(write_csv(tmp_path / "a.csv", ("from", "to", "quantity"), rows), MARKET).routes["quantity"].tolist() == [
        6e-06
    ]


def test_floating_columns_hold_missing_numbers_and_infinite_ones(run: Run, tmp_path: Path) -> None:
    values = [1.5, None, float("nan"), float("inf"), float("-inf"), -0.0]
    path = write_parquet(
        tmp_path / "a.parquet", ("from", "to", "quantity"), [("COL", "NOR", value) for value in values]
    )
    found = run(path, MARKET)
    assert found.account.quantities == {
        "measured": 2,
        "none given": 2,
        "negative": 1,
        "too large": 1,
        "not a number": 0,
    }
    assert rows_of(found, "quantity") == [(1.5,)]


def test_days_beyond_the_calendar_are_no_days_and_not_nothing(run: Run, tmp_path: Path) -> None:
    import pyarrow as pa

    days = [0, 2932896, 2932897, None]  # 1970-01-01, 9999-12-31, the day after, none
    rows = [("COL", "NOR", day) for day in days]
    path = write_parquet(tmp_path / "a.parquet", ("from", "to", "date"), rows, date=pa.date32())
    found = run(path, MARKET)
    assert found.account.statuses["bad date"].told == 1
    assert rows_of(found, "start", "records") == [("", 1), ("1970", 1), ("9999", 1)]


def test_moments_count_in_universal_time(run: Run, tmp_path: Path) -> None:
    import pyarrow as pa

    moment = datetime.datetime(2020, 12, 31, 23, 30, tzinfo=datetime.timezone(-datetime.timedelta(hours=5)))
    for kind in (pa.timestamp("us", "America/New_York"), pa.timestamp("us", "UTC")):
        rows = [("COL", "NOR", moment)]
        path = write_parquet(tmp_path / "a.parquet", ("from", "to", "date"), rows, date=kind)
        assert rows_of(run(path, MARKET), "start", "first") == [("2021", "2021-01-01")]


def test_numbers_where_a_text_is_wanted_are_what_an_analyst_would_type(run: Run, tmp_path: Path) -> None:
    rows = [(170, 578.0, 2021.0), (170, 578.0, 2021.0)]
    path = write_parquet(tmp_path / "a.parquet", ("from", "to", "date"), rows)
    assert rows_of(run(path, MARKET), "origin", "destination", "start") == [("COL", "NOR", "2021")]


def test_bytes_that_are_text_are_read_as_text(run: Run, tmp_path: Path) -> None:
    rows = [("Türkiye".encode(), b"NOR")]
    assert rows_of(run(write_parquet(tmp_path / "a.parquet", ("from", "to"), rows), MARKET), "origin") == [("TUR",)]


def test_a_cell_may_hold_quotes_backslashes_and_line_ends(run: Run, tmp_path: Path) -> None:
    rows = [
        ("COL", "NOR", 'a "b" \\'),
        ("COL", "NOR", 'a "b" \\'),
        ("COL", "NOR", "x\ny,z"),
        ("COL", "NOR", "\\n'; DROP"),
    ]
    found = run(write_csv(tmp_path / "a.csv", ("from", "to", "commodity"), rows), MARKET)
    assert rows_of(found, "commodity", "records") == [("\\n'; DROP", 1), ('a "b" \\', 2), ("x\ny,z", 1)]


def test_texts_of_a_recipe_reach_no_engine_as_a_command(run: Run, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a'; DROP TABLE x; --.csv", ("fr'om\\", 'to"`', "2020'"), [("COL", "NOR", 1)])
    recipe = {
        "columns": {"fr'om\\": "origin", 'to"`': "destination"},
        "set": {"market": "x'; DROP TABLE collapsed; --"},
        "unpivot": {"columns": ["2020'"], "names": "commodity", "values": "quantity"},
    }
    assert rows_of(run(path, recipe), "commodity", "market", "quantity") == [
        ("2020'", "x'; DROP TABLE collapsed; --", 1.0)
    ]


def test_two_columns_that_differ_in_case_are_two_columns(run: Run, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ("to", "Note", "note", "from"), [("NOR", "x", "y", "COL")])
    recipe = MARKET | {"columns": {"Note": "commodity"}}
    assert rows_of(run(path, recipe), "commodity") == [("x",)]


@pytest.mark.parametrize(("delimiter", "name"), [(";", "a.csv"), ("\t", "a.tsv"), (",", "a.txt")])
def test_the_divider_is_found_by_us_and_never_by_an_engine(run: Run, delimiter: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    rows = ["from|to|commodity", "COL|NOR|a,b;c", "COL|NOR|a,b;c"]
    path.write_text("\n".join(row.replace("|", delimiter).replace("a,b;c", '"a,b;c"') for row in rows))
    assert rows_of(run(path, MARKET), "commodity", "records") == [("a,b;c", 2)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_written_anew_as_they_stream_past(run: Run, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("from,to\r\nCôte d’Ivoire,Norway\r\nTürkiye,Norway\r\n".encode(encoding))
    recipe = MARKET | ({"encoding": "cp1252"} if encoding == "cp1252" else {})
    assert rows_of(run(path, recipe), "origin") == [("CIV",), ("TUR",)]


def test_bytes_that_are_not_in_the_encoding_are_named_by_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"from,to\nCOL,NOR\nC\xf4te d'Ivoire,NOR\n")
    with pytest.raises(ReadError, match=r"a\.csv:3: .*0xF4.*UTF-8.*--encoding windows-1252"):
        run(path, MARKET)


def test_rows_that_end_in_empty_cells_and_blank_rows_are_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('from,to\nCOL,NOR,,\n\n"COL", "NOR"\n,\n')
    found = run(path, MARKET)
    assert rows_of(found, "origin", "destination", "records") == [("COL", "NOR", 2)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("from,to\nCOL,NOR\nCOL,NOR,x\n", r"a\.csv:3: the row has 3 cells, the header has 2"),
        ("from,to\nCOL,NOR\nCOL\n", r"a\.csv:3: the row has 1 cell, the header has 2"),
        ('from,to\nCOL,NOR\n"COL,NOR\nCOL,NOR\n', r"a\.csv:3: a quotation mark opened in this row is never closed"),
    ],
)
def test_a_broken_line_is_named_by_file_and_line(run: Run, content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(content)
    write_csv(tmp_path / "b.csv", ("from", "to"), [("COL", "NOR")])
    with pytest.raises(ReadError, match=said):
        run([tmp_path / "a.csv", tmp_path / "b.csv"], MARKET)


def test_a_header_below_a_title_is_read_where_the_recipe_says(run: Run, tmp_path: Path) -> None:
    # Spark itself takes the first line for the header, or none: then our own reader reads the file.
    (tmp_path / "a.csv").write_text("Seizures 2021\n\nfrom,to\nCOL,NOR\n")
    assert rows_of(run(tmp_path / "a.csv", MARKET | {"header_line": 3}), "origin") == [("COL",)]


def test_a_missing_column_is_named_with_its_file(run: Run, tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", ("dep", "to"), [("COL", "NOR")])
    write_csv(tmp_path / "b.csv", ("deb", "to"), [("COL", "NOR")])
    with pytest.raises(ReadError, match=r"b\.csv:1: there is no column 'dep' to read as origin; did you mean deb\?"):
        run(tmp_path, MARKET | {"columns": {"dep": "origin"}})


def test_groups_beyond_number_are_refused_with_the_column_that_makes_them(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("routemap.records.scanning.MOST_LINES", 50)
    rows = [("COL", "NOR", f"parcel {i}") for i in range(100)]
    path = write_csv(tmp_path / "a.csv", ("from", "to", "commodity"), rows)
    with pytest.raises(RouteError, match="100 groups, more than 50: the column commodity alone has 100"):
        run(path, MARKET)


def test_dates_with_the_day_first_make_no_group_of_their_own(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("routemap.records.scanning.MOST_LINES", 5)
    rows = [("COL", "NOR", f"{day:02d}/03/2021") for day in range(1, 32)]
    path = write_csv(tmp_path / "a.csv", ("from", "to", "date"), rows)
    assert rows_of(run(path, MARKET | {"dates": "day-first"}), "start", "last", "records") == [
        ("2021", "2021-03-31", 31)
    ]


def test_numbers_with_a_decimal_comma_make_no_group_of_their_own(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("routemap.records.scanning.MOST_LINES", 5)
    rows = [("COL", "NOR", f"{i},5") for i in range(20)] + [("COL", "NOR", "1.234,5")]
    path = write_csv(tmp_path / "a.csv", ("from", "to", "quantity"), rows)
    assert rows_of(run(path, MARKET | {"decimal": ","}), "quantity") == [(190 + 10 + 1234.5,)]


def test_the_same_bytes_whatever_memory_and_threads(run: Run, tmp_path: Path) -> None:
    rows = [
        (f"{'COL' if i % 3 else 'PER'}", ("NOR", "SWE", "DNK")[i % 3], i / 7, f"20{10 + i % 9}-01-0{1 + i % 9}")
        for i in range(5_000)
    ]
    path = write_parquet(tmp_path / "a.parquet", ("from", "to", "quantity", "date"), rows)
    few = [rows[i::7] for i in range(7)]
    for i, part in enumerate(few):
        write_csv(tmp_path / f"part-{i}.csv", ("from", "to", "quantity", "date"), part)
    whole = csv_of(run(path, MARKET, memory="60MB"))
    assert csv_of(run([tmp_path / f"part-{i}.csv" for i in range(7)], MARKET)) == whole


def test_an_address_that_nobody_answers_is_told_soon_and_in_a_sentence(run: Run, tmp_path: Path) -> None:
    import socket

    path = write_csv(tmp_path / "a.csv", ("from", "to"), [("COL", "NOR")])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and not listened to
        with pytest.raises(EngineError, match=r"the Spark Connect server 127\.0\.0\.1:\d+ cannot be reached"):
            run(path, MARKET, engine=f"sc://127.0.0.1:{taken.getsockname()[1]}")
    with pytest.raises(RouteError, match=r"there is no engine 'dukdb'; .* did you mean duckdb\?"):
        run(path, MARKET, engine="dukdb")
