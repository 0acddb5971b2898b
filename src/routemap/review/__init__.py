"""The page on which draft routes of a report are reviewed: text, claims and their map in one offline file.

review.write_review(drafts, "review.html")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from routemap.lazy import load_lazily as _load_lazily

if TYPE_CHECKING:
    from routemap.review.page import review_html, write_review
else:
    __getattr__, __dir__ = _load_lazily(__name__, {"review_html": "page", "write_review": "page"})

__all__ = ["review_html", "write_review"]
