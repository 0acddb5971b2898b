"""Arrow reads what our own reader reads, or leaves it to that one: same columns, same lines, same messages."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from routemap.routes import check_routes
from routemap.routes.reading.inputs import open_input
from routemap.routes.reading.quick_text import read_quickly
from routemap.routes.reading.raw_table import RefusedError
from routemap.routes.reading.text import read_text_table
from routemap.routes.recipe import Recipe

pytest.importorskip("pyarrow")

cells = st.text(st.sampled_from("ab\"', ;\n\r\té=-#\u00a0\u200b\x0b\u2028"), max_size=4)
rows = st.lists(st.lists(cells, min_size=3, max_size=3), max_size=6)
HEADER = "market,from,to"


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """Return a table as a program writes one, or one that somebody has damaged."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator=end, quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])))
    writer.writerows(draw(rows))
    text = draw(st.sampled_from(["", "\ufeff"])) + HEADER + end + buffer.getvalue()
    if draw(st.booleans()):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(['"', "\n", "\r", ",", " ", "\0", '""', ",,", "\n\n"])) + text[at:]
    data = text.encode()
    return data if draw(st.integers(0, 9)) else data + b"\xff,a,b\n"


def read(data: bytes) -> object:
    with open_input(io.BytesIO(data)) as source:
        try:
            table = read_text_table(source, Recipe())
        except RefusedError as refused:
            return refused.problem
    columns = [[one.text(row) for row in range(table.length)] for one in table.cells]
    lines = table.lines.tolist() if table.lines is not None else None
    return table.header, columns, lines, table.header_line, table.problems, table.refused_rows, table.file


@pytest.fixture
def small() -> Iterator[None]:
    """Make every table large enough, and blocks and columns of different texts small."""
    text = "routemap.routes.reading.text.LEAST_BYTES"
    with patch(text, 0), patch("routemap.routes.reading.quick_text._BLOCK", 40), _packed_early(), _quick_ids():
        yield


def _packed_early() -> object:
    return patch("routemap.routes.cells._LOOK_AFTER_VALUES", 3)


def _quick_ids() -> object:
    return patch("routemap.routes.quick_ids.LEAST_ROWS", 1)


def slowly() -> object:
    return patch("routemap.routes.reading.text.LEAST_BYTES", 1 << 60)


@settings(max_examples=300, deadline=None)
@given(tables())
@example(f'{HEADER}\na,"b""",c\n'.encode())
@example(f'{HEADER}\na,"b"x,c\n'.encode())
@example(f'{HEADER}\na,"b\nx",c\n'.encode())
@example(f'{HEADER}\na, "b,x",c\n'.encode())
@example(f"{HEADER}\na,b,c\n , ,\nd,e,f\n".encode())
@example(f"{HEADER}\na,b,c\n\u00a0,\u2003,\nd,e,f".encode())
def test_it_reads_what_our_own_reader_reads(data: bytes) -> None:
    with patch("routemap.routes.reading.text.LEAST_BYTES", 0), patch("routemap.routes.reading.quick_text._BLOCK", 40):
        quick = read(data)
    assert quick == read(data)


@pytest.mark.parametrize(
    ("below", "is_read"),
    [
        (b'a,"b, ""c""",d\r\n"",,x\r\n', True),
        (b"a,b,c\na,'b\xc3\xa9,c", True),
        (b'a,"b"x,c\n', False),
        (b'a,b"x,"c"\n', False),
        (b'a,"b\nc",d\n', False),
        (b"a, b,c\n", False),
        (b"a,b\n", False),
        (b"a,b,c\r\r\n", False),
        (b"a,b\0,c\n", False),
        (b"a,b,c\n,,\n", False),
        (b"a,b,c\n\na,b,c\n", False),
        (b"a,b,\xff\n", False),
        (b"a,b," + b"x" * 140_000 + b"\n", False),
    ],
)
def test_what_is_unusual_is_left_to_our_own_reader(below: bytes, is_read: bool) -> None:
    found = read_quickly(io.BytesIO(HEADER.encode() + b"\n" + below), 1, ",", 3)
    assert (found is not None) is is_read


@pytest.mark.usefixtures("small")
def test_large_tables_give_the_same_routes_and_messages() -> None:
    said = ["'=1+1", "it's; so", "plain", "caf\u00e9", "#N/A", "Espa\u00c3\u00b1a", " ", "x\u200b", "'"]
    rows = [f"cannabis,{'Norway' if k % 3 else 'Peru'},Spain,{k},kg,{said[k % 9]} {k},S" for k in range(60)]
    head = "market,from,to,quantity,unit,note,source\n"
    for wrong in ("", "cannabis,Atlantis,Spain,x,kg,n,S\n", rows[0] + "\n", "cannabis,Peru | Chile,Spain,,,n,S\n"):
        text = head + "\n".join(rows) + "\n" + wrong
        quick = check_routes(io.StringIO(text))
        with slowly(), patch("routemap.routes.quick_ids.LEAST_ROWS", 1 << 60):
            own = check_routes(io.StringIO(text))
        assert quick.problems == own.problems
        assert (quick.routes is None) == (own.routes is None)
        if own.routes is not None:
            pd.testing.assert_frame_equal(quick.routes, own.routes)


def test_a_check_makes_no_frame_and_loads_no_pandas(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    rows = "".join(f"cocaine,Peru,Spain,source {number % 7},note {number}\n" for number in range(40_000))
    table.write_text(f"market,origin,destination,source,note\n{rows}", encoding="utf-8")
    code = """
import sys
from routemap import check_routes
report = check_routes(sys.argv[1])
assert report.is_accepted
assert report.count == 40_000
assert "pandas" not in sys.modules
routes = report.routes
assert routes is report.routes
assert len(routes) == 40_000
assert routes["note"].iloc[-1] == "note 39999"
"""
    subprocess.run([sys.executable, "-c", code, str(table)], check=True)
