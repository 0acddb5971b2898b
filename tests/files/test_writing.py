import hashlib
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from routemap.errors import ExportError
from routemap.files import write_file, write_files, write_folder


def manifest(**contents: bytes) -> bytes:
    """Return the manifest of a build that wrote these pages."""
    files = {f"{stem}.html": {"sha256": hashlib.sha256(data).hexdigest()} for stem, data in contents.items()}
    return json.dumps({"made_by": "routemap", "files": files}).encode()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_holds_exactly_what_was_written(tmp_path: Path) -> None:
    out = tmp_path / "a" / "maps"
    write_folder(out, {"index.html": b"one", "manifest.json": manifest(index=b"one")})
    assert names(out) == ["index.html", "manifest.json"]
    assert (out / "index.html").read_bytes() == b"one"
    assert names(tmp_path) == ["a"]


def test_files_of_an_earlier_run_go_and_those_of_others_stay(tmp_path: Path) -> None:
    write_folder(tmp_path, {"old.html": b"old", "manifest.json": manifest(old=b"old")})
    (tmp_path / "README.md").write_text("mine")
    write_folder(tmp_path, {"new.html": b"new", "manifest.json": manifest(new=b"new")})
    assert names(tmp_path) == ["README.md", "manifest.json", "new.html"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("../precious.html", True),
        ("table.csv", True),
        ("manifest.json", True),
        ("Table.html", True),
        ("edited.html", False),
        ("link.html", True),
    ],
)
def test_a_hostile_manifest_removes_nothing_that_is_not_a_page_as_we_wrote_it(
    tmp_path: Path, name: str, wanted: bool
) -> None:
    out = tmp_path / "maps"
    out.mkdir()
    (tmp_path / "precious.html").write_text("keep")
    if name == "link.html":
        (out / name).symlink_to(tmp_path / "precious.html")
    else:
        (out / name).write_text("keep")
    told = {"sha256": hashlib.sha256(b"keep" if wanted else b"something else").hexdigest()}
    (out / "manifest.json").write_text(json.dumps({"made_by": "routemap", "files": {name: told}}))
    write_folder(out, {"index.html": b"x", "manifest.json": manifest(index=b"x")})
    assert (tmp_path / "precious.html").read_text() == "keep"
    assert os.path.lexists(out / name)


def test_a_page_that_somebody_has_edited_is_not_removed(tmp_path: Path) -> None:
    write_folder(tmp_path, {"old.html": b"old", "manifest.json": manifest(old=b"old")})
    (tmp_path / "old.html").write_text("old, and my notes")
    write_folder(tmp_path, {"new.html": b"new", "manifest.json": manifest(new=b"new")})
    assert names(tmp_path) == ["manifest.json", "new.html", "old.html"]


