"""What matplotlib's SVG still lacks: a description, the letters it is written in, and shorter numbers."""

from __future__ import annotations

import base64
import html
import io
import re
from xml.sax.saxutils import escape

from matplotlib.font_manager import FontProperties, findfont

from routemap.figure.pen import FONT, Slant

_FAMILY = f"font-family: '{FONT}'"
# Verdana has the same widths; for letters that the embedded font lacks, any will do.
_FALLBACK = f"{_FAMILY}, Verdana, sans-serif"
_TEXT = re.compile(r'<text style="([^"]*)"[^>]*>([^<]*)</text>')


def finish_svg(svg: str, title: str, description: str) -> str:
    """Return the picture with its alternative text and its fonts inside, so that it looks the same everywhere.

    Parameters
    ----------
    svg
        As matplotlib writes it, with text as text.
    title, description
        What screen readers say of it.
    """
    svg = _with_short_numbers(svg)
    inside = (
        f'<title id="routemap-title">{escape(title)}</title>\n <desc id="routemap-desc">{escape(description)}</desc>'
    )
    faces = _font_faces(svg)
    if faces:
        inside += f'\n <defs><style type="text/css">{faces}</style></defs>'
    found = re.search(r"<title>.*?</title>", svg, flags=re.DOTALL)
    if found:
        svg = svg[: found.start()] + inside + svg[found.end() :]
    svg = svg.replace(_FAMILY, _FALLBACK)
    return svg.replace("<svg ", '<svg role="img" aria-labelledby="routemap-title routemap-desc" ', 1)


def _with_short_numbers(svg: str) -> str:
    """Cut coordinates to hundredths of a point, which no eye and no printer can tell from more."""
    return re.sub(r' d="[^"]*"', lambda path: re.sub(r"(\.\d\d)\d+", r"\1", path[0]), svg)


def _font_faces(svg: str) -> str:
    """Return the rules that embed the letters used, one for each weight and slant."""
    letters: dict[tuple[int, Slant], set[str]] = {}
    for style, text in _TEXT.findall(svg):
        found = re.search(r"font-weight: (\d+)", style)
        weight, slant = int(found[1]) if found else 400, _slant(style)
        letters.setdefault((weight, slant), set()).update(html.unescape(text))
    rules = []
    for (weight, slant), used in sorted(letters.items()):
        data = base64.b64encode(_subset(weight, slant, "".join(sorted(used)))).decode("ascii")
        rules.append(
            f"@font-face {{ font-family: '{FONT}'; font-weight: {weight}; font-style: {slant}; "
            f"src: url(data:font/ttf;base64,{data}) format('truetype'); }}"
        )
    return "\n".join(rules)


def _slant(style: str) -> Slant:
    return "italic" if "font-style: italic" in style else "normal"


def _subset(weight: int, slant: Slant, letters: str) -> bytes:
    """Return a font of these letters alone; the same bytes for the same letters."""
    from fontTools import subset

    options = subset.Options(hinting=False, recalc_timestamp=False, layout_features=["kern"], notdef_outline=True)
    options.drop_tables += ["FFTM"]  # when the font was made: of no use here, and subset would warn of it
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    buffer = io.BytesIO()
    with subset.load_font(findfont(FontProperties(family=FONT, weight=weight, style=slant)), options) as font:
        cutter.subset(font)
        font.save(buffer)
    return buffer.getvalue()
