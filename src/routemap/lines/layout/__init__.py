"""The flow layout in a plane: points, legs and widths in px → one curve per leg. It knows no longitude."""

from routemap.lines.layout.options import LayoutOptions
from routemap.lines.layout.plane import PlaneCurves, lay_out_in_plane

__all__ = ["LayoutOptions", "PlaneCurves", "lay_out_in_plane"]
