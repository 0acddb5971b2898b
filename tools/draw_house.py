"""Draw the house: every room of the Python package and of the pages' script, and every import between two rooms.

Run from the repository's root: ``python tools/draw_house.py`` (``--check`` only compares) writes
``docs/images/house.svg``. Rooms, floors and imports are read from the code and from import-linter's layers, what a room
promises from the tables of ``docs/architecture.md``.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import grimp

from routemap.style import GROUND

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs/images/house.svg"
SCRIPT = ROOT / "js/src"

ROW, DOT, MARGIN, GAP = 25, 3.4, 28, 70
WIDTH = 1080
LONGEST = 60  # letters of a promise: the last room has no more place beside it


@dataclass(frozen=True)
class House:
    """Floors of rooms from the top down, and for each room those it imports."""

    title: str
    floors: Sequence[Sequence[str]]
    imports: Mapping[str, frozenset[str]]

    @property
    def rooms(self) -> list[str]:
        """All rooms, from the top down."""
        return [room for floor in self.floors for room in floor]


def python_house() -> House:
    """Return the rooms of the package on the floors that import-linter holds."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(one for one in project["tool"]["importlinter"]["contracts"] if one["containers"] == ["routemap"])
    floors = [sorted(re.split(r"\s*\|\s*", layer)) for layer in layers["layers"]]
    graph = grimp.build_graph("routemap", cache_dir=None)
    imports: dict[str, set[str]] = {room: set() for floor in floors for room in floor}
    for module in graph.modules:
        room = room_of(module)
        for target in graph.find_modules_directly_imported_by(module) if room in imports else ():
            if room_of(target) in imports:
                imports[room].add(room_of(target))
    return House("src/routemap", floors, {room: frozenset(found - {room}) for room, found in imports.items()})


def room_of(module: str) -> str:
    """Return the room of a module: the second part of its name."""
    return module.partition(".")[2].partition(".")[0]


def script_house() -> House:
    """Return the rooms of the script: each stands above all that it imports."""
    modules = {path: targets_of(path) for path in sorted(SCRIPT.rglob("*.ts"))}
    shared = shared_modules(modules)
    rooms: dict[str, frozenset[str]] = {}
    for path, targets in modules.items():
        own = script_room(path, shared)
        found = {script_room(target, shared) for target in targets}
        rooms[own] = rooms.get(own, frozenset()) | (found - {own})
    height: dict[str, int] = {}

    def height_of(room: str) -> int:
        if room not in height:
            height[room] = 1 + max(map(height_of, rooms[room]), default=-1)
        return height[room]

    top = max(map(height_of, rooms))
    floors: dict[int, list[str]] = {}
    for room in rooms:
        # An entry stands on top, whatever it imports.
        floors.setdefault(top if room.endswith(".ts") else height_of(room), []).append(room)
    return House("js/src", [sorted(floors[level]) for level in sorted(floors, reverse=True)], rooms)


def targets_of(path: Path) -> set[Path]:
    """Return the modules of the script that one imports."""
    found = set()
    for groups in re.findall(r'\bfrom "(\.[^"]+)"|\bimport "(\.[^"]+)"', path.read_text(encoding="utf-8")):
        target = (path.parent / "".join(groups)).resolve()
        if target.is_relative_to(SCRIPT):
            found.add(target / "index.ts" if target.is_dir() else target.with_suffix(".ts"))
    return found


def shared_modules(modules: Mapping[Path, set[Path]]) -> set[Path]:
    """Return the modules that stand beside rooms and below them: those that the rooms of their own folder import."""
    shared = {
        target
        for path, targets in modules.items()
        for target in targets
        if target.parent in path.parent.parents and target.parent != SCRIPT
    }
    while more := {one for path in shared for one in modules[path] if one.parent == path.parent} - shared:
        shared |= more
    return shared


def script_room(path: Path, shared: set[Path]) -> str:
    """Return the room of a module of the script: its folder, or itself where it is an entry."""
    folder = path.parent.relative_to(SCRIPT).as_posix()
    if folder == ".":
        return path.name
    beside = sorted(one.stem for one in shared if one.parent == path.parent)
    return f"{folder}/{{{','.join(beside)}}}" if path in shared else folder


def promises(title: str) -> dict[str, str]:
    """Return what each room promises, in short: the beginning of its row in a table of the page."""
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    head = {"src/routemap": "| room | promises |", "js/src": "| room of `js/src/` | promises |"}[title]
    table = page.partition(head)[2].partition("\n\n")[0]
    rows = re.findall(r"^\| `([^`]+?)/?` \| (.+?) \|$", table, flags=re.MULTILINE)
    return {name.removesuffix(".py"): in_short(text) for name, text in rows}


