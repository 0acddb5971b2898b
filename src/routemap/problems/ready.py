"""The option that would mend a fault, ready to be copied into a terminal."""

from __future__ import annotations

import shlex

_LONGEST = 200


def ready_option(name: str, *values: str) -> str:
    """Return an option of the command line with its value, quoted for a shell; nothing where a value cannot be shown.

    A value comes from somebody's table: what a terminal would not show as it is, is not there to be copied.

    Examples
    --------
    >>> ready_option("columns", "seized in=origin")
    "--columns 'seized in=origin'"
    >>> ready_option("set", "market=$(reboot)"), ready_option("unknown", "a\\x1b[31m")
    ("--set 'market=$(reboot)'", '')
    """
    if any(not value.isprintable() or len(value) > _LONGEST for value in values):
        return ""
    return " ".join((f"--{name}", *map(shlex.quote, values)))
