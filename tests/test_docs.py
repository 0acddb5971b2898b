"""The pages that repeat what the code says must say it as the code does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from routemap.files.telling import _REASONS

ROOT = Path(__file__).parent.parent


def test_the_reasons_why_a_file_cannot_be_written_are_explained() -> None:
    page = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    common = ("the disk is full", "the disk is read-only", "writing there is not permitted")
    for reason in common:
        assert reason in _REASONS.values()
        assert reason in page


def test_the_tables_of_columns_markets_and_problems_are_those_of_the_code() -> None:
    command = [sys.executable, str(ROOT / "tools/docs_tables.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", text.replace("\n", " ")):
        assert (page.parent / target).exists(), target
