from __future__ import annotations

from collections.abc import Callable

import pytest

from routemap.drafting import Document, Drafts, draft_routes
from routemap.drafting.document import Builder


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
