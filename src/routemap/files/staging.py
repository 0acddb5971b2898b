"""Private folders in which files are made before they are put in place, and how the next run knows its own again.

Such a folder is called ``.routemap-RANDOM-INODE-MOMENT``, is open to nobody else, and holds an empty file ``mark``
whose inode and moment of change (ctime) its name repeats. Nobody can choose those two, so a folder that came out of an
archive, was copied, or was laid there by hand is never taken for ours: it is neither followed nor removed. The run that
made it keeps the mark locked; a mark of ours that is free belongs to a run that was killed.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from routemap.errors import ExportError
from routemap.files.locking import try_lock
from routemap.files.signals import held, orderly

_SEALED = re.compile(r"\.routemap-[0-9a-f]{32}-([0-9a-f]+)-([0-9a-f]+)")
_UNSEALED = re.compile(r"\.routemap-[0-9a-f]{32}")
_OURS = re.compile(r"\.routemap-[0-9a-f]{32}(-[0-9a-f]+-[0-9a-f]+)?")
JOURNAL = "journal"
_MARK = "mark"
# A run that was killed before its folder had its name leaves one with nothing but an empty mark; but where runs do not
# take turns, it may be one that is being made.
_UNSEALED_AGE_S = 60.0
_NO_FLUSHING = (errno.EINVAL, errno.EBADF, errno.EACCES, errno.EOPNOTSUPP, errno.ENOSYS)
_PART_BYTES = 1 << 20
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Staging:
    """A private folder of this run; see the module.

    Parameters
    ----------
    parent
        Where to make it: the folder of the files that will leave it by a rename.

    Attributes
    ----------
    path
        The folder.
    new_mode
        The permissions a new file has here, as the system gives them.
    """

    def __init__(self, parent: Path) -> None:
        self.path = parent / f".routemap-{secrets.token_hex(16)}"
        self._names = [self.path]
        self._handle = -1
        try:
            self.path.mkdir(0o700)
            self._handle = os.open(self.path / _MARK, _CREATE, 0o666)
            try_lock(self._handle)
            facts = os.fstat(self._handle)
            self.new_mode = stat.S_IMODE(facts.st_mode)
            sealed = f"{self.path.name}-{facts.st_ino:x}-{facts.st_ctime_ns:x}"
            self._rename(self.path.with_name(sealed))
        except FileExistsError:
            raise
        except BaseException:  # also if the system has done what it reports as failed
            self.clear()
            raise

    def write(self, name: str, data: bytes) -> None:
        """Write a file that only we can read, flush it to the disk and read it back.

        Some full disks and network folders fail only when asked.
        """
        handle = os.open(self.path / name, _CREATE, 0o600)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        if not _holds(self.path / name, data):
            raise OSError(0, "what was written did not read back the same")

    def flush(self) -> None:
        """Make sure that the next run finds the folder and what is in it, also after a loss of power."""
        os.fsync(self._handle)
        flush_folder(self.path)
        flush_folder(self.path.parent)

    def clear(self) -> None:
        """Remove the folder with all that is in it."""
        self._close()
        for path in self._names:
            _remove(path)

    def _rename(self, path: Path) -> None:
        self._names.append(path)
        if sys.platform == "win32":  # which does not rename a folder with an open file in it
            self._close()
            self.path.rename(path)
            self._handle = os.open(path / _MARK, os.O_RDWR)
            try_lock(self._handle)
        else:
            self.path.rename(path)
        self.path = path

    def _close(self) -> None:
        if self._handle >= 0:
            with suppress(OSError):
                os.close(self._handle)
            self._handle = -1


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file is these bytes, of which there may be hundreds of MB: it is not held beside them."""
    rest = memoryview(data)
    with path.open("rb", buffering=0) as file:
        while part := file.read(_PART_BYTES):
            if part != rest[: len(part)].tobytes():
                return False
            rest = rest[len(part) :]
    return not rest


