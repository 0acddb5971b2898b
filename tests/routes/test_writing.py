"""What is written reads back as the same table."""

import csv
import io
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from routemap.errors import ExportError, RouteError
from routemap.routes import check_routes, read_routes, write_routes
from routemap.routes.spreadsheet import CELL_ERRORS
from routemap.routes.texts import REFUSED_CHARACTERS
from routemap.routes.writing import TABLE_FORMATS

ALTERNATIVES = """\
id,market,from,via,to,source,note
a,cocaine,COL | ECU,"Panama > ESP | unknown",NOR,S,=1+1
,cannabis,,Netherlands | Germany,Norway,S,
b,heroin,AFG,,NOR | SWE | unknown,S,"two
lines, and ""words"" said"
c,heroin,AFG,,NOR,S,'tis
"""


def read(text: str) -> pd.DataFrame:
    return read_routes(io.StringIO(text))


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ","))


@pytest.mark.parametrize("suffix", TABLE_FORMATS)
def test_the_profile_of_norway_reads_back(norway: pd.DataFrame, suffix: str, tmp_path: Path) -> None:
    before = norway.copy()
    write_routes(norway, tmp_path / f"r{suffix}")
    pd.testing.assert_frame_equal(read_routes(tmp_path / f"r{suffix}"), norway)
    pd.testing.assert_frame_equal(norway, before)


@pytest.mark.parametrize("suffix", TABLE_FORMATS)
def test_alternatives_read_back(suffix: str, tmp_path: Path) -> None:
    routes = read(ALTERNATIVES)
    assert len(routes) == 4 + 2 + 3 + 1
    write_routes(routes, tmp_path / f"r{suffix}")
    pd.testing.assert_frame_equal(read_routes(tmp_path / f"r{suffix}"), routes)


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_alternatives_are_one_row_again(suffix: str, tmp_path: Path) -> None:
    write_routes(read(ALTERNATIVES), tmp_path / f"r{suffix}")
    rows = rows_of(tmp_path / f"r{suffix}")
    assert [row["id"] for row in rows][::2] == ["a", "b"]
    assert [(row["origin"], row["transit"], row["destination"]) for row in rows] == [
        ("COL | ECU", "PAN > ESP | unknown", "NOR"),
        ("", "NLD | DEU", "NOR"),
        ("AFG", "", "NOR | SWE | unknown"),
        ("AFG", "", "NOR"),
    ]


def changed(routes: pd.DataFrame, what: str) -> pd.DataFrame:
    routes = routes.copy()
    match what:
        case "a row is gone":
            return routes.drop(index=1).reset_index(drop=True)
        case "the order is another":
            return routes.iloc[[1, 0, *range(2, len(routes))]].reset_index(drop=True)
        case "a note is another":
            routes.loc[1, "note"] = "only here"
        case "an id is another":
            routes.loc[1, "id"] = "another"
        case "a place is another":
            routes.loc[1, "origin"] = "PER"
        case "a statement is another":
            routes.loc[1, "statement"] = "another"
    return routes


@pytest.mark.parametrize("suffix", TABLE_FORMATS)
@pytest.mark.parametrize(
    "what",
    [
        "a row is gone",
        "the order is another",
        "a note is another",
        "an id is another",
        "a place is another",
        "a statement is another",
    ],
)
def test_what_no_row_of_alternatives_says_stays_as_rows(what: str, suffix: str, tmp_path: Path) -> None:
    routes = changed(read(ALTERNATIVES), what)
    write_routes(routes, tmp_path / f"r{suffix}")
    pd.testing.assert_frame_equal(read_routes(tmp_path / f"r{suffix}"), routes)


# Letters that mean something to a text table, a spreadsheet, a place cell, XML or JSON.
CELL = st.text(
    st.one_of(st.sampled_from("=+-@'\"\t\n,;| >~#_x0D<&$\u00ad\u200dæ中\U0001f600"), st.characters(codec="utf-8")),
    max_size=12,
).filter(lambda text: text.strip() not in CELL_ERRORS and not REFUSED_CHARACTERS.search(text))
PLACE = st.sampled_from(["", "Norway", "SWE", "west-africa", "COL | ECU", "unknown | NLD", "NLD | DEU | DNK"])
STOPS = st.one_of(PLACE, st.sampled_from(["PAN > ESP", "PAN > ESP | FRA", "PAN > ESP | ITA > FRA"]))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["", "", "", "a", "b", "a.nld", "=c"]),
            "statement": st.sampled_from(["", "", "s"]),
            "market": st.sampled_from(["cocaine", "Sand mining", "=sand"]),
            "origin": PLACE,
            "transit": STOPS,
            "destination": st.sampled_from(["LBR", "Norway | SWE", "JPN"]),
            "directed": st.booleans(),
            "quantity": st.one_of(st.none(), st.floats(0, 1e300), st.integers(0, 10**6)),
            "unit": st.sampled_from(["kg", "t"]),
            "start": st.sampled_from(["", "2021", "2021-05", "2021-05-17"]),
            "note": CELL,
            "own": CELL,
            "=from": CELL,
        }
    ),
    min_size=1,
    max_size=6,
)


