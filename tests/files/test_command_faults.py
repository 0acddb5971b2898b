"""Commands under faults at every call to the system (see `command_faults.py`): no mix, no false word, no litter."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.unmeasured import unmeasured

RUNNER = Path(__file__).with_name("command_faults.py")
TRACED = Path(__file__).with_name("traced_faults.py")
# A sample in the usual run; ROUTEMAP_ALL_FAULTS=1 takes every fault at every call, some 2,000.
IS_WHOLE = bool(os.environ.get("ROUTEMAP_ALL_FAULTS"))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork")


def run(runner: Path, command: str, every: int, folder: Path) -> list[dict[str, Any]]:
    arguments = [sys.executable, str(runner), command, str(folder), "1" if IS_WHOLE else str(every)]
    # What coverage writes would be counted among the calls.
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, env=unmeasured())
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("command", "every"), [("encode", 13), ("encode-database", 17), ("export", 47), ("figure", 29), ("build", 43)]
)
def test_a_fault_at_any_call_of_a_command_leaves_old_or_new_and_says_so(
    command: str, every: int, tmp_path: Path
) -> None:
    outcomes = run(RUNNER, command, every, tmp_path)
    assert [outcome for outcome in outcomes if outcome["wrong"]] == []
    # The faults were felt, signals among them, although the tests may run where signals are ignored.
    assert any("cannot write" in outcome["said"] for outcome in outcomes)
    assert any("stopped" in outcome["said"] or outcome["signal"] in (1, 15) for outcome in outcomes)
    assert any(outcome["signal"] == 9 for outcome in outcomes)


def may_trace() -> bool:
    tracer = shutil.which("strace")
    asked = [tracer, "-e", "inject=chdir:error=EIO", "true"]
    return tracer is not None and subprocess.run(asked, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("command", "every"),
    [("encode", 17), ("export", 97)] + [(name, 1) for name in ("build", "figure", "encode-database") if IS_WHOLE],
)
def test_a_fault_that_the_kernel_tells_leaves_old_or_new_and_says_so(command: str, every: int, tmp_path: Path) -> None:
    if not may_trace():
        pytest.skip("strace is not here or may not watch, and only it forges the kernel's answers")
    outcomes = run(TRACED, command, every, tmp_path)
    assert [outcome for outcome in outcomes if outcome["wrong"]] == []
    assert any(outcome["felt"] and "cannot write" in outcome["said"] for outcome in outcomes)
