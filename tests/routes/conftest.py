"""Shared by the tests of routes: tables given as text, and what is said about them."""

import io
from collections.abc import Callable

import pytest

from routemap.routes import Report, check_routes

Check = Callable[..., Report]


@pytest.fixture
def check() -> Check:
    """Return a function that checks a table given as text or bytes."""

    def run(content: str | bytes, name: str = "table.csv", **options: object) -> Report:
        buffer = io.BytesIO(content.encode() if isinstance(content, str) else content)
        buffer.name = name
        return check_routes(buffer, **options)

    return run


@pytest.fixture
def said(check: Check) -> Callable[..., list[str]]:
    """Return a function that gives what is said about a table, without the file's name."""

    def run(content: str | bytes, name: str = "table.csv", **options: object) -> list[str]:
        return [str(problem).removeprefix(f"{name}:") for problem in check(content, name, **options).problems]

    return run
