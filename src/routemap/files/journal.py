"""Several changes as one: carried out together, taken back together, and finished or undone after a kill.

Before the first of several files is put in place, a journal in the staging folder says what each was and will be: by
inode, size and moment of change, which a rename keeps. So the next run sees how far a killed one came. It touches a
file only while that is exactly what the killed run found or made there; what anybody has changed since is theirs.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from routemap.files.staging import JOURNAL, abandoned, flush_folder, is_sealed

_LARGEST_JOURNAL = 1 << 24


@dataclass(frozen=True, slots=True)
class Facts:
    """What the system says of a file or link, the same before and after a rename."""

    inode: int
    size: int
    moment: int

    @classmethod
    def of(cls, path: Path) -> Facts | None:
        """Return the facts of what is at `path`; None if nothing is."""
        try:
            found = path.lstat()
        except FileNotFoundError:
            return None
        return cls(found.st_ino, found.st_size, found.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Change:
    """One file that is made, replaced or removed.

    Parameters
    ----------
    name
        In the part's folder.
    old
        What was there; None for nothing.
    kept
        The old version in the staging folder, for putting it back: the same file, or a copy where the disk has no
        second names for one file. None if there was nothing, or nothing that could be kept.
    new
        What will be there; None for nothing.
    mode
        The permissions it will have.
    """

    name: str
    old: Facts | None
    kept: Facts | None
    new: Facts | None
    mode: int


@dataclass(frozen=True, slots=True)
class Part:
    """The changes in one folder, in their order, and the staging folder there."""

    folder: Path
    inode: int
    staging: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One change, ready to be made or unmade."""

    part: Part
    number: int

    @property
    def change(self) -> Change:
        """What is to change."""
        return self.part.changes[self.number]

    @property
    def target(self) -> Path:
        """The file in place."""
        return self.part.folder / self.change.name

    @property
    def new(self) -> Path:
        """The new version while it is not in place."""
        return self.part.folder / self.part.staging / f"{self.number}.new"

    @property
    def kept(self) -> Path:
        """The old version, kept."""
        return self.part.folder / self.part.staging / f"{self.number}.old"

    def make(self) -> None:
        """Put the new version in place; whoever looks sees the old one or the new one."""
        if self.change.new is None:
            self.target.unlink(missing_ok=True)
        else:
            self.new.chmod(self.change.mode)
            self.new.replace(self.target)

    def unmake(self) -> None:
        """Put the old version back."""
        if self.change.old is None:
            self.target.unlink(missing_ok=True)
        else:
            self.kept.replace(self.target)

    @property
    def is_made(self) -> bool:
        """Whether the file in place is the new one."""
        return Facts.of(self.target) == self.change.new

    @property
    def is_open(self) -> bool:
        """Whether the file in place is still the old one."""
        return Facts.of(self.target) == self.change.old and not self.is_made

    @property
    def can_be_made(self) -> bool:
        """Whether the new version is there to be put in place."""
        return self.change.new is None or Facts.of(self.new) == self.change.new

    @property
    def can_be_unmade(self) -> bool:
        """Whether the old version is there to be put back."""
        return self.change.old is None or (self.change.kept is not None and Facts.of(self.kept) == self.change.kept)


class Broken(Exception):  # noqa: N818 - a state, which the caller puts into words
    """Changes were broken off.

    Parameters
    ----------
    cause
        Why.
    target
        The file at which it happened.
    stuck
        Files that are new and could not be put back; the next run settles them. All others are as they were.
    """

    def __init__(self, cause: OSError, target: Path, stuck: Sequence[Path]) -> None:
        super().__init__(str(cause))
        self.cause, self.target, self.stuck = cause, target, tuple(stuck)


def carry_out(parts: Sequence[Part]) -> None:
    """Make all changes, or none of them.

    Raises
    ------
    Broken
        If one failed, after taking back those before it.
    """
    begun: list[Step] = []
    try:
        for step in _steps(parts):
            begun.append(step)
            step.make()
        for part in parts:
            flush_folder(part.folder)
    except OSError as error:
        *before, last = begun
        # A rename that reports an error may have happened.
        made = [*before, last] if last.is_made else before
        raise Broken(error, last.target, _take_back(made)) from error


