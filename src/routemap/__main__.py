"""``python -m routemap``: the command, where the folder of scripts is not on the PATH."""

from __future__ import annotations

from routemap.cli import main

if __name__ == "__main__":
    main()
