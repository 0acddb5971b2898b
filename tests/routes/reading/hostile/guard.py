"""Reads hostile files in a process of its own, each in a child, and watches what that does.

Run as a program it reads the list of cases and does the reading; `watch` starts it, under strace where there is one.
"""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MOST_SECONDS = 30  # of computing; what is slower is taken to hang. A refusal takes less than one.
MOST_MEGABYTES = 500
_MARK = "/routemap-case/"
_CALL = re.compile(r"(openat|open|creat|unlink|unlinkat|rename|renameat|renameat2|connect|bind|sendto)\((.*)")
_PATH = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Outcome:
    """What came of one case.

    Parameters
    ----------
    codes
        Of the problems that refused it, for each way of handing it over.
    said
        All that was said.
    status
        Of the child: 0 unless it died or a fault came through.
    seconds
        Of computing.
    megabytes
        The most memory it had.
    opened
        Files that it opened, wrote or removed; None if nobody watched.
    knocks
        What it asked of the network; None if nobody watched.
    """

    codes: list[str]
    said: str
    status: int
    seconds: float
    megabytes: float
    opened: list[str] | None
    knocks: list[str] | None


def watch(cases: Sequence[dict[str, object]], folder: Path) -> dict[str, Outcome]:
    """Read all cases and return what came of each, by its name.

    Parameters
    ----------
    cases
        Each with ``name``, ``path``, ``options``, and ``stdin``: whether to hand it over as standard input, too.
    folder
        For the list, the log, and as the temporary folder of the reading.
    """
    manifest, log, temporary = folder / "cases.json", folder / "calls.log", folder / "temporary"
    manifest.write_text(json.dumps(list(cases)), encoding="utf-8")
    temporary.mkdir()
    command = [sys.executable, str(Path(__file__)), str(manifest)]
    tracer = shutil.which("strace")
    if tracer is not None and _may_trace(tracer):
        calls = "trace=network,open,openat,creat,unlink,unlinkat,rename,renameat,renameat2"
        command = [tracer, "-f", *_seldom(tracer), "-qq", "-s", "300", "-e", calls, "-o", str(log), *command]
    from tests.unmeasured import unmeasured  # not there where this file runs alone, as the child

    environment = unmeasured() | {"TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    opened, knocks = _calls(log) if log.exists() else (None, None)
    outcomes = {}
    for line in done.stdout.splitlines():
        told = json.loads(line)
        name = told.pop("name")
        own = (None, None) if opened is None or knocks is None else (opened.get(name, []), knocks.get(name, []))
        outcomes[name] = Outcome(**told, opened=own[0], knocks=own[1])
    assert not any(temporary.iterdir()), "a private copy was left behind"
    return outcomes


def _may_trace(tracer: str) -> bool:
    """Tell whether processes may be watched here: containers can forbid it."""
    return subprocess.run([tracer, "-qq", "-e", "trace=none", "true"], capture_output=True, check=False).returncode == 0


def _seldom(tracer: str) -> list[str]:
    """Return what has the kernel stop the processes at the calls that are watched alone, where this strace can."""
    quick = [tracer, "-f", "--seccomp-bpf", "-qq", "-e", "trace=none", "true"]
    return ["--seccomp-bpf"] if subprocess.run(quick, capture_output=True, check=False).returncode == 0 else []


def _calls(log: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return files and knocks by case; each case opens a file of its own name, which is not there, before it begins."""
    opened: dict[str, list[str]] = {}
    knocks: dict[str, list[str]] = {}
    current = ""
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = _CALL.search(line)
        if match is None:
            if re.search(r" socket\(AF_(?!UNIX)", line):
                knocks.setdefault(current, []).append(line)
            continue
        path = _PATH.search(match[2])
        shown = path[1].encode("latin-1").decode("unicode_escape") if path else ""
        if shown.startswith(_MARK):
            current = shown.removeprefix(_MARK)
            opened[current], knocks[current] = [], []
        elif match[1] in ("connect", "bind", "sendto"):
            knocks.setdefault(current, []).append(line)
        elif current and shown:
            opened[current].append(shown)
    return opened, knocks


def _read_all(manifest: Path) -> None:
    import io

    import openpyxl  # noqa: F401 - what a reader imports must not count as a file that an attack opened
    import pyarrow.parquet  # noqa: F401
    import pyogrio  # noqa: F401

    from routemap.routes import check_routes

    check_routes(io.StringIO("market,to,source\ncocaine,NOR,s\n"))
    for case in json.loads(manifest.read_text(encoding="utf-8")):
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            with os.fdopen(writing, "w", encoding="utf-8") as answers:
                status = _read_one(case, answers)
            os._exit(status)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8", errors="replace") as answers:
            told = answers.read()
        _, status, usage = os.wait4(child, 0)
        codes, said = json.loads(told) if told else ([], "")
        outcome = {"name": case["name"], "codes": codes, "said": said, "status": status}
        outcome |= {"seconds": usage.ru_utime + usage.ru_stime, "megabytes": usage.ru_maxrss / 1024}
        print(json.dumps(outcome), flush=True)  # noqa: T201 - this is how the program answers


def _read_one(case: dict[str, object], answers: object) -> int:
    import contextlib
    import io
    import traceback

    from routemap.errors import RouteError
    from routemap.routes import check_routes

    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))  # so that a failing test does not fell the machine
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        os.open(_MARK + str(case["name"]), os.O_RDONLY)
    codes, said = [], []
    path, options = str(case["path"]), dict(case["options"])  # type: ignore[call-overload]
    try:
        for source in (path, "-") if case["stdin"] else (path,):
            with Path(path).open("rb") if source == "-" else contextlib.nullcontext() as stream:
                if stream is not None:
                    sys.stdin = io.TextIOWrapper(stream)
                try:
                    report = check_routes(source, **options)
                    codes.append(report.errors[0].code if report.errors else "")
                    said += [f"{problem.severity}: {problem}" for problem in report.problems[:20]]
                except (OSError, RouteError) as error:
                    codes.append(type(error).__name__)
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        json.dump([codes, "\n".join(said)], answers)  # type: ignore[arg-type]
    return 0


if __name__ == "__main__":
    _read_all(Path(sys.argv[1]))
