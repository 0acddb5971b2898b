"""What texts of places mean, kept beside the entries: a later run looks up only names that no run before has met.

Their file is named by all that a meaning depends on: the recipe, the user's own names, the lists and rules of this
package. A text that is no place has its reason and its hint kept as well.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from routemap.errors import ExportError
from routemap.files import write_file
from routemap.routes.checking.place_cells import MOST_EXPLAINED
from routemap.routes.recipe import Recipe

MOST_KEPT: Final = MOST_EXPLAINED
"""Names beyond which what is said of one depends on how many before it are no place."""
_RULES = Path(__file__).parent.parent
_DIVIDERS = "|>;→"
Meaning = tuple[str, str, str]


class KeptTexts:
    """Meanings that are looked up once and kept.

    Parameters
    ----------
    path
        File that keeps them; None where none does.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._read = _read(path) if path is not None else _nothing()
        self._met = _nothing()

    def word(self, text: str, find: Callable[[str], Meaning]) -> Meaning:
        """Return what a text means."""
        found = self._read["words"].get(text) or list(find(text))
        self._met["words"][text] = found
        return found[0], found[1], found[2]

    def hint(self, text: str, find: Callable[[str], str]) -> str:
        """Return the hint for a text that is no place."""
        found = self._read["hints"].get(text) or [find(text)]
        self._met["hints"][text] = found
        return found[0]

    def require_few(self, texts: Iterable[str]) -> None:
        """Neither use nor keep anything where there are so many names that one may depend on others."""
        if self._path is not None and sum(1 + sum(map(text.count, _DIVIDERS)) for text in texts) > MOST_KEPT:
            self._path, self._read = None, _nothing()

    def write(self) -> None:
        """Keep what this run has met; where nothing can be written, a later run looks it up again."""
        if self._path is not None and self._met != self._read:
            with suppress(ExportError):
                write_file(self._path, json.dumps(self._met).encode("ascii"))


def kept_texts(folder: Path, recipe: Recipe, known: Mapping[str, str]) -> KeptTexts:
    """Return the meanings that a folder keeps for a recipe and the user's own names."""
    told = (metadata.version("routemap"), metadata.version("pycountry"), recipe, sorted(known.items()), _rules())
    digest = hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:40]
    return KeptTexts(folder / f"texts-{digest}.json")


def _rules() -> list[tuple[str, int, int]]:
    """Return what changes when a list or a rule of this package does: one that is worked at keeps its version."""
    found = []
    for room in ("places", "routes"):
        for path in sorted((_RULES / room).rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                status = path.stat()
                found.append((path.relative_to(_RULES).as_posix(), status.st_size, status.st_mtime_ns))
    return found


def _nothing() -> dict[str, dict[str, list[str]]]:
    return {"words": {}, "hints": {}}


def _read(path: Path) -> dict[str, dict[str, list[str]]]:
    """Return what a file keeps; nothing where it is damaged."""
    with suppress(OSError, ValueError):
        said = json.loads(path.read_bytes())
        if isinstance(said, dict) and _is_whole(said.get("words"), 3) and _is_whole(said.get("hints"), 1):
            return {"words": said["words"], "hints": said["hints"]}
    return _nothing()


def _is_whole(kept: Any, length: int) -> bool:
    return isinstance(kept, dict) and all(
        isinstance(texts, list) and len(texts) == length and all(isinstance(text, str) for text in texts)
        for texts in kept.values()
    )
