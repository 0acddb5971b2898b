"""One run at a time in a folder. The system lets go of a lock when its process dies, however it dies."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from routemap.errors import ExportError
from routemap.files.telling import shown

_PATIENCE_S = 20.0
_PAUSE_S = 0.05
# Folders that know no locks, on some networks, are written without.
_NO_LOCKS = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL)


@contextmanager
def locked(folders: Iterable[Path], poll: Callable[[], None]) -> Iterator[None]:
    """Hold folders for one run.

    Parameters
    ----------
    folders
        Resolved paths of folders that exist.
    poll
        Called while waiting; may raise to give up.

    Raises
    ------
    ExportError
        If another run holds one of them for 20 s.
    """
    with ExitStack() as stack:
        for folder in sorted(set(folders)):  # always in one order: no two runs wait for each other
            stack.enter_context(_locked(folder, poll))
        yield


def try_lock(handle: int) -> bool | None:
    """Lock an open file for this process; tell whether it was free, or None where there are no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        if error.errno in _NO_LOCKS:
            return None
        raise
    return True


@contextmanager
def _locked(folder: Path, poll: Callable[[], None]) -> Iterator[None]:
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        with _lockable(folder) as handle:
            while handle is not None and try_lock(handle) is False:
                if time.monotonic() > deadline:
                    raise ExportError(f"another routemap is writing to {shown(folder)}; nothing was changed")
                poll()
                time.sleep(_PAUSE_S)
            # A run that failed may have taken the folder away meanwhile, and another made it anew.
            if handle is None or sys.platform == "win32" or os.path.samestat(os.fstat(handle), folder.stat()):
                yield
                return


@contextmanager
def _lockable(folder: Path) -> Iterator[int | None]:
    """Open what is to be locked; None if it cannot be opened, as a folder one may write to but not read."""
    if sys.platform == "win32":
        # Windows locks files, not folders.
        path = folder / ".routemap-lock"
        handle = os.open(path, os.O_RDWR | os.O_CREAT)
        try:
            yield handle
        finally:
            with suppress(OSError):
                os.close(handle)
                path.unlink()
        return
    try:
        # The folder itself, so that no lock file is left to wonder about.
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:
        yield None
        return
    try:
        yield opened
    finally:
        with suppress(OSError):
            os.close(opened)
