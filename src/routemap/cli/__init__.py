"""The command line: parse, call one public function, print.

Results go to standard output, talk to standard error. Exit codes: 0 accepted, 1 the data were refused, 2 wrong command
or a failure of input or output, 128 and the number of the signal when stopped: 130 with Ctrl-C, 143 politely.
"""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from routemap.lazy import load_lazily as _load_lazily

if TYPE_CHECKING:
    from routemap.cli.running import app
else:
    __getattr__, __dir__ = _load_lazily(__name__, {"app": "running"})

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line; no traceback reaches the user unless asked for with --debug."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        # While the commands are being loaded Ctrl-C ends the process at once: there is nothing to put in order.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from routemap.cli.streams import occupy_closed_streams
    from routemap.cli.surroundings import forget_foreign_settings

    occupy_closed_streams()
    forget_foreign_settings()
    from routemap.cli.running import run

    signal.signal(signal.SIGINT, before)
    run()
