"""The command for records: each option shows its effect, and nothing is written unless all is well."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).parent / "routemap"
ROWS = """\
no,from country,to country,through,drug,kg,day
1,Colombia,Norway,Netherlands,cocaine,2.5,2021-03-04
2,COL,NOR,NLD,cocaine,1,2021-04-05
2,COL,NOR,NLD,cocaine,1,2021-04-05
3,Atlantis,NOR,,cocaine,4,2022-01-01
"""
COLUMNS = ("--origin", "from country", "--destination", "to country", "--transit", "through", "--market", "drug")


def routemap(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [str(COMMAND), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, encoding="utf-8")


@pytest.fixture
def seizures(tmp_path: Path) -> Path:
    (tmp_path / "seizures.csv").write_text(ROWS)
    return tmp_path


def routes(folder: Path) -> list[str]:
    return (folder / "routes.csv").read_text(encoding="utf-8-sig").splitlines()[1:]


def aggregate(folder: Path, *options: object) -> subprocess.CompletedProcess[str]:
    allowed = ("--most-unresolved", "40%")
    return routemap("aggregate", "seizures.csv", *COLUMNS, *allowed, *options, "--out", "routes.csv", cwd=folder)


def test_columns_and_constants_are_given_as_options(seizures: Path) -> None:
    said = aggregate(seizures, "--quantity", "kg", "--unit", "=kg", "--date", "day", "--report", "account.json")
    assert said.returncode == 0, said.stderr
    assert said.stdout == "wrote 1 routes to routes.csv\n"
    assert "4 records → 1 routes: 3 used" in said.stderr
    assert "places not understood: 'Atlantis' (1)" in said.stderr
    [row] = routes(seizures)
    assert ",cocaine trade,,COL,NLD,NOR,yes,,,4.5,kg,2021,2021," in row
    account = json.loads((seizures / "account.json").read_text(encoding="utf-8"))
    assert account["records"] == {"records": 4}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--date", "day", "--by", "month"), [",2021-03,2021-03,", ",2021-04,2021-04,"]),
        (("--date", "day", "--by", "none"), [",2021-03-04,2021-04-05,"]),
        (("--record", "no", "--quantity", "kg", "--duplicates", "drop"), [",3.5,"]),
        (("--set", "commodity=base"), [",base,COL,"]),
        (("--columns", "no=locator"), [",,3,"]),
        (("--people", "records", "--people-below", "4"), [",minor,"]),
        (("--people-below", "4", "--allow-small-counts"), [",,3,"]),
        (("--quantity", "kg", "--memory", "100MB"), [",4.5,"]),
    ],
)
def test_each_option_has_its_effect(seizures: Path, options: tuple[str, ...], expected: list[str]) -> None:
    said = aggregate(seizures, *options)
    assert said.returncode == 0, said.stderr
    rows = routes(seizures)
    assert len(rows) == len(expected)
    assert all(part in row for part, row in zip(expected, rows, strict=True)), rows


def test_what_is_known_is_understood(seizures: Path) -> None:
    (seizures / "known.csv").write_text("text,place\nAtlantis,Greece\n")
    said = aggregate(seizures, "--known", "known.csv")
    assert said.returncode == 0, said.stderr
    assert [",GRC," in row for row in routes(seizures)] == [False, True]


def test_a_recipe_says_the_same_as_options_and_options_win(seizures: Path) -> None:
    (seizures / "recipe.toml").write_text(
        '[columns]\n"from country" = "origin"\n"to country" = "destination"\ndrug = "market"\nkg = "quantity"\n'
        '[set]\nunit = "kg"\n[records]\nmost_unresolved = "30%"\nby = "month"\n'
    )
    said = routemap(
        "aggregate", "seizures.csv", "--recipe", "recipe.toml", "--unit", "=lb", "--out", "routes.csv", cwd=seizures
    )
    assert said.returncode == 0, said.stderr
    assert [",4.5,lb," in row for row in routes(seizures)] == [True]


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (("--most-unresolved", "10%"), 1, "1 of 4 records (25%) have a place that was not understood"),
        (("--market", "drog"), 1, "there is no column 'drog' to read as market; did you mean drug?"),
        (("--engine", "dukdb"), 1, "did you mean duckdb?"),
        (("--duplicates", "dorp"), 1, "duplicates is 'dorp'; expected one of count, drop, keep; did you mean drop?"),
        (("--memory", "lots"), 1, "'lots' is no amount of memory"),
        (("--record", "nummer"), 1, "there is no column 'nummer' that names the records"),
        (("--market", "=human trafficking"), 1, "say whether they count people"),
        (("--out", "routes.dxf"), 1, "cannot tell the format of routes.dxf"),
        (("--out", "seizures.csv"), 2, "it is an input, which is never touched"),
        (("--recipe", "nothing.toml"), 2, "nothing.toml"),
        (("--columns", "x"), 2, "is not of the form"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_written(
    seizures: Path, options: tuple[str, ...], status: int, said: str
) -> None:
    done = (
        aggregate(seizures, *options)
        if "--out" not in options
        else routemap("aggregate", "seizures.csv", *COLUMNS, "--most-unresolved", "30%", *options, cwd=seizures)
    )
    assert done.returncode == status, done.stderr
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert [path.name for path in seizures.iterdir()] == ["seizures.csv"]
    assert (seizures / "seizures.csv").read_text() == ROWS


def test_the_account_of_refused_records_is_written_all_the_same(seizures: Path) -> None:
    said = aggregate(seizures, "--most-unresolved", "1%", "--report", "account.json")
    assert said.returncode == 1
    account = json.loads((seizures / "account.json").read_text(encoding="utf-8"))
    assert account["texts"]["unresolved"][0]["text"] == "Atlantis"
    assert not (seizures / "routes.csv").exists()


def test_the_records_behind_a_route_are_printed_as_csv(seizures: Path) -> None:
    assert aggregate(seizures, "--date", "day", "--cache", "cache").returncode == 0
    route = routes(seizures)[0].partition(",")[0]
    said = routemap("records", route, "seizures.csv", *COLUMNS, "--date", "day", cwd=seizures)
    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines() == ROWS.splitlines()[:4]
    assert said.stderr == "3 records\n"
    assert len(list((seizures / "cache").glob("*.parquet"))) == 1
    said = routemap("records", "nonsense", "seizures.csv", *COLUMNS, cwd=seizures)
    assert said.returncode == 1
    assert "the files make no route 'nonsense' in this way" in said.stderr
