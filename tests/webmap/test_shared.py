"""Pages for a web server: scripts and styles stand once beside them, and a policy lets nothing else run."""

import hashlib
import io
import json
import re
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from routemap.cli import app
from routemap.errors import ExportError
from routemap.routes import read_routes
from routemap.webmap import build_maps

TABLE = "market,from,to,source\ncocaine trade,Peru,Spain,s\nzoo trade,Peru,Chile,s\n"
BESIDE = re.compile(r"routemap-([0-9a-f]{16})\.(css|js)")


@pytest.fixture(scope="module")
def routes() -> pd.DataFrame:
    return read_routes(io.StringIO(TABLE))


@pytest.fixture(scope="module")
def folder(routes: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shared")
    build_maps(routes, path, shared=True)
    return path


def test_two_files_stand_beside_the_pages_named_by_what_they_hold(folder: Path) -> None:
    beside = [path for path in folder.iterdir() if BESIDE.fullmatch(path.name)]
    assert sorted(path.suffix for path in beside) == [".css", ".js"]
    for path in beside:
        assert BESIDE.fullmatch(path.name)[1] == hashlib.sha256(path.read_bytes()).hexdigest()[:16]  # type: ignore[index]
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {path.name for path in beside} < set(listed)
    assert set(listed) == {path.name for path in folder.iterdir()} - {"manifest.json"}


@pytest.mark.parametrize("name", ["index", "all-markets", "cocaine-trade", "zoo-trade"])
def test_a_page_names_them_and_its_policy_its_own_host(folder: Path, name: str) -> None:
    page = (folder / f"{name}.html").read_text(encoding="utf-8")
    loaded = re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', page)
    assert set(loaded) == {path.name for path in folder.iterdir() if BESIDE.fullmatch(path.name)}
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1].replace("&#x27;", "'")  # type: ignore[index]
    told = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}
    assert told["default-src"] == ["'none'"]
    assert all(source == "'self'" or source.startswith("'sha256-") for source in told["script-src"] + told["style-src"])
    assert "routemap-parts" not in page
    assert len(page) < 120_000


def test_whole_pages_after_shared_ones_leave_nothing_of_these(routes: pd.DataFrame, tmp_path: Path) -> None:
    build_maps(routes, tmp_path, shared=True)
    build_maps(routes, tmp_path)
    assert not [path for path in tmp_path.iterdir() if BESIDE.fullmatch(path.name)]


def test_a_file_of_such_a_name_that_is_not_ours_is_left_alone(
    folder: Path, routes: pd.DataFrame, tmp_path: Path
) -> None:
    name = next(path.name for path in folder.iterdir() if path.suffix == ".js")
    (tmp_path / name).write_text("alert(1)", encoding="utf-8")
    with pytest.raises(ExportError, match="did not write"):
        build_maps(routes, tmp_path, shared=True)
    assert (tmp_path / name).read_text(encoding="utf-8") == "alert(1)"


def test_the_command_names_a_page_to_open(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("market,from,to,source\nzoo trade,Peru,Chile,s\n", encoding="utf-8")
    said = CliRunner().invoke(app, ["build", str(table), "--out", str(tmp_path / "maps"), "--shared", "--alone"])
    assert said.exit_code == 0, said.output
    assert "wrote 3 files for 1 market" in said.stdout
    assert "maps/zoo-trade.html" in said.stdout
