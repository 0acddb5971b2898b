import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routemap.errors import ExportError
from routemap.files import safe_slug, unique_slugs, write_file, write_folder


def manifest(*names: str) -> bytes:
    listed = ", ".join(f'"{name}": {{}}' for name in names)
    return f'{{"made_by": "routemap", "files": {{{listed}}}}}'.encode()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_holds_exactly_what_was_written(tmp_path: Path) -> None:
    out = tmp_path / "a" / "maps"
    write_folder(out, {"index.html": b"one", "manifest.json": manifest("index.html")})
    assert names(out) == ["index.html", "manifest.json"]
    assert (out / "index.html").read_bytes() == b"one"
    assert names(tmp_path) == ["a"]


def test_files_of_an_earlier_run_go_and_those_of_others_stay(tmp_path: Path) -> None:
    write_folder(tmp_path, {"old.html": b"old", "manifest.json": manifest("old.html")})
    (tmp_path / "README.md").write_text("mine")
    write_folder(tmp_path, {"new.html": b"new", "manifest.json": manifest("new.html")})
    assert names(tmp_path) == ["README.md", "manifest.json", "new.html"]


def test_a_hostile_manifest_removes_nothing_outside(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("keep")
    out = tmp_path / "maps"
    out.mkdir()
    (out / "manifest.json").write_bytes(manifest("../precious.txt"))
    write_folder(out, {"index.html": b"x", "manifest.json": manifest("index.html")})
    assert (tmp_path / "precious.txt").read_text() == "keep"


@pytest.mark.parametrize("content", [b"", b"[", b"[]", b"null", b'{"files": 3, "made_by": "routemap"}', b"[" * 100_000])
def test_a_broken_manifest_is_no_obstacle(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    write_folder(tmp_path, {"index.html": b"x"})
    assert (tmp_path / "index.html").read_bytes() == b"x"


def test_what_a_killed_run_left_is_cleaned_up(tmp_path: Path) -> None:
    (tmp_path / ".routemap-new").mkdir()
    (tmp_path / ".routemap-new" / "half.html").write_text("ha")
    write_folder(tmp_path, {"index.html": b"x"})
    assert names(tmp_path) == ["index.html"]


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
from routemap import files
with files._locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_waits_then_says_who_is_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routemap.files._LOCK_PATIENCE_S", 0.2)
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
    with pytest.raises(ExportError, match="does not exist; nothing was changed"):
        write_file(tmp_path / "no" / "x.json", b"x")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="only where there are devices in the file system")
def test_write_file_into_a_device() -> None:
    write_file(Path("/dev/null"), b"x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@given(st.text(max_size=300))
def test_a_slug_is_a_plain_name_on_every_system(text: str) -> None:
    slug = safe_slug(text)
    assert 0 < len(slug) <= 82
    assert slug == slug.lower()
    assert not set(slug) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug not in {"con", "nul", "aux", "prn", "com1", "lpt1"}


@given(st.lists(st.text(max_size=20), unique=True, max_size=30))
def test_no_two_slugs_collide(texts: list[str]) -> None:
    slugs = list(unique_slugs(texts, reserved=["index"]).values())
    assert len({slug.lower() for slug in slugs}) == len(slugs)
    assert "index" not in slugs


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot keep signals waiting")
def test_ctrl_c_while_files_are_renamed_waits_until_all_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path, {"a.html": b"old", "b.html": b"old"})
    rename = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        signal.raise_signal(signal.SIGINT)
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path, {"a.html": b"new", "b.html": b"new"})
    assert [(tmp_path / name).read_bytes() for name in names(tmp_path)] == [b"new", b"new"]
