"""The environment of a command that is timed, weighed or traced."""

from __future__ import annotations

import os


def unmeasured() -> dict[str, str]:
    """Return our environment without what makes coverage measure a command too.

    Under coverage it takes several times as long, and what coverage writes would count among its own calls.
    """
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
