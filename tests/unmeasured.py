"""What runs without coverage: commands that are timed, weighed or traced, and whole files of tests."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


def unmeasured() -> dict[str, str]:
    """Return our environment without what makes coverage measure a command too.

    Under coverage it takes several times as long, and what coverage writes would count among its own calls.
    """
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


@contextmanager
def paused_coverage() -> Iterator[None]:
    """Measure neither what runs here, nor the commands that it starts.

    For tests of what others cover: pages in the browser, pictures. Measured, their code takes half as long again.
    """
    coverage = sys.modules.get("coverage")
    running = coverage.Coverage.current() if coverage else None
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ.keys() - unmeasured().keys():
            patch.delenv(name)
        if running is not None:
            running.stop()
        try:
            yield
        finally:
            if running is not None:
                running.start()
