"""The options that say how a table is read, on the command line: each has an effect, and what it leaves is told."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.unpacking import block
from typer.testing import CliRunner

from routemap.cli import app

TABLE = "Orig;Dest;Menge;Date\nPeru;Spain;1.234,5;03/04/2021\nPeru;Narnia;1;03/04/2021\n"
HOW = ["--columns", "Menge=quantity", "--set", "market=cocaine", "--set", "source=s", "--set", "unit=kg"]
HOW += ["--decimal", ",", "--dates", "day-first"]


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    return result.exit_code, result.stdout, result.stderr


def payload_of(page: Path) -> dict[str, Any]:
    """Return what a page knows; it carries it deflated."""
    return block(page.read_text(encoding="utf-8"), "routemap-data")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_next_months_file_is_a_single_command(table: Path) -> None:
    recipe = table.with_name("mine.toml")
    read_it = [*HOW, "--values", "destination:Narnia=Norway"]
    assert run("check", table, *read_it, "--save-recipe", recipe)[:2] == (0, "accepted: 2 rows, 2 routes\n")
    assert run("check", table, "--recipe", recipe)[1] == "accepted: 2 rows, 2 routes\n"
    code, out, _ = run("encode", table, "--recipe", recipe, "--out", "-")
    routes = [feature["properties"] for feature in json.loads(out)["features"]]
    assert code == 0
    assert [(row["quantity"], row["start"], row["destination"]) for row in routes] == [
        (1234.5, "2021-04-03", "ESP"),
        (1, "2021-04-03", "NOR"),
    ]


def test_bad_rows_are_left_out_listed_and_told_by_the_exit_status(table: Path) -> None:
    maps = table.with_name("maps")
    assert run("build", table, *HOW, "--out", maps)[0] == 1
    assert not maps.exists()
    code, _, talk = run("build", table, *HOW, "--out", maps, "--leave-out-bad")
    assert code == 3
    assert "left out: table.csv:3: Dest 'Narnia': no place of this name" in talk
    manifest = json.loads((maps / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["left_out_for_errors"]) == 1
    assert "Narnia" in manifest["left_out_for_errors"][0]
    (note,) = payload_of(maps / "cocaine-trade.html")["page"]["notes"]
    assert note.startswith("Errors of rows that were left out of these maps: 1. table.csv:3: Dest 'Narnia'")


def test_a_refusal_for_single_rows_names_the_way_out(table: Path) -> None:
    assert "--leave-out-bad leaves out the rows with errors" in run("check", table, *HOW)[1]
    assert "--leave-out-bad" not in run("check", table)[1]
    table.write_bytes(table.read_bytes() + "Perú,España\n".encode("cp1252"))
    _, said, talk = run("check", table, *HOW)
    assert "is not UTF-8" in talk
    assert "--leave-out-bad" not in said


def test_matrix_may_stand_without_a_value(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text(",Spain,Italy\nPeru,5,3\n", encoding="utf-8")
    constants = ["--set", "market=arms", "--set", "unit=kg", "--set", "source=s"]
    assert run("check", "--matrix", path, *constants)[1] == "accepted: 2 rows, 2 routes\n"
    assert run("check", path, *constants, "--matrix")[1] == "accepted: 2 rows, 2 routes\n"
    out = run("export", path, *constants, "--matrix", "destinations", "--out", tmp_path / "r.csv")
    assert out[0] == 0
    assert "ESP,,PER" in (tmp_path / "r.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--columns", "x"], "is not of the form yours=ours"),
        (["--columns", "x=orign"], "did you mean origin?"),
        (["--set", "market"], "is not of the form ours=value"),
        (["--values", "origin=x"], "is not of the form ours:theirs=value"),
        (["--decimal", "x"], "expected '.' or ','"),
        (["--dates", "day"], "day-first"),
        (["--header-line", "0"], "the first is 1"),
        (["--places-sheet", "x"], "has no sheets"),
    ],
)
def test_an_option_of_the_wrong_form_says_which_is_right(table: Path, given: list[str], told: str) -> None:
    code, _, talk = run("check", table, *given)
    assert code == 2
    assert told in re.sub(r"[\s│]+", " ", talk)


def test_a_recipe_that_is_none_is_told(table: Path) -> None:
    recipe = table.with_name("mine.toml")
    recipe.write_text("colums = {}\n", encoding="utf-8")
    assert "did you mean columns?" in re.sub(r"[\s│]+", " ", run("check", table, "--recipe", recipe)[2])


def test_the_input_is_not_written_over_by_a_recipe(table: Path) -> None:
    assert run("check", table, *HOW, "--save-recipe", table)[0] != 0
    assert table.read_text(encoding="utf-8") == TABLE


PLACES = "market,origin,destination,source\narms,Lagos,Mexican,s\narms,Yugoslavia,Spain,s\n"
PLACE_OPTIONS = ["--cities", "--demonyms", "--former", "as-region"]


@pytest.mark.parametrize("command", ["check", "build", "encode", "export", "figure"])
def test_cities_demonyms_and_former_states_count_where_every_command_is_told_so(tmp_path: Path, command: str) -> None:
    table = tmp_path / "places.csv"
    table.write_text(PLACES, encoding="utf-8")
    out = {"build": "maps", "encode": "x.geojson", "export": "x.csv", "figure": "x.svg"}.get(command)
    target = ["--out", tmp_path / out] if out else []
    code, _, talk = run(command, table, *target)
    assert code == 1 or "refused" in talk
    code, _, talk = run(command, table, *target, *PLACE_OPTIONS)
    assert code == 0, talk
    if command == "export":
        written = (tmp_path / "x.csv").read_text(encoding="utf-8-sig")
        assert "Lagos" in written
        assert "Mexican" in written


def test_places_takes_the_same_options() -> None:
    names = ["Lagos", "Nigerien", "USSR"]
    told = json.loads(run("places", *names, "--json")[1])
    assert [(one["code"], one["option"]) for one in told] == [(None, "cities"), (None, "demonyms"), (None, "former")]
    assert told[0]["candidates"] == ["NGA"]
    taken = json.loads(run("places", *names, *PLACE_OPTIONS, "--json")[1])
    assert [one["code"] for one in taken] == ["NGA", "NER", "soviet-union"]


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        ("a = " + "[" * 9_999, "r.toml: is nested too deep, and so no recipe"),
        ("a = " + "{b = " * 9_999, "r.toml: is nested too deep, and so no recipe"),
        ("a = " + "9" * 9_999, "r.toml: has a number of too many digits, and so is no recipe"),
        ("columns = 2020-01-01", "columns is 2020-01-01; expected a table of names and texts"),
    ],
)
def test_a_recipe_that_cannot_be_read_is_refused_in_words_of_ours(recipe: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("market,origin,destination\ncocaine,COL,NOR\n")
    (tmp_path / "r.toml").write_text(recipe)
    code, _, said = run("check", tmp_path / "a.csv", "--recipe", tmp_path / "r.toml")
    assert code == 2
    assert words in " ".join(said.split())


def test_a_recipe_whose_keys_have_no_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("market,origin,destination\ncocaine,COL,NOR\n")
    (tmp_path / "r.toml").write_text("a" + ".a" * 501 + " = 1\n")
    code, _, said = run("check", tmp_path / "a.csv", "--recipe", tmp_path / "r.toml")
    assert code == 2
    assert "r.toml: has a line of more than 500 full stops" in " ".join(said.split())
