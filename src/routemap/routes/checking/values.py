"""Single cells: yes or no, choices, web addresses. Numbers are in `amounts`, dates in `days`.

Each parser takes trimmed text that is not empty and returns the value with the fault found, if any.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from routemap.problems import Fault, did_you_mean, nearest, show_value
from routemap.routes.choice_words import CHOICE_WORDS, NO, YES
from routemap.routes.columns import Column


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
        return "", Fault(
            "choice-unknown", "is not one of the allowed words", allowed, hint, instead=(near or choices[0],)
        )

    return parse


# Nearly all addresses are this plain, and a million of them are read much faster so.
_PLAIN_ADDRESS = re.compile(r"https?://[a-z0-9-]+(\.[a-z0-9-]+)*(/[\w./%?&=+#~,;:@!$()*-]*)?", re.ASCII)
_WEB_ADDRESS = "an address that begins with http:// or https://"


def parse_url(text: str) -> tuple[str, Fault | None]:
    """Return the web address if it is http or https and could be a link.

    Examples
    --------
    >>> parse_url("https://example.org/report")
    ('https://example.org/report', None)
    >>> parse_url("javascript:alert(1)")[1].message
    'is not a web address: links of this kind are not allowed'
    """
    if _PLAIN_ADDRESS.fullmatch(text):
        return text, None
    try:
        parts = urlsplit(text)
        scheme, host = parts.scheme.casefold(), parts.hostname
    except ValueError:  # urlsplit's own refusal, such as of an unclosed bracket
        return "", Fault("url-invalid", "is not a web address", _WEB_ADDRESS)
    if re.search(r"[\s<>\"\\^`{|}]", text):
        return "", Fault("url-invalid", "holds characters that no web address has", f"one address, {_WEB_ADDRESS[3:]}")
    if scheme in {"http", "https"}:
        if "@" in parts.netloc:
            message = "holds a user name before its host, behind which another address can hide"
            near = f"did you mean {show_value(text.replace(parts.netloc, parts.netloc.rpartition('@')[2], 1))}?"
            return "", Fault("url-invalid", message, "an address without one", near)
        return (text, None) if host else ("", Fault("url-invalid", "has no host name", _WEB_ADDRESS))
    if re.match(r"(www\.|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/|$))", text, re.IGNORECASE):
        return "", Fault(
            "url-invalid", "lacks its http:// or https://", _WEB_ADDRESS, f"did you mean https://{show_value(text)}?"
        )
    if scheme:
        return "", Fault("url-invalid", "is not a web address: links of this kind are not allowed", _WEB_ADDRESS)
    return "", Fault("url-invalid", "is not a web address", _WEB_ADDRESS)
