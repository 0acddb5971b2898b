"""Errors as a notebook asks for them: the line of the cell, and what is wrong."""

import linecache
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest

import routemap

ROUTES = Path(__file__).parents[1] / "data/routes.csv"
CELLS = {
    "a missing file": ("read_routes('nowhere.csv')", "FileNotFoundError: nowhere.csv: no such file or directory"),
    "a folder": ("check_routes('.')", "IsADirectoryError: .: is a directory"),
    "a missing report": ("read_document('no.pdf')", "FileNotFoundError: no.pdf: no such file or directory"),
    "missing records": ("aggregate_records('no.csv')", "FileNotFoundError: no.csv"),
    "a bad table": ("read_routes('bad.csv')", "ReadError: bad.csv:2: origin 'Burmmma': no place of this name"),
    "a wrong argument": ("route_map('x')", "RouteError: expected a table of routes, not the name of a file"),
}


@pytest.mark.parametrize("cell", CELLS)
def test_errors_in_a_notebook_are_two_lines(cell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.csv").write_text("market,origin,destination\nheroin trade,Burmmma,Norway\n", encoding="utf-8")
    source, said = CELLS[cell]
    # As IPython does it: the cell's text is kept for tracebacks under a name that is no file.
    name, text = f"<cell {cell}>", f"import routemap\nrouteMap = routemap.{source}\n"
    monkeypatch.setitem(linecache.cache, name, (len(text), None, text.splitlines(keepends=True), name))
    with pytest.raises(Exception, match=r".") as raised:
        exec(compile(text, name, "exec"), {})
    error: Any = raised.value
    # What pytest adds above the cell is none of the notebook's.
    error.__traceback__ = error.__traceback__.tb_next
    lines = error._render_traceback_()
    assert lines[0] == f"in line 2: routeMap = routemap.{source}"
    assert "\n".join(lines[1:]).startswith(said)


def test_a_figure_on_axes_of_pyplots_is_shown_once() -> None:
    # A notebook shows what a cell ends in, and then what pyplot holds: one of the two must be no picture.
    figure, axes = plt.subplots()
    try:
        assert routemap.draw_figure(routemap.read_routes(ROUTES), "heroin trade", ax=axes) is axes
        assert axes.figure is figure
    finally:
        plt.close(figure)