def in_short(text: str) -> str:
    """Return the first part of a promise, without marks of Markdown."""
    said = re.split(r"[;:(.]|, which|, as ", text)[0].replace("`", "").strip()
    while len(said) > LONGEST and ", " in said:
        said = said.rpartition(", ")[0]
    return said


def drawn(houses: Iterable[House]) -> str:
    """Return the picture of houses, one below the other."""
    parts, top = [], MARGIN
    for house in houses:
        parts += draw(house, promises(house.title), top)
        top += 44 + ROW * len(house.rooms) + GAP
    height = top - GAP + MARGIN
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
            'aria-labelledby="title about">',
            '<title id="title">The house</title>',
            '<desc id="about">Each room stands on a diagonal, importers above what they import. '
            "A dot below a room is a room that it imports; a dot left of a room is one that imports it.</desc>",
            f"<style>{style()}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{height}" rx="10"/>',
            *parts,
            "</svg>",
            "",
        ]
    )


def style() -> str:
    """Return the rules of both themes."""
    light, dark = (rules(GROUND["light"]), rules(GROUND["dark"]))
    return (
        "text{font:13px system-ui,-apple-system,'Segoe UI',sans-serif}"
        ".head{font-size:12px;letter-spacing:.8px;font-weight:600}.room{font-weight:650}"
        f"{light}@media(prefers-color-scheme:dark){{{dark}}}"
    )


def rules(ground: Mapping[str, str]) -> str:
    """Return the colours of one theme."""
    return (
        f".paper{{fill:{ground['land']}}}.floor{{fill:{ground['sea']}}}.line{{stroke:{ground['hairline']}}}"
        f".stem{{stroke:{ground['border']}}}.dot,.door{{fill:{ground['accent']}}}"
        f".room{{fill:{ground['ink']}}}.says,.head{{fill:{ground['soft']}}}"
    )


def draw(house: House, said: Mapping[str, str], top: int) -> list[str]:
    """Return one house: floors as bands, rooms down the diagonal, a dot for each import."""
    rooms = house.rooms
    number = {room: at for at, room in enumerate(rooms)}
    parts = [f'<text class="head" x="{MARGIN}" y="{top + 14}">{escape(house.title)}</text>']
    top += 30
    at = 0
    for turn, floor in enumerate(house.floors):
        height = ROW * len(floor)
        if turn % 2 == 0:
            parts.append(
                f'<rect class="floor" x="{MARGIN - 12}" y="{top + at * ROW}" width="{WIDTH - 2 * MARGIN + 24}" '
                f'height="{height}" rx="5"/>'
            )
        at += len(floor)
    for room in rooms:
        targets = sorted(number[target] for target in house.imports[room])
        x, y = spot(number[room], number[room], top)
        if targets:
            parts.append(f'<path class="stem" d="M{x} {y}V{spot(number[room], targets[-1], top)[1]}"/>')
        for target in targets:
            cx, cy = spot(number[room], target, top)
            parts.append(
                f'<circle class="dot" cx="{cx}" cy="{cy}" r="{DOT}"><title>{escape(room)} imports '
                f"{escape(rooms[target])}</title></circle>"
            )
        parts.append(f'<rect class="door" x="{x - 5.5}" y="{y - 5.5}" width="11" height="11" rx="2.5"/>')
        text = f'<tspan class="room">{escape(room)}</tspan>'
        if room in said:
            text += f'<tspan class="says" dx="9">{escape(said[room])}</tspan>'
        parts.append(f'<text x="{x + 14}" y="{y + 4.5}">{text}</text>')
    return parts


def spot(column: int, row: int, top: int) -> tuple[float, float]:
    """Return the middle of a cell."""
    return MARGIN + column * ROW + ROW / 2, top + row * ROW + ROW / 2


def missing(houses: Iterable[House]) -> list[str]:
    """Return the rooms that the page says nothing about."""
    return [f"{house.title}/{room}" for house in houses for room in house.rooms if room not in promises(house.title)]


def main() -> int:
    """Write the picture, or say that it is not what the code is."""
    houses = [python_house(), script_house()]
    if silent := missing(houses):
        print(f"docs/architecture.md has no row for {', '.join(silent)}", file=sys.stderr)
        return 1
    made = drawn(houses)
    if "--check" not in sys.argv:
        PICTURE.write_text(made, encoding="utf-8")
    elif not PICTURE.exists() or PICTURE.read_text(encoding="utf-8") != made:
        print("docs/images/house.svg is not what the code is: run python tools/draw_house.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
