"""Print what a dependency group of pyproject.toml asks for, for a pip older than 25.1, which has no --group itself."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
print("\n".join(project["dependency-groups"][sys.argv[1]]))
