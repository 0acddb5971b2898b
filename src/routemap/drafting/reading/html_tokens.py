"""HTML → what begins, ends and stands between, each with its place: as a browser would cut it, and in one pass.

The parser that comes with Python looks for the end of a comment or tag again from each place where one may begin: five
megabytes of ``<`` take it hours. Here every letter is passed once: what is never closed goes to the end of the file, as
the standard of HTML says.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_NAME = re.compile(r"[a-zA-Z][^\s/>]*")
_QUOTED = re.compile(r"""=\s*(["'])""")
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,32}|[a-zA-Z][a-zA-Z0-9]{0,31});?")
# Elements whose content is no HTML.
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})


class Token(NamedTuple):
    """A piece of HTML.

    Parameters
    ----------
    kind
        The start or the end of an element, or text; ``sheet`` is what stands in a ``style`` element.
    text
        The element's name in small letters, or the text.
    at
        Where it stands in the file.
    attributes
        Of the start of an element, as they are written.
    """

    kind: Literal["start", "end", "text", "sheet"]
    text: str
    at: int
    attributes: str = ""


def tokens(text: str) -> Iterator[Token]:
    """Give the elements and texts of an HTML file; comments and declarations are passed over.

    Examples
    --------
    >>> [token.text for token in tokens("<P title='>'>a &amp; b<!-- c -->")]
    ['p', 'a ', '&', ' b']
    """
    at, length = 0, len(text)
    while at < length:
        opened = text.find("<", at)
        end = length if opened < 0 else opened
        yield from _texts(text, at, end)
        if opened < 0:
            return
        name = _NAME.match(text, opened + 1 + text.startswith("/", opened + 1))
        if name is None:
            if not text.startswith(("!", "/", "?"), opened + 1):
                yield Token("text", "<", opened)
                at = opened + 1
                continue
            at = _after(text, "-->", opened + 2) if text.startswith("<!--", opened) else _after(text, ">", opened)
            continue
        tag = name[0].lower()
        is_end = text[opened + 1] == "/"
        at = _tag_end(text, name.end())
        if is_end:
            yield Token("end", tag, opened)
            continue
        yield Token("start", tag, opened, text[name.end() : at])
        if tag not in _RAW:
            if text.endswith("/>", opened, at):
                yield Token("end", tag, opened)
            continue
        closed = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(text, at)
        begun, at = at, closed.start() if closed else length
        if tag == "style":
            yield Token("sheet", text[begun:at], begun)


def _after(text: str, sign: str, at: int) -> int:
    """Return the place behind a sign, or the end."""
    found = text.find(sign, at)
    return len(text) if found < 0 else found + len(sign)


def _tag_end(text: str, at: int) -> int:
    """Return the place behind a tag: a sign that would end it does not between quotation marks."""
    closed = _after(text, ">", at)
    while quoted := _QUOTED.search(text, at, closed):
        at = _after(text, quoted[1], quoted.end())
        if at > closed:
            closed = _after(text, ">", at)
    return closed


def _texts(text: str, start: int, end: int) -> Iterator[Token]:
    """Give a stretch of text, each character that is written by name or number on its own."""
    for match in _REFERENCE.finditer(text, start, end):
        written = html.unescape(match[0])
        if written == match[0]:
            continue
        if start < match.start():
            yield Token("text", text[start : match.start()], start)
        yield Token("text", written, match.start())
        start = match.end()
    if start < end:
        yield Token("text", text[start:end], start)
