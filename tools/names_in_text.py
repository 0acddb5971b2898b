"""Write the names of places that are looked for in running text, gathered from all tables of the package.

    .venv/bin/python tools/names_in_text.py

Run it after a change to a table in ``src/routemap/places/data``; a test says so when it is due.
"""

from __future__ import annotations

from pathlib import Path

from routemap.places.names_in_text import FILE, gather_names

DATA = Path(__file__).resolve().parents[1] / "src" / "routemap" / "places" / "data"


if __name__ == "__main__":
    (DATA / FILE).write_text("\n".join([*gather_names(official=False), ""]), encoding="utf-8")
