"""What a caller may ask of a figure, and the sentence for what is none of it.

Loads neither matplotlib nor NumPy, so that a command can refuse at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypedDict, get_args

from routemap.errors import ExportError, RouteError
from routemap.files import shown
from routemap.problems import did_you_mean, sentence, show_value
from routemap.words import LANGUAGES

Projection = Literal["auto", "equal-earth", "laea", "mercator"]


class Options(TypedDict, total=False):
    """What `draw_figure` takes by name alone."""

    width_mm: float
    projection: str
    lang: str
    title: str | None
    legend: bool
    colour: str | None
    include_drafts: bool
    strongest: int | str | None
    fold: str


FORMATS = (".svg", ".png", ".pdf")
PROJECTIONS: tuple[str, ...] = get_args(Projection)
FOLDS: tuple[str, ...] = ("auto", "none", "subregion", "continent")
WIDTHS_MM = (60.0, 1200.0)
DPI = (36.0, 1200.0)
ALL = "all"
"""What to say for the number of lines that are drawn in full, for all of them."""
# Languages that every figure can be written in, with the font that matplotlib brings.
_IN_OWN_FONT = ("en", "es", "fr", "nb", "pt", "ru")
# Other formats people ask for, and the one of ours that serves them best.
_RELATED = {
    ".jpg": ".png", ".jpeg": ".png", ".gif": ".png", ".tif": ".png", ".tiff": ".png", ".webp": ".png", ".bmp": ".png",
    ".eps": ".pdf", ".ps": ".pdf", ".ai": ".pdf", ".doc": ".png", ".docx": ".png", ".emf": ".svg",
}  # fmt: skip


def check_choices(
    *paths: str | Path,
    width_mm: float = WIDTHS_MM[0],
    dpi: float = DPI[0],
    projection: str = "auto",
    lang: str = "en",
    market: str | None = None,
    small_multiples: bool = False,
    strongest: int | str | None = None,
    fold: str = "auto",
) -> None:
    """Raise for the first choice that is none: ExportError for a path, RouteError for all else.

    Examples
    --------
    >>> check_choices("heroin.pgn")
    Traceback (most recent call last):
    routemap.errors.ExportError: cannot write heroin.pgn: expected one of .svg, .png, .pdf; did you mean .png?
    """
    for path in map(Path, paths):
        suffix = path.suffix.lower()
        if suffix not in FORMATS:
            hint = f"did you mean {_RELATED[suffix]}?" if suffix in _RELATED else did_you_mean(suffix, FORMATS)
            raise ExportError(sentence(f"cannot write {shown(path)}: expected one of {', '.join(FORMATS)}", hint))
    for what, value, known in (
        ("projection", projection, PROJECTIONS),
        ("lang", lang, LANGUAGES),
        ("fold", fold, FOLDS),
    ):
        if value not in known:
            message, expected = f"{what} is {show_value(value)!r}", f"expected one of {', '.join(known)}"
            raise RouteError(sentence(message, expected, did_you_mean(value, known)))
    if lang not in _IN_OWN_FONT:
        from routemap.figure.fonts import check_letters

        check_letters(lang)
    if not WIDTHS_MM[0] <= width_mm <= WIDTHS_MM[1]:
        raise RouteError(f"width is {width_mm:g} mm; expected {WIDTHS_MM[0]:g} to {WIDTHS_MM[1]:g} mm")
    if not DPI[0] <= dpi <= DPI[1]:
        raise RouteError(f"dpi is {dpi:g}; expected {DPI[0]:g} to {DPI[1]:g}")
    lines_asked(strongest)
    if small_multiples and market is not None:
        raise RouteError("small multiples show all markets; expected no market beside them")


def lines_asked(strongest: int | str | None) -> int | None:
    """Return how many lines are to be drawn in full, however many there are; None leaves it to the rule.

    Examples
    --------
    >>> lines_asked("20"), lines_asked(None)
    (20, None)
    >>> lines_asked("none")
    Traceback (most recent call last):
    routemap.errors.RouteError: strongest is 'none'; expected a whole number from 1, or all
    """
    if strongest is None:
        return None
    if strongest == ALL:
        return _ALL_LINES
    try:
        asked = int(strongest)
    except ValueError:
        asked = 0
    if asked < 1:
        raise RouteError(f"strongest is {show_value(str(strongest))!r}; expected a whole number from 1, or {ALL}")
    return asked


_ALL_LINES = 10**9
