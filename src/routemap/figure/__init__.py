"""Figures for print: flow maps as SVG, PNG and PDF, drawn with matplotlib.

The public names load on first use, so that importing this package does not load matplotlib:

    figure.write_figure(routes, "cannabis.pdf", market="cannabis trade")
    figure.draw_figure(routes, market="cannabis trade", ax=ax)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from routemap.lazy import load_lazily as _load_lazily

if TYPE_CHECKING:
    from routemap.figure.card import draw_card
    from routemap.figure.drawing import draw_figure
    from routemap.figure.fonts import LettersWarning
    from routemap.figure.writing import write_figure
else:
    __getattr__, __dir__ = _load_lazily(
        __name__,
        {
            "LettersWarning": "fonts",
            "draw_card": "card",
            "draw_figure": "drawing",
            "write_figure": "writing",
        },
    )

__all__ = ["LettersWarning", "draw_card", "draw_figure", "write_figure"]
