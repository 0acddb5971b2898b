from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from routemap.drafting import Document, Drafts, draft_routes
from routemap.drafting.document import Builder

HERE = Path(__file__).parent


def _module(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def paper() -> ModuleType:
    return _module("drafting_paper", HERE / "paper.py")


@pytest.fixture(scope="session")
def evaluating() -> ModuleType:
    return _module("evaluate_drafting", HERE.parents[1] / "tools" / "evaluate_drafting.py")


def document_of(text: str, heading: str = "") -> Document:
    builder = Builder()
    builder.heading(heading)
    builder.add(text, 0, 0)
    builder.close("text")
    return builder.build("report")


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    return document_of


@pytest.fixture(scope="session")
def draft() -> Callable[..., Drafts]:
    """Draft from one text: `draft(text, subject="NOR", heading="Drugs")`."""

    def run(text: str, *, subject: str | None = None, heading: str = "") -> Drafts:
        return draft_routes(document_of(text, heading), subject=subject, source="s")

    return run
