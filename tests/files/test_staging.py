"""What a killed run leaves is settled by the next, and nothing that only looks like it is followed or removed."""

import os
import shutil
import signal
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from routemap.errors import ExportError
from routemap.files import pending_targets, scratch_folder, sweep_scratch, write_file, write_files
from routemap.files.staging import Staging

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="inodes, modes and kill -9 are POSIX's")

# Dies with the first of two files in place.
KILLED = """
import os, signal, sys
from pathlib import Path
from routemap.files import write_files
replace = os.replace
def once(*arguments):
    replace(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
os.replace = once
write_files({Path(path): b"new" for path in sys.argv[1:]})
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def kill_between(*paths: Path) -> Path:
    """Leave the first of the files new, the others old; return the staging folder."""
    for path in paths:
        path.write_text("old")
    subprocess.run([sys.executable, "-c", KILLED, *map(str, paths)], check=False)
    assert paths[0].read_text() == "new"
    assert paths[1].read_text() == "old"
    (staging,) = paths[0].parent.glob(".routemap-*")
    return staging


def test_the_next_run_finishes_what_a_killed_one_began(tmp_path: Path) -> None:
    one, two = tmp_path / "one.shp", tmp_path / "two.dbf"
    kill_between(one, two)
    assert pending_targets(tmp_path) == [one, two]
    write_file(tmp_path / "other", b"other")
    assert [one.read_text(), two.read_text()] == ["new", "new"]
    assert names(tmp_path) == ["one.shp", "other", "two.dbf"]


def test_what_cannot_be_finished_is_undone(tmp_path: Path) -> None:
    one, two = tmp_path / "one.shp", tmp_path / "two.dbf"
    staging = kill_between(one, two)
    (staging / "1.new").unlink()
    write_file(tmp_path / "other", b"other")
    assert [one.read_text(), two.read_text()] == ["old", "old"]


@pytest.mark.parametrize("at", [0, 1])
def test_what_somebody_has_changed_since_is_theirs(tmp_path: Path, at: int) -> None:
    paths = [tmp_path / "one.shp", tmp_path / "two.dbf"]
    kill_between(*paths)
    paths[at].write_text("edited since")
    write_file(tmp_path / "other", b"other")
    assert paths[at].read_text() == "edited since"
    assert paths[1 - at].read_text() == "new"


def test_a_moved_project_is_settled_where_it_is_now(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    kill_between(tmp_path / "before/one", tmp_path / "before/two")
    (tmp_path / "before").rename(tmp_path / "after")
    write_file(tmp_path / "after/other", b"other")
    assert (tmp_path / "after/two").read_text() == "new"
    assert names(tmp_path / "after") == ["one", "other", "two"]


def by_archive(staging: Path, folder: Path) -> None:
    with tarfile.open(folder.with_suffix(".tar"), "w") as archive:
        archive.add(staging, staging.name)
    with tarfile.open(folder.with_suffix(".tar")) as archive:
        archive.extractall(folder, filter="fully_trusted")


def by_copy(staging: Path, folder: Path) -> None:
    shutil.copytree(staging, folder / staging.name, copy_function=shutil.copy2)


def by_link(staging: Path, folder: Path) -> None:
    (folder / staging.name).symlink_to(staging)


def by_move(staging: Path, folder: Path) -> None:
    staging.rename(folder / staging.name)


@pytest.mark.parametrize("plant", [by_archive, by_copy, by_link, by_move])
def test_a_planted_journal_is_never_followed(tmp_path: Path, plant: Callable[[Path, Path], None]) -> None:
    """The most a stranger can do: a true journal, with true files, brought to a folder it was not made in."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "mine").mkdir()
    staging = kill_between(tmp_path / "theirs/one", tmp_path / "theirs/two")
    plant(staging, tmp_path / "mine")
    mine = [tmp_path / "mine/one", tmp_path / "mine/two"]
    for path in mine:
        path.write_text("precious")
    write_file(tmp_path / "mine/other", b"other")
    assert [path.read_text() for path in mine] == ["precious", "precious"]


@pytest.mark.parametrize("plant", [by_archive, by_copy, by_link])
def test_what_only_looks_like_a_staging_folder_is_not_removed(
    tmp_path: Path, plant: Callable[[Path, Path], None]
) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "mine").mkdir()
    staging = kill_between(tmp_path / "theirs/one", tmp_path / "theirs/two")
    plant(staging, tmp_path / "mine")
    write_file(tmp_path / "mine/other", b"other")
    assert (tmp_path / "mine" / staging.name / "1.new").read_text() == "new"
    assert (staging / "1.new").read_text() == "new"


@pytest.mark.parametrize("name", [".routemap-new", f".routemap-{'0' * 32}", f".routemap-{'0' * 32}-1-1"])
def test_a_folder_laid_there_by_hand_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir(0o700)
    (tmp_path / name / "mark").write_bytes(b"")
    (tmp_path / name / "notes.txt").write_text("mine")
    write_file(tmp_path / "other", b"other")
    assert (tmp_path / name / "notes.txt").read_text() == "mine"


