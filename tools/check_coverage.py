"""Report how much of each module the tests run, and what lies under the limit without a stated reason.

Run by ``make coverage`` behind ``coverage combine``; with ``--hold``, as there, it fails. A line counts that any
process of the tests ran: pytest's own, and the commands that tests start.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from coverage import Coverage

ROOT = Path(__file__).parent.parent
LIMIT = 85.0

# Modules that may lie lower, each with its own limit and the reason.
LOWER: dict[str, tuple[float, str]] = {
    "routemap/files/locking.py": (80.0, "Windows locks a file of its own in each folder, which no other system runs"),
}


def shares() -> dict[str, float]:
    """Return what was run of each module, percent; a module that nothing imports counts as well."""
    measured = Coverage(data_file=str(ROOT / ".coverage"), config_file=str(ROOT / "pyproject.toml"))
    measured.load()
    found = {}
    for path in sorted((ROOT / "src/routemap").rglob("*.py")):
        _, lines, _, missing, _ = measured.analysis2(str(path))
        found[path.relative_to(ROOT / "src").as_posix()] = 100.0 * (1 - len(missing) / len(lines)) if lines else 100.0
    return found


def total() -> float:
    """Return what was run of everything, percent."""
    measured = Coverage(data_file=str(ROOT / ".coverage"), config_file=str(ROOT / "pyproject.toml"))
    measured.load()
    return measured.report(file=io.StringIO())


def faults(found: dict[str, float]) -> list[str]:
    """Return a sentence for each module under its limit, and for each exception that is none any more."""
    said = []
    for name, share in found.items():
        limit, _ = LOWER.get(name, (LIMIT, ""))
        if share < limit:
            said.append(
                f"{name}: the tests run {share:.1f} % of its lines; expected {limit:g} % or a reason in {__file__}"
            )
    said += [f"{name} is there no more, and still an exception" for name in LOWER if name not in found]
    said += [f"{name} needs no exception any more" for name in LOWER if found.get(name, 0.0) >= LIMIT]
    return said


def main() -> int:
    """Print the lowest ten, the exceptions and the total; with --hold return 1 where a module lies too low."""
    found = shares()
    for name, share in sorted(found.items(), key=lambda pair: (pair[1], pair[0]))[:10]:
        print(f"{share:6.1f} % {name}")
    for name, (limit, reason) in LOWER.items():
        print(f"{name} may go down to {limit:g} %: {reason}")
    print(f"{total():6.1f} % of all lines")
    said = faults(found)
    print(*said, sep="\n", end="\n" if said else "", file=sys.stderr)
    return 1 if said and "--hold" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
