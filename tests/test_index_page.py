"""What a package index shows of the project has links that hold there, or none."""

import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from tests.loading import load

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
RELATIVE = re.compile(r"\]\((?!https?://|#)")


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    # Hatchling, which loads it, stands in an environment of its own.
    interface = ModuleType("hatchling.metadata.plugin.interface")
    monkeypatch.setattr(interface, "MetadataHookInterface", object, raising=False)
    monkeypatch.setitem(sys.modules, "hatchling.metadata.plugin.interface", interface)
    return load("index_page", ROOT / "tools/index_page.py")


def test_without_an_address_nothing_leads_nowhere(page: ModuleType) -> None:
    shown = page.holding(README, "", "1.2")
    assert RELATIVE.search(README)
    assert not RELATIVE.search(shown)
    assert "![" not in shown
    assert "pip install routemap" in shown
    assert page.addresses("") == {}


def test_with_an_address_every_link_and_picture_is_whole(page: ModuleType) -> None:
    text = "![A](maps/a.png) [`b`](docs/b.md#c) [![D](d.png)](e.md) `[f](g.md)` [h](https://example.org)\n"
    assert page.holding(text, "https://example.org/r", "1.2") == (
        "![A](https://example.org/r/raw/v1.2/maps/a.png) [`b`](https://example.org/r/blob/v1.2/docs/b.md#c) "
        "[![D](https://example.org/r/raw/v1.2/d.png)](https://example.org/r/blob/v1.2/e.md) `[f](g.md)` "
        "[h](https://example.org)\n"
    )
    assert not RELATIVE.search(page.holding(README, "https://example.org/r", "1.2"))
    assert page.addresses("https://example.org/r")["Source"] == "https://example.org/r"


def test_the_address_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {"readme", "urls"} <= set(project["project"]["dynamic"])
    assert "address" in project["tool"]["hatch"]["metadata"]["hooks"]["custom"]
