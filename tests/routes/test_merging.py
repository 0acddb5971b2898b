"""Merging equal routes loses nothing in silence."""

import io
import math
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routemap.routes import aggregate_routes, read_routes
from routemap.routes.colouring import coloured_by
from routemap.routes.columns import COUNTED_NAMES, NAMES
from routemap.routes.dates import first_day, last_day
from routemap.routes.merge_rules import COUNT_RULES, LOWEST_FIRST, MERGE_RULES
from routemap.routes.merging import records_column
from routemap.webmap import build_maps

TABLE = """\
market,origin,destination,records,desk
cocaine,COL,NOR,12,A
cocaine,COL,NOR,30,A
cocaine,COL,SWE,7,B
"""


def test_a_column_named_records_is_the_users_own() -> None:
    merged = aggregate_routes(read_routes(io.StringIO(TABLE)))
    assert merged["records"].tolist() == ["2 values", "7"]
    assert records_column(merged) == "records_2"
    assert merged["records_2"].tolist() == ["2", "1"]


def test_own_columns_are_kept_where_equal_and_counted_where_not() -> None:
    merged = aggregate_routes(read_routes(io.StringIO(TABLE.replace("30,A", "30,C"))))
    assert merged["desk"].tolist() == ["2 values", "B"]


def test_merging_a_merged_table_keeps_the_counts_of_both() -> None:
    merged = aggregate_routes(aggregate_routes(read_routes(io.StringIO(TABLE))))
    assert records_column(merged) == "records_3"
    assert merged["records_2"].tolist() == ["2", "1"]


@pytest.mark.parametrize("column", ["note", "source", "actors", "desk"])
@pytest.mark.parametrize("others", [0, 1, 40])
def test_the_one_text_of_a_group_stands_for_it_wherever_it_stands(column: str, others: int) -> None:
    rows = "".join(f"cocaine,COL,SWE,{text}\n" for text in ["b", "", "c"] * others)
    table = f"market,origin,destination,{column}\ncocaine,COL,NOR,\n{rows}cocaine,COL,NOR,only this\n"
    assert aggregate_routes(read_routes(io.StringIO(table)))[column][0] == "only this"


def test_the_last_day_of_a_group_is_a_day_not_a_spelling() -> None:
    table = (
        "market,to,start,end\ncocaine,NOR,2021-03,2021-05\ncocaine,NOR,2021,2021\ncocaine,NOR,2021-02-03,2020-12-31\n"
    )
    merged = aggregate_routes(read_routes(io.StringIO(table.replace(",2020-12-31", ",2021-12-30"))))
    assert merged[["start", "end"]].to_numpy().tolist() == [["2021", "2021"]]


def test_a_frame_with_missing_texts_and_numbers_merges_as_if_they_were_texts() -> None:
    routes = read_routes(io.StringIO("market,to,desk\ncocaine,NOR,1\ncocaine,NOR,\ncocaine,NOR,1\n"))
    routes["desk"] = pd.Series([1, None, "1"], dtype=object)
    assert aggregate_routes(routes)["desk"].tolist() == ["1"]


def test_more_than_twenty_thousand_rows_with_a_single_note_build(tmp_path: Path) -> None:
    header = "market,origin,destination,source,note,seizure\n"
    to = ("NOR", "SWE", "DNK")
    rows = [f"cocaine,COL,{to[i % 3]},S,{'one note' * (i == 7)},{'A-1' * (i == 8)}\n" for i in range(20_010)]
    build_maps(read_routes(io.StringIO(header + "".join(rows))), tmp_path)
    assert "one note" in (tmp_path / "cocaine-trade.html").read_text(encoding="utf-8")


def test_every_column_of_ours_has_a_rule() -> None:
    assert list(MERGE_RULES) == list(NAMES)
    assert list(COUNT_RULES) == list(COUNTED_NAMES)


COUNTS = """market,from,to,quantity,unit,start,records,first,last,at_most
human trafficking,NGA,ITA,40,people,2021-01,40,2021-01-03,2021-01-30,
human trafficking,NGA,ITA,7,people,2021-02,7,,2021-02-09,
human trafficking,NGA,ITA,,people,2021-03,,,,4
human trafficking,NGA,ITA,,people,2021-04,,,,4
human trafficking,NGA,ESP,,people,2021-04,,,,4
"""


def test_numbers_that_are_kept_back_never_go_into_a_sum_that_is_told() -> None:
    merged = aggregate_routes(read_routes(io.StringIO(COUNTS)))
    assert records_column(merged) == "records"
    columns = ["destination", "quantity", "records", "first", "last", "at_most"]
    assert sorted(merged[columns].fillna(-1).to_numpy().tolist()) == [
        ["ESP", -1, "", "", "", "4"],
        ["ITA", -1, "", "", "", "8"],
        ["ITA", 47.0, "47", "2021-01-03", "2021-02-09", ""],
    ]


