"""Single cells: yes or no, choices, web addresses. Numbers are in `amounts`, dates in `days`.

Each parser takes trimmed text that is not empty and returns the value with the fault found, if any.
"""

from __future__ import annotations

from collections.abc import Callable

from routemap.problems import Fault, did_you_mean, nearest
from routemap.routes.choice_words import CHOICE_WORDS, NO, YES
from routemap.routes.columns import Column

# What a word of a scale of one's own most likely means: the value that the ready option names, to be looked at.
_PARTS_OF_WORDS = (
    ("partial", "medium"), ("partly", "medium"), ("probabl", "medium"), ("likely", "medium"),
    ("unverif", "low"), ("unconfirm", "low"), ("not ", "low"), ("alleged", "low"), ("rumour", "low"),
)  # fmt: skip


def parse_flag(text: str) -> tuple[str, Fault | None]:
    """Return ``yes`` or ``no``; true and false, 1 and 0 are understood, in any case.

    Examples
    --------
    >>> parse_flag("False")
    ('no', None)
    """
    folded = text.casefold()
    if folded in YES:
        return "yes", None
    if folded in NO:
        return "no", None
    near = did_you_mean(folded, ("yes", "no", "true", "false"), is_beginning_enough=True)
    return "yes", Fault("flag-unknown", "is neither yes nor no", "yes or no", near)


def choice_parser(column: Column) -> Callable[[str], tuple[str, Fault | None]]:
    """Return a parser that accepts the words of a column of choices, in any case and in the languages of the pages.

    Examples
    --------
    >>> from routemap.routes.columns import BY_NAME
    >>> choice_parser(BY_NAME["confidence"])("HIGH"), choice_parser(BY_NAME["magnitude"])("high")
    (('high', None), ('major', None))
    """
    choices = column.choices
    allowed = f"{', '.join(choices[:-1])} or {choices[-1]}, or nothing"
    others = CHOICE_WORDS.get(column.name, {})

    def parse(text: str) -> tuple[str, Fault | None]:
        folded = text.casefold()
        if folded in choices:
            return folded, None
        if folded in others:
            return others[folded], None
        near = nearest(folded, choices, is_beginning_enough=True)
        hint = f"did you mean {near}?" if near else "say what it means:"
        meant = near or next((ours for part, ours in _PARTS_OF_WORDS if part in folded and ours in choices), choices[0])
        return "", Fault("choice-unknown", "is not one of the allowed words", allowed, hint, instead=(meant,))

    return parse
