"""The examples in docstrings do what they say."""

import doctest
import importlib
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import routemap

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "src/routemap").rglob("*.py")
    if path.name != "__main__.py" and ">>>" in path.read_text(encoding="utf-8")
)


@pytest.fixture
def known(norway: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return the names that examples need not make: some routes, and a folder to write into, where they also run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    for name in ("routes.csv", "routes.geojson"):
        (tmp_path / "data" / name).write_bytes((ROOT / "data" / name).read_bytes())
    return {"routemap": routemap, "routes": norway, "folder": tmp_path, "Path": Path, "pd": pd}


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str, known: dict[str, Any]) -> None:
    module = importlib.import_module(name)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL)
    for example in doctest.DocTestFinder(exclude_empty=True).find(module, globs=vars(module) | known):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            runner.run(example, out=said.append)
    assert not runner.summarize(verbose=False).failed, "".join(said)


def test_an_example_is_left_out_only_with_a_reason() -> None:
    lines = [
        f"{path.name}: {line.strip()}"
        for path in (ROOT / "src/routemap").rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if "doctest: +SKIP" in line and not line.rpartition("+SKIP")[2].strip()
    ]
    assert lines == []
