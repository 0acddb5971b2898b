"""The house stays in order: imports point down, importing is cheap, the public list is true, modules stay small."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "src/routemap").rglob("*.py"))
SCRIPT = ROOT / "js/src"
SCRIPT_MODULES = sorted(SCRIPT.rglob("*.ts"))


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_imports_point_down() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [linter, "--config", ROOT / "pyproject.toml"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert result.returncode == 0, result.stdout


def test_what_lives_in_one_room_is_forbidden_in_every_other() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    package = ROOT / "src/routemap"
    rooms = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    kept = [contract for contract in tools["importlinter"]["contracts"] if contract["type"] == "forbidden"]
    assert len(kept) == 4
    for contract in kept:
        named = {module.removeprefix("routemap.") for module in contract["source_modules"]}
        assert rooms - named - {"__init__", "__main__"} == {contract["name"].split()[-1]}


def test_importing_routemap_loads_nothing_heavy() -> None:
    loaded = json.loads(run("import sys, json, routemap; print(json.dumps(sorted(sys.modules)))"))
    heavy = {"pandas", "numpy", "geopandas", "folium", "shapely", "matplotlib", "pyproj", "typer", "rich"}
    assert not heavy & set(loaded)


def test_help_loads_no_map_library() -> None:
    code = """
import sys, json
from typer.testing import CliRunner
from routemap.cli import app
assert CliRunner().invoke(app, ["--help"]).exit_code == 0
print(json.dumps(sorted(sys.modules)))
"""
    assert not {"pandas", "numpy", "geopandas", "folium", "shapely", "matplotlib"} & set(json.loads(run(code)))


def test_resolving_places_needs_no_pandas() -> None:
    code = """
import sys
from routemap import places
places.resolve_place("Norway")
print("pandas" in sys.modules, "shapely" in sys.modules)
"""
    assert run(code) == "False False"


def test_a_report_is_drafted_without_numpy(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("Cocaine from Colombia is smuggled to Spain.", encoding="utf-8")
    code = f"""
