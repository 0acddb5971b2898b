"""Whatever goes wrong is one sentence; nothing is half-written, nothing is left lying about, the next run is clean."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from routemap.errors import EngineError, MissingDependency, ReadError, RouteError
from routemap.records import aggregate_records
from routemap.records.bench import Scratch

from .tables import csv_of, write_csv, write_parquet

COMMAND = Path(sys.executable).parent / "routemap"
HEADER = ("from", "to", "commodity", "quantity")
RECIPE = {"set": {"market": "cocaine"}}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return records of so many groups that they do not fit into little memory; no test writes to them."""
    rows = [("COL", "NOR", f"parcel {i:09d} of a long and telling name", i) for i in range(400_000)]
    return write_parquet(tmp_path_factory.mktemp("many") / "many.parquet", HEADER, rows)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder for temporary files of this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def test_nothing_is_left_of_a_run_good_or_bad(temporary: Path, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ("from", "to"), [("COL", "NOR")])
    aggregate_records(path, RECIPE, out=tmp_path / "routes.csv")
    (tmp_path / "b.csv").write_text("from,to\nCOL\n")
    with pytest.raises(ReadError):
        aggregate_records(tmp_path / "b.csv", RECIPE, out=tmp_path / "more.csv")
    assert list(temporary.iterdir()) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "b.csv", "routes.csv", "temporary"]


def test_memory_that_does_not_suffice_is_told_in_a_sentence(
    many: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from routemap.records import bench

    run = bench.Bench.run

    def without_disk(self: bench.Bench, query: str) -> object:
        if "collapsed" in query:
            run(self, "SET max_temp_directory_size = '1MB'")
        return run(self, query)

    monkeypatch.setattr(bench.Bench, "run", without_disk)
    with pytest.raises(EngineError, match=r"(memory|disk).*nothing was written"):
        aggregate_records(many, RECIPE, memory="50MB")
    assert list(temporary.iterdir()) == []


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ("from", "to"), [("COL", "NOR")])

    def touch(stage: str) -> None:
        if stage == "scanning":
            with path.open("a") as file:
                file.write("PER,NOR\n")

    with pytest.raises(ReadError, match="changed while it was read"):
        aggregate_records(path, RECIPE, progress=touch, out=tmp_path / "routes.csv")
    assert not (tmp_path / "routes.csv").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes in another way")
@pytest.mark.parametrize("delay", [0.4, 1.2, 2.0, 2.6])
def test_a_run_that_is_killed_leaves_the_old_file_and_the_next_run_sweeps_up(
    many: Path, temporary: Path, tmp_path: Path, delay: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "routes.csv").write_text("old")
    command = [str(COMMAND), "aggregate", str(many), "--market", "=cocaine", "--out", str(out / "routes.csv")]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (out / "routes.csv").read_text(encoding="utf-8-sig").startswith(("old", "id,"))
    monkeypatch.setattr("routemap.records.bench._YOUNG_S", 0.0)
    Scratch().close()
    assert list(temporary.iterdir()) == []


def test_a_folder_that_another_run_holds_is_not_swept(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routemap.records.bench._YOUNG_S", 0.0)
    held = Scratch()
    Scratch().close()
    assert held.path.exists()
    held.close()
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", ("from", "to"), [("COL", "NOR")])
    (tmp_path / "full.csv").symlink_to("/dev/full")
    with pytest.raises(OSError, match="the disk is full"):
        aggregate_records(path, RECIPE, out=tmp_path / "full.csv")


def test_a_server_that_is_no_spark_is_told_in_a_sentence(tmp_path: Path) -> None:
    pytest.importorskip("grpc", reason="pyspark-client is not installed")
    path = write_csv(tmp_path / "a.csv", ("from", "to"), [("COL", "NOR")])
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        def answer() -> None:
            while True:
                try:
                    connection, _ = other.accept()
                except OSError:
                    return
                connection.sendall(b"HTTP/1.0 400 no\r\n\r\n")
                connection.close()

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(EngineError, match="is no Spark Connect server"):
            aggregate_records(path, RECIPE, engine=f"sc://127.0.0.1:{port}")


def test_a_cluster_that_goes_away_is_told_in_a_sentence(tmp_path: Path) -> None:
    pytest.importorskip("pysail.spark", reason="pysail has no wheel for this system")
    path = write_csv(tmp_path / "a.csv", ("from", "to"), [("COL", "NOR")])
    code = (
        "from pysail.spark import SparkConnectServer as S; s = S('127.0.0.1', 0); s.start(background=True); "
        "print(s.listening_address[1], flush=True); import time; time.sleep(120)"
    )
    server = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert server.stdout is not None
    port = server.stdout.readline().strip()

    def end(stage: str) -> None:
        if stage == "scanning":
            os.kill(server.pid, signal.SIGKILL)
            server.wait()

    before = time.monotonic()
    with pytest.raises(EngineError, match="nothing was written"):
        aggregate_records(path, RECIPE, engine=f"sc://127.0.0.1:{port}", progress=end, out=tmp_path / "routes.csv")
    server.stdout.close()
    assert time.monotonic() - before < 60
    assert not (tmp_path / "routes.csv").exists()


def test_a_program_without_a_file_may_use_spark(sail: str) -> None:
    code = f"""
import sys
from routemap.records.spark import SparkEngine
engine = SparkEngine({sail!r})
print(engine._session.sql("SELECT 1").toArrow().num_rows, hasattr(sys.modules["__main__"], "__file__"))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "1 False\n", done.stderr


def test_a_missing_package_is_named_with_the_line_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_csv(tmp_path / "a.csv", ("from", "to"), [("COL", "NOR")])
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingDependency, match=r"pip install 'routemap\[scale\]'"):
        aggregate_records(path, RECIPE)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], "no files were given"),
        ("nothing-*.csv", "no file is called 'nothing-"),
        ("empty", "the folder empty holds no table"),
        ("ftp://host/a.parquet", "is an address of no store that is read; expected one of s3://"),
    ],
)
def test_files_that_are_none_are_told(
    files: object, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(RouteError, match=said):
        aggregate_records(files, RECIPE)  # type: ignore[arg-type]


def test_a_damaged_parquet_file_is_named(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet", ("from", "to"), [("COL", "NOR")] * 1000)
    whole = path.read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:40] + b"\xff" * 40 + whole[80:]):
        path.write_bytes(damaged)
        with pytest.raises((ReadError, EngineError), match=r"a\.parquet"):
            csv_of(aggregate_records(path, RECIPE))
