"""Faults at every call to the system (see `fault_runner.py`): old or new, never a mix, no false word, no litter."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

RUNNER = Path(__file__).with_name("fault_runner.py")
# A sample in the usual run; ROUTEMAP_ALL_FAULTS=1 takes every fault at every call, some 3,000.
EVERY = 1 if os.environ.get("ROUTEMAP_ALL_FAULTS") else 11

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork")


@pytest.mark.parametrize(
    "work", ["OneFile", "SeveralFiles", "TwoFolders", "HalfOfTwoFolders", "NoSecondNames", "Folder", "SameFolder"]
)
def test_a_fault_at_any_call_leaves_old_or_new_and_says_so(work: str, tmp_path: Path) -> None:
    command = [sys.executable, str(RUNNER), work, str(tmp_path / "out"), str(EVERY)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    outcomes = [json.loads(line) for line in said.splitlines()]
    assert [outcome for outcome in outcomes if outcome["wrong"]] == []
    assert len(outcomes) >= 130 // EVERY
    # The faults were felt: some ended the work, and some calls were the last thing a process did.
    assert any("ExportError" in outcome["said"] for outcome in outcomes)
    assert any(outcome["signal"] == 9 for outcome in outcomes)
