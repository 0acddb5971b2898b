"""The option that would mend a fault, ready to be copied into a terminal."""

from __future__ import annotations

import os
import re
import shlex

_LONGEST = 200
_PLAIN = re.compile(r"[\w@+=:,./\\-]+")
# Within double quotes cmd.exe fills in %VARIABLES% and PowerShell runs $(…); each takes one of these for a mark, and
# PowerShell takes printers' quotes for quotes.
_OBEYED = re.compile(r"[\"“”„%!$`]|\\$")


def ready_option(name: str, *values: str) -> str:
    """Return an option of the command line with its value, quoted for a shell; nothing where a value cannot be shown.

    A value comes from somebody's table: what a terminal would not show as it is, or what a console of Windows would
    obey whatever stands around it, is not there to be copied.

    Examples
    --------
    >>> ready_option("columns", "seized in=origin")
    "--columns 'seized in=origin'"
    >>> ready_option("set", "market=$(reboot)"), ready_option("unknown", "a\\x1b[31m")
    ("--set 'market=$(reboot)'", '')
    """
    if any(not value.isprintable() or len(value) > _LONGEST for value in values):
        return ""
    quoted = [quoted_word(value) for value in values]
    return " ".join((f"--{name}", *quoted)) if all(quoted) else ""


def quoted_word(text: str, *, is_windows: bool = os.name == "nt") -> str:
    """Return a word of a command in the quotes of the system's shell; nothing where no quotes would hold it.

    Examples
    --------
    >>> quoted_word("my map/routes.csv", is_windows=True), quoted_word("50% $(reboot)", is_windows=True)
    ('"my map/routes.csv"', '')
    >>> quoted_word("my map/routes.csv", is_windows=False)
    "'my map/routes.csv'"
    """
    if not is_windows:
        return shlex.quote(text)
    if _OBEYED.search(text):
        return ""
    return text if _PLAIN.fullmatch(text) else f'"{text}"'
