"""Small tables as people have them, each run as its owner would; what they are the smallest form of is in each test."""

import datetime as dt
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from routemap.cli import app


def run(folder: Path, table: str | bytes, *arguments: str, name: str = "t.csv") -> tuple[int, str]:
    """Write a table and run a command on it, its name in place of a dash; return the exit status and all it said."""
    path = folder / name
    path.write_bytes(table if isinstance(table, bytes) else table.encode())
    result = CliRunner().invoke(app, [str(path) if one == "-" else one for one in arguments])
    return result.exit_code, re.sub(r"\x1b\[[0-9;]*m", "", result.stdout + result.stderr)


def exported(folder: Path, table: str, *options: str) -> list[dict[str, object]]:
    code, said = run(folder, table, "encode", "-", "--out", str(folder / "t.geojson"), *options)
    assert code == 0, said
    return [one["properties"] for one in json.loads((folder / "t.geojson").read_text(encoding="utf-8"))["features"]]


def test_an_own_column_that_one_row_of_many_fills_is_kept_when_rows_are_merged(tmp_path: Path) -> None:
    rows = "fauna crimes,Peru,Spain,s,a\n" + "fauna crimes,Peru,Spain,s,\n" * 20_000
    table = f"market,origin,destination,source,batch\n{rows}"
    code, said = run(tmp_path, table, "export", "-", "--out", str(tmp_path / "o.csv"))
    assert code == 0, said
    header, row = (tmp_path / "o.csv").read_text(encoding="utf-8-sig").splitlines()[:2]
    assert dict(zip(header.split(","), row.split(","), strict=False))["batch"] == "a"


def test_kept_words_are_exported_read_back_and_only_equal_cells_are_equal(tmp_path: Path) -> None:
    table = "market,origin,destination,quantity,unit,source\n"
    table += 'human smuggling,Stateless,Norway,5,persons,s\nhuman smuggling,"Areas, nes",Norway,5,persons,s\n'
    code, said = run(tmp_path, table, "check", "-")
    assert code == 0
    assert "2 rows: read as unknown: Stateless, Areas, nes" in said
    assert "the row says the same" not in said
    code, said = run(tmp_path, table, "export", "-", "--out", str(tmp_path / "o.csv"))
    code, said = run(tmp_path, (tmp_path / "o.csv").read_bytes(), "export", "-", "--out", str(tmp_path / "p.csv"))
    assert code == 0
    assert "not ours" not in said
    assert "Stateless" in (tmp_path / "p.csv").read_text(encoding="utf-8-sig")


def test_the_time_of_day_of_a_workbook_is_not_used_and_it_is_told(tmp_path: Path) -> None:
    moment = dt.datetime(2021, 5, 17, 14, 30)
    book = openpyxl.Workbook()
    for row in (["market", "origin", "destination", "source", "date"], ["arms", "Peru", "Spain", "s", moment]):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    code, said = run(tmp_path, buffer.getvalue(), "check", "-", name="t.xlsx")
    assert code == 0
    assert "date: the time of day is not used (line 2)" in said


def test_a_hidden_row_is_named_and_read_where_it_is_asked_for(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ("market origin destination source", "arms Peru Spain s", "arms Peru Italy s"):
        book.active.append(row.split())
    book.active.row_dimensions[3].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    data = buffer.getvalue()
    _, said = run(tmp_path, data, "check", "-", name="t.xlsx")
    assert "the hidden row 3 is left aside; --hidden reads hidden rows" in said
    _, said = run(tmp_path, data, "check", "-", "--hidden", name="t.xlsx")
    assert "1 hidden row is read too (line 3)" in said


def test_arabic_names_and_short_forms_in_spanish_are_read(tmp_path: Path) -> None:
    table = "market,origin,transit,destination,source\nheroin,أفغانستان,إيران,تركيا,s\ncocaine,México,EE.UU.,Cuba,s\n"
    stops = [(one["origin"], one["transit"], one["destination"]) for one in exported(tmp_path, table)]
    assert stops == [("AFG", "IRN", "TUR"), ("MEX", "USA", "CUB")]


def test_units_are_explained_by_the_number_of_their_lines_and_the_rest_are_named(tmp_path: Path) -> None:
    rows = [
        ("Spain", 10, "kg"),
        ("Italy", 200, "kg"),
        ("France", 100, "kg"),
        ("Chile", 3, "bags"),
        ("Cuba", 3, "boxes"),
    ]
    lines = "".join(f"fauna crimes,Peru,{to},{many},{unit},s\n" for to, many, unit in [*rows, ("Haiti", 3, "cans")])
    header = "market,origin,destination,quantity,unit,source\n"
    code, said = run(tmp_path, header + lines, "figure", "-", "--out", str(tmp_path / "o.svg"))
    assert code == 0, said
    written = re.findall(r"<text[^>]*>([^<]+)<", (tmp_path / "o.svg").read_text(encoding="utf-8"))
    told = " ".join(written).casefold()
    assert re.search("kg.* bags.* boxes.* also cans", told), f"{told!r} in {(tmp_path / 'o.svg').read_bytes()[:3000]!r}"


@pytest.mark.parametrize("option", [(), ("--strict",)], ids=["warning", "strict"])
def test_a_world_row_is_asked_about_and_left_in(tmp_path: Path, option: tuple[str, ...]) -> None:
    table = "market,origin,destination,quantity,unit,source,year\nflora crimes,Ghana,China,60,t,s,2020\n"
    code, said = run(tmp_path, table + "flora crimes,World,China,100,t,s,2020\n", "check", "-", *option)
    assert "'World': stands for a total; is this a total row?" in said
    assert code == (1 if option else 0)
    assert option or "accepted: 2 rows, 2 routes" in said
