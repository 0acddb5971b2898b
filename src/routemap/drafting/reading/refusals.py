"""What can be wrong with a report, and what to do about it: one place for the words."""

from __future__ import annotations

from typing import NoReturn

from routemap.errors import ReadError
from routemap.problems import Code, Problem, show_value

_REFUSALS: dict[Code, tuple[str, str]] = {
    "report-empty": ("holds no text", "a report in sentences"),
    "report-kind": ("is no report that can be read", "a .txt, .md, .html, .docx or .pdf file"),
    "report-encoding": ("is not UTF-8 text", "UTF-8; save it so, or pass --encoding windows-1252"),
    "report-password": ("is locked with a password", "a copy without a password"),
    "report-damaged": ("cannot be read, it is damaged", "a whole file; open it and save it once more"),
    "report-scanned": (
        "has no text layer, only pictures of pages",
        "a PDF whose words can be selected; run text recognition over it",
    ),
    "report-language": ("is not written in English", "a report in English; a translation can be drafted from"),
    "report-direction": ("is written from right to left", "a report in English; a translation can be drafted from"),
    "report-code": (
        "looks like a program or data, not like prose",
        "a report in sentences; tables are read by routemap check",
    ),
    "report-large": ("is too large", "a report of at most 5,000 pages or 50 MB of text; split it"),
}


class Refused(Exception):  # noqa: N818 - as what it says is passed on by the process that asked
    """A report that cannot be read.

    Parameters
    ----------
    code
        Which of the refusals.
    detail
        What exactly.
    """

    def __init__(self, code: Code, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(code, detail)


def refuse(code: Code, name: str, detail: str = "") -> NoReturn:
    """Raise what is wrong with a report.

    Parameters
    ----------
    code
        One of the codes above.
    name
        Of the report, without its folder.
    detail
        What exactly; goes behind the message.

    Raises
    ------
    ReadError
        Always.
    """
    message, expected = _REFUSALS[code]
    raise ReadError([Problem(code, f"{message}{f' ({detail})' if detail else ''}", expected, file=show_value(name))])
