"""docs/security.md lists every call of GDAL and every place that opens a database: none may be added in passing."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src/routemap"
PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")


def calls(package: str) -> set[tuple[str, str]]:
    """Return module and dotted name of everything of a package that is used in the source, beside its exceptions."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == package:
                used = [f"{node.module}.{name.name}" for name in node.names]
            elif isinstance(node, ast.Call):
                used = [ast.unparse(one) for one in (node.func, *node.args) if isinstance(one, ast.Attribute)]
            else:
                continue
            found |= {(path.relative_to(SOURCE).as_posix(), name) for name in used if name.startswith(f"{package}.")}
    return {(module, name) for module, name in found if ".errors." not in name}


def test_every_call_of_gdal_is_listed_with_why_it_is_safe() -> None:
    rows = re.findall(r"^\| `(.+?)` \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)
    listed = {(module, call) for module, calls, _ in rows for call in re.findall(r"`(pyogrio[\w.]+)`", calls)}
    assert listed == calls("pyogrio")
    assert all(reason for _, _, reason in rows)


def test_geopandas_is_never_asked_to_open_a_file() -> None:
    opening = {"geopandas.read_file", "geopandas.GeoDataFrame.from_file", "geopandas.read_postgis"}
    assert not {name for _, name in calls("geopandas")} & opening
    used = {
        node.attr
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert "to_file" not in used


def test_a_database_is_opened_by_the_guard_and_by_the_writer_of_geopackages_alone() -> None:
    assert calls("sqlite3") == {
        ("routes/reading/sqlite_guard.py", "sqlite3.connect"),
        ("gis/geopackage.py", "sqlite3.connect"),
    }
