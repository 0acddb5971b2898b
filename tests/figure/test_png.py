"""A PNG holds the pixels of the figure, opaque, and says what it shows."""

import io
from pathlib import Path

import matplotlib.axis
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from routemap.figure import draw_figure, write_figure
from routemap.figure.png import to_png


def test_pixels_size_and_words_are_read_back() -> None:
    from PIL import Image

    pixels = np.random.default_rng(1).integers(0, 256, (7, 5, 3)).astype(np.uint8)
    about = {"Software": "routemap", "Title": "Café, 7 %", "Description": "毒品 → Norway"}
    with Image.open(io.BytesIO(to_png(pixels, 300, about))) as picture:
        assert picture.mode == "RGB"
        assert (np.asarray(picture) == pixels).all()
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.02)
        assert {key: picture.info[key] for key in about} == about


def test_a_figure_as_png_is_what_matplotlib_draws(norway: pd.DataFrame, tmp_path: Path) -> None:
    from PIL import Image

    write_figure(norway, tmp_path / "a.png", market="fauna crimes", dpi=41)
    drawn = io.BytesIO()
    draw_figure(norway, "fauna crimes").savefig(drawn, format="png", dpi=41)
    with Image.open(tmp_path / "a.png") as ours, Image.open(drawn) as theirs:
        assert ours.size == theirs.size
        off = np.asarray(ours).astype(int) - np.asarray(theirs.convert("RGB"))
        assert (np.abs(off).max(axis=2) > 60).mean() < 0.02  # letters alone: those of a file are not fitted to its grid


def test_no_tick_is_made_for_axes_that_show_none(
    norway: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    begin = matplotlib.axis.Tick.__init__
    monkeypatch.setattr(matplotlib.axis.Tick, "__init__", lambda *a, **k: made.append(a[0]) or begin(*a, **k))
    write_figure(norway, tmp_path / "a.png", market="fauna crimes", dpi=40)
    assert not made
    figure = draw_figure(norway, "fauna crimes")
    assert len(figure.findobj(Text)) > len(made) > 0  # who asks for them gets them
    figure.savefig(io.BytesIO(), format="png", dpi=40, bbox_inches="tight")
