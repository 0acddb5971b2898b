"""What matplotlib's PDF still lacks: its language, and the figure tagged with its alternative text.

All is added behind the file's end, as the format allows (ISO 32000-1, 7.5.6): objects of the same number take the place
of those before them.
"""

from __future__ import annotations

import re
from typing import Final

_ROOT: Final = re.compile(rb"/Root (\d+) 0 R")
_SIZE: Final = re.compile(rb"/Size (\d+)")
_TRAILER: Final = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*$", re.S)
_OBJECT = rb"(?:^|\n)%d 0 obj\s*<<((?:(?!endobj).)*?)>>\s*endobj"
_PAGE: Final = re.compile(
    rb"(?:^|\n)(\d+) 0 obj\s*<<((?:(?!endobj).)*?/Type /Page(?![a-z])(?:(?!endobj).)*?)>>\s*endobj", re.S
)
_CONTENTS: Final = re.compile(rb"/Contents (\d+) 0 R")


def finish_pdf(data: bytes, description: str, lang: str) -> bytes:
    """Return the file as a tagged one: one figure, with what it shows in words.

    Parameters
    ----------
    data
        One page, as matplotlib writes it.
    description
        What screen readers say of it.
    lang
        Of its words.
    """
    trailer, page = _TRAILER.search(data), _PAGE.search(data)
    root = trailer and _ROOT.search(trailer[1])
    size = trailer and _SIZE.search(trailer[1])
    contents = page and _CONTENTS.search(page[2])
    catalog = root and re.search(_OBJECT % int(root[1]), data, re.S)
    if not (trailer and page and root and size and contents and catalog):  # another way of writing than any we know
        return data
    first = int(size[1])
    before, after, tree, element, parents = range(first, first + 5)
    on_page = int(page[1])
    marked = b"/Lang (%s) /MarkInfo << /Marked true >> /StructTreeRoot %d 0 R" % (lang.encode("ascii"), tree)
    shown = b"/ViewerPreferences << /DisplayDocTitle true >>"
    framed = _CONTENTS.sub(b"/Contents [%d 0 R %s 0 R %d 0 R] /StructParents 0" % (before, contents[1], after), page[2])
    objects = {
        int(root[1]): b"<<%s%s %s >>" % (catalog[1], marked, shown),
        on_page: b"<<%s>>" % framed,
        before: _stream(b"/Figure << /MCID 0 >> BDC\n"),
        after: _stream(b"\nEMC\n"),
        tree: b"<< /Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey 1 >>" % (element, parents),
        element: b"<< /Type /StructElem /S /Figure /P %d 0 R /Pg %d 0 R /K 0 /Alt %s >>"
        % (tree, on_page, _text(description)),
        parents: b"<< /Nums [0 [%d 0 R]] >>" % element,
    }
    out = bytearray(data.rstrip() + b"\n")
    rows = []
    for number, content in objects.items():
        rows.append(b"%d 1\n%010d 00000 n \n" % (number, len(out)))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    told = _SIZE.sub(b"/Size %d" % (parents + 1), trailer[1])
    out += b"xref\n%strailer\n<<%s /Prev %s >>\nstartxref\n%d\n%%%%EOF\n" % (b"".join(rows), told, trailer[2], start)
    return bytes(out)


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _text(said: str) -> bytes:
    """Return a text as the format writes it, in UTF-16."""
    return b"<%s>" % (b"\xfe\xff" + said.encode("utf-16-be")).hex().encode("ascii")