import sys
from typer.testing import CliRunner
from routemap.cli import app
done = CliRunner().invoke(app, ["draft", {str(report)!r}, "--source", "s", "--out", {str(tmp_path / "a.csv")!r}])
print(done.exit_code, "numpy" in sys.modules, "pandas" in sys.modules)
"""
    assert run(code) == "0 False False"


FLOOR = {"model", "words", "dom"}
ROW = {"panel/context", "panel/title", "panel/swatch", "panel/header"}
# Each room of the page's script, and the rooms or single modules that it may import besides itself.
SCRIPT_ROOMS: dict[str, set[str]] = {
    # The starter, which stays small; the other entries import what they bundle.
    ".": {"model/base85"},
    "model": set(),
    "words": {"model"},
    "dom": {"model", "words"},
    "map/view": {"model"},
    "map/ground": {"model", "map/view"},
    "map/marks": {"model", "map/view", "map/ground"},
    "map/names": {"words", "model", "map/view", "map/ground", "map/marks"},
    "map/legend": {"model", "words", "map/view", "map/ground", "map/marks"},
    "map": {"model", "words", "dom", "map/view", "map/ground", "map/marks", "map/names", "map/legend"},
    "panel/filters": FLOOR | ROW,
    "panel/evidence": FLOOR | ROW | {"panel/filters"},
    "panel/takeaway": FLOOR | ROW | {"panel/filters", "panel/evidence"},
    "panel/list": FLOOR | ROW | {"panel/filters", "panel/evidence", "panel/takeaway"},
    "review/model": FLOOR,
    "review/text": FLOOR | {"review/model"},
    "review/claims": FLOOR | {"review/model", "review/text"},
    "review/map": FLOOR | {"map", "map/view", "map/legend", "review/model"},
    "review": FLOOR | {"review/model", "review/text", "review/claims", "review/map"},
    "panel": FLOOR | {"panel/filters", "panel/evidence", "panel/takeaway", "panel/list"},
}
ENTRIES = {"page", "review"}


def test_the_rooms_of_the_script_import_only_what_lies_below_them() -> None:
    wrong = []
    rooms = {path.parent.relative_to(SCRIPT).as_posix() for path in SCRIPT_MODULES}
    assert rooms == {*SCRIPT_ROOMS, "."}
    for path in SCRIPT_MODULES:
        module = path.relative_to(SCRIPT).with_suffix("").as_posix()
        room = str(Path(module).parent)
        if module in ENTRIES:
            continue
        for target in re.findall(r'\bfrom "(\.[^"]+)"|\bimport "(\.[^"]+)"', path.read_text(encoding="utf-8")):
            if "".join(target).endswith("src/routemap/words/en.json") and room == "words":
                continue  # the shape of a language, as Python has it
            there = (path.parent / "".join(target)).resolve().relative_to(SCRIPT)
            other = there if (SCRIPT / there).is_dir() else there.parent
            may = SCRIPT_ROOMS.get(room, set())
            if other.as_posix() not in {room, *may} and there.as_posix() not in may:
                wrong.append(f"{module} imports {there}")
    assert wrong == []


def test_the_script_exports_nothing_that_nobody_imports() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in [*SCRIPT_MODULES, *(ROOT / "js/tests").rglob("*.ts")]}
    exported = re.compile(r"^export (?:async )?(?:function\*?|const|class|interface|type) (\w+)", re.MULTILINE)
    made = {"payload", "look"}  # written by tools/generated_types.py
    unused = [
        f"{path.relative_to(SCRIPT)}: {name}"
        for path in SCRIPT_MODULES
        if path.stem not in ENTRIES | made
        for name in exported.findall(texts[path])
        if not any(re.search(rf"\b{name}\b", text) for other, text in texts.items() if other != path)
    ]
    assert unused == []


@pytest.mark.parametrize("path", [*MODULES, *SCRIPT_MODULES], ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_browser_tests_wait_for_what_happens_and_never_for_a_while() -> None:
    sleeps = re.compile(r"wait_for_timeout|\bsleep\(|setTimeout\(")
    found = [path.name for path in (ROOT / "tests/browser").glob("*.py") if sleeps.search(path.read_text("utf-8"))]
    assert found == []


def test_outlines_are_taken_apart_in_one_room() -> None:
    found = {path.parent.name for path in MODULES if '"arcs"' in path.read_text(encoding="utf-8")}
    assert found == {"places"}


def test_no_download_address_in_pins_or_locks() -> None:
    for name in ("constraints.txt", "pyproject.toml", "js/package-lock.json", "js/.npmrc", "Makefile"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r'"resolved"|registry\.|index-url|\.tgz|files\.python', text), name


def test_the_version_stands_in_one_place() -> None:
    from importlib import metadata

    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{metadata.version("routemap")}"' in project
    assert not any('__version__ = "' in path.read_text(encoding="utf-8") for path in MODULES)


@pytest.mark.parametrize(
    "page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")]), ids=lambda p: p.name
)
def test_what_a_document_links_to_is_there(page: Path) -> None:
    linked = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [link for link in linked if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


def test_the_picture_of_the_house_is_that_of_the_code() -> None:
    command = [sys.executable, str(ROOT / "tools/draw_house.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_mark_of_a_merge_is_left() -> None:
    suffixes = {".md", ".py", ".ts", ".json", ".csv", ".toml", ".css", ".sh", ".yml"}
    folders = [ROOT, *(path for path in ROOT.iterdir() if path.name in ("docs", "src", "tests", "tools", "data"))]
    found = [
        str(path.relative_to(ROOT))
        for folder in folders
        for path in (folder.iterdir() if folder == ROOT else folder.rglob("*"))
        if path.suffix in suffixes and path.is_file()
        if re.search(rb"^(<{7}|>{7}) ", path.read_bytes(), re.MULTILINE)
    ]
    assert found == []
