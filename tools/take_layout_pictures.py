"""Take the pictures of docs/layout.md that show print figures: straight lines beside the layout.

    .venv/bin/python tools/take_layout_pictures.py --flows TABLE.csv

The table of flows is the one that benchmarks/layout.py takes; its first sample of 120 European legs is drawn.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pandas as pd
from PIL import Image

import routemap
from routemap.lines.layout import PlaneCurves
from routemap.scene import layouts

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from layout import read_flows, sample_europe  # noqa: E402

_DPI, _GAP_PX = 72, 10
LAID_OUT = layouts.lay_out_in_plane


def straight_curves(*problem: Any, **options: Any) -> PlaneCurves:
    """Return straight lines in the form of a layout; takes what `lay_out_in_plane` takes."""
    curves = LAID_OUT(*problem, **options)
    return replace(curves, control=(curves.start + curves.end) / 2)


def europe_routes(flows: Path) -> pd.DataFrame:
    """Return 120 legs among European countries as routes."""
    numbers = read_flows(flows)
    legs = sample_europe(numbers, 0)
    table = pd.DataFrame(
        {
            "market": "human smuggling",
            "origin": [a for a, _ in legs],
            "destination": [b for _, b in legs],
            "quantity": [numbers.get(leg, 1.0) for leg in legs],
            "unit": "people",
            "confidence": "high",
            "start": "2024",
            "end": "2024",
            "source": "UNHCR Refugee Population Statistics 2024 (CC BY 4.0)",
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "europe.csv")
        table.to_csv(path, index=False)
        return routemap.read_routes(path)


def take(routes: pd.DataFrame, market: str, path: Path) -> None:
    """Draw the routes straight and laid out, side by side."""
    parts = []
    for title, way in (("Straight", straight_curves), ("Laid out", LAID_OUT)):
        layouts.lay_out_in_plane = way
        figure = routemap.draw_figure(routes, market=market, title=title, legend=False)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=2 * _DPI)
        drawn = Image.open(buffer).convert("RGB")
        parts.append(drawn.resize((drawn.width // 2, drawn.height // 2), Image.Resampling.LANCZOS))
    both = Image.new("RGB", (2 * parts[0].width + _GAP_PX, parts[0].height), "white")
    both.paste(parts[0], (0, 0))
    both.paste(parts[1], (parts[0].width + _GAP_PX, 0))
    both.save(path, optimize=True)


def main() -> None:
    """Take both pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flows", type=Path, required=True, help="table of flows between countries (CSV)")
    chosen = parser.parse_args()
    mpl.use("Agg")
    images = ROOT / "docs" / "images"
    take(routemap.read_routes(ROOT / "data" / "routes.geojson"), "heroin trade", images / "layout-print-norway.png")
    take(europe_routes(chosen.flows), "human smuggling", images / "layout-print-europe.png")


if __name__ == "__main__":
    main()
