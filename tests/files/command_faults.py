"""Run a command again and again, each time with a fault at another call to the system; print what became of it.

    python command_faults.py COMMAND FOLDER EVERY [FAULT …]

The command runs as the command line runs it, in a fork of a process that has loaded everything; see `fault_runner.py`.
With ``all`` for the command each of them is taken: ``python tests/files/command_faults.py all /tmp/faults 3``.
"""

import contextlib
import io
import json
import os
import re
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fault_runner
from fault_runner import FAULTS, Work, tree

from routemap.cli import running

_PROMISE = "each file is as it was, or new and whole"
_HEADER = "id,market,origin,transit,destination,quantity,unit,source\n"
_OLD = f"{_HEADER}a,cocaine trade,Colombia,Netherlands,Norway,12,kg,s\nb,heroin trade,Turkey,,Norway,4,kg,s\n"
_NEW = _OLD.replace(",12,", ",13,").replace(",4,", ",5,")
COMMANDS = {
    "build": ["build", "{input}", "--out", "{folder}"],
    "encode": ["encode", "{input}", "--out", "{folder}/routes.geojson"],
    "export": ["export", "{input}"] + [f"--out={{folder}}/routes{end}" for end in (".shp", ".gpkg", ".csv")],
    "figure": ["figure", "{input}", "--out", "{folder}/routes.svg", "--out", "{folder}/routes.png", "--dpi", "36"],
    # An input that has to be copied to be read: what is confidential must not stay in the folder for temporary files.
    "encode-database": ["encode", "{database}", "--out", "{folder}/routes.geojson"],
}


class Command(Work):
    """One command, over what it has written for another table before."""

    next_is_same = True
    next_names = ()

    def __init__(self, name: str, place: Path) -> None:
        self._arguments = COMMANDS[name]
        self._place = place
        self._before = place / "before"
        self.temporary = place / "temporary"
        self.temporary.mkdir(parents=True)
        tempfile.tempdir = str(self.temporary)
        for table, text in (("old.csv", _OLD), ("new.csv", _NEW)):
            (place / table).write_text(text, encoding="utf-8")
        for table in ("old", "new"):
            self._run("export", str(place / f"{table}.csv"), "--out", str(place / f"{table}.gpkg"))
        self._before.mkdir()
        self._do(self._before, "old")  # also loads all that the command needs, once

    def prepare(self, folder: Path) -> None:
        """Lay out what the earlier run has written."""
        shutil.rmtree(self.temporary)
        self.temporary.mkdir()
        shutil.copytree(self._before, folder)

    def left(self) -> list[str]:
        """Return what is left in the folder for temporary files.

        A folder that has not got its whole name yet, with nothing but an empty mark, goes a minute later.
        """
        found = sorted(path.relative_to(self.temporary).as_posix() for path in self.temporary.rglob("*"))
        return [name for name in found if not re.fullmatch(r"\.routemap-[0-9a-f]{32}(/mark)?", name)]

    def do(self, folder: Path) -> None:
        """Run the command on the new table."""
        self._do(folder, "new")

    def do_next(self, folder: Path) -> None:
        """Run it once more."""
        self.do(folder)

    def _do(self, folder: Path, table: str) -> None:
        known = {"input": f"{self._place}/{table}.csv", "database": f"{self._place}/{table}.gpkg", "folder": folder}
        self._run(*(word.format(**known) for word in self._arguments))

    @staticmethod
    def _run(*arguments: str) -> None:
        sys.argv = ["routemap", *arguments]
        said = io.StringIO()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            try:
                running.run()
            except SystemExit as ended:
                if ended.code:
                    # The words for a stop speak of each file; those that speak of all are judged.
                    raise RuntimeError(said.getvalue().replace(_PROMISE, "…")) from None


Trials = Callable[["Command", Path, int, tuple[str, ...]], Iterator[dict[str, Any]]]


def watched(command: Command, folder: Path, every: int, faults: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield the outcomes, with what stays in the folder for temporary files among what is wrong."""
    for told in fault_runner.trials(command, folder, every, faults):
        left = command.left()
        yield told | {"wrong": told["wrong"] + ([f"in the folder for temporary files: {left}"] if left else [])}


def after_fault(command: Command) -> None:
    """Make the judgement of each fault look into the folder for temporary files before the next run sweeps it."""
    judge = fault_runner.judge

    def judged(told: dict[str, Any], folder: Path, before: dict[str, str], after: dict[str, str]) -> list[str]:
        wrong = judge(told, folder, before, after)
        left = command.left()
        if left and told["signal"] != signal.SIGKILL:
            wrong.append(f"left in the folder for temporary files: {left}")
        if "nothing was written" in told["said"] and tree(folder) != before:
            wrong.append("says that nothing was written")
        return wrong

    fault_runner.judge = judged  # type: ignore[assignment]


def main(trials: Trials = watched, usual: tuple[str, ...] = FAULTS) -> None:
    """Run the trials that the command line names, under the faults that it names or the usual ones."""
    # A shell's job in the background ignores some signals, and so would all that it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    name, place, every, *faults = sys.argv[1:]
    for one in COMMANDS if name == "all" else [name]:
        folder = Path(place) / one
        command = Command(one, folder)
        plain = fault_runner.judge
        after_fault(command)
        for told in trials(command, folder / "out", int(every), tuple(faults) or usual):
            sys.stdout.write(json.dumps(told | {"command": one}) + "\n")
            sys.stdout.flush()
        fault_runner.judge = plain


if __name__ == "__main__":
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    main()
