"""What happens to owners, groups and old versions while new versions are made ready."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from routemap.errors import ExportError
from routemap.files import write_file, write_files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other owners and links")
SOMEBODY = 12_345


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a file that stands where one is to be written."""
    path = tmp_path / "routes.html"
    path.write_text("old")
    path.chmod(0o664)
    return path


def no_links(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def link(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("routemap.files.preparing.os.link", link)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_a_new_version_belongs_to_whom_the_old_one_belonged(old: Path) -> None:
    os.chown(old, SOMEBODY, SOMEBODY)
    write_file(old, b"new")
    found = old.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (SOMEBODY, SOMEBODY, 0o664)
    assert old.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_where_the_group_cannot_stay_another_group_sees_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.chown(old, SOMEBODY, SOMEBODY)

    def chown(path: object, uid: int, gid: int) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("routemap.files.preparing.os.chown", chown)
    write_file(old, b"new")
    found = old.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (os.geteuid(), os.getegid(), 0o604)


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP, errno.EXDEV])
def test_a_disk_without_second_names_keeps_a_copy_and_puts_it_back(
    old: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    no_links(monkeypatch, number)
    os.utime(old, (1_600_000_000, 1_600_000_000))
    other = old.with_name("other.html")
    real_replace = os.replace

    def replace(source: Path, target: Path, *more: object, **named: object) -> None:
        if Path(target).name == "other.html":
            raise OSError(errno.EIO, "Input/output error")
        real_replace(source, target, *more, **named)

    with monkeypatch.context() as broken:
        broken.setattr("os.replace", replace)
        broken.setattr("os.rename", replace)
        with pytest.raises(ExportError):
            write_files({old: b"new", other: b"new"})
    found = old.stat()
    assert old.read_text() == "old"
    assert (found.st_mtime, stat.S_IMODE(found.st_mode)) == (1_600_000_000, 0o664)
    assert [path.name for path in old.parent.iterdir()] == ["routes.html"]

    write_files({old: b"new", other: b"new"})
    assert (old.read_bytes(), other.read_bytes()) == (b"new", b"new")


def test_a_link_in_the_way_is_replaced_where_it_can_have_no_second_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_links(monkeypatch, errno.EPERM)
    (tmp_path / "theirs").write_text("theirs")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps/link.html").symlink_to(tmp_path / "theirs")
    write_files({tmp_path / "maps/link.html": b"new"})
    assert (tmp_path / "maps/link.html").read_bytes() == b"new"


def test_a_second_name_that_fails_for_another_reason_stops_everything(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_links(monkeypatch, errno.EIO)
    with pytest.raises(ExportError, match=r"routes\.html"):
        write_file(old, b"new")
    assert old.read_text() == "old"
    assert [path.name for path in old.parent.iterdir()] == ["routes.html"]
