"""Figures as files: SVG and PDF with their text as text, PNG; the same bytes for the same routes."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib
import matplotlib.style
import numpy as np
from matplotlib.figure import Figure

from routemap.errors import RouteError
from routemap.figure.choices import check_choices
from routemap.figure.drawing import draw_figure, head_of
from routemap.figure.fonts import LettersWarning, letters_lacking
from routemap.figure.multiples import draw_multiples
from routemap.figure.pdf import finish_pdf
from routemap.figure.pen import steady
from routemap.figure.png import to_png
from routemap.figure.svg import finish_svg
from routemap.files import write_files
from routemap.routes import subject_of
from routemap.routes.colouring import coloured_by
from routemap.routes.deciding import decided_routes
from routemap.scene.alternative import describe
from routemap.scene.choosing import choose_routes
from routemap.scene.plain_text import plain

if TYPE_CHECKING:
    import pandas as pd

_MOST_PIXELS = 40_000
SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "routemap",
    "pdf.fonttype": 42,
    "path.simplify": False,
    "text.parse_math": False,
    # Letters fitted to the grid of pixels would be wider than the room that was measured for them.
    "text.hinting": "no_hinting",
}


def write_figure(
    routes: pd.DataFrame,
    *paths: str | Path,
    market: str | None = None,
    width_mm: float = 180.0,
    dpi: float = 300.0,
    projection: str = "auto",
    lang: str = "en",
    title: str | None = None,
    legend: bool = True,
    small_multiples: bool = False,
    colour: str | None = None,
    include_drafts: bool = False,
    strongest: int | str | None = None,
    fold: str = "auto",
) -> None:
    """Write a figure of routes for print; of several files all are written, or none.

    Parameters
    ----------
    routes
        As `read_routes` gives them; not changed.
    *paths
        The suffix of each says its format: .svg, .png or .pdf. A file that is there is replaced.
    market
        Draw this market only; None draws all.
    width_mm
        Width, 60 to 1200 mm; the height follows.
    dpi
        Dots per inch of a PNG, 36 to 1200.
    projection, lang, title, legend
        As in `draw_figure`.
    small_multiples
        One small map for each market, all of one scale, on one sheet.
    colour, include_drafts, strongest, fold
        As in `draw_figure`.

    Raises
    ------
    ReadError
        If the table holds drafts that nobody has decided on, and they are not wanted.
    RouteError
        If there are no such routes, or an option has no such value.
    ExportError
        If a suffix is none of ours or a file cannot be written; all files are then as they were.

    Warns
    -----
    LettersWarning
        If a PNG or PDF has letters that no font here has, and draws boxes for them.

    Examples
    --------
    >>> written = write_figure(routes, "heroin.pdf", market="heroin trade", lang="fr")
    """
    check_choices(
        *paths,
        width_mm=width_mm,
        dpi=dpi,
        projection=projection,
        lang=lang,
        market=market,
        small_multiples=small_multiples,
        strongest=strongest,
        fold=fold,
    )
    routes = coloured_by(decided_routes(routes, include_drafts=include_drafts).routes, colour)
    chosen, name = choose_routes(routes, market)
    # A figure for the file does not follow the settings of whoever runs this; those of NumPy go into names of clips.
    as_usual = np.printoptions(legacy=False)
    with matplotlib.style.context("default"), matplotlib.rc_context(SETTINGS), steady(), as_usual:
        options: dict[str, Any] = {"projection": projection, "lang": lang, "title": title, "legend": legend}
        options |= {"strongest": strongest, "fold": fold}
        if small_multiples:
            figure = draw_multiples(chosen, width_mm=width_mm, **options)
        else:
            figure = draw_figure(routes, name, width_mm=width_mm, include_drafts=True, **options)
        heading = head_of(chosen, name, lang, title, subject_of(chosen) or subject_of(routes))
        headline = plain(" · ".join(part for part in (heading.title, heading.context) if part))
        said = describe(chosen, lang)
        about: dict[str, Any] = {"lang": lang, "keywords": [plain(one) for one in sorted(set(chosen["market"]))]}
        files = {Path(path): render(figure, Path(path).suffix.lower(), dpi, headline, said, **about) for path in paths}
    write_files(files)
    # Who looks at an SVG may have a font for them.
    if any(path.suffix.lower() != ".svg" for path in files):
        _warn_of_boxes(figure)


def _warn_of_boxes(figure: Figure) -> None:
    # Not findobj: it asks the axes for their ticks, which are made then.
    texts = [text for axes in figure.axes for text in axes.texts if text.get_visible()]
    lacking = letters_lacking(text.get_text() for text in texts)
    if lacking:
        warnings.warn(LettersWarning(lacking), stacklevel=3)


def render(
    figure: Figure,
    suffix: str,
    dpi: float,
    title: str,
    description: str,
    *,
    lang: str = "en",
    keywords: Sequence[str] = (),
) -> bytes:
    """Return the bytes of a figure, with its title and what it shows in words."""
    buffer = io.BytesIO()
    if suffix == ".svg":
        figure.savefig(buffer, format="svg", metadata={"Title": title, "Date": None, "Creator": "routemap"})
        return finish_svg(buffer.getvalue().decode("utf-8"), title, description).encode("utf-8")
    if suffix == ".pdf":
        metadata = {"Title": title, "Subject": description, "Creator": "routemap", "CreationDate": None}
        metadata |= {"Keywords": ", ".join(keywords)} if keywords else {}
        figure.savefig(buffer, format="pdf", metadata=metadata)
        return finish_pdf(buffer.getvalue(), description, lang)
    if max(figure.get_size_inches()) * dpi > _MOST_PIXELS:
        raise RouteError(f"the picture would be more than {_MOST_PIXELS} pixels long; expected a smaller width or dpi")
    said = {"Software": "routemap", "Title": title, "Description": description}
    figure.savefig(buffer, format="rgba", dpi=dpi)
    width, height = (int(inches * dpi) for inches in figure.get_size_inches())
    return to_png(np.frombuffer(buffer.getbuffer(), dtype=np.uint8).reshape(height, width, 4)[:, :, :3], dpi, said)
