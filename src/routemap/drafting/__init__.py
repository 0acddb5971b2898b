"""From report text to draft routes: reading, the token grammar, drafts, and earlier decisions merged in.

document = drafting.read_document("report.pdf")
drafts = drafting.draft_routes(document, subject="NOR", source="Annual report 2024")
drafts = drafting.apply_decisions(drafts, "reviewed.csv")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from routemap.lazy import load_lazily as _load_lazily

if TYPE_CHECKING:
    from routemap.drafting.decisions import apply_decisions
    from routemap.drafting.document import Document
    from routemap.drafting.drafts import Drafts, draft_routes
    from routemap.drafting.reading import read_document
else:
    __getattr__, __dir__ = _load_lazily(
        __name__,
        {
            "Document": "document",
            "Drafts": "drafts",
            "apply_decisions": "decisions",
            "draft_routes": "drafts",
            "read_document": "reading",
        },
    )

__all__ = ["Document", "Drafts", "apply_decisions", "draft_routes", "read_document"]
