"""What comes before the first rename: new versions beside their targets, old ones kept, and a journal of both."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from routemap.files.journal import Change, Facts, Part, to_journal
from routemap.files.staging import JOURNAL, Staging
from routemap.files.streams import special_kind
from routemap.files.telling import told

_COPY_INSTEAD = (errno.EPERM, errno.EACCES, errno.EMLINK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV)


class Preparation:
    """What is ready to be carried out.

    Attributes
    ----------
    parts
        By folder.
    keep
        Whether the staging folders are to stay for the next run.
    """

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.keep = False


@contextmanager
def prepared(wanted: Mapping[Path, bytes | None], poll: Callable[[], None], outcome: str) -> Iterator[Preparation]:
    """Make all that is wanted in staging folders, which go with the block.

    Parameters
    ----------
    wanted
        Contents by resolved path; None for a file to be removed.
    poll
        Called before each file; may raise to give up.
    outcome
        What to say of what was there when this fails.

    Raises
    ------
    ExportError
        If there is no room, or a target is nothing that can be replaced.
    """
    preparation = Preparation()
    stagings: list[Staging] = []
    try:
        for folder in dict.fromkeys(path.parent for path in wanted):
            own = {path: data for path, data in wanted.items() if path.parent == folder}
            with told(next(iter(own)), outcome):
                stagings.append(Staging(folder))
                inode = folder.stat().st_ino
            changes = []
            for number, (path, data) in enumerate(own.items()):
                poll()
                with told(path, outcome):
                    changes.append(_prepare(stagings[-1], number, path, data))
            preparation.parts.append(Part(folder, inode, stagings[-1].path.name, tuple(changes)))
        if len(wanted) > 1:
            with told(next(iter(wanted)), outcome):
                journal = to_journal(preparation.parts)
                for staging in stagings:
                    staging.write(JOURNAL, journal)
                    staging.flush()
        poll()
        yield preparation
    finally:
        if not preparation.keep:
            for staging in stagings:
                staging.clear()


def _prepare(staging: Staging, number: int, path: Path, data: bytes | None) -> Change:
    """Make the new version of one file and keep the old one."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        found = None
    if found and stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if found and (kind := special_kind(found.st_mode)):
        # Something that runs waits at it, and nobody would find what stood there again.
        raise OSError(0, f"there is a {kind} of that name, not a file")
    mode = staging.new_mode
    new = None
    if data is not None:
        staging.write(f"{number}.new", data)
        staged = staging.path / f"{number}.new"
        if found and stat.S_ISREG(found.st_mode):
            mode = _give_to_owner(staged, found)
        new = Facts.of(staged)
    kept = None
    if found:
        kept = _keep(path, staging, f"{number}.old", found)
    return Change(path.name, Facts.of(path), kept, new, mode)


def _give_to_owner(staged: Path, found: os.stat_result) -> int:
    """Give a new version to the owner and group of the old one, as far as we may; return the permissions it gets."""
    mode = stat.S_IMODE(found.st_mode) & 0o777
    mine = staged.stat()
    if mine.st_uid != found.st_uid:
        with suppress(OSError):
            os.chown(staged, found.st_uid, -1)
    if mine.st_gid != found.st_gid:
        try:
            os.chown(staged, -1, found.st_gid)
        except OSError:
            mode &= ~0o070  # what one group could see is not for another
    return mode


def _keep(path: Path, staging: Staging, name: str, found: os.stat_result) -> Facts | None:
    """Keep the old version under a second name, or as a copy where a disk has none."""
    kept = staging.path / name
    try:
        os.link(path, kept, follow_symlinks=False)
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno not in _COPY_INSTEAD:
            raise
        if not stat.S_ISREG(found.st_mode):
            return None
        staging.write(name, path.read_bytes())
        os.utime(kept, ns=(found.st_atime_ns, found.st_mtime_ns))
        kept.chmod(stat.S_IMODE(found.st_mode) & 0o777)
    return Facts.of(kept)
