"""The notebooks of examples/ say what they said when tools/run_notebooks.py ran them last."""

import hashlib
import json
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from tests.loading import load
from typer.testing import CliRunner

from routemap.cli import app

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    return load("run_notebooks", ROOT / "tools/run_notebooks.py")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_says_what_it_said(
    path: Path, tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPLBACKEND", "agg")
    assert CliRunner().invoke(app, ["new", "practice", "--examples"]).exit_code == 0
    assert tool.texts(tool.executed(path)) == tool.texts(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_small_and_was_run_from_its_beginning(path: Path) -> None:
    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert path.stat().st_size < 60_000
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))


def test_the_table_of_others_figures_is_the_one_that_is_named() -> None:
    digest = hashlib.sha256((ROOT / "examples/displaced-2024.csv").read_bytes()).hexdigest()
    assert digest in (ROOT / "examples/README.md").read_text(encoding="utf-8")
