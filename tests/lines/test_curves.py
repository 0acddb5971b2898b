import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routemap.errors import GeometryError
from routemap.lines import Curves, LayoutOptions, bow_curves
from routemap.lines.mercator import fit_view, from_world, to_world

PLACES = np.array([[10.0, 60.0], [5.0, 52.0], [-70.0, 0.0], [178.0, -18.0], [-98.0, 39.0]])


def drawn_vertices(geometry):
    return np.concatenate([np.array(part.coords) for part in getattr(geometry, "geoms", [geometry])])


@given(st.floats(-540, 540), st.floats(-85, 85))
def test_mercator_there_and_back(lon, lat):
    assert np.allclose(from_world(to_world(np.array([lon, lat]))), [lon, lat], atol=1e-9)


def test_the_view_shows_every_place_inside_its_margin():
    px = fit_view(PLACES, pad_px=40).to_px(PLACES)
    assert px.min() >= 40 - 1e-6
    assert (px <= np.array([960, 660]) + 1e-6).all()


def test_islands_on_both_sides_of_the_date_line_get_a_view_of_the_pacific():
    islands = np.array([[178.0, -18.0], [-172.0, -14.0]])
    view = fit_view(islands)
    assert view.world_px > 10_000
    curves = bow_curves(islands, [[0, 1], [1, 0]])
    assert curves.start[:, 0].tolist() == [178.0, 188.0]
    assert curves.end[:, 0].tolist() == [188.0, 178.0]


def test_curves_go_the_short_way_round_and_are_cut():
    curves = bow_curves(PLACES, [[3, 4]])
    assert curves.end[0, 0] == 262.0
    line = curves.to_lines()[0]
    assert line.geom_type == "MultiLineString"
    assert np.abs(drawn_vertices(line)[:, 0]).max() == 180


def test_longer_legs_are_more_bowed():
    places = [[0.0, 0.0], [5.0, 0.0], [60.0, 0.0]]
    curves = bow_curves(places, [[0, 1], [0, 2]])
    rise = to_world(curves.control)[:, 1] - 0.5
    chord = np.diff(np.stack((to_world(curves.start), to_world(curves.end))), axis=0)[0, :, 0]
    assert abs(rise[1] / chord[1]) > abs(rise[0] / chord[0])


def test_repeated_legs_fan_out():
    curves = bow_curves(PLACES, [[0, 2]] * 5)
    assert len(np.unique(curves.control.round(6), axis=0)) == 5


def test_trims_are_gaps_in_pixels():
    curves = bow_curves(PLACES, [[0, 2]], options=LayoutOptions(symbol_px=9.0))
    vertices = to_world(curves.to_vertices()[0]) * curves.world_px
    ends = to_world(np.stack((curves.start[0], curves.end[0]))) * curves.world_px
    assert np.hypot(*(vertices[0] - ends[0])) == pytest.approx(9, abs=1e-6)
    assert np.hypot(*(vertices[-1] - ends[1])) == pytest.approx(9, abs=1e-6)


def test_untrimmed_curves_reach_their_places_to_the_last_digit():
    vertices = bow_curves(PLACES, [[0, 2], [1, 3]]).to_vertices(trimmed=False)
    assert vertices[:, 0].tolist() == PLACES[[0, 1]].tolist()
    assert vertices[:, -1].tolist() == PLACES[[2, 3]].tolist()


def test_a_short_leg_stays_visible():
    curves = bow_curves([[0.0, 0.0], [0.4, 0.0], [90.0, 0.0]], [[0, 1]])
    assert curves.to_lines()[0].length > 0.1


def test_a_leg_to_itself_is_a_ring():
    curves = bow_curves(PLACES, [[0, 0], [0, 1]])
    assert curves.ring.tolist() == [True, False]
    world = to_world(curves.to_vertices(trimmed=False)[0]) * curves.world_px
    centre = (to_world(curves.start[0]) + to_world(curves.control[0])) / 2 * curves.world_px
    assert np.allclose(np.hypot(*(world - centre).T), np.hypot(*(world[0] - centre)))


def test_nothing_gives_nothing():
    curves = bow_curves([], [])
    assert len(curves) == 0
    assert curves.to_lines().shape == (0,)
    assert isinstance(curves, Curves)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12),
)
def test_bows_are_finite_wherever_the_places_are(places, legs):
    legs = np.array(legs, dtype=int).reshape(-1, 2) % len(places)
    curves = bow_curves(np.array(places), legs)
    for line, leg in zip(curves.to_lines(trimmed=False), legs, strict=True):
        assert np.isfinite(curves.control).all()
        if line is not None:
            vertices = drawn_vertices(line)
            assert np.isfinite(vertices).all()
            assert (np.abs(vertices) <= [180, 90]).all()
            for vertex, place in zip(vertices[[0, -1]], leg, strict=True):
                lon, lat = places[place]
                assert abs((vertex[0] - lon + 180) % 360 - 180) < 1e-5
                assert abs(vertex[1] - np.clip(lat, -85.0511288, 85.0511288)) < 1e-5


@pytest.mark.parametrize(
    ("places", "legs", "says"),
    [
        ([1.0, 2.0], [[0, 0]], "places has shape"),
        ([[0.0, 95.0]], [[0, 0]], "latitude within"),
        ([[0.0, 0.0]], [[0, 1]], "legs name places"),
        ([[0.0, 0.0]], [[0.0, 0.0]], "whole numbers"),
        ([[0.0, float("nan")]], [[0, 0]], "finite"),
    ],
)
def test_wrong_arrays_are_refused_in_words(places, legs, says):
    with pytest.raises(GeometryError, match=says):
        bow_curves(places, legs)


def test_measures_no_drawing_can_have_are_refused():
    with pytest.raises(GeometryError, match="symbol_px"):
        LayoutOptions(symbol_px=20, gap_px=12)