def test_somebody_elses_file_of_the_name_of_ours_stops_everything(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("my home page")
    with pytest.raises(ExportError, match=r"cannot write index\.html: a file of that name is there which routemap"):
        write_folder(tmp_path, {"a.html": b"x", "index.html": b"x"}, is_ours=lambda name, content: False)
    assert names(tmp_path) == ["index.html"]


@pytest.mark.parametrize("content", [b"", b"[", b"[]", b"null", b'{"files": 3, "made_by": "routemap"}', b"[" * 100_000])
def test_a_broken_manifest_is_no_obstacle(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    write_folder(tmp_path, {"index.html": b"x"})
    assert (tmp_path / "index.html").read_bytes() == b"x"


def test_names_with_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no plain file name"):
        write_folder(tmp_path / "maps", {"../up.html": b"x"})
    assert names(tmp_path) == []


def test_a_file_in_the_way_is_told_and_kept(tmp_path: Path) -> None:
    (tmp_path / "maps").write_text("a file")
    with pytest.raises(ExportError, match="not a folder; the folder is as it was"):
        write_folder(tmp_path / "maps", {"index.html": b"x"})
    assert (tmp_path / "maps").read_text() == "a file"


def test_a_folder_in_the_way_of_a_file_stops_everything_before_the_first_rename(tmp_path: Path) -> None:
    (tmp_path / "b.html").mkdir()
    (tmp_path / "a.html").write_text("old")
    with pytest.raises(ExportError, match="not a file"):
        write_folder(tmp_path, {"a.html": b"new", "b.html": b"new"})
    assert (tmp_path / "a.html").read_text() == "old"
    assert names(tmp_path) == ["a.html", "b.html"]


LIMITED = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
from routemap.errors import ExportError
from routemap.files import write_folder
try:
    write_folder(Path(sys.argv[1]), {"a.html": b"1234567", "b.html": b"x" * 100})
except ExportError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a process's files")
@pytest.mark.parametrize("existing", [True, False])
def test_a_write_that_fails_half_way_changes_nothing(tmp_path: Path, existing: bool) -> None:
    out = tmp_path / "maps"
    if existing:
        write_folder(out, {"a.html": b"old"})
    said = subprocess.run([sys.executable, "-c", LIMITED, str(out)], capture_output=True, text=True, check=True).stdout
    assert "larger than the system allows; the folder is as it was" in said
    assert out.exists() == existing
    if existing:
        assert names(out) == ["a.html"]
        assert (out / "a.html").read_bytes() == b"old"


HOLDING = """
import sys, time
from pathlib import Path
from routemap.files.locking import locked
with locked([Path(sys.argv[1])], lambda: None):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_waits_then_says_who_is_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routemap.files.locking._PATIENCE_S", 0.2)
    with subprocess.Popen([sys.executable, "-c", HOLDING, str(tmp_path)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(ExportError, match="another routemap is writing"):
            write_folder(tmp_path, {"index.html": b"x"})
        other.kill()
    write_folder(tmp_path, {"index.html": b"x"})
    assert names(tmp_path) == ["index.html"]


def test_write_file_replaces_whole_and_keeps_a_link(tmp_path: Path) -> None:
    target = tmp_path / "real.geojson"
    target.write_text("old")
    link = tmp_path / "link.geojson"
    link.symlink_to(target)
    write_file(link, b"new")
    assert target.read_bytes() == b"new"
    assert link.is_symlink()
    assert names(tmp_path) == ["link.geojson", "real.geojson"]


def test_write_file_tells_of_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"cannot write x\.json: there is no folder no; nothing was changed"):
        write_file(tmp_path / "no" / "x.json", b"x")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="only where there are devices in the file system")
def test_write_file_into_a_device() -> None:
    write_file(Path("/dev/null"), b"x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot keep signals waiting")
def test_ctrl_c_while_files_are_renamed_waits_until_all_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path, {"a.html": b"old", "b.html": b"old"})
    rename = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        os.kill(os.getpid(), signal.SIGINT)
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path, {"a.html": b"new", "b.html": b"new"})
    assert [(tmp_path / name).read_bytes() for name in names(tmp_path)] == [b"new", b"new"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o640, 0o444])
def test_a_replaced_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    for write in (write_file, lambda path, data: write_folder(path.parent, {path.name: data})):
        path = tmp_path / "routes.html"
        path.write_text("old")
        path.chmod(mode)
        write(path, b"new")
        assert path.read_bytes() == b"new"
        assert stat.S_IMODE(path.stat().st_mode) == mode
        path.unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_new_file_has_the_permissions_that_the_user_gives_new_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "routes.html", b"new")
        write_folder(tmp_path / "maps", {"index.html": b"new"})
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "routes.html").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "maps/index.html").stat().st_mode) == 0o640


@pytest.mark.parametrize("letter", ["x", "ä", "🗺"])
def test_a_name_may_be_as_long_as_the_system_allows_in_bytes(tmp_path: Path, letter: str) -> None:
    name = letter * (255 // len(letter.encode()))
    write_file(tmp_path / name, b"new")
    assert (tmp_path / name).read_bytes() == b"new"
    with pytest.raises(ExportError, match="the name is too long; nothing was changed"):
        write_file(tmp_path / (name + letter), b"new")


def test_a_name_with_escape_codes_is_shown_harmless_and_without_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "secret case" / "\x1b[31mred\u202e.json"
    with pytest.raises(ExportError) as told:
        write_file(path, b"x")
    assert (
        str(told.value) == r"cannot write \x1b[31mred\u202e.json: there is no folder secret case; nothing was changed"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_gets_what_is_written_and_stays_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", tmp_path / "pipe"], stdout=subprocess.PIPE) as reader:
        write_files({tmp_path / "pipe": b"x" * 100_000, tmp_path / "file": b"new"})
        assert reader.communicate()[0] == b"x" * 100_000
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert names(tmp_path) == ["file", "pipe"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_nobody_reads_is_told_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routemap.files.streams._PATIENCE_S", 0.1)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExportError, match="cannot write pipe: nobody is reading from it; nothing was changed"):
        write_files({tmp_path / "pipe": b"x", tmp_path / "file": b"new"})
    assert names(tmp_path) == ["pipe"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes and sockets in folders")
@pytest.mark.parametrize("kind", ["pipe", "socket"])
def test_what_is_no_file_is_not_replaced(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as held:
        os.mkfifo("r.dbf") if kind == "pipe" else held.bind("r.dbf")
        before = Path("r.dbf").lstat()
        said = f"cannot write r.dbf: there is a {kind} of that name, not a file; "
        with pytest.raises(ExportError, match=f"{said}nothing was changed"):
            write_files({tmp_path / "r.csv": b"new"}, beside={tmp_path / "r.dbf": b"new"})
        with pytest.raises(ExportError, match=f"{said}the folder is as it was"):
            write_folder(tmp_path, {"a.html": b"new", "r.dbf": b"new"})
        if kind == "socket":
            with pytest.raises(ExportError, match=f"{said}nothing was changed"):
                write_file(tmp_path / "r.dbf", b"new")
        assert Path("r.dbf").lstat() == before
    assert names(tmp_path) == ["r.dbf"]


def test_a_link_that_the_user_has_not_named_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "routes.prj").symlink_to(tmp_path / "precious")
    write_files({tmp_path / "routes.csv": b"new"}, beside={tmp_path / "routes.prj": b"new"})
    assert (tmp_path / "precious").read_text() == "precious"
    assert (tmp_path / "routes.prj").read_bytes() == b"new"
    write_folder(tmp_path, {"routes.prj": b"newer"})
    assert (tmp_path / "precious").read_text() == "precious"


def test_a_loop_of_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(ExportError, match="the path is a loop of links; nothing was changed"):
        write_file(tmp_path / "a", b"x")


def test_two_names_of_one_file_get_one_content(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write_files({tmp_path / "file": b"same", tmp_path / "link": b"same"})
    assert (tmp_path / "file").read_bytes() == b"same"
    with pytest.raises(ExportError, match="two of the files would be file; give one another name"):
        write_files({tmp_path / "file": b"one", tmp_path / "link": b"other"})
    assert (tmp_path / "file").read_bytes() == b"same"


def test_a_large_file_is_not_held_twice_to_be_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, write = bytes(8_000_000), os.write
    tracemalloc.start()
    try:
        write_files({tmp_path / "large": data})
        assert tracemalloc.get_traced_memory()[1] - tracemalloc.get_traced_memory()[0] < len(data) / 2
    finally:
        tracemalloc.stop()
    for wrong in (b"\1", b"", b"\0\0"):  # another byte, one too few, one too many
        monkeypatch.setattr(
            os, "write", lambda file, part, wrong=wrong: write(file, bytes(part[:-1]) + wrong) and len(part)
        )
        with pytest.raises(ExportError, match="did not read back the same"):
            write_files({tmp_path / "large": bytes(3_000_000)})
    assert (tmp_path / "large").read_bytes() == data
