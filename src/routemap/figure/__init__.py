"""Figures for print: flow maps as SVG, PNG and PDF, drawn with matplotlib.

The public names load on first use, so that importing this package does not load matplotlib:

    figure.write_figure(routes, "cannabis.pdf", market="cannabis trade")
    figure.draw_figure(routes, market="cannabis trade", ax=ax)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from routemap.figure.drawing import draw_figure
    from routemap.figure.writing import write_figure

_HOMES = {"draw_figure": "drawing", "write_figure": "writing"}

__all__ = ["draw_figure", "write_figure"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"routemap.figure.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'routemap.figure' has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)
