"""Axes without ticks. matplotlib makes those of each map and lets them be drawn by nobody: two thirds of its time."""

from __future__ import annotations

from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.figure import Figure


class _WithoutTicks:
    """Asks for no tick where an axis would make one to tell it something; whoever asks for them still gets them."""

    def set_clip_path(self, path: Any, transform: Any = None) -> None:
        Artist.set_clip_path(self, path, transform)  # type: ignore[arg-type]

    def set_tick_params(self, *_: Any, **__: Any) -> None:
        pass


class _X(_WithoutTicks, XAxis):
    pass


class _Y(_WithoutTicks, YAxis):
    pass


class _QuietAxes(Axes):
    def _init_axis(self) -> None:
        # matplotlib's own place for this; should it go by another name one day, the axes have ticks again.
        self.xaxis, self.yaxis = _X(self, clear=False), _Y(self, clear=False)
        self.spines["bottom"].register_axis(self.xaxis)
        self.spines["left"].register_axis(self.yaxis)


def add_quiet_axes(figure: Figure, height: float, label: str) -> Axes:
    """Add axes as wide as the figure, over so much of its height from below, that are for drawing alone."""
    axes = _QuietAxes(figure, (0.0, 0.0, 1.0, height), label=label)
    figure.add_axes(axes)
    return axes
