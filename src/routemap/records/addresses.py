"""Addresses in object stores, such as ``s3://bucket/records/*.parquet``, read through pyarrow.fs.

An address may hold what opens the store (``s3://key:secret@bucket``, or after a question mark): nothing of that is ever
shown or written, see `shown_address`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from routemap.errors import EngineError, MissingDependency, ReadError, RouteError
from routemap.files import is_address
from routemap.problems import show_value

SCHEMES = ("s3", "gs", "gcs", "abfs", "abfss")
_BLOCK = 1 << 22


def shown_address(name: str) -> str:
    """Return an address without what opens the store; other names as they are.

    Examples
    --------
    >>> shown_address("s3://key:secret@bucket/a.csv?region=eu-north-1"), shown_address("a?.csv")
    ('s3://bucket/a.csv', 'a?.csv')
    """
    if not is_address(name):
        return name
    scheme, _, rest = name.partition("://")
    place, slash, path = rest.partition("?")[0].partition("/")
    # In abfs://container@account the part before the mark names the container, and opens nothing.
    return f"{scheme}://{place if scheme.startswith('abfs') else place.rpartition('@')[2]}{slash}{path}"


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn what a store says into one sentence without its keys."""
    try:
        yield
    except (OSError, ValueError, NotImplementedError) as error:
        if isinstance(error, FileNotFoundError):
            raise FileNotFoundError(2, "no such file", shown_address(name)) from None
        said = (str(error).strip().splitlines() or [type(error).__name__])[0]
        for secret in _secrets(name):
            said = said.replace(secret, "…")
        message = f"{shown_address(name)} cannot be read ({show_value(said)}); nothing was written"
        raise EngineError(message) from None


def _secrets(name: str) -> list[str]:
    place = name.partition("://")[2].partition("/")[0]
    parts = place.rpartition("@")[0].split(":") if "@" in place else []
    parts += [value for pair in name.partition("?")[2].split("&") for value in pair.partition("=")[2:]]
    return sorted((part for part in parts if len(part) > 3), key=len, reverse=True)


def open_store(name: str) -> tuple[Any, str]:
    """Return the store of an address, and the path in it.

    Raises
    ------
    RouteError
        If it is an address of no store that is known.
    EngineError
        If the store does not answer.
    """
    scheme = name.partition("://")[0].casefold()
    if scheme not in SCHEMES:
        known = ", ".join(f"{one}://" for one in SCHEMES)
        raise RouteError(f"{shown_address(name)} is an address of no store that is read; expected one of {known}")
    try:
        from pyarrow import fs
    except ImportError as error:
        raise MissingDependency("object stores need the package pyarrow: pip install 'routemap[scale]'") from error
    with _told(name):
        store, path = fs.FileSystem.from_uri(name)
    return store, str(path)


def expand_address(name: str, suffixes: tuple[str, ...]) -> list[str]:
    """Return the addresses that one with ``*`` in it, or one of a folder, stands for.

    Raises
    ------
    RouteError
        If there are none.
    """
    from pyarrow import fs

    address, mark, query = name.partition("?")
    store, path = open_store(name)
    is_pattern = "*" in path
    folder = str(PurePosixPath(path.partition("*")[0] + "x").parent) if is_pattern else path.rstrip("/")
    with _told(name):
        if not is_pattern and store.get_file_info(path).type == fs.FileType.File:
            return [name]
        inside = store.get_file_info(fs.FileSelector(folder, recursive=True, allow_not_found=True))
    found = [
        one.path
        for one in inside
        if one.type == fs.FileType.File
        and not PurePosixPath(one.path).name.startswith(("_", "."))
        and (fnmatchcase(one.path, path) if is_pattern else one.path.casefold().endswith(suffixes))
    ]
    if not found:
        raise RouteError(f"no table is called {shown_address(name)}")
    base = address.removesuffix("/")
    base = (
        base[: base.rindex(path.rstrip("/"))]
        if base.endswith(path.rstrip("/"))
        else f"{address.partition('://')[0]}://"
    )
    return [f"{base}{one}{mark}{query}" for one in found]


def stamp(name: str) -> tuple[int, int]:
    """Return what changes when a file in a store does: its size and the moment of its last change."""
    store, path = open_store(name)
    with _told(name):
        found = store.get_file_info(path)
        return int(found.size or 0), int(found.mtime_ns or 0)


def parquet_source(name: str) -> Any:
    """Return a Parquet file in a store as an Arrow data set, of which only what is asked for is fetched.

    None where it is no Parquet file.
    """
    import pyarrow.dataset as ds

    store, path = open_store(name)
    with _told(name):
        with store.open_input_file(path) as file:
            if file.read(4) != b"PAR1":
                return None
        return ds.dataset(path, filesystem=store, format="parquet")


def fetch(name: str, folder: Path) -> Path:
    """Copy a file from a store into a folder, a block at a time.

    Raises
    ------
    EngineError
        If the store or the disk fails.
    """
    store, path = open_store(name)
    inside = folder / f"fetched-{len(list(folder.iterdir()))}"
    inside.mkdir()
    target = inside / PurePosixPath(path).name
    with _told(name), store.open_input_stream(path) as stream, target.open("wb") as file:
        while block := stream.read(_BLOCK):
            file.write(block)
    return target


@contextmanager
def named_as(local: Path, name: str) -> Iterator[None]:
    """Let problems of a copy name the address that it was fetched from."""
    try:
        yield
    except ReadError as error:
        shown, copy = shown_address(name), os.fspath(local)
        problems = [replace(one, file=shown if one.file == copy else one.file) for one in error.problems]
        raise ReadError(problems) from None
