"""What is imported is declared, what is declared is imported, and the lowest versions are those that are run."""

import ast
import re
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "src/routemap").rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
# Distributions whose modules have other names; the others are looked up, or have the name of their module.
MODULE_OF = {"xstatic-leaflet": "xstatic", "pyspark-client": "pyspark", "grpcio": "grpc", "fonttools": "fontTools"}


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(text).name) for text in requirements}


def imports(path: Path, *, only_at_once: bool = False) -> set[str]:
    """Return the packages of others that a module imports; `only_at_once` without those that wait for their use."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
        is_late = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        is_for_types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if not only_at_once or not (is_late or is_for_types):
            waiting.extend(ast.iter_child_nodes(node))
    return found - set(sys.stdlib_module_names) - {"routemap"}


@cache
def distribution(module: str) -> str:
    by_name = {module: name for name, module in MODULE_OF.items()}
    return by_name.get(module) or canonicalize_name(distributions().get(module, [module])[0])


@cache
def distributions() -> Mapping[str, list[str]]:
    return metadata.packages_distributions()


@cache
def all_imports() -> dict[str, str]:
    """Return the modules of others that are imported anywhere, each with a file that does so."""
    return {module: path.name for path in MODULES for module in imports(path)}


def test_what_is_imported_is_declared() -> None:
    declared = names([*PROJECT["dependencies"], *(need for needs in EXTRAS.values() for need in needs)])
    assert {module: path for module, path in all_imports().items() if distribution(module) not in declared} == {}


@pytest.mark.parametrize("extra", [None, *EXTRAS])
def test_what_is_declared_is_imported(extra: str | None) -> None:
    declared = names(PROJECT["dependencies"] if extra is None else EXTRAS[extra])
    assert declared - {distribution(module) for module in all_imports()} == set()


def test_what_is_extra_is_imported_where_it_is_used() -> None:
    core = names(PROJECT["dependencies"])
    early = {path.name: imports(path, only_at_once=True) for path in MODULES}
    wrong = {name: [m for m in found if distribution(m) not in core] for name, found in early.items()}
    assert {name: modules for name, modules in wrong.items() if modules} == {}


def test_the_lowest_versions_are_those_that_are_run() -> None:
    pins = dict(
        line.split("==")
        for line in (ROOT / "constraints-lowest.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line and not line.startswith("#")
    )
    told = [
        Requirement(text) for text in [*PROJECT["dependencies"], *(need for needs in EXTRAS.values() for need in needs)]
    ]
    for requirement in told:
        if requirement.marker is None and requirement.specifier:
            lowest = Version(re.sub(r"[.]\*$", "", next(iter(requirement.specifier)).version))
            pinned = Version(pins[canonicalize_name(requirement.name)])
            assert pinned.release[: len(lowest.release)] == lowest.release, requirement.name


@pytest.mark.parametrize("name", ["constraints.txt", "constraints-lowest.txt"])
def test_pins_are_exact_and_name_no_address(name: str) -> None:
    lines = [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][A-Za-z0-9.]*", line) for line in lines), lines
    pinned = [canonicalize_name(line.split("==")[0]) for line in lines]
    assert len(set(pinned)) == len(pinned)