def _take_back(made: Sequence[Step]) -> list[Path]:
    """Unmake steps; return the files for which that failed."""
    stuck = []
    for step in reversed(made):
        try:
            step.unmake()
        except OSError:
            stuck.append(step.target)
    for folder in {step.part.folder for step in made}:
        with suppress(OSError):
            flush_folder(folder)
    return stuck


def _steps(parts: Sequence[Part]) -> list[Step]:
    return [Step(part, number) for part in parts for number in range(len(part.changes))]


def to_journal(parts: Sequence[Part]) -> bytes:
    """Return the text of a journal; each part's staging folder gets the same."""
    return json.dumps([asdict(part) | {"folder": str(part.folder)} for part in parts]).encode("ascii")


@dataclass(frozen=True, slots=True)
class Pending:
    """Changes that a killed run has left between old and new."""

    parts: tuple[Part, ...]

    @property
    def targets(self) -> list[Path]:
        """The files that are old or new."""
        return [step.target for step in _steps(self.parts)]

    def settle(self) -> None:
        """Finish the changes, or undo them where the new versions are not all there.

        Raises
        ------
        OSError
            If the disk does not let us; what is left is for the next run.
        """
        steps = _steps(self.parts)
        unmade = [step for step in steps if step.is_open]
        made = [step for step in steps if step.is_made]
        if all(step.can_be_made for step in unmade):
            for step in unmade:
                step.make()
        elif all(step.can_be_unmade for step in made):
            for step in reversed(made):
                step.unmake()
        for part in self.parts:
            flush_folder(part.folder)


def find_pending(folder: Path) -> tuple[list[Pending], list[Path]]:
    """Return what killed runs have left unfinished in a folder, and those of their staging folders to leave alone.

    Left alone are those whose other half lies in a folder that is not there now, such as on a disk that was taken out.
    """
    pending, waiting = [], []
    for staging in abandoned(folder):
        parts = _read_journal(staging)
        if parts is None:
            continue
        if not all(part.folder.is_dir() for part in parts):
            waiting.append(staging)
        # A journal is written everywhere before the first change, and removed after the last.
        elif all(_is_same(_read_journal(part.folder / part.staging), parts) for part in parts):
            pending.append(Pending(parts))
    return pending, waiting


def _read_journal(staging: Path) -> tuple[Part, ...] | None:
    """Return what the journal in a staging folder says; None if it is not ours, not whole or not of this folder."""
    path = staging / JOURNAL
    try:
        if not is_sealed(staging) or not stat.S_ISREG(path.lstat().st_mode) or path.stat().st_size > _LARGEST_JOURNAL:
            return None
        parts = tuple(map(_read_part, json.loads(path.read_bytes())))
        # The folder may have been moved since, with all that is in it; what matters is that it is the same one.
        here = staging.parent
        parts = tuple(replace(part, folder=here) if part.staging == staging.name else part for part in parts)
        is_here = any(part.folder == here and part.inode == here.stat().st_ino for part in parts)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return parts if is_here and all(_is_plain(change.name) for part in parts for change in part.changes) else None


def _is_same(one: Sequence[Part] | None, other: Sequence[Part]) -> bool:
    """Tell whether two journals say the same, wherever the folders lie."""
    return one is not None and [replace(part, folder=Path()) for part in one] == [
        replace(part, folder=Path()) for part in other
    ]


def _read_part(content: Mapping[str, Any]) -> Part:
    changes = tuple(map(_read_change, content["changes"]))
    return Part(Path(content["folder"]), int(content["inode"]), str(content["staging"]), changes)


def _read_change(content: Mapping[str, Any]) -> Change:
    old, kept, new = (None if content[key] is None else Facts(**content[key]) for key in ("old", "kept", "new"))
    return Change(str(content["name"]), old, kept, new, int(content["mode"]) & 0o777)


def _is_plain(name: str) -> bool:
    return name not in ("", ".", "..") and name == Path(name).name
