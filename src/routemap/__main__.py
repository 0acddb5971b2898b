"""``python -m routemap``: the command, where the folder of scripts is not on the PATH."""

from __future__ import annotations

import sys
from pathlib import Path

# With -m Python looks for modules in the current folder first. It may be a folder of somebody else's files, where a
# pandas.py would run.
if sys.path and sys.path[0] in {"", str(Path.cwd())} and Path(__file__).resolve().parents[1] != Path.cwd().resolve():
    del sys.path[0]

from routemap.cli import main

if __name__ == "__main__":
    main()