def test_first_and_last_alone_are_columns_of_the_users_own() -> None:
    merged = aggregate_routes(read_routes(io.StringIO("market,to,first,at_most\ncocaine,NOR,a,4\ncocaine,NOR,b,4\n")))
    assert merged[["first", "at_most", "records"]].to_numpy().tolist() == [["2 values", "4", "2"]]


# The same by hand: one group after the other, with nothing but lists.

PLACES = ("", "COL", "NOR", "NLD")
TEXTS = ("", "a", "b")
DATES = ("", "2021", "2021-01", "2021-12", "2021-12-31", "2022-02-03", "2022")
KEYS = st.fixed_dictionaries(
    {
        "market": st.sampled_from(["cocaine trade", "sand"]),
        "commodity": st.sampled_from(TEXTS),
        "origin": st.sampled_from(PLACES),
        "transit": st.sampled_from(("", "DEU", "DEU > DNK")),
        "destination": st.sampled_from(PLACES),
        "directed": st.booleans(),
        "unit": st.sampled_from(("", "kg")),
    }
)
OTHERS = st.fixed_dictionaries(
    {
        "quantity": st.sampled_from((math.nan, 0.0, 0.1, 2.0, 1e6)),
        "confidence": st.sampled_from(LOWEST_FIRST),
        "magnitude": st.sampled_from(("", "major", "minor")),
        "start": st.sampled_from(DATES),
        "end": st.sampled_from(DATES),
    }
    | {name: st.sampled_from(TEXTS) for name in ("actors", "source", "locator", "url", "quote", "note", "own")}
)
# Few keys for many rows, so that there are groups.
ROWS = st.lists(KEYS, min_size=1, max_size=3).flatmap(
    lambda keys: st.lists(st.builds(lambda key, rest: key | rest, st.sampled_from(keys), OTHERS), max_size=25)
)
ROW_NAMES = [*(name for name in NAMES if name not in ("id", "statement")), "own"]


def by_hand(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        key = [row[name] for name in ("market", "commodity", "origin", "transit", "destination", "directed", "unit")]
        groups.setdefault((*key, row["start"][:4]), []).append(row)
    found = [one_of(group) for group in groups.values()]
    order = ("market", "commodity", "origin", "transit", "destination", "unit", "directed", "start")
    return sorted(found, key=lambda row: [row[name] for name in order])


def one_of(group: list[dict[str, Any]]) -> dict[str, Any]:
    merged = dict(group[0])
    known = [row["quantity"] for row in group if not math.isnan(row["quantity"])]
    merged["quantity"] = sum(math.floor(number * 1e6 + 0.5) for number in known) / 1e6 if known else math.nan
    merged["confidence"] = next(word for word in LOWEST_FIRST if any(row["confidence"] == word for row in group))
    starts, ends = [row["start"] for row in group], [row["end"] for row in group]
    merged["start"] = "" if "" in starts else min(starts, key=lambda date: (first_day(date), len(date)))
    merged["end"] = "" if "" in ends else max(ends, key=lambda date: (last_day(date), -len(date)))
    words = {"actors": "accounts of actors", "source": "sources", "note": "notes", "own": "values"}
    for name in ("magnitude", "locator", "url", "quote", *words):
        texts = {row[name] for row in group}
        if len(texts) == 1:
            continue
        texts.discard("")
        merged[name] = "" if name not in words else texts.pop() if len(texts) == 1 else f"{len(texts)} {words[name]}"
    return merged | {"records": str(len(group))}


@given(ROWS)
def test_merging_is_what_grouping_by_hand_gives(rows: list[dict[str, Any]]) -> None:
    texts = {name: pd.Series([row[name] for row in rows], dtype="str") for name in ROW_NAMES}
    frame = pd.DataFrame(texts | {"id": [str(i) for i in range(len(rows))], "statement": [""] * len(rows)})
    frame["quantity"] = [float(row["quantity"]) for row in rows]
    frame["directed"] = [bool(row["directed"]) for row in rows]
    before = frame.copy()
    merged = aggregate_routes(frame)
    pd.testing.assert_frame_equal(frame, before)
    wanted = by_hand(rows)
    assert len(merged) == len(wanted)
    quantity = [row["quantity"] for row in wanted]
    assert merged["quantity"].tolist() == pytest.approx(quantity, rel=0, abs=0, nan_ok=True)
    for name in {*ROW_NAMES, "records"} - {"quantity"}:
        assert merged[name].tolist() == [row[name] for row in wanted], name
    assert merged["id"].is_unique


def test_what_a_map_shows_of_each_route_apart_is_not_merged() -> None:
    course = "LINESTRING (-74 4, -30 20, 10 60)"
    rows = [("sea", course), ("air", ""), ("sea", course), ("sea", "")]
    table = "market,from,to,mode,course_as_given\n" + "".join(f'cocaine,COL,NOR,{a},"{b}"\n' for a, b in rows)
    merged = aggregate_routes(coloured_by(read_routes(io.StringIO(table)), "mode"))
    columns = ["mode", "course_as_given", "records"]
    assert sorted(merged[columns].to_numpy().tolist()) == [["air", "", "1"], ["sea", "", "1"], ["sea", course, "2"]]
    assert merged["id"].is_unique
