"""What is kept for the next run helps where it can, and is never in the way."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from routemap.files import cache, count_written
from routemap.files.cache import cache_folder, find_kept, keep, prune, without_cache

KEY, DATA = "ab12", b"\x00" * 48
NAME = "ab12.routemap-kept"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.SETTING, str(tmp_path / "deep" / "kept"))
    return tmp_path / "deep" / "kept"


def test_tests_keep_nothing() -> None:
    assert cache_folder() is None
    keep(KEY, DATA)
    assert find_kept(KEY, len(DATA)) is None


def test_what_is_kept_is_found_and_counts_as_no_output(folder: Path) -> None:
    written = count_written()
    keep(KEY, DATA)
    assert find_kept(KEY, len(DATA)) == DATA
    assert count_written() == written
    assert [path.name for path in folder.iterdir()] == [NAME]  # and nothing it was made in


@pytest.mark.skipif(sys.platform == "win32", reason="no permissions of this kind")
def test_nobody_else_may_look(folder: Path) -> None:
    keep(KEY, DATA)
    assert (folder.stat().st_mode & 0o77, (folder / NAME).stat().st_mode & 0o77) == (0, 0)


def test_in_a_block_without_it_nothing_is_kept_or_found(folder: Path) -> None:
    keep(KEY, DATA)
    with without_cache():
        keep("cd34", DATA)
        assert find_kept(KEY, len(DATA)) is None
    assert [path.name for path in folder.iterdir()] == [NAME]


@pytest.mark.parametrize("damage", ["short", "long", "flipped", "empty", "renamed", "other size"])
def test_what_is_damaged_is_not_there_and_is_kept_anew(folder: Path, damage: str) -> None:
    keep(KEY, DATA)
    path, size = folder / NAME, len(DATA)
    whole = path.read_bytes()
    if damage == "renamed":
        keep("cd34", b"\x01" * 48)
        (folder / "cd34.routemap-kept").replace(path)
    elif damage == "other size":
        size = 32
    else:
        flipped = whole[:-1] + b"\x01"
        path.write_bytes({"short": whole[:-1], "long": whole + b"\x00", "flipped": flipped, "empty": b""}[damage])
    assert find_kept(KEY, size) is None
    keep(KEY, DATA)
    assert find_kept(KEY, len(DATA)) == DATA


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes and links")
@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_what_is_no_file_of_ours_is_left_alone(folder: Path, tmp_path: Path, kind: str) -> None:
    keep(KEY, DATA)
    elsewhere = (folder / NAME).rename(tmp_path / "elsewhere")
    if kind == "pipe":
        os.mkfifo(folder / NAME)
    elif kind == "link":
        (folder / NAME).symlink_to(elsewhere)
    else:
        (folder / NAME).mkdir()
    assert find_kept(KEY, len(DATA)) is None
    keep(KEY, DATA)
    assert elsewhere.read_bytes()[-len(DATA) :] == DATA


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners")
def test_a_file_of_somebody_else_is_not_believed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(KEY, DATA)
    owner = (folder / NAME).stat().st_uid
    monkeypatch.setattr("routemap.files.cache.os.geteuid", lambda: owner + 1)
    assert find_kept(KEY, len(DATA)) is None


def test_where_nothing_can_be_kept_nothing_fails(folder: Path) -> None:
    folder.parent.write_bytes(b"a file, where the folder would be")
    keep(KEY, DATA)
    assert find_kept(KEY, len(DATA)) is None


def test_a_disk_that_is_full_leaves_no_litter(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(KEY, DATA)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("routemap.files.cache.os.replace", refuse)
    keep("cd34", DATA)
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_what_is_too_large_is_not_kept(folder: Path) -> None:
    keep(KEY, bytes(cache.LARGEST + 1))
    assert not folder.exists()


def test_the_oldest_make_room_and_what_a_killed_run_left_goes_but_nothing_of_others(tmp_path: Path) -> None:
    others = ["a folder", "theirs.part", ".part-theirs", "0" * 40]
    (tmp_path / "a folder").mkdir()
    for name in others[1:]:
        (tmp_path / name).write_bytes(bytes(1000))
        os.utime(tmp_path / name, (1, 1))
    for number in range(9):
        (tmp_path / f"{number}.routemap-kept").write_bytes(bytes(10))
        os.utime(tmp_path / f"{number}.routemap-kept", (1000 + number, 1000 + number))
    (tmp_path / ".routemap-part-old").write_bytes(b"x")
    os.utime(tmp_path / ".routemap-part-old", (1000, 1000))
    (tmp_path / ".routemap-part-new").write_bytes(b"x")
    others.append(".routemap-part-new")
    prune(tmp_path, most_files=8)
    assert {path.name for path in tmp_path.iterdir()} == {
        *others,
        *(f"{number}.routemap-kept" for number in range(3, 9)),
    }
    prune(tmp_path, most_bytes=50)
    assert {path.name for path in tmp_path.iterdir()} == {
        *others,
        *(f"{number}.routemap-kept" for number in range(6, 9)),
    }


def test_keeping_looks_for_the_oldest_now_and_then(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pruned: list[Path] = []
    monkeypatch.setattr("routemap.files.cache.prune", pruned.append)
    monkeypatch.setattr("routemap.files.cache._kept", 0)
    for number in range(101):
        keep(hashlib.sha256(bytes([number])).hexdigest(), b"x")
    assert pruned == [folder, folder]


def test_what_is_used_is_not_the_oldest(folder: Path) -> None:
    keep(KEY, DATA)
    os.utime(folder / NAME, (1000, 1000))
    find_kept(KEY, len(DATA))
    assert (folder / NAME).stat().st_mtime > 1000


@pytest.mark.parametrize(
    ("system", "settings", "expected"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.cache/routemap"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "/var/a"}, "/var/a/routemap"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "not/absolute"}, "/home/a/.cache/routemap"),
        ("darwin", {"HOME": "/Users/a", "XDG_CACHE_HOME": "/var/a"}, "/Users/a/Library/Caches/routemap"),
        ("win32", {"LOCALAPPDATA": "/C/Local"}, "/C/Local/routemap/Cache"),
        ("win32", {}, None),
        ("linux", {"HOME": "/home/a", "ROUTEMAP_CACHE": "OFF"}, None),
        ("linux", {"HOME": "/home/a", "ROUTEMAP_CACHE": "relative"}, None),
    ],
)
def test_each_system_has_a_place_for_it(
    monkeypatch: pytest.MonkeyPatch, system: str, settings: dict[str, str], expected: str | None
) -> None:
    for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", cache.SETTING):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("routemap.files.cache.sys.platform", system)
    assert cache_folder() == (Path(expected) if expected else None)
