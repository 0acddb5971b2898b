"""From the bytes of a text to the text."""

from __future__ import annotations

from routemap.drafting.reading.refusals import refuse
from routemap.errors import RouteError


def decode(data: bytes, name: str, encoding: str | None) -> str:
    """Return the text of a file: in the encoding that the user says, else by its mark, else UTF-8.

    Raises
    ------
    RouteError
        If there is no such encoding.
    ReadError
        If the bytes do not fit it.
    """
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    chosen = encoding or next((known for mark, known in marks if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(chosen)
    except (LookupError, TypeError, AttributeError) as error:
        raise _no_encoding(encoding, is_known=False) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        refuse("report-encoding", name, f"line {line}, byte {error.start:,}")
    except ValueError as error:
        raise _no_encoding(encoding, is_known=True) from error
    if not isinstance(text, str):
        raise _no_encoding(encoding, is_known=True)
    if text.count("\0") > len(text) // 100:
        refuse("report-kind", name, "it holds bytes that are no text")
    return text


def _no_encoding(wanted: str | None, *, is_known: bool) -> RouteError:
    # Tables are read with NumPy, whose start takes longer than most reports.
    from routemap.routes.reading.encodings import no_encoding

    return no_encoding(str(wanted), is_known=is_known)
