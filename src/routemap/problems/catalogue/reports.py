"""What can be wrong with a report that is to be drafted from, and with drafts that are to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from routemap.problems.catalogue.codes import Code
from routemap.problems.catalogue.entry import Entry, error

REPORT_SECTIONS: Final[Mapping[str, Mapping[Code, Entry]]] = {
    "Reports and drafts": {
        "report-empty": error("The report holds no text.", "Was it saved? Is it the right file?"),
        "report-kind": error(
            "The file is none of the kinds that are read: text, Markdown, HTML, Word (`.docx`), PDF.",
            "Save it as one of them.",
        ),
        "report-encoding": error(
            "A byte of the text is not UTF-8.",
            "Save the file as UTF-8, or say what it is: `--encoding windows-1252`.",
        ),
        "report-password": error("The file is locked with a password.", "Save a copy without one."),
        "report-damaged": error(
            "The Word or PDF file cannot be read, or declares what no such file declares.",
            "Open it in the program that made it and save it once more.",
        ),
        "report-scanned": error(
            "The PDF has no text layer: its pages are pictures.",
            "Run text recognition (OCR) over it. Single pages without text are no error; they are named.",
        ),
        "report-language": error(
            "The report is in another language than English, and would be drafted as nonsense.",
            "Draft from a translation; keep the original for the quotes.",
        ),
        "report-direction": error(
            "The report is written from right to left.", "Draft from a translation into English."
        ),
        "report-code": error(
            "The text looks like a program or like data, not like sentences.",
            "Is it the right file? Tables are read by `routemap check` and `routemap build`.",
        ),
        "report-large": error(
            "The report has more than 5,000 pages or 50 MB of text, or claims to unpack to more.", "Split it."
        ),
        "decisions-unreadable": error(
            "The file of earlier decisions is none that `routemap draft` or the review page wrote.",
            "Give the CSV file that was saved; keep its columns `id`, `quote`, `status` and `rule`.",
        ),
        "status-unknown": error(
            "A row of decisions has a status that there is not.", "Write one of those that the message lists."
        ),
        "drafts-undecided": error(
            "The table holds drafts that nobody has decided on.",
            "Review them and set `status` to accepted, edited or rejected; or draw them as drafts with "
            "`--include-drafts`.",
        ),
    },
}
