"""Makes small PDF and Word files to read, so that none need be kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

Word = tuple[float, float, str, int]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_pdf(pages: Sequence[Sequence[Word]]) -> bytes:
    """Return a PDF whose pages hold texts: x, y, words, size in points."""
    objects: list[bytes] = [
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"",
    ]
    kids = []
    for words in pages:
        drawn = b"".join(
            b"BT /F1 %d Tf %g %g Td (%s) Tj ET\n"
            % (size, x, y, text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)"))
            for x, y, text, size in words
        )
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(drawn), drawn))
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 1 0 R >> >> "
        objects.append(page + b"/Contents %d 0 R >>" % len(objects))
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    trailer = b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + start + trailer % (len(objects) + 1, len(objects), len(out))


def lock_pdf(data: bytes) -> bytes:
    """Return a PDF that says it is encrypted, with a password that is not the empty one."""
    lock = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -44 >>" % (b"5a" * 32, b"a5" * 32)
    return data.replace(b"trailer << ", b"trailer << /ID [<00><00>] /Encrypt %s " % lock)


def make_docx(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """Return a Word file with this body, in WordprocessingML with the prefix w."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>')
        for name, text in (parts or {}).items():
            archive.writestr(name, text.replace("<w:", "<w:", 1).replace("XMLNS", f'xmlns:w="{_W}"'))
    return buffer.getvalue()
