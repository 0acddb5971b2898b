"""Locks of folders, and folders that cannot be locked."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from routemap.files import write_folder
from routemap.files.locking import locked, try_lock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows locks files, by other means")


def test_a_lock_is_free_held_and_free_again(tmp_path: Path) -> None:
    first, second = (os.open(tmp_path, os.O_RDONLY) for _ in range(2))
    assert try_lock(first) is True
    assert try_lock(second) is False
    os.close(first)
    assert try_lock(second) is True
    os.close(second)


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_folder_that_knows_no_locks_is_written_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def flock(handle: int, operation: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", flock)
    write_folder(tmp_path, {"index.html": b"x"})
    assert (tmp_path / "index.html").read_bytes() == b"x"


def test_any_other_failure_of_a_lock_is_a_failure(tmp_path: Path) -> None:
    handle = os.open(tmp_path, os.O_RDONLY)
    os.close(handle)
    with pytest.raises(OSError, match="Bad file descriptor"):
        try_lock(handle)


def test_a_folder_one_may_write_to_and_not_read_is_written_without_a_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_open = os.open

    # As the system answers everybody but root, to whom permissions mean nothing.
    def refuse(path: object, flags: int, *more: object, **named: object) -> int:
        if flags & os.O_DIRECTORY and Path(os.fsdecode(path)) == tmp_path:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real_open(path, flags, *more, **named)

    monkeypatch.setattr("routemap.files.locking.os.open", refuse)
    with locked([tmp_path], lambda: None):
        (tmp_path / "index.html").write_bytes(b"x")
    with locked([tmp_path], lambda: None):
        assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_a_folder_that_was_made_anew_while_one_waited_is_locked_itself(tmp_path: Path) -> None:
    # The run before us fails, takes its folder away and so lets go of a lock of nothing.
    folder = tmp_path / "maps"
    folder.mkdir()
    holder = os.open(folder, os.O_RDONLY)
    assert try_lock(holder)

    def make_anew() -> None:
        if not (tmp_path / "old").exists():
            folder.rename(tmp_path / "old")
            folder.mkdir()
            os.close(holder)

    with locked([folder], make_anew):
        other = os.open(folder, os.O_RDONLY)
        assert try_lock(other) is False
        os.close(other)