def test_a_journal_reaches_no_file_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "precious").write_text("precious")
    staging = kill_between(tmp_path / "out/one", tmp_path / "out/two")
    journal = staging / "journal"
    journal.write_text(journal.read_text().replace('"two"', '"../precious"'))
    write_file(tmp_path / "out/other", b"other")
    assert (tmp_path / "precious").read_text() == "precious"


@pytest.mark.parametrize("content", [b"", b"[", b"[]", b"null", b'[{"folder": 3}]', b"[" * 100_000])
def test_a_broken_journal_is_no_obstacle(tmp_path: Path, content: bytes) -> None:
    (kill_between(tmp_path / "one", tmp_path / "two") / "journal").write_bytes(content)
    write_file(tmp_path / "other", b"other")
    assert names(tmp_path) == ["one", "other", "two"]


def test_what_cannot_be_settled_stops_the_run_and_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kill_between(tmp_path / "one", tmp_path / "two")

    def refuse(*arguments: object) -> None:
        raise PermissionError(13, "no")

    with monkeypatch.context() as broken:
        broken.setattr("os.replace", refuse)
        with pytest.raises(ExportError, match="killed while it wrote one, two, and that cannot be put right: writing"):
            write_file(tmp_path / "other", b"other")
    assert not (tmp_path / "other").exists()
    write_file(tmp_path / "other", b"other")
    assert (tmp_path / "two").read_text() == "new"


def test_a_failure_after_settling_does_not_say_that_nothing_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_between(tmp_path / "one", tmp_path / "two")

    def full(self: Staging, name: str, data: bytes) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(Staging, "write", full)
    with pytest.raises(ExportError, match="disk is full; what an earlier, killed run had left half done was settled"):
        write_file(tmp_path / "other", b"other")


def test_half_of_a_change_waits_for_a_disk_that_was_taken_out(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "stick").mkdir()
    kill_between(tmp_path / "here/one", tmp_path / "stick/two")
    (tmp_path / "stick").rename(tmp_path / "pocket")
    write_file(tmp_path / "here/other", b"other")
    assert pending_targets(tmp_path / "here") == []
    (tmp_path / "pocket").rename(tmp_path / "stick")
    write_file(tmp_path / "here/other", b"other")
    assert (tmp_path / "stick/two").read_text() == "new"
    assert names(tmp_path / "stick") == ["two"]


def test_staged_files_are_new_and_nobody_elses_to_read(tmp_path: Path) -> None:
    staging = Staging(tmp_path)
    staging.write("0.new", b"secret")
    assert staging.path.stat().st_mode & 0o777 == 0o700
    assert (staging.path / "0.new").stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        staging.write("0.new", b"again")
    (tmp_path / "precious").write_text("precious")
    (staging.path / "1.new").symlink_to(tmp_path / "precious")
    with pytest.raises(FileExistsError):
        staging.write("1.new", b"through a link")
    assert (tmp_path / "precious").read_text() == "precious"
    assert Staging(tmp_path).path.name != staging.path.name


SCRATCH = """
import os, signal, sys
from routemap.files import scratch_folder
with scratch_folder() as folder:
    (folder / "secret").write_text("secret")
    (folder / "deeper").mkdir()
    print(folder, flush=True)
    os.kill(os.getpid(), getattr(signal, sys.argv[1]))
    input()
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_nothing_confidential_stays_after_a_signal(tmp_path: Path, name: str) -> None:
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", SCRATCH, name], env=environment, capture_output=True, check=False)
    assert done.returncode == -getattr(signal, name)
    assert b"routemap" in done.stdout
    assert names(tmp_path) == []


def test_what_kill_9_leaves_the_next_run_clears_but_not_what_is_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    subprocess.run([sys.executable, "-c", SCRATCH, "SIGKILL"], env=environment, check=False)
    assert len(names(tmp_path)) == 1
    command = [sys.executable, "-c", SCRATCH, "SIGCONT"]  # which does nothing: the program waits for a line
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        in_use = Path(other.stdout.readline().decode().strip())
        sweep_scratch()
        assert names(tmp_path) == [in_use.name]
        other.communicate(b"\n")
    with scratch_folder() as folder:
        assert names(tmp_path) == [folder.name]
    assert names(tmp_path) == []


def test_two_files_of_two_folders_are_one_change(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "b/two").mkdir()
    (tmp_path / "a/one").write_text("old")
    with pytest.raises(ExportError, match="cannot write two: there is a folder of that name"):
        write_files({tmp_path / "a/one": b"new", tmp_path / "b/two": b"new"})
    assert (tmp_path / "a/one").read_text() == "old"


def test_that_there_is_no_folder_for_temporary_files_is_told_without_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp', '/home/ola/case']")

    monkeypatch.setattr("tempfile.gettempdir", refuse)
    sweep_scratch()
    with (
        pytest.raises(ExportError, match="no folder for temporary files can be written to"),
        scratch_folder(),
    ):
        pass
