"""Makes PDF files that unfold, nest, or lead round in a circle."""

import zlib
from collections.abc import Callable, Sequence

TOLD = "Cocaine from Colombia is shipped to Norway by sea, and it is sold there by small groups."
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 1 0 R >> %s >> /Contents %s >>"
)
_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
_WORDS = b"BT /F1 10 Tf 50 700 Td (" + TOLD.encode() + b") Tj ET\n"


def pdf(objects: Sequence[bytes], root: int, trailer: bytes = b"") -> bytes:
    """Return a file of these objects, the first of which is number 1."""
    out, offsets = b"%PDF-1.7\n", []
    parts = [out]
    size = len(out)
    for number, content in enumerate(objects, 1):
        offsets.append(size)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        size += len(parts[-1])
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    parts += [b"%010d 00000 n \n" % offset for offset in offsets]
    end = b"trailer << /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
    parts.append(end % (len(objects) + 1, root, trailer, size))
    return b"".join(parts)


def stream(data: bytes, facts: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %s >>\nstream\n" % (len(data), facts) + data + b"\nendstream"


def deflated(size: int, unit: bytes = b" " * 1024, times: int = 1) -> bytes:
    """Return bytes that unfold to about this size, packed so many times over.

    One packed block is repeated, which is quick; only the sum at the end is wrong, and no reader stops for that.
    """
    packer = zlib.compressobj(9)
    block = unit * max(1, (1 << 20) // len(unit))
    first = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    data = first + again * (size // len(block)) + packer.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


def one_page(contents: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    """Return a file of one page; its contents are object 4, and `more` begins at 5."""
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    rest = [b"<< /Type /Catalog /Pages 2 0 R >>", *more]
    objects = [_FONT, pages, _PAGE % (resources, b"4 0 R"), contents, *rest]
    return pdf(objects, 5)


def _flate(times: int) -> bytes:
    return b"/Filter [" + b"/FlateDecode " * times + b"]"


def many_pages(kids: bytes, count: int, *more: bytes) -> bytes:
    """Return a file whose page tree holds these kids; 3 is a page with words, `more` begins at 6."""
    pages = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    rest = [b"<< /Type /Catalog /Pages 2 0 R >>", *more]
    return pdf([_FONT, pages, _PAGE % (b"", b"4 0 R"), stream(_WORDS), *rest], 5)


def _tree_of_trees(depth: int, wide: int) -> bytes:
    """A page tree each of whose branches holds the next several times over."""
    more = [
        b"<< /Type /Pages /Parent 2 0 R /Count %d /Kids [%s] >>"
        % (wide ** (depth - level), (b"%d 0 R " % (7 + level)) * wide)
        for level in range(depth)
    ]
    return many_pages(b"6 0 R " * wide, wide ** (depth + 1), *more, _PAGE % (b"", b"4 0 R"))


def _object_stream(size: int) -> bytes:
    """A file whose catalogue is in an object stream that unfolds to this size; cross references are a stream, too."""
    data = deflated(size, unit=b"9" * 1024)
    objects = [_FONT, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", _PAGE % (b"", b"4 0 R"), stream(_WORDS)]
    out, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    offsets.append(len(out))
    facts = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"
    out += b"6 0 obj\n" + stream(data, facts) + b"\nendobj\n"
    table = b"\0\0\0\0\0\0"
    for offset in offsets[:4]:
        table += b"\1" + offset.to_bytes(4, "big") + b"\0"
    table += b"\2" + (6).to_bytes(4, "big") + b"\0" + b"\1" + offsets[4].to_bytes(4, "big") + b"\0"
    start = len(out)
    facts = b"/Type /XRef /W [1 4 1] /Size 7 /Root 5 0 R"
    return out + b"7 0 obj\n" + stream(table, facts) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def _image(side: int) -> bytes:
    facts = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 " % (
        side,
        side,
    ) + _flate(1)
    picture = stream(deflated(100_000_000, b"\0" * 1024), facts)
    return one_page(stream(b"q 500 0 0 500 0 0 cm /I Do Q\n" + _WORDS), picture, resources=b"/XObject << /I 6 0 R >>")


def _forms(depth: int, wide: int) -> bytes:
    """A drawing that draws the next several times, and so on."""
    facts = _FORM + b"/Resources << /Font << /F1 1 0 R >> /XObject << /X %d 0 R >> >>"
    more = [stream(b"/X Do " * wide, facts % (7 + level)) for level in range(depth)]
    last = stream(_WORDS, _FORM + b"/Resources << /Font << /F1 1 0 R >> >>")
    return one_page(stream(_WORDS + b"/X Do " * wide), *more, last, resources=b"/XObject << /X 6 0 R >>")


def _circle() -> bytes:
    facts = _FORM + b"/Resources << /XObject << /X 6 0 R >> >>"
    return one_page(stream(_WORDS + b"/X Do"), stream(b"/X Do " * 1000, facts), resources=b"/XObject << /X 6 0 R >>")


def _letters(count: int) -> bytes:
    """A page of so many letters, each at a place of its own."""
    unit = b"BT /F1 1 Tf 1 0 0 1 %d %d Tm (a) Tj ET\n"
    lines = b"".join(unit % (n * 37 % 590, n * 101 % 800) for n in range(1000))
    return stream(deflated(count * len(lines) // 1000, lines), _flate(1))


def _nested(opens: bytes, closes: bytes, times: int) -> bytes:
    return one_page(stream(opens * times + closes * times + b"\n" + _WORDS))


def _nested_info(times: int) -> bytes:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * times + b"]" * times + b" >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf([_FONT, pages, _PAGE % (b"", b"4 0 R"), stream(_WORDS), catalog], 5)


def _predictor(columns: int) -> bytes:
    facts = (
        b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns %d /Colors 32 /BitsPerComponent 16 >>" % columns
    )
    return one_page(stream(deflated(50_000_000), facts))


def _runs(size: int) -> bytes:
    """Run lengths, packed: 128 blanks for each two bytes, and those two bytes a thousand times over."""
    data = deflated(size // 64, b"\x81 ")
    return one_page(stream(data, b"/Filter [/FlateDecode /RunLengthDecode]"))


def _xref(size: int) -> bytes:
    """A table of references for so many objects, of which there are five."""
    whole = many_pages(b"3 0 R", 1)
    return whole.replace(b"/Size 6", b"/Size %d" % size).replace(b"xref\n0 6\n", b"xref\n0 %d\n" % size)


def _circle_of_tables() -> bytes:
    whole = many_pages(b"3 0 R", 1)
    start = whole.rindex(b"xref\n0 6")
    return whole.replace(b"/Root 5 0 R", b"/Root 5 0 R /Prev %d" % start)


def _to_unicode(size: int) -> bytes:
    kind = b"/Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H"
    font = b"<< " + kind + b" /ToUnicode 6 0 R /DescendantFonts [7 0 R] >>"
    cid = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Ordering (Identity) >> >>"
    table = deflated(size, b"1 beginbfrange\n<0000> <ffff> <0041>\nendbfrange\n")
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects = [font, pages, _PAGE % (b"", b"4 0 R"), stream(_WORDS), catalog, stream(table, _flate(1)), cid]
    return pdf(objects, 5)


def _to_unicode_long() -> bytes:
    """Each letter stands for a thousand others."""
    long = b"<" + b"0041" * 500 + b">"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    table = (
        b"/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange <00> <ff> endcodespacerange\n"
        + b"".join(b"1 beginbfchar <%02x> %s endbfchar\n" % (n, long) for n in range(32, 128))
    )
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    content = deflated(20_000_000, b"BT /F1 1 Tf 1 0 0 1 5 5 Tm (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n")
    objects = [font, pages, _PAGE % (b"", b"4 0 R"), stream(content, _flate(1)), catalog, stream(table)]
    return pdf(objects, 5)


def _contents(times: int) -> bytes:
    """A page whose contents are one stream many times over."""
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    page = _PAGE % (b"", b"[" + b"4 0 R " * times + b"]")
    data = stream(deflated(1_000_000, _WORDS), _flate(1))
    return pdf([_FONT, pages, page, data, b"<< /Type /Catalog /Pages 2 0 R >>"], 5)


BOMBS: dict[str, Callable[[], bytes]] = {
    "blanks without end": lambda: one_page(stream(deflated(4_000_000_000), _flate(1))),
    "packed three times": lambda: one_page(stream(deflated(4_000_000_000, times=3), _flate(3))),
    "run lengths": lambda: _runs(4_000_000_000),
    "gaps that a predictor fills": lambda: _predictor(1_000_000),
    "letters without end": lambda: one_page(_letters(10_000_000)),
    "a vast picture": lambda: _image(60_000),
    "drawings in drawings": lambda: _forms(12, 10),
    "a drawing that draws itself": _circle,
    "marks in marks": lambda: _nested(b"/A BMC ", b"EMC ", 2_000_000),
    "arrays in arrays in the catalogue": lambda: _nested_info(2_000_000),
    "a tree of trees": lambda: _tree_of_trees(9, 10),
    "a tree that holds itself": lambda: many_pages(b"2 0 R 3 0 R", 2),
    "a tree that says millions": lambda: many_pages(b"3 0 R", 2_000_000_000),
    "one page a million times": lambda: many_pages(b"3 0 R " * 1_000_000, 1_000_000),
    "one page 4,900 times": lambda: many_pages(b"3 0 R " * 4_900, 4_900),
    "contents many times over": lambda: _contents(5_000),
    "an object stream that unfolds": lambda: _object_stream(3_000_000_000),
    "a table of references without end": lambda: _xref(8_000_000),
    "tables of references in a circle": _circle_of_tables,
    "letters told without end": lambda: _to_unicode(1_500_000_000),
    "letters that stand for thousands": _to_unicode_long,
}
