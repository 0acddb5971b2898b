"""A zipped Shapefile or a KMZ → the one layer in it that is meant, unpacked into a private folder under names of ours.

Nothing else in the archive is unpacked, and no name in it is ever the name of a file of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Final

from routemap.files import scratch_folder
from routemap.problems import Problem, ready_option, show_value
from routemap.routes.reading.geopackage import choose_layer
from routemap.routes.reading.inputs import Input
from routemap.routes.reading.private_copy import write_private
from routemap.routes.reading.raw_table import RefusedError
from routemap.routes.reading.zip_guard import BROKEN, ArchiveError, GuardedArchive, why_broken

_PARTS: Final[Mapping[str, tuple[str, ...]]] = {".shp": (".shx", ".dbf", ".prj", ".cpg"), ".kml": ()}
_ROOT = "doc"  # what Google Earth calls the file that it opens


def layer_files(names: Iterable[str]) -> dict[str, str]:
    """Return the files of an archive that are layers, by what they are called.

    Examples
    --------
    >>> layer_files(["lanes/Lanes.shp", "lanes/Lanes.dbf", "__MACOSX/lanes/._Lanes.shp"])
    {'Lanes': 'lanes/Lanes.shp'}
    """
    found: dict[str, str] = {}
    for name in sorted(names):
        path = PurePosixPath(name)
        # macOS puts a shadow of each file beside it, which is none; a name that ends in a stroke is a folder.
        if path.suffix.casefold() in _PARTS and not path.name.startswith("._") and not name.endswith("/"):
            found[name if path.stem in found else path.stem] = name
    return found


@contextmanager
def unpacked_layer(source: Input, wanted: str | None) -> Iterator[tuple[Input, list[Problem]]]:
    """Give the layer as an input of its own, and what to say of the others; it is gone at the end.

    Parameters
    ----------
    source
        A zip archive.
    wanted
        The name of a layer; None for ``routes``, else the only one, else the one that Google Earth opens first.

    Raises
    ------
    RefusedError
        If the archive is damaged, unpacks to more than its size explains, or has no such layer.
    """
    with scratch_folder() as folder:
        path, problems = _unpack(source, wanted, folder.resolve())
        with path.open("rb") as stream:
            yield Input(source.name, path.suffix, stream, path), problems


def _unpack(source: Input, wanted: str | None, folder: Path) -> tuple[Path, list[Problem]]:
    try:
        archive = GuardedArchive(source.stream)
        layers = layer_files(archive.names)
        if wanted is None and "routes" not in layers and layers.get(_ROOT) == f"{_ROOT}.kml":
            chosen = _ROOT
        else:
            chosen = choose_layer(source.name, list(layers), wanted)
        layer = PurePosixPath(layers[chosen])
        suffix = layer.suffix.casefold()
        target = folder / f"layer{suffix}"
        with archive.open(layers[chosen]) as part:
            write_private(part, target, source.name)
        beside = {name.casefold(): name for name in sorted(archive.names) if PurePosixPath(name).parent == layer.parent}
        for part_suffix in _PARTS[suffix]:
            if name := beside.get(str(layer.with_suffix(part_suffix)).casefold()):
                with archive.open(name) as part:
                    write_private(part, target.with_suffix(part_suffix), source.name)
    except (ArchiveError, *BROKEN) as error:
        message = f"cannot be unpacked: it, or a part of it, {why_broken(error)}"
        raise RefusedError(Problem("layer-damaged", message, "a whole file", file=source.name)) from error
    return target, _unread(source.name, chosen, [name for name in layers if name != chosen] if wanted is None else [])


def _unread(file: str, chosen: str, others: list[str]) -> list[Problem]:
    if not others:
        return []
    message = f"the layer '{show_value(chosen)}' is read; not read: {', '.join(map(show_value, others))}"
    hint = ready_option("sheet", others[0])
    return [Problem("sheet-first", message, hint=f"to read another: {hint}" if hint else "", file=file)]
