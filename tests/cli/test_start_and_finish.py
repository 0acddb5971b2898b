"""The first and the last step: a folder to begin with, the index opened, and what is said of a misuse."""

import shlex
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import routemap
from routemap.cli import app
from routemap.errors import RouteError
from routemap.routes import check_routes


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    return result.exit_code, result.stdout, " ".join(result.stderr.replace("│", " ").split())


def test_a_new_folder_has_tables_a_recipe_and_what_to_do_next(tmp_path: Path) -> None:
    folder = tmp_path / "my-map"
    code, out, _ = run("new", folder)
    assert code == 0
    assert "next: routemap build" in out
    assert sorted(path.name for path in folder.iterdir() if path.suffix) == [
        "README.md",
        "recipe.toml",
        "routes.csv",
        "routes.xlsx",
    ]
    assert len((folder / "README.md").read_text(encoding="utf-8").splitlines()) <= 10
    table, workbook = check_routes(folder / "routes.csv"), check_routes(folder / "routes.xlsx")
    assert (table.errors, workbook.errors) == ((), ())
    pd.testing.assert_frame_equal(table.routes, workbook.routes)
    assert run("check", folder / "routes.csv", "--recipe", folder / "recipe.toml")[:2] == (
        0,
        "accepted: 4 rows, 5 routes\n",
    )
    assert run("build", folder / "routes.csv", "--out", folder / "maps")[0] == 0


def test_the_next_step_can_be_copied_from_wherever_the_folder_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _, out, _ = run("new", "a/my map")
    ready = out.partition("next: routemap ")[2]
    assert run(*shlex.split(ready))[0] == 0


def test_the_package_is_a_command_too(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("market,from,to,source\ncocaine,Peru,Spain,s\n", encoding="utf-8")
    for given, code, said in (
        (["--version"], 0, f"routemap {routemap.__version__}\n"),
        (["check", str(table)], 0, "accepted: 1 row, 1 route\n"),
        (["check", str(tmp_path / "none.csv")], 2, ""),
    ):
        done = subprocess.run([sys.executable, "-m", "routemap", *given], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (code, said), done.stderr


def test_where_there_is_no_table_a_build_says_how_to_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, talk = run("build")
    assert code == 2
    assert "routemap build my-table.csv" in talk
    assert "routemap new my-maps" in talk
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    code, _, talk = run("new", tmp_path)
    assert code == 2
    assert "is not empty; give a new folder" in talk
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_first_page_is_opened_on_demand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or True)
    (tmp_path / "t.csv").write_text("market,from,to,source\ncocaine,Peru,Spain,s\n", encoding="utf-8")
    assert run("build", tmp_path / "t.csv", "--out", tmp_path / "maps", "--open")[0] == 0
    assert opened == [(tmp_path / "maps/cocaine-trade.html").as_uri()]


@pytest.mark.parametrize("command", ["check", "build", "draft"])
def test_an_address_is_told_to_be_downloaded_first(command: str, tmp_path: Path) -> None:
    more = {"draft": ["--out", tmp_path / "d.csv", "--source", "s"]}.get(command, [])
    code, _, talk = run(command, "https://example.org/t.csv", *more)
    assert code == 2
    assert "download it first" in talk


def test_an_address_in_python_is_told_so_too() -> None:
    with pytest.raises(RouteError, match="download it first"):
        routemap.read_routes("http://example.org/t.csv")


@pytest.mark.parametrize(
    "misuse",
    [
        routemap.route_map,
        lambda given: routemap.build_maps(given, "maps"),
        routemap.draw_figure,
        lambda given: routemap.export(given, "r.gpkg"),
        lambda given: routemap.export(given, pd.DataFrame()),
        routemap.to_lines,
        lambda given: routemap.write_routes(given, "r.csv"),
        routemap.FlowLayer,
    ],
)
def test_what_is_no_table_of_routes_gets_a_sentence(misuse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RouteError, match=r"read it first: read_routes\('routes.csv'\)"):
        misuse("routes.csv")
    with pytest.raises(RouteError, match=r"read_routes\(your_table\) first"):
        misuse(pd.DataFrame({"from": ["Peru"], "to": ["Spain"]}))
    with pytest.raises(RouteError, match="not list"):
        misuse([1, 2])
    assert list(tmp_path.iterdir()) == []


def test_cards_are_written_beside_pages_and_named_by_their_address(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("market,origin,destination,source\nheroin trade,Turkey,Norway,S\n", encoding="utf-8")
    command = [sys.executable, "-m", "routemap", "build", str(table), "--out", str(tmp_path / "maps")]
    said = subprocess.run([*command, "--cards", "--address", "https://example.org/m"], capture_output=True, check=False)
    assert said.returncode == 0, said.stderr
    assert said.stdout.strip().endswith(b"open maps/heroin-trade.html")
    assert sorted(path.name for path in (tmp_path / "maps").iterdir()) == [
        "heroin-trade.html",
        "heroin-trade.png",
        "manifest.json",
    ]
    page = (tmp_path / "maps/heroin-trade.html").read_text(encoding="utf-8")
    assert 'content="https://example.org/m/heroin-trade.png"' in page
    alone = subprocess.run([*command, "--address", "https://example.org/m"], capture_output=True, check=False)
    assert alone.returncode == 2
    assert b"for their cards alone" in alone.stderr
    nowhere = subprocess.run([*command, "--cards"], capture_output=True, check=False)
    assert nowhere.returncode == 0
    assert b"note: who shows a link looks for its picture by a full address" in nowhere.stderr
    assert nowhere.stdout.startswith(b"read 1 route: 1 drawn")


@pytest.mark.parametrize("command", ["build", "figure"])
def test_what_was_laid_out_is_kept_unless_no_cache_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    kept, table = tmp_path / "kept", tmp_path / "t.csv"
    monkeypatch.setenv("ROUTEMAP_CACHE", str(kept))
    table.write_text("market,from,to,source,note\ncocaine,Peru,Spain,s,A\ncocaine,Peru,Brazil,s,A\n", encoding="utf-8")
    made = {"build": ("maps", "maps/cocaine-trade.html"), "figure": ("a.svg", "a.svg")}
    out, file = (tmp_path / name for name in made[command])
    assert run(command, table, "--out", out, "--no-cache")[0] == 0
    plain = file.read_bytes()
    assert not kept.exists()
    assert run(command, table, "--out", out)[0] == 0
    found = list(kept.iterdir())
    assert found
    assert not any(word in path.read_bytes() for path in found for word in (b"Peru", b"PER", b"coca"))
    assert file.read_bytes() == plain
    # Another note is no other layout.
    table.write_text(table.read_text(encoding="utf-8").replace(",A", ",B"), encoding="utf-8")
    assert run(command, table, "--out", out)[0] == 0
    assert list(kept.iterdir()) == found
