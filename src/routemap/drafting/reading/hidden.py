"""Which words of a report its reader does not see: they may say what nobody has said, and are left out and counted."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence

from routemap.drafting.reading.style_sheets import StyleSheets
from routemap.problems import show_value

_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)  # what is never closed goes to the end
_NOTHING = re.compile(r"[+-]?(?:0+\.?0*|\.0+)(?:%|[a-z]*)")
_WHITE = frozenset({"white", "#fff", "#ffffff", "#ffff", "#ffffffff", "rgb(255,255,255)", "rgb(100%,100%,100%)"})
_NO_COLOUR = frozenset({"", "inherit", "initial", "unset", "revert", "currentcolor"})
# Elements without content, and those that a script shows once a page is whole.
_NEVER = frozenset(
    ["html", "body", "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
)
_CLOSED_BY = {
    "li": (frozenset({"li"}), ("ul", "ol", "menu")),
    "dt": (frozenset({"dt", "dd"}), ("dl",)),
    "dd": (frozenset({"dt", "dd"}), ("dl",)),
    "td": (frozenset({"td", "th", "tr"}), ("table",)),
    "th": (frozenset({"td", "th", "tr"}), ("table",)),
    "tr": (frozenset({"tr", "tbody", "tfoot"}), ("table",)),
}
_SHOWN_LETTERS = 60


def is_hidden(tag: str, attributes: str, sheets: StyleSheets | None = None) -> bool:
    """Whether an element of HTML is hidden, by what stands in its own tag or in the style sheets of the page.

    Examples
    --------
    >>> is_hidden("p", " style='color: red; display : none'"), is_hidden("p", " title='hidden'")
    (True, False)
    >>> is_hidden("p", " class=note", StyleSheets([".note { display: none }"]))
    True
    """
    lowered = attributes.lower()
    if tag in _NEVER or not (sheets or "hidden" in lowered or "style" in lowered):
        return False
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(lowered):
        found.setdefault(match[1], (match[2] or "").strip("\"'"))
    style = html.unescape(found.get("style", ""))
    if sheets:
        usual, important = sheets.style_of(tag, found.get("class", ""), found.get("id", ""))
        style = f"{usual};{style};{important}"
    return "hidden" in found or _hides(style)


def _hides(style: str) -> bool:
    rules: dict[str, str] = {}
    for rule in _COMMENT.sub("", style).split(";"):
        name, _, value = rule.partition(":")
        rules[name.strip()] = re.sub(r"\s+", "", value).removesuffix("!important")
    color = rules.get("color", "")
    ground = rules.get("background-color") or rules.get("background", "")
    return (
        rules.get("display") == "none"
        or rules.get("visibility") in ("hidden", "collapse")
        or any(_NOTHING.fullmatch(rules.get(name, "")) is not None for name in ("font-size", "opacity"))
        or color == "transparent"
        or (color not in _NO_COLOUR and (color == ground or {color, ground} <= _WHITE))
    )


class HiddenElement:
    """An element of HTML that is being left out, until it ends.

    Parameters
    ----------
    tag
        Its name.
    """

    def __init__(self, tag: str) -> None:
        self._tag = tag
        self._open = Counter({tag: 1})

    def is_over_before(self, tag: str, blocks: frozenset[str]) -> bool:
        """Whether it ends where another element begins, as a paragraph does that is not closed."""
        if self._tag == "p":
            return tag in blocks and tag != "br"
        closing, around = _CLOSED_BY.get(self._tag, (frozenset[str](), ()))
        if tag in closing and not any(self._open[name] for name in around):
            return True
        self._open[tag] += 1
        return False

    def is_over_at_end(self, tag: str, blocks: frozenset[str]) -> bool:
        """Whether it ends with the end of an element: its own, or one around it."""
        if not self._open[tag]:
            return tag in blocks
        self._open[tag] -= 1
        return tag == self._tag and not self._open[tag]


def hidden_notes(words: Sequence[str], file: str) -> tuple[str, ...]:
    """Return what to tell of words that were left out; nothing if there were none.

    Examples
    --------
    >>> hidden_notes(["Heroin reaches", " Norway."], "page")
    ("3 words that the page hides from its readers are left out: 'Heroin reaches Norway.'",)
    """
    text = " ".join("".join(words).split())
    count = text.count(" ") + 1
    if not text:
        return ()
    shown = text if len(text) <= _SHOWN_LETTERS else f"{text[:_SHOWN_LETTERS].rstrip()}…"
    what = (
        "1 word that the {} hides from its readers is"
        if count == 1
        else f"{count:,} words that the {{}} hides from its readers are"
    )
    return (f"{what.format(file)} left out: '{show_value(shown)}'",)
