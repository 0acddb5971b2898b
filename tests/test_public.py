"""What is public is listed, there, said to type checkers, and no more is visible."""

import ast
import importlib
import inspect
import io
import os
import re
import subprocess
import sys
import types
from pathlib import Path

import pytest

import routemap
from routemap import errors
from routemap.errors import RoutemapError

ROOT = Path(__file__).parent.parent
PACKAGES = sorted(
    ".".join(path.parent.relative_to(ROOT / "src").parts) for path in (ROOT / "src/routemap").rglob("__init__.py")
)


def tree_of(package: str) -> ast.Module:
    path = ROOT / "src" / package.replace(".", "/") / "__init__.py"
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(nodes: list[ast.stmt]) -> dict[str, str]:
    """Return the names that these statements import, and the module of each."""
    return {
        alias.asname or alias.name: node.module or ""
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def said_to_type_checkers(package: str) -> dict[str, str]:
    """Return the names that stand under ``if TYPE_CHECKING:``, and the module of each."""
    blocks = [
        node.body
        for node in tree_of(package).body
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    ]
    return imported(blocks[0]) if blocks else {}


@pytest.mark.parametrize("package", PACKAGES)
def test_what_is_listed_is_what_is_visible(package: str) -> None:
    module = importlib.import_module(package)
    listed = set(getattr(module, "__all__", ()))
    for name in listed:
        assert getattr(module, name) is not None
    borrowed = {name for name, home in imported(tree_of(package).body).items() if not home.startswith("routemap")}
    visible = {
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType) and name not in borrowed
    }
    listed.discard("__version__")  # the one name of the kind that is public
    assert visible == listed
    assert sorted(listed) == sorted(name for name in dir(module) if name in visible)
    if listed:
        with pytest.raises(AttributeError, match="no attribute 'nothing'"):
            module.nothing  # noqa: B018


@pytest.mark.parametrize("package", [package for package in PACKAGES if said_to_type_checkers(package)])
def test_type_checkers_and_the_program_find_each_name_in_the_same_place(package: str) -> None:
    module = importlib.import_module(package)
    lazily = said_to_type_checkers(package)
    assert set(lazily) <= set(module.__all__)
    for name, home in lazily.items():
        assert getattr(module, name) is getattr(importlib.import_module(home), name)


def test_a_room_is_there_as_soon_as_the_package_is() -> None:
    code = "import routemap; print(routemap.gis.FORMATS['.kml'], routemap.routes.merging.LOWEST_FIRST[1])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "KML low\n"


@pytest.mark.parametrize("name", routemap.__all__)
def test_each_public_name_says_what_it_does(name: str) -> None:
    thing = getattr(routemap, name)
    assert thing.__doc__
    assert len(thing.__doc__.strip()) > 20


@pytest.mark.parametrize("package", PACKAGES)
def test_no_public_function_loses_its_signature_to_a_cache(package: str) -> None:
    module = importlib.import_module(package)
    kept = [getattr(module, name) for name in getattr(module, "__all__", ())]
    sources = [inspect.getsource(inspect.unwrap(thing)) for thing in kept if hasattr(thing, "cache_info")]
    assert [source.splitlines()[:2] for source in sources if not source.startswith("@remember\n")] == []


def test_every_exception_is_public() -> None:
    raised = [thing for thing in vars(errors).values() if isinstance(thing, type) and issubclass(thing, Exception)]
    assert {thing.__name__ for thing in raised} <= set(routemap.__all__)
    drawn = re.findall(r"(\w+) \(", errors.__doc__ or "")
    assert {*drawn, "RoutemapError"} == {thing.__name__ for thing in raised}


RIGHT = """\
from pathlib import Path

import pandas as pd

import routemap
import routemap.routes


def draw(table: Path) -> pd.DataFrame:
    try:
        routes = routemap.read_routes(table, sheet="2021", columns={"from": "origin"})
    except routemap.ReadError as error:
        said: list[str] = [problem.code for problem in error.problems]
        raise SystemExit("\\n".join(said)) from error
    routemap.write_routes(routes, table.with_suffix(".csv"))
    files: tuple[Path, ...] = routemap.export(routes, "routes.gpkg", shape="curve")
    print(files, routemap.resolve_place("Norway").code, routemap.build_maps(routes, "maps").drawn)
    return routemap.routes.aggregate_routes(routes)
"""
WRONG = """\
import routemap
import routemap.lines

routemap.read_routes(1, 2, 3, nonsense=4)
routemap.read_rutes("table.csv")
routemap.export(routemap.read_routes("table.csv"), "r.gpkg", shape="bent")
routemap.resolve_place(5).code
routemap.draw_figure(routemap.read_routes("t.csv"), width_mm="wide")
routemap.lines.nothing
number: int = routemap.check_routes("table.csv").problems
"""


def test_a_client_is_type_checked(tmp_path: Path) -> None:
    right, wrong, config = tmp_path / "right.py", tmp_path / "wrong.py", tmp_path / "mypy.ini"
    right.write_text(RIGHT, encoding="utf-8")
    wrong.write_text(WRONG, encoding="utf-8")
    # As for an installed package: its own faults are not the client's.
    quiet = (
        "[mypy]\nstrict = true\n[mypy-routemap.*]\nfollow_imports = silent\n[mypy-folium.*]\nfollow_imports = skip\n"
    )
    config.write_text(quiet, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", str(config), "--no-error-summary", str(right), str(wrong)]
    environment = os.environ | {"MYPYPATH": str(ROOT / "src")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    found = re.findall(r"(right|wrong)\.py:(\d+): error", done.stdout)
    assert list(dict.fromkeys(found)) == [("wrong", str(line)) for line in range(4, 11)], done.stdout


def test_an_error_is_short_in_a_notebook() -> None:
    try:
        routemap.read_routes(io.BytesIO(b"market,from,to\nheroin,Narnia,Oz\n"))
    except RoutemapError as error:
        told = error._render_traceback_()
    assert told[0].startswith("in line ")
    assert "read_routes" in told[0]
    assert told[1].startswith("ReadError: <buffer>:2: ")
    assert len(told) == 2
