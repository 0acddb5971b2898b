"""Writing that is whole or not at all.

Everything is written beside its target, flushed to the disk, read back, and only then renamed into place; a rename
replaces a file in one step, so whoever looks, at any moment, sees the old file or the new one. A process that is killed
leaves its staging folder behind, and the next run into the same folder removes it.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from routemap.errors import ExportError

MANIFEST = "manifest.json"
_STAGING = ".routemap-new"
_LOCK_PATIENCE_S = 20.0
_SLUG_LENGTH = 80
# Names that Windows keeps for devices, whatever their suffix.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "a file would be larger than the system allows",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "writing there is not permitted",
    errno.EPERM: "writing there is not permitted",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EEXIST: "there is a file of that name, not a folder",
    errno.EISDIR: "there is a folder of that name, not a file",
    errno.ELOOP: "the path is a loop of links",
    errno.ENAMETOOLONG: "the name is too long",
}


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder so that each is whole at every moment, and the manifest is last.

    Files that an earlier run listed in its ``manifest.json`` and that are not among `files` are removed; anything else
    in the folder is left alone. Two runs into one folder take turns.

    Parameters
    ----------
    folder
        Made when missing.
    files
        Contents by file name. Names are plain: no folders in them.

    Raises
    ------
    ExportError
        If the folder cannot be written, or another run holds it for 20 s; the folder is then as it was.

    Examples
    --------
    >>> write_folder(Path("maps"), {"index.html": b"<!doctype html>"})  # doctest: +SKIP
    """
    for name in files:
        if name != safe_slug(name, keep=".") or name == _STAGING:
            raise ExportError(f"{name!r} is no plain file name; nothing was written")
    with _told(folder, "the folder is as it was"), _made(folder), _locked(folder):
        staging = folder / _STAGING
        if staging.exists():
            shutil.rmtree(staging)
        try:
            # Checked before anything is renamed: past that point there is no way back.
            for name in files:
                if (folder / name).is_dir():
                    raise IsADirectoryError(errno.EISDIR, "is a folder", name)
            staging.mkdir()
            for name, data in files.items():
                _write_verified(staging / name, data)
            stale = _listed(folder / MANIFEST) - set(files)
            with _undisturbed():
                for name in sorted(files, key=lambda name: name == MANIFEST):
                    (staging / name).replace(folder / name)
                for name in sorted(stale):
                    with suppress(FileNotFoundError):
                        (folder / name).unlink()
        finally:
            shutil.rmtree(staging, ignore_errors=True)
        _flush_folder(folder)


def write_file(path: Path, data: bytes) -> None:
    """Write one file so that it is whole at every moment.

    Parameters
    ----------
    path
        The target; its folder must exist. A device such as ``/dev/null`` is written directly.
    data
        The whole content.

    Raises
    ------
    ExportError
        If it cannot be written; a file that was there is then as it was.
    """
    with _told(path, "nothing was changed"):
        if path.exists() and not path.is_file():
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
            path.write_bytes(data)
            return
        # A link stays a link: what it points to is replaced.
        target = path.resolve()
        staged = target.with_name(f".routemap-{os.getpid()}-{target.name[:_SLUG_LENGTH]}")
        try:
            _write_verified(staged, data)
            staged.replace(target)
        finally:
            with suppress(FileNotFoundError):
                staged.unlink()
        _flush_folder(target.parent)


def safe_slug(text: str, *, keep: str = "") -> str:
    """Return a file name's stem that is safe on every system: lower-case letters, digits and hyphens.

    Parameters
    ----------
    text
        Any text, such as the name of a market.
    keep
        Further characters that may stay.

    Examples
    --------
    >>> safe_slug("Cannabis trade"), safe_slug("../../etc/passwd"), safe_slug("CON"), safe_slug("毒品")
    ('cannabis-trade', 'etc-passwd', 'con-1', 'map')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(rf"[^a-z0-9{re.escape(keep)}]+", "-", plain).strip("-")[:_SLUG_LENGTH].strip("-") or "map"
    return f"{slug}-1" if slug.partition(".")[0] in _DEVICES else slug


def unique_slugs(names: Iterable[str], *, reserved: Iterable[str] = ()) -> dict[str, str]:
    """Return a safe slug for each name; no two are alike, also where case does not count.

    Parameters
    ----------
    names
        Earlier names keep the plain slug; later ones that would collide get a number.
    reserved
        Slugs that are taken.

    Examples
    --------
    >>> unique_slugs(["Cocaine trade", "cocaine-trade", "index"], reserved=["index"])
    {'Cocaine trade': 'cocaine-trade', 'cocaine-trade': 'cocaine-trade-2', 'index': 'index-2'}
    """
    taken, slugs = set(reserved), {}
    for name in names:
        base = safe_slug(name)
        slug, number = base, 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        slugs[name] = slug
    return slugs


def _write_verified(path: Path, data: bytes) -> None:
    """Write, flush to the disk and read back: some full disks and network folders fail only when asked."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path.read_bytes() != data:
        raise OSError(errno.EIO, "what was written did not read back the same", str(path))


def _listed(manifest: Path) -> set[str]:
    """Return the plain file names an earlier run says it wrote; nothing if the manifest is not ours."""
    try:
        content = json.loads(manifest.read_bytes())
        names = list(content["files"]) if content.get("made_by") == "routemap" else []
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return set()
    return {name for name in names if isinstance(name, str) and name == safe_slug(name, keep=".")}


@contextmanager
def _told(path: Path, outcome: str) -> Iterator[None]:
    """Turn a failure of the system into one sentence that says what was left untouched."""
    try:
        yield
    except ExportError:
        raise
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
        if error.errno == errno.ENOENT:
            reason = f"the folder {path.parent} does not exist"
        raise ExportError(f"cannot write {path}: {reason}; {outcome}") from error


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep Ctrl-C and a polite kill waiting while files are renamed: pages of two builds must not stand together."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make the folder and those above it; take away what we made if the work inside fails."""
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for part in missing:
            with suppress(OSError):  # another run may have begun to use it
                part.rmdir()
        raise


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder for one run. The system lets go of the lock when the process dies, however it dies."""
    if sys.platform == "win32":
        with _locked_on_windows(folder):
            yield
        return
    import fcntl

    # The folder itself is locked, so that no lock file is left to wonder about.
    handle = os.open(folder, os.O_RDONLY)
    try:
        _wait_for(folder, lambda: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB))
        yield
    finally:
        os.close(handle)


@contextmanager
def _locked_on_windows(folder: Path) -> Iterator[None]:
    """Hold a lock file: Windows locks files, not folders."""
    import msvcrt

    path = folder / ".routemap-lock"
    with path.open("a+b") as file:
        _wait_for(folder, lambda: msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1))  # type: ignore[attr-defined]
        yield
    with suppress(OSError):
        path.unlink()


def _wait_for(folder: Path, lock: Callable[[], object]) -> None:
    """Try the lock until it is ours or patience ends."""
    deadline = time.monotonic() + _LOCK_PATIENCE_S
    while True:
        try:
            lock()
        except (BlockingIOError, PermissionError):
            if time.monotonic() > deadline:
                raise ExportError(f"another routemap is writing to {folder}; nothing was changed") from None
            time.sleep(0.05)
        else:
            return


def _flush_folder(folder: Path) -> None:
    """Flush the renames too; systems that cannot open a folder do without."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
