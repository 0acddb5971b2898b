"""An invented report of three pages, as a PDF: what the review page is tried on."""

from __future__ import annotations

import importlib.util
import sys
import textwrap
from pathlib import Path

import routemap
from routemap.drafting import Drafts

HERE = Path(__file__).parent
SOURCE = "Harbours and hinterlands, 2024"


def write_report(path: Path) -> Path:
    """Write the report as a PDF of three pages, and return where."""
    spec = importlib.util.spec_from_file_location("drafting_paper", HERE.parent / "drafting/paper.py")
    assert spec is not None
    assert spec.loader is not None
    paper = importlib.util.module_from_spec(spec)
    sys.modules.setdefault("drafting_paper", paper)
    spec.loader.exec_module(paper)
    pages = []
    for page in (HERE / "harbour.txt").read_text(encoding="utf-8").split("\f"):
        words, y = [], 780.0
        for paragraph in page.strip().split("\n\n"):
            for line in textwrap.wrap(paragraph, 92):
                words.append((60.0, y, line, 11))
                y -= 15
            y -= 12
        pages.append(words)
    path.write_bytes(paper.make_pdf(pages))
    return path


def drafts_of(path: Path) -> Drafts:
    """Draft from the report."""
    return routemap.draft_routes(routemap.read_document(path), subject="ISL", source=SOURCE)