def flush_folder(folder: Path) -> None:
    """Flush to the disk what a folder holds by name; systems that cannot do it for folders do without."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FLUSHING:
            raise
    finally:
        os.close(handle)


def abandoned(parent: Path) -> list[Path]:
    """Return the folders in `parent` that runs of ours have left when they were killed."""
    found = []
    with suppress(OSError), os.scandir(parent) as entries:
        found = sorted(Path(entry.path) for entry in entries if _SEALED.fullmatch(entry.name))
    return [path for path in found if is_sealed(path) and _is_free(path)]


def is_sealed(path: Path) -> bool:
    """Tell whether a folder was made by a run of ours, here, and by no other way."""
    seal = _SEALED.fullmatch(path.name)
    if seal is None or not _is_private(path):
        return False
    try:
        facts = (path / _MARK).lstat()
    except OSError:
        return False
    return stat.S_ISREG(facts.st_mode) and (facts.st_ino, facts.st_ctime_ns) == tuple(int(n, 16) for n in seal.groups())


def sweep(parent: Path, *, spare: Iterable[Path] = (), is_locked: bool) -> None:
    """Remove what killed runs have left in `parent`.

    Parameters
    ----------
    parent
        The folder that holds the staging folders.
    spare
        Those that are to stay.
    is_locked
        Whether this run alone may make staging folders there now.
    """
    for path in set(abandoned(parent)) - set(spare):
        _remove(path)
    with suppress(OSError), os.scandir(parent) as entries:
        unsealed = [Path(entry.path) for entry in entries if _OURS.fullmatch(entry.name)]
        for path in unsealed:
            _remove_empty(path, 0.0 if is_locked else _UNSEALED_AGE_S)


def _remove(path: Path) -> None:
    """Remove a staging folder: the journal first, as it speaks of all else, and last what shows whose folder it is."""
    with suppress(OSError):
        names = [entry.name for entry in os.scandir(path)]
        for name in sorted(names, key=lambda name: (name == _MARK, name != JOURNAL)):
            try:
                (path / name).unlink()
            except (IsADirectoryError, PermissionError):
                shutil.rmtree(path / name, ignore_errors=True)
        path.rmdir()


def _remove_empty(path: Path, age_s: float) -> None:
    """Remove a folder whose making or removing was cut off, if there is nothing in it that could be missed."""
    with suppress(OSError):
        if not _is_private(path) or is_sealed(path) or time.time() - path.lstat().st_mtime < age_s:
            return
        mark = path / _MARK
        if mark.exists() and mark.lstat().st_size == 0 and _UNSEALED.fullmatch(path.name):
            mark.unlink()
        path.rmdir()


def _is_private(path: Path) -> bool:
    """Tell whether a path is a folder, no link to one, of this user and open to nobody else."""
    try:
        facts = path.lstat()
    except OSError:
        return False
    if not hasattr(os, "geteuid"):
        return stat.S_ISDIR(facts.st_mode)
    is_closed = facts.st_uid == os.geteuid() and not facts.st_mode & 0o077
    return stat.S_ISDIR(facts.st_mode) and is_closed


def _is_free(path: Path) -> bool:
    """Tell whether the run that made a folder is gone."""
    with suppress(OSError):
        handle = os.open(path / _MARK, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
        try:
            return try_lock(handle) is True
        finally:
            os.close(handle)
    return False


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a private folder for files that other libraries must write or read by name; it goes with the block.

    It goes also when the program is told to stop, and what a killed run left goes with the next.

    Examples
    --------
    >>> with scratch_folder() as folder:
    ...     _ = (folder / "routes.fgb").write_bytes(b"")
    >>> folder.exists()
    False
    """
    staging: Staging | None = None
    with orderly():
        try:
            with held():
                sweep_scratch()
                staging = Staging(_temporary())
            yield staging.path
        finally:
            if staging is not None:
                with held():
                    staging.clear()


def sweep_scratch() -> None:
    """Remove what killed runs have left in the system's folder for temporary files."""
    with suppress(ExportError):  # told by whoever needs one
        sweep(_temporary(), is_locked=False)


def _temporary() -> Path:
    """Return the system's folder for temporary files; Python's own words for there being none name all it has tried."""
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError as error:
        raise ExportError("no folder for temporary files can be written to; name one in the variable TMPDIR") from error
