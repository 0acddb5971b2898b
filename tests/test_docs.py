"""The pages that repeat what the code says must say it as the code does."""

import ast
import importlib
import inspect
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from tests.loading import load

import routemap
from routemap.cli import app
from routemap.files.telling import _REASONS

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
LINKING = sorted(
    [*PAGES, *(ROOT / name for name in ("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "data/README.md"))]
)


def blocks(page: Path, kind: str = r"\w*") -> list[str]:
    """Return what stands in the fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    return [block for _, block in re.findall(rf"^```({kind})\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]


def calls(page: Path) -> Iterator[tuple[str, ast.Call]]:
    """Return each call of ours on a page: its dotted name, and what is given to it."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    inline = re.findall(r"`(routemap\.[\w.]+\([^`…]*\))`", text)
    known: dict[str, str] = {}
    for source in [*blocks(page, "python"), *inline]:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("routemap"):
                known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
            elif isinstance(node, ast.Call):
                first, _, rest = ast.unparse(node.func).partition(".")
                name = ".".join(filter(None, (known.get(first, first), rest)))
                # window.routemap.scene() is the page's, and a method of what was made is no name of ours.
                if re.fullmatch(r"routemap(\.\w+)+", name) and name != "routemap.scene":
                    yield name, node


def named(name: str) -> Any:
    """Return what a dotted name stands for."""
    found: Any = routemap
    for part in name.split(".")[1:]:
        found = getattr(found, part, None) or importlib.import_module(f"{found.__name__}.{part}")
    return found


def commands(page: Path) -> list[list[str]]:
    """Return each command of ours on a page, as words."""
    lines = [
        line for block in blocks(page, "(?!python|text)[a-z]*") for line in block.replace("\\\n", " ").splitlines()
    ]
    found = [line.removeprefix("$ ") for line in lines]
    return [shlex.split(line, comments=True) for line in found if re.match(r"routemap [a-z]+ ", line)]


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


def anchors(page: Path) -> set[str]:
    """Return where links into a page may lead: its headings, as Markdown's readers name them."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_gallery_is_what_its_script_says() -> None:
    command = [sys.executable, str(ROOT / "tools/make_gallery.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", LINKING, ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", text.replace("\n", " ")):
        led_to = page.parent / target if target else page
        assert led_to.exists(), target
        assert not anchor or anchor in anchors(led_to), f"{target}#{anchor}"


def test_every_option_is_in_the_reference() -> None:
    reference = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("commands.md", "table.md"))
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        assert f"\n## routemap {name}\n" in reference
        for option in command.params:
            names = [one for one in (*option.opts, *option.secondary_opts) if one.startswith("--")]
            assert "--help" in names or all(re.search(rf"`{one}[` ]", reference) for one in names), (name, names)


def test_every_public_name_is_in_the_reference() -> None:
    site = load("make_site", ROOT / "tools/make_site.py")
    told = re.findall(r"^::: routemap\.(\w+)$", site.python_page(), re.MULTILINE)
    assert sorted([*told, "__version__"]) == sorted(routemap.__all__)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_python_on_a_page_calls_can_be_called_so(page: Path) -> None:
    for name, call in calls(page):
        words = {one.arg: None for one in call.keywords if one.arg}
        inspect.signature(named(name)).bind(*call.args, **words)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_shell_on_a_page_runs_has_these_options(page: Path) -> None:
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    for words in commands(page):
        options = {name for option in known[words[1]].params for name in (*option.opts, *option.secondary_opts)}
        used = {word.partition("=")[0] for word in words[2:] if word.startswith("--")}
        assert used <= {*options, "--help"}, shlex.join(words)


def test_pages_hold_calls_and_commands() -> None:
    assert sum(1 for page in PAGES for _ in calls(page)) > 10
    assert sum(len(commands(page)) for page in PAGES) > 12
