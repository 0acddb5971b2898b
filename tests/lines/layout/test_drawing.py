"""What a drawing keeps of earlier questions is what it would find anew."""

import numpy as np

from routemap.lines.layout import LayoutOptions
from routemap.lines.layout.drawing import Drawing
from routemap.lines.layout.ink import Ink, _disk, _refine
from routemap.lines.layout.plan import Plan, make_plan
from routemap.lines.layout.problem import Problem, Window, check_chains, shortest_legs
from routemap.lines.layout.search import search


def plan_of(count: int) -> Plan:
    rng = np.random.default_rng(4)
    points = rng.uniform(60, 540, (9, 2))
    legs = np.array([(a, b) for a in range(9) for b in range(9) if a != b])[rng.permutation(72)[:count]]
    widths = rng.uniform(1.5, 6.0, count)
    px = shortest_legs(points, legs, np.inf)
    problem = Problem(points, legs, px, widths, widths, check_chains(None, legs), Window(600.0, 600.0))
    return make_plan(problem, np.arange(count), LayoutOptions())


def test_what_lines_cost_after_the_search_is_what_they_cost_in_a_drawing_made_anew() -> None:
    plan = plan_of(14)
    drawing = search(plan)
    anew = Drawing(plan, drawing.candidates, drawing.choice.tolist())
    for leg in range(len(plan)):
        for each in (drawing, anew):
            each.erase(leg)
        assert np.array_equal(drawing.costs(leg), anew.costs(leg))
        for each in (drawing, anew):
            each.draw(leg, int(drawing.choice[leg]))


def test_lines_taken_off_cost_nothing() -> None:
    plan = plan_of(6)
    drawing = search(plan)
    for leg in range(len(plan)):
        drawing.costs(leg)
    for leg in range(len(plan)):
        drawing.erase(leg)
    for leg in range(len(plan)):
        assert np.array_equal(drawing.costs(leg), drawing.candidates[leg].alone)


def test_a_line_is_inked_in_the_layers_within_two_of_its_direction() -> None:
    plan = plan_of(6)
    curves = search(plan).candidates[0]
    ink = Ink(plan)
    points, tilt = _refine(curves.path[0])
    cells = ink.cells(points[:, None] + _disk(4.0))
    expected = {
        int(ink.along_cells(cell, np.array(direction + beside * np.pi / 18)))
        for row, direction in zip(cells, tilt.tolist(), strict=True)
        for beside in range(-2, 3)
        for cell in row
    }
    marks = ink.marks(curves, 0, 0.0)
    assert sorted(expected) == marks.along.tolist()
