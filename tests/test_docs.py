"""The pages that repeat what the code says must say it as the code does."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from routemap.files import _REASONS

ROOT = Path(__file__).parent.parent
CODE = re.compile(r"[a-z]+(-[a-z]+)+")
# Single words that are codes, and hyphenated texts that are none.
SINGLE = {"crs", "encoding"}


def codes_in_source() -> set[str]:
    """Return every problem code that reading and checking can give."""
    found = set(SINGLE)
    for path in (ROOT / "src/routemap/routes").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                found.add(node.value)
    return found


def test_every_problem_code_is_explained_once_with_a_remedy() -> None:
    page = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (.+?[.?]) \| (.+[.?]) \|$", page, re.MULTILINE)
    explained = [code for code, _, _ in rows]
    assert sorted(explained) == sorted(codes_in_source())


@pytest.mark.parametrize("code", sorted(SINGLE))
def test_the_single_words_are_codes_indeed(code: str) -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src/routemap/routes").rglob("*.py")]
    assert any(re.search(rf'Problem\(\s*"{code}"', source) for source in sources)


def test_warnings_are_called_warnings() -> None:
    page = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    said = {code for code, text in re.findall(r"^\| `([a-z-]+)` \| (.+?) \|", page, re.MULTILINE) if "Warning:" in text}
    warned = set()
    for path in (ROOT / "src/routemap/routes").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and any(
                word.arg == "severity" and isinstance(word.value, ast.Constant) and word.value.value == "warning"
                for word in call.keywords
            ):
                warned |= {
                    node.value
                    for node in call.args
                    if isinstance(node, ast.Constant) and CODE.fullmatch(str(node.value))
                }
    assert warned - said == set()
    # Warned of through a helper, which the search above does not see.
    assert said - warned <= {"source-missing", "unit-missing", "units-mixed", "row-trailing"}


def test_the_reasons_why_a_file_cannot_be_written_are_explained() -> None:
    page = (ROOT / "docs/errors.md").read_text(encoding="utf-8")
    common = ("the disk is full", "the disk is read-only", "writing there is not permitted")
    for reason in common:
        assert reason in _REASONS.values()
        assert reason in page


def test_the_tables_of_columns_and_markets_are_those_of_the_code() -> None:
    command = [sys.executable, str(ROOT / "tools/docs_tables.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", text.replace("\n", " ")):
        assert (page.parent / target).exists(), target
