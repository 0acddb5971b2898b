import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from routemap.errors import GeometryError
from routemap.lines import lay_out_curves
from routemap.lines.layout import LayoutOptions, lay_out_in_plane
from routemap.lines.mercator import fit_view, to_world

EXPECTED = json.loads(Path(__file__).with_name("expected_curves.json").read_text(encoding="utf-8"))
POINTS = np.array([[100, 60], [500, 80], [300, 70], [120, 400], [480, 380], [310, 240]], dtype=float)
LEGS = np.array([[0, 1], [1, 0], [3, 1], [4, 0], [5, 1], [3, 4], [0, 5]])


@pytest.mark.parametrize("name", EXPECTED)
def test_pages_and_figures_get_the_curves_they_always_got(name):
    case = EXPECTED[name]
    options, chains = LayoutOptions(**case["options"]), case["chains"]
    if "places" in case:
        width, height = case["size"]
        size = {"width_px": width, "height_px": height}
        widths = case["widths_px"]
        curves = lay_out_curves(case["places"], case["legs"], widths_px=widths, chains=chains, options=options, **size)
        off = (to_world(curves.control) - to_world(np.array(case["control"]))) * case["world_px"]
    else:
        size = tuple(case["size"])
        found = lay_out_in_plane(
            case["points"], case["legs"], case["widths"], chains=chains, size=size, options=options
        )
        off = found.control - np.array(case["control"])
    assert np.abs(off).max() < 1e-6


def test_longitudes_are_only_another_way_in():
    # The world's map repeats: some of these legs pass the date line, and lines near it meet the lines beyond it.
    places = np.array(
        [[170, -20], [-170, -15], [-100, 40], [0, 50], [100, 10], [150, 60], [-150, 62], [20, -30]], float
    )
    legs = np.array([[0, 1], [1, 0], [2, 0], [3, 4], [5, 6], [6, 5], [2, 5], [7, 3]])
    curves = lay_out_curves(places, legs, options=LayoutOptions(pad_px=40))
    view = fit_view(places)
    plane = lay_out_in_plane(view.to_px(places), legs, wrap_px=view.world_px)
    assert np.abs(view.to_px(curves.control) - plane.control).max() < 1e-6
    assert np.abs(view.to_px(curves.end) - plane.end).max() < 1e-6


def test_a_leg_goes_the_short_way_round_and_starts_at_its_own_point():
    points = [[20, 50], [380, 50], [2020, 150]]
    curves = lay_out_in_plane(points, [[0, 1], [2, 1]], size=(400, 200), wrap_px=400)
    assert curves.start.tolist() == [[20, 50], [2020, 150]]
    assert curves.end.tolist() == [[-20, 50], [1980, 50]]


def test_lines_meet_the_lines_of_the_next_copy():
    # Both lie across the seam of the world, one drawn at its western, one at its eastern edge.
    points = np.array([[10, 100], [390, 100], [10, 104], [390, 104]])
    curves = lay_out_in_plane(points, [[0, 1], [3, 2]], size=(400, 200), wrap_px=400)
    west, east = curves.to_vertices()
    assert shapely.LineString(west + np.array([400, 0])).distance(shapely.LineString(east)) > 4


def test_without_a_period_nothing_goes_round():
    curves = lay_out_in_plane([[20, 50], [380, 50]], [[0, 1]], size=(400, 200))
    assert curves.end.tolist() == [[380, 50]]


def test_a_wide_line_keeps_farther_from_a_place():
    def distance(width):
        curves = lay_out_in_plane(POINTS, [[0, 1]], [width], size=(600, 460))
        return shapely.LineString(curves.to_vertices()[0]).distance(shapely.Point(POINTS[2]))

    symbol = LayoutOptions().symbol_px
    assert distance(1.5) > symbol
    assert distance(12.0) - 6.0 + 1.5 > symbol


def test_a_line_without_a_width_is_as_thin_as_the_thinnest():
    widths = np.array([np.nan, 4, np.nan, 2, 1.5, 1.5, 7])
    one, other = (
        lay_out_in_plane(POINTS, LEGS, given, size=(600, 460)) for given in (widths, np.nan_to_num(widths, nan=1.5))
    )
    assert one.control.tobytes() == other.control.tobytes()


def test_neither_order_nor_labels_matter_in_the_plane():
    order, labels = np.array([3, 0, 6, 2, 5, 1, 4]), np.array([4, 2, 0, 5, 1, 3])
    row = np.argsort(labels)
    base = lay_out_in_plane(POINTS, LEGS, size=(600, 460))
    other = lay_out_in_plane(POINTS[labels], row[LEGS][order], size=(600, 460))
    assert other.control.tobytes() == base.control[order].tobytes()


def test_lines_stop_at_the_gap_and_rings_pass_through_their_point():
    curves = lay_out_in_plane(POINTS, [[0, 1], [2, 2]], size=(600, 460))
    line, ring = curves.to_vertices()
    assert np.hypot(*(line[0] - POINTS[0])) == pytest.approx(curves.gap_px)
    whole = curves.to_vertices(trimmed=False)
    assert np.array_equal(whole[0][[0, -1]], POINTS[:2])
    radius = np.hypot(*(curves.control[1] - POINTS[2])) / 2
    assert np.allclose(np.hypot(*(ring - (curves.control[1] + POINTS[2]) / 2).T), radius)


def test_lines_stay_on_the_drawing_where_they_can():
    curves = lay_out_in_plane([[10, 10], [390, 10], [200, 12]], [[0, 1]], size=(400, 200))
    assert curves.to_vertices()[0].min() >= 0


def test_without_legs_there_are_no_curves():
    curves = lay_out_in_plane(POINTS, [], size=(600, 460))
    assert len(curves) == 0
    assert curves.to_vertices().shape == (0, 33, 2)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"points": [[1, 2, 3]]}, r"points has shape \(1, 3\); expected \(n, 2\): x, y"),
        ({"points": [[np.nan, 1], *POINTS[1:]]}, "leg 0 touches a place without a finite position"),
        ({"legs": [[0, 6]]}, "legs name places 0 to 6; expected 0 to 5"),
        ({"widths": [1.0]}, r"widths has shape \(1,\); expected \(7,\)"),
        ({"widths": [-1.0] * 7}, "widths must be finite numbers of 0 or more"),
        ({"size": (0, 100)}, "expected pixels above 0"),
        ({"wrap_px": -1.0}, "expected pixels above 0"),
    ],
)
def test_what_no_drawing_can_have_is_refused_in_words(arguments, says):
    given = {"points": POINTS, "legs": LEGS, **arguments}
    with pytest.raises(GeometryError, match=says):
        lay_out_in_plane(**given)
