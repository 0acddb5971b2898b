"""What costs much to work out, kept for the next run in the user's cache folder: never needed, and never in the way.

Where nothing can be kept, or what is found is damaged, of somebody else, or no file of ours, it is as if nothing had
been kept. So two runs need not take turns, and no failure is told.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Final

SETTING: Final = "ROUTEMAP_CACHE"
"""Variable of the environment: the folder to keep things in, or ``off``."""
MOST_FILES: Final = 4096
MOST_BYTES: Final = 1 << 25
LARGEST: Final = 1 << 20
"""Bytes of one thing; a larger one is not kept."""

_is_off: ContextVar[bool] = ContextVar("_is_off", default=False)
_DIGEST = hashlib.sha256().digest_size
_LEFT_OVER_S, _FRESH_S = 3600, 86_400
_PRUNE_EVERY = 100
_kept = 0
# Only what is named so is ours to replace or remove: the folder may be one that holds other things.
_SUFFIX = ".routemap-kept"
_PART = ".routemap-part-"
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def without_cache(*, off: bool = True) -> Iterator[None]:
    """Neither look for anything kept, nor keep anything, in the block."""
    token = _is_off.set(off)
    try:
        yield
    finally:
        _is_off.reset(token)


def cache_folder() -> Path | None:
    """Return where things are kept, as each system has it; None where nothing is to be kept, or nobody has a home."""
    wanted = os.environ.get(SETTING, "")
    if _is_off.get() or wanted.lower() == "off":
        return None
    if wanted:
        folder = Path(wanted)
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA", "")) / "routemap" / "Cache"
    else:
        own = "Library/Caches" if sys.platform == "darwin" else ".cache"
        named = "" if sys.platform == "darwin" else os.environ.get("XDG_CACHE_HOME", "")
        folder = Path(named if os.path.isabs(named) else os.path.join(os.path.expanduser("~"), own)) / "routemap"  # noqa: PTH111, PTH117, PTH118
    return folder if folder.is_absolute() else None


def find_kept(key: str, size: int) -> bytes | None:
    """Return what is kept under a key, or None.

    Parameters
    ----------
    key
        Names all that the thing depends on: letters and digits, such as those of a hash.
    size
        How many bytes it has.
    """
    folder = cache_folder()
    if folder is None:
        return None
    with suppress(OSError):
        found = _read(folder / f"{key}{_SUFFIX}", _DIGEST + size)
        if found and found[:_DIGEST] == _digest(key, found[_DIGEST:]):
            return found[_DIGEST:]
    return None


def keep(key: str, data: bytes) -> None:
    """Keep something under a key; the oldest makes room for it."""
    global _kept  # noqa: PLW0603 - how often this process looks for the oldest is no matter of results
    folder = cache_folder()
    if folder is None or len(data) > LARGEST:
        return
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / f"{key}{_SUFFIX}", _digest(key, data) + data)
        if _kept % _PRUNE_EVERY == 0:
            prune(folder)
        _kept += 1


def prune(folder: Path, *, most_files: int = MOST_FILES, most_bytes: int = MOST_BYTES) -> None:
    """Remove the oldest of ours from a folder that holds too much, and what killed runs have left there."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                facts = entry.stat(follow_symlinks=False)
                if not stat.S_ISREG(facts.st_mode):
                    continue
                if entry.name.endswith(_SUFFIX):
                    found.append((facts.st_mtime_ns, entry.name, facts.st_size))
                elif entry.name.startswith(_PART) and time.time() - facts.st_mtime > _LEFT_OVER_S:
                    os.unlink(entry.path)  # noqa: PTH108
    count, total = len(found), sum(size for *_, size in found)
    if count <= most_files and total <= most_bytes:
        return
    for _, name, size in sorted(found):
        if count <= most_files * 3 // 4 and total <= most_bytes * 3 // 4:
            break
        with suppress(OSError):
            (folder / name).unlink()
            count, total = count - 1, total - size


def _digest(key: str, data: bytes) -> bytes:
    """Return the hash that binds what is kept to its key."""
    return hashlib.sha256(key.encode("ascii") + data).digest()


def _read(path: Path, size: int) -> bytes | None:
    """Return the content of a file of our own of exactly this size; a link or a pipe is none."""
    handle = os.open(path, _OPEN)
    try:
        facts = os.fstat(handle)
        is_ours = not hasattr(os, "geteuid") or facts.st_uid == os.geteuid()
        if not (stat.S_ISREG(facts.st_mode) and facts.st_size == size and is_ours):
            return None
        data = os.read(handle, size)
    finally:
        os.close(handle)
    if time.time() - facts.st_mtime > _FRESH_S:  # what is used is not the oldest
        with suppress(OSError):
            os.utime(path)
    return data


def _write(path: Path, data: bytes) -> None:
    """Put a file in place in one step. It is not flushed to the disk: one that came to harm is told by its hash."""
    handle, made = tempfile.mkstemp(prefix=_PART, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(made, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(made)  # noqa: PTH108
        raise