@given(ROWS, st.sampled_from(sorted(TABLE_FORMATS)), st.randoms(use_true_random=False))
def test_every_table_reads_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], suffix: str, random: Any
) -> None:
    routes = check_routes(pd.DataFrame(rows)).routes
    if routes is None:
        return
    if random.random() < 0.3:  # also a part of a table, in any order
        chosen = random.sample(range(len(routes)), random.randint(1, len(routes)))
        routes = routes.iloc[chosen].reset_index(drop=True)
    path = tmp_path_factory.mktemp("written") / f"routes{suffix}"
    write_routes(routes, path)
    pd.testing.assert_frame_equal(read_routes(path), routes)


@pytest.mark.parametrize("suffix", TABLE_FORMATS)
def test_the_same_routes_give_the_same_bytes(
    norway: pd.DataFrame, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_routes(norway, tmp_path / f"a{suffix}")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    write_routes(norway, tmp_path / f"b{suffix}")
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_a_workbook_tells_no_time_and_no_formula(tmp_path: Path) -> None:
    write_routes(read(ALTERNATIVES), tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        years = set(re.findall(rb">([0-9]{4})-", archive.read("docProps/core.xml")))
    assert years == {b"1980"}
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx").active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}
    assert sheet.freeze_panes == "A2"


def test_cells_that_a_spreadsheet_would_run_are_guarded_in_text_alone(tmp_path: Path) -> None:
    routes = read(ALTERNATIVES)
    for suffix, note in ((".csv", "'=1+1"), (".tsv", "'=1+1")):
        write_routes(routes, tmp_path / f"r{suffix}")
        assert rows_of(tmp_path / f"r{suffix}")[0]["note"] == note
    write_routes(routes, tmp_path / "r.parquet")
    assert pd.read_parquet(tmp_path / "r.parquet")["note"][0] == "=1+1"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("r.gpkg", "cannot tell the format of .*r.gpkg; expected one of .csv, .tsv, .xlsx, .parquet, .geojson"),
        ("r.cvs", "did you mean .csv"),
        ("routes", "cannot tell the format"),
    ],
)
def test_another_format_is_one_sentence(norway: pd.DataFrame, name: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(RouteError, match=told):
        write_routes(norway, tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
@pytest.mark.parametrize(("text", "told"), [("#N/A", "reads as an error"), ("x" * 140_000, "140,000 characters")])
def test_a_text_that_would_not_read_back_is_refused(suffix: str, text: str, told: str, tmp_path: Path) -> None:
    routes = read("id,market,to\nfirst,cocaine,NOR\n").assign(note=text)
    with pytest.raises(ExportError, match=rf"route 'first': note holds .*{told}|note holds '{told}"):
        write_routes(routes, tmp_path / f"r{suffix}")
    assert not list(tmp_path.iterdir())


def test_a_text_that_is_an_error_to_excel_alone_is_kept_by_parquet(tmp_path: Path) -> None:
    write_routes(read("id,market,to\nfirst,cocaine,NOR\n").assign(note="#N/A"), tmp_path / "r.parquet")
    assert read_routes(tmp_path / "r.parquet")["note"].tolist() == ["#N/A"]


def test_a_frame_that_is_no_table_of_routes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RouteError, match="has no column id"):
        write_routes(pd.DataFrame({"market": ["cocaine"]}), tmp_path / "r.csv")


@pytest.mark.parametrize(("suffix", "package"), [(".xlsx", "openpyxl"), (".parquet", "pyarrow")])
def test_a_missing_package_is_named(
    norway: pd.DataFrame, suffix: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ImportError, match=f"package {package} .* pip install 'routemap"):
        write_routes(norway, tmp_path / f"r{suffix}")
