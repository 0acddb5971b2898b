"""One hostile file, and what must come of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

# What tables say when they are read: every attack stands beside a route that could be believed.
HEADER = ["market", "origin", "destination", "source"]
ROUTE = ["cocaine", "COL", "NOR", "s"]


@dataclass(frozen=True)
class Case:
    """One input.

    Parameters
    ----------
    name
        Of the test.
    make
        Gives the content of the file; asked once, as some are large.
    expected
        The code of the problem that refuses it; ``""`` when the table beside the attack is read.
    file
        What it is called.
    beside
        Further files in its folder: name → content.
    options
        For `check_routes`.
    """

    name: str
    make: Callable[[], bytes]
    expected: str
    file: str
    beside: Mapping[str, bytes] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Bait:
    """What an attack may reach for.

    Parameters
    ----------
    address
        A web address on this machine, where each knock is counted.
    secret
        A file that no table has to do with.
    target
        A file that an attack would like to write or delete.
    """

    address: str
    secret: Path
    target: Path
