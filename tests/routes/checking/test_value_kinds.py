"""A typed value that is no text, where a text is expected, is refused; never made into one in silence."""

import datetime
import decimal
import io
import json
import uuid
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from routemap.routes import check_routes
from routemap.routes.columns import COLUMNS, NAMES

ROW = {"market": "cocaine", "origin": "COL", "destination": "NOR", "source": "s"}
WORDS = {"object": "is an object", "list": "is a list", "texts": "is a list of texts", "flag": "is true or false"}
ODD: dict[str, Any] = {"object": {"a": ["b"]}, "list": [1, "b"], "texts": ["a", "b"], "flag": True}


def of_geojson(values: list[Any], column: str, path: Path) -> Any:
    features = [{"type": "Feature", "properties": ROW | {column: value}, "geometry": None} for value in values]
    path.with_suffix(".geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return check_routes(path.with_suffix(".geojson"))


def of_frame(values: list[Any], column: str, path: Path) -> Any:
    return check_routes(pd.DataFrame([ROW] * len(values)).assign(**{column: pd.Series(values, dtype=object)}))


def of_parquet(values: list[Any], column: str, path: Path) -> Any:
    frame = pd.DataFrame([ROW] * len(values)).assign(**{column: pd.Series(values)})
    frame.to_parquet(path.with_suffix(".parquet"))
    return check_routes(path.with_suffix(".parquet"))


@pytest.mark.parametrize("read", [of_geojson, of_frame, of_parquet])
@pytest.mark.parametrize(
    ("column", "kind"),
    # Stops may be a list of texts, and a direction true or false.
    [(c, k) for c in NAMES for k in ODD if (c, k) not in {("transit", "texts"), ("directed", "flag")}],
)
def test_what_is_no_text_is_refused_in_every_column(column: str, kind: str, read: Any, tmp_path: Path) -> None:
    value = [1, 2] if read is of_parquet and kind == "list" else ODD[kind]  # a Parquet list is of one kind
    report = read([value], column, tmp_path / "t")
    found = [(p.code, p.column, p.message) for p in report.errors]
    assert found == [("value-kind", column, WORDS[kind])]
    assert report.errors[0].expected


@pytest.mark.parametrize("read", [of_geojson, of_frame, of_parquet])
@pytest.mark.parametrize("column", [column.name for column in COLUMNS if column.kind in ("market", "choice", "url")])
def test_a_number_is_no_name(column: str, read: Any, tmp_path: Path) -> None:
    assert [p.message for p in read([5, 7], column, tmp_path / "t").errors] == ["is a number"] * 2


@pytest.mark.parametrize("read", [of_geojson, of_frame, of_parquet])
@pytest.mark.parametrize("column", ["id", "statement", "commodity", "source", "locator", "note", "own"])
def test_what_may_be_a_number_is_its_digits(column: str, read: Any, tmp_path: Path) -> None:
    assert read([5, 7], column, tmp_path / "t").routes[column].tolist() == ["5", "7"]


def test_a_numeric_code_is_a_place_and_a_year_a_date(tmp_path: Path) -> None:
    assert of_frame([578, 752], "origin", tmp_path).routes["origin"].tolist() == ["NOR", "SWE"]
    assert of_frame([2021, None], "start", tmp_path).routes["start"].tolist() == ["2021", ""]


@pytest.mark.parametrize("read", [of_geojson, of_frame, of_parquet])
def test_the_stops_between_may_be_a_list_of_texts(read: Any, tmp_path: Path) -> None:
    values = [["NLD", "Germany"], [], ["DNK"]]
    assert read(values, "transit", tmp_path / "t").routes["transit"].tolist() == ["NLD > DEU", "", "DNK"]


def test_a_list_and_the_text_that_looks_like_it_are_told_apart(tmp_path: Path) -> None:
    report = of_frame(['["a"]', ["a"], "b"], "market", tmp_path)
    assert [(p.where, p.message) for p in report.errors] == [("row 2", "is a list of texts")]


def test_own_columns_keep_what_they_hold_as_json(tmp_path: Path) -> None:
    values = [{"a": ["b"]}, ["a", "b"], True, 2.5, None, "t", []]
    kept = ['{"a":["b"]}', '["a","b"]', "true", "2.5", "", "t", ""]
    assert of_geojson(values, "own", tmp_path / "t").routes["own"].tolist() == kept
    assert of_frame(values, "own", tmp_path).routes["own"].tolist() == kept


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (decimal.Decimal("1.50"), "1.50"),
        (uuid.UUID(int=5), "00000000-0000-0000-0000-000000000005"),
        (pd.Period("2021-05"), "2021-05"),
        (datetime.date(2021, 5, 17), "2021-05-17"),
        (np.int64(3), "3"),
        (np.array(["a", "b"]), '["a","b"]'),
        (np.datetime64("2021-05-17", "D"), "2021-05-17"),
        (b"bytes", "bytes"),
        ({("a", 1): 2}, "dict of 1"),
    ],
)
def test_values_of_python_are_the_text_that_they_say(value: Any, text: str, tmp_path: Path) -> None:
    assert of_frame([value, "other"], "own", tmp_path).routes["own"][0] == text


@pytest.mark.parametrize("value", [object(), {"a", "b"}, 1 + 2j, b"\xff\xfe"])
@pytest.mark.parametrize("column", ["own", "note", "market"])
def test_values_of_python_that_say_nothing_are_refused_everywhere(value: Any, column: str, tmp_path: Path) -> None:
    report = of_frame([value], column, tmp_path)
    assert [(p.code, p.message) for p in report.errors] == [("value-kind", "is no text, number or date")]


def test_a_list_within_itself_is_refused_like_any_list(tmp_path: Path) -> None:
    endless: list[Any] = []
    endless.append(endless)
    assert [p.message for p in of_frame([endless], "note", tmp_path).errors] == ["is a list"]


def test_one_wrong_value_is_one_message_per_row_and_refuses_nothing_else() -> None:
    features = [{"type": "Feature", "properties": ROW | {"market": 5}, "geometry": None}] * 3
    buffer = io.BytesIO(json.dumps({"type": "FeatureCollection", "features": features}).encode())
    buffer.name = "r.geojson"
    assert [(p.where, p.code) for p in check_routes(buffer).problems if p.code != "row-duplicate"] == [
        (f"feature {number}", "value-kind") for number in (1, 2, 3)
    ]
