"""Run a command again and again, each time with a fault that strace puts into a call to the system; print what became.

    python traced_faults.py COMMAND FOLDER EVERY [FAULT …]

As `command_faults.py`, but the calls are those that the kernel sees, of Python and of every library below it, and it is
the kernel's answer that is forged. Each call that names a file of the command's folders is a point. With ``all`` for
the command each of them is taken.
"""

import itertools
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import command_faults
import fault_runner
from command_faults import Command
from fault_runner import tree

CALLS = (
    *("write", "pwrite64", "read", "pread64", "openat", "close", "fsync", "fdatasync", "ftruncate", "flock", "fstat"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "unlink", "unlinkat", "mkdir", "rmdir"),
    *("chmod", "fchmod", "fchmodat", "chown", "fchown", "utimensat", "copy_file_range", "sendfile", "getdents64"),
)
FAULTS = ("EIO", "ENOSPC", "SIGINT", "SIGTERM", "SIGHUP", "SIGKILL")
# Signals come at any moment; these are the calls between which something is half done.
_SIGNALLED = (
    "write",
    "fsync",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "rmdir",
)
_REMOVING = ("getdents64", "unlink", "unlinkat", "rmdir", "openat")
_LINE = re.compile(r"(\d+) +(\w+)\(")


def traced(work: Callable[[], None], inject: str, log: Path) -> dict[str, Any]:
    """Do the work in a process of its own, under strace."""
    ours, theirs = socket.socketpair()
    child = os.fork()
    if not child:
        ours.close()
        theirs.recv(1)  # until strace watches
        said = "done"
        try:
            work()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        theirs.send(json.dumps({"said": said}).encode())  # no write, which may be what fails
        os._exit(0)
    theirs.close()
    asked = ["strace", "-f", "-qq", "-y", "-o", str(log), "-e", f"trace={','.join(CALLS)}", "-e", "signal=none"]
    tracer = subprocess.Popen([*asked, *(["-e", f"inject={inject}"] if inject else []), "-p", str(child)])
    while tracer.poll() is None and b"TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_bytes():
        time.sleep(0.002)
    ours.send(b"!")
    with ours.makefile("rb") as answers:
        answer = answers.read()
    _, status = os.waitpid(child, 0)
    tracer.wait()
    told = json.loads(answer) if answer else {"said": ""}
    return told | {"signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0}


def points(log: Path, *folders: Path) -> Iterator[tuple[str, int]]:
    """Yield each call that names a file of these folders: which it is, and the how manieth of its kind."""
    counted: dict[str, int] = {}
    main = ""
    for line in log.read_text(errors="replace").splitlines():
        found = _LINE.match(line)
        if not found or "= ?" in line:
            continue
        main = main or found[1]
        if found[1] != main:
            continue
        counted[found[2]] = counted.get(found[2], 0) + 1
        if any(f"{folder}/" in line or f"{folder}>" in line for folder in folders):
            yield found[2], counted[found[2]]


def trials(command: Command, folder: Path, every: int, faults: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield what became of the command under each fault at every n-th point, and of the next run after it."""
    log = folder.parent / "strace.log"
    command.prepare(folder)
    before = tree(folder)
    traced(lambda: command.do(folder), "", log)
    after = tree(folder)
    at = list(points(log, folder, command.temporary))
    asked = [(call, when, fault) for (call, when), fault in itertools.product(at, faults) if _is_sensible(call, fault)]
    for call, when, fault in asked[::every]:
        shutil.rmtree(folder)
        command.prepare(folder)
        kind = "signal" if fault.startswith("SIG") else "error"
        told = traced(lambda: command.do(folder), f"{call}:{kind}={fault}:when={when}", log)
        is_felt = kind == "signal" or "(INJECTED)" in log.read_text(errors="replace")
        wrong = fault_runner.judge(told, folder, before, after)
        if call in _REMOVING and not told["signal"]:
            # What the system does not let us remove stays, until the next run.
            wrong = [found for found in wrong if not found.startswith(("litter: ", "left in"))]
        fault_runner.run(lambda: command.do_next(folder), "", -1)
        if tree(folder) != after:
            wrong.append("not new after the next run")
        if fault_runner.litter(folder):
            wrong.append(f"litter after the next run: {fault_runner.litter(folder)}")
        yield told | {"call": call, "when": when, "fault": fault, "felt": is_felt, "wrong": wrong}


def _is_sensible(call: str, fault: str) -> bool:
    return call in _SIGNALLED if fault.startswith("SIG") else True


if __name__ == "__main__":
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    command_faults.main(trials, FAULTS)
