"""Files in an object store are read as files on this machine are, and what opens the store is never shown."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

import pytest

from routemap.errors import EngineError, ReadError, RouteError
from routemap.records import aggregate_records
from routemap.records.addresses import shown_address

from .tables import csv_of, write_csv, write_parquet, write_xlsx

fs = pytest.importorskip("pyarrow.fs")
if not hasattr(fs, "S3FileSystem"):
    pytest.skip("this pyarrow was made without S3", allow_module_level=True)

KEY, SECRET = "testkey", "very-secret-words"
HEADER = ("market", "from", "to", "quantity", "unit")
ROWS = [("cocaine", "COL", "NOR", i, "kg") for i in range(7)] + [("cocaine", "PER", "NOR", 1, "kg")]


class Store(ThreadingHTTPServer):
    """As much of S3 as reading needs: what stands in a folder, by bucket and key."""

    folder: Path


class Handler(BaseHTTPRequestHandler):
    server: Store
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def do_HEAD(self) -> None:
        self.answer(with_body=False)

    def do_GET(self) -> None:
        self.answer(with_body=True)

    def answer(self, *, with_body: bool) -> None:
        parts = urlsplit(self.path)
        key = unquote(parts.path).lstrip("/")
        asked = parse_qs(parts.query, keep_blank_values=True)
        path = self.server.folder / key
        if "list-type" in asked:
            return self.send(200, self.listing(key.strip("/"), asked.get("prefix", [""])[0]), {})
        if not path.is_file():
            exists = path.is_dir() and "/" not in key.strip("/")
            return self.send(200 if exists else 404, b"", {}, with_body=with_body)
        data, status = path.read_bytes(), 200
        more = {"Last-Modified": "Tue, 01 Jul 2025 00:00:00 GMT", "ETag": '"1"'}
        if found := re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", "")):
            first, last = int(found[1]), min(int(found[2] or len(data) - 1), len(data) - 1)
            more["Content-Range"] = f"bytes {first}-{last}/{len(data)}"
            data, status = data[first : last + 1], 206
        return self.send(status, data, more, with_body=with_body)

    def listing(self, bucket: str, prefix: str) -> bytes:
        inside = self.server.folder / bucket
        keys = [path.relative_to(inside).as_posix() for path in inside.rglob("*.*")]
        contents = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>2025-07-01T00:00:00.000Z</LastModified>"
            f"<Size>{(inside / key).stat().st_size}</Size></Contents>"
            for key in sorted(keys)
            if key.startswith(prefix)
        )
        head = f"<Name>{bucket}</Name><Prefix>{escape(prefix)}</Prefix><IsTruncated>false</IsTruncated>"
        return f'<?xml version="1.0"?><ListBucketResult>{head}{contents}</ListBucketResult>'.encode()

    def send(self, status: int, data: bytes, more: dict[str, str], *, with_body: bool = True) -> None:
        self.send_response(status)
        for name, text in {"Content-Length": str(len(data)), "Content-Type": "application/xml", **more}.items():
            self.send_header(name, text)
        self.end_headers()
        if with_body:
            self.wfile.write(data)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    server = Store(("127.0.0.1", 0), Handler)
    server.folder = tmp_path / "store"
    (server.folder / "bucket" / "years").mkdir(parents=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def address(store: Store, key: str) -> str:
    where = f"endpoint_override=127.0.0.1:{store.server_address[1]}&scheme=http&region=us-east-1"
    return f"s3://{KEY}:{SECRET}@bucket/{key}?{where}"


def test_csv_parquet_and_workbooks_in_a_store_are_read_as_on_this_machine(store: Store, tmp_path: Path) -> None:
    inside = store.folder / "bucket" / "years"
    write_csv(inside / "2021.csv", HEADER, ROWS)
    write_parquet(inside / "2022.parquet", HEADER, ROWS)
    write_xlsx(inside / "2023.xlsx", HEADER, ROWS)
    here = csv_of(aggregate_records(inside))
    for key in ("years", "years/*", "years/202*"):
        found = aggregate_records(address(store, key))
        assert csv_of(found) == here
        names = ("2021.csv", "2022.parquet", "2023.xlsx")
        assert found.account.files == tuple(f"s3://bucket/years/{name}" for name in names)
        told = found.account.to_json() + "\n".join(found.account.lines()) + csv_of(found)
        assert SECRET not in told
        assert KEY not in told


def test_what_is_not_there_or_broken_is_told_without_the_keys(store: Store) -> None:
    (store.folder / "bucket" / "broken.csv").write_text("market,from,to\ncocaine,COL\n")
    for key, error, words in (
        ("nothing.csv", (FileNotFoundError, RouteError), "bucket/nothing.csv"),
        ("none/*.csv", RouteError, "no table is called s3://bucket/none/"),
        ("broken.csv", ReadError, "broken.csv:2"),
    ):
        with pytest.raises(error) as caught:  # type: ignore[call-overload]
            aggregate_records(address(store, key))
        said = str(caught.value) + str(getattr(caught.value, "filename", ""))
        assert words in said
        assert SECRET not in said


def test_a_store_that_is_not_there_is_one_sentence(store: Store) -> None:
    gone = address(store, "a.csv")
    store.shutdown()
    store.server_close()
    with pytest.raises(EngineError, match=r"^s3://bucket/a\.csv cannot be read") as caught:
        aggregate_records(gone)
    assert SECRET not in str(caught.value)


def test_addresses_of_other_kinds_are_refused() -> None:
    with pytest.raises(RouteError, match="address of no store that is read; expected one of s3://, gs://"):
        aggregate_records("https://user:password@example.org/a.csv")


def test_an_address_is_shown_without_what_opens_it() -> None:
    assert (
        shown_address("abfs://box@account.dfs.core.windows.net/a?sas=x") == "abfs://box@account.dfs.core.windows.net/a"
    )
    assert shown_address("gs://bucket/a b.csv") == "gs://bucket/a b.csv"
