"""One file, several together, a folder: each whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from routemap.errors import ExportError
from routemap.files.journal import Broken, Pending, carry_out, find_pending
from routemap.files.locking import locked
from routemap.files.preparing import prepared
from routemap.files.signals import Hold, held
from routemap.files.slugs import is_plain_name
from routemap.files.staging import sweep
from routemap.files.streams import is_stream, write_stream
from routemap.files.telling import reason, shown, told
from routemap.files.windows import is_device_name, one_name, reachable

MANIFEST = "manifest.json"
LARGEST_MANIFEST: Final = 1 << 24
"""Bytes: a larger one is not read, and not ours."""
_LARGEST_PAGE = 1 << 28
_UNCHANGED = "nothing was changed"
_AS_IT_WAS = "the folder is as it was"
_put_in_place: list[Path] = []
_SETTLED = "what an earlier, killed run had left half done was settled, and nothing else was changed"


def write_file(path: Path, data: bytes) -> None:
    """Write one file so that it is whole at every moment.

    Parameters
    ----------
    path
        The target; its folder must exist. A link stays a link: what it points to is replaced. A device or a pipe is
        written directly.
    data
        The whole content.

    Raises
    ------
    ExportError
        If it cannot be written; a file that was there is then as it was.
    """
    write_files({path: data})


def write_files(files: Mapping[Path, bytes], *, beside: Mapping[Path, bytes] | None = None) -> None:
    """Write several files together: all are new afterwards, or all are as they were.

    Parameters
    ----------
    files
        Contents by path, as in `write_file`.
    beside
        Files that the user has not named, but that belong beside the others. A link of such a name is replaced
        itself: nobody has asked to write to where it leads.

    Raises
    ------
    ExportError
        If one cannot be written; says what became of the others.

    Examples
    --------
    >>> write_files({Path("routes.shp"): b"lines", Path("routes.dbf"): b"columns"})
    """
    targets: dict[Path, bytes] = {}
    for path, data in files.items():
        with told(path, _UNCHANGED):
            if is_stream(path):
                write_stream(path, data)
            else:
                _refuse_device(path)
                _add(targets, _resolved(path), data)
    for path, data in (beside or {}).items():
        _refuse_device(path)
        _add(targets, _resolved(path.parent) / path.name, data)
    if not targets:
        return
    folders = {target.parent for target in targets}
    with told(next(iter(targets)), _UNCHANGED), held() as hold, _taken(folders, hold, _UNCHANGED) as outcome:
        _change(targets, hold, outcome)


def write_folder(
    folder: Path, files: Mapping[str, bytes], *, is_ours: Callable[[str, bytes], bool] = lambda name, content: True
) -> None:
    """Write files into a folder, all or none, so that each is whole at every moment and the manifest is last.

    Pages that an earlier run listed in its ``manifest.json`` and that are not among `files` are removed if they are
    still as that run wrote them and ours, and so is that manifest if `files` hold none; anything else in the folder is
    left alone. Two runs into one folder take turns.

    Parameters
    ----------
    folder
        Made when missing.
    files
        Contents by file name. Names are plain: no folders in them.
    is_ours
        Tells from name and content whether a file that is there may be replaced or removed.

    Raises
    ------
    ExportError
        If the folder cannot be written, holds somebody else's file of one of the names, or another run holds it for
        20 s; the folder is then as it was.

    Examples
    --------
    >>> write_folder(Path("maps"), {"index.html": b"<!doctype html>"})
    """
    for name in files:
        if not is_plain_name(name):
            raise ExportError(f"{name!r} is no plain file name; nothing was written")
    with told(folder, _AS_IT_WAS), held() as hold, _made(folder):
        here = _resolved(folder)
        with _taken({here}, hold, _AS_IT_WAS) as outcome:
            _refuse_strangers([here / name for name in files], is_ours, outcome)
            stale = {name for name in _stale(here / MANIFEST, set(files)) if is_ours(name, (here / name).read_bytes())}
            ordered = sorted(files, key=lambda name: name == MANIFEST)
            wanted = {here / name: files[name] for name in ordered} | {here / name: None for name in sorted(stale)}
            _change(wanted, hold, outcome)


def count_written() -> int:
    """Return how many files this process has put in place; what a run has written is the difference."""
    return len(_put_in_place)


def pending_targets(folder: Path) -> list[Path]:
    """Return the files in a folder that a killed run has left between old and new, and that the next write settles."""
    return [target for pending in find_pending(_resolved(folder))[0] for target in pending.targets]


def _add(targets: dict[Path, bytes], target: Path, data: bytes) -> None:
    wanted = one_name(str(target))
    same = next((path for path in targets if one_name(str(path)) == wanted), target)
    if targets.setdefault(same, data) != data:
        raise ExportError(f"two of the files would be {shown(target)}; give one another name; {_UNCHANGED}")


def _resolved(path: Path) -> Path:
    return reachable(Path(os.path.realpath(path)))


def _refuse_device(path: Path, *, is_windows: bool = os.name == "nt") -> None:
    if is_windows and is_device_name(path.name):
        raise ExportError(f"cannot write {shown(path)}: Windows keeps that name for a device; {_UNCHANGED}")


@contextmanager
def _taken(folders: Iterable[Path], hold: Hold, outcome: str) -> Iterator[str]:
    """Hold folders for this run alone, with what killed runs left there settled and swept away.

    Gives the words for a failure from then on: `outcome`, unless something was settled.
    """
    wanted = set(folders)
    while True:
        with locked(wanted, hold.poll):
            found = {folder: find_pending(folder) for folder in wanted}
            pending = [one for ones, _ in found.values() for one in ones]
            # What a killed run left may lie in further folders; they are locked together, in order.
            concerned = wanted | {part.folder for one in pending for part in one.parts}
            if concerned == wanted:
                for one in pending:
                    _settle(one)
                for folder, (_, waiting) in found.items():
                    sweep(folder, spare=waiting, is_locked=True)
                yield _SETTLED if pending else outcome
                return
        wanted = concerned


def _settle(pending: Pending) -> None:
    try:
        pending.settle()
    except OSError as error:
        names = ", ".join(map(shown, pending.targets))
        raise ExportError(
            f"an earlier run was killed while it wrote {names}, and that cannot be put right: {reason(error)}; "
            "nothing else was changed"
        ) from error


def _change(wanted: Mapping[Path, bytes | None], hold: Hold, outcome: str) -> None:
    """Make, replace or remove files, all or none."""
    with prepared(wanted, hold.poll, outcome) as preparation:
        try:
            carry_out(preparation.parts)
        except Broken as broken:
            preparation.keep = bool(broken.stuck)
            raise ExportError(_told_broken(broken, outcome)) from broken.cause
        _put_in_place.extend(wanted)


def _told_broken(broken: Broken, outcome: str) -> str:
    said = f"cannot write {shown(broken.target)}: {reason(broken.cause)}; "
    if not broken.stuck:
        return said + outcome
    names = ", ".join(map(shown, broken.stuck))
    return f"{said}changed already and not to be put back: {names}; all else is as it was; run again to settle it"


def _refuse_strangers(paths: Iterable[Path], is_ours: Callable[[str, bytes], bool], outcome: str) -> None:
    """Stop at a file of somebody else's that has the name of one of ours."""
    for path in paths:
        with told(path, outcome), suppress(FileNotFoundError):
            found = path.lstat()
            # What is larger than any of ours is not read to find out.
            most = LARGEST_MANIFEST if path.name == MANIFEST else _LARGEST_PAGE
            if stat.S_ISREG(found.st_mode) and not (found.st_size <= most and is_ours(path.name, path.read_bytes())):
                raise ExportError(
                    f"cannot write {shown(path)}: a file of that name is there which routemap did not write; "
                    f"move it, or choose another folder; {outcome}"
                )


def _stale(manifest: Path, kept: set[str]) -> set[str]:
    """Return the pages that an earlier run wrote, that are as it wrote them, and that are not made any more."""
    try:
        if not manifest.is_file() or manifest.stat().st_size > LARGEST_MANIFEST:
            return set()
        content = json.loads(manifest.read_bytes())
        listed = dict(content["files"]) if content.get("made_by") == "routemap" else {}
        hashes = {name: told["sha256"] for name, told in listed.items() if name not in kept}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return set()
    pages = {name for name in hashes if is_plain_name(name) and name.endswith((".html", ".png", ".css", ".js"))}
    stale = {name for name in pages if _hash(manifest.with_name(name)) == hashes[name]}
    # Where none is written, the old one would speak of what is not there any more.
    return stale if MANIFEST in kept or not listed else {*stale, MANIFEST}


def _hash(path: Path) -> str | None:
    """Return the SHA-256 of a file; None for anything else, and for a link."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make the folder and those above it; take away what we made if the work inside fails."""
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for part in missing:
            with suppress(OSError):  # another run may have begun to use it
                part.rmdir()
        raise
