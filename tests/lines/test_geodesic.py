import io
import json
from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from routemap.errors import GeometryError
from routemap.lines.frame import to_lines
from routemap.lines.geodesic import geodesic_lines, rings, straight_lines
from routemap.lines.seam import unwrap_longitudes
from routemap.routes import read_routes

GEOD = Geod(ellps="WGS84")
FIJI, USA, RUSSIA, ALASKA, ANTARCTICA = (178.0, -17.8), (-98.5, 39.5), (97.0, 62.0), (-152.0, 64.0), (20.0, -80.0)

lonlats = st.tuples(
    st.floats(-180, 180, allow_nan=False).map(lambda v: round(v, 5)),
    st.floats(-90, 90, allow_nan=False).map(lambda v: round(v, 5)),
)
extremes = st.sampled_from(
    [(180.0, 0.0), (-180.0, 0.0), (0.0, 90.0), (77.0, -90.0), (0.0, 0.0), (179.9999999, 51.0), (-180.0, -16.8)]
)
places = st.one_of(lonlats, extremes)


def parts(geometry):
    return [np.array(part.coords) for part in getattr(geometry, "geoms", [geometry])]


def same_point(a, b):
    return GEOD.inv(*a, *b)[2] < 1.0


def check_rfc(geometry):
    """RFC 7946: within ±180 / ±90, no step of over half the globe, cuts that meet on both sides."""
    pieces = parts(geometry)
    for piece in pieces:
        assert len(piece) >= 2
        assert (np.abs(piece) <= [180, 90]).all()
        assert (np.abs(np.diff(piece[:, 0])) <= 180).all()
        assert (np.ptp(piece, axis=0) > 0).any()
        assert (np.round(piece, 6) == piece).all()
    for one, other in pairwise(pieces):
        assert abs(one[-1][0]) == 180
        assert other[0][0] == -one[-1][0]
        assert other[0][1] == one[-1][1]


@pytest.mark.parametrize(
    ("stops", "count"),
    [
        ([FIJI, USA], 2),
        ([RUSSIA, ALASKA], 2),
        ([RUSSIA, (180.0, 65.0)], 1),
        ([(180.0, 65.0), (-180.0, 60.0)], 1),
        ([(-180.0, -16.0), (180.0, -18.0), (170.0, -20.0)], 2),
        ([(170.0, 10.0), (-170.0, 10.0), (170.0, 0.0), (-170.0, 0.0)], 4),
    ],
)
def test_the_date_line_cuts_a_line_into_parts(stops, count):
    line = geodesic_lines([np.array(stops)])[0]
    check_rfc(line)
    assert len(parts(line)) == count


def test_over_the_pole_the_line_keeps_its_length():
    line = geodesic_lines([np.array([[0.0, 80.0], [180.0, 80.0]])])[0]
    check_rfc(line)
    length = sum(abs(GEOD.line_length(*part.T)) for part in parts(line))
    assert length == pytest.approx(GEOD.inv(0, 80, 180, 80)[2], rel=1e-6)


def test_antarctica_and_the_antipodes():
    for stops in ([ANTARCTICA, (-160.0, -75.0)], [(10.0, 20.0), (-170.0, -20.0)], [(0.0, 90.0), (0.0, -90.0)]):
        check_rfc(geodesic_lines([np.array(stops)])[0])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(places, max_size=6), min_size=1, max_size=5), st.floats(50, 5000))
def test_any_stops_give_a_line_that_may_be_written(routes, max_step_km):
    lines = geodesic_lines([np.array(stops).reshape(-1, 2) for stops in routes], max_step_km=max_step_km)
    for stops, line in zip(routes, lines, strict=True):
        assert (line is None) == (len(stops) < 2)
        if line is None:
            continue
        check_rfc(line)
        assert json.loads(shapely.to_geojson(line))["type"] in {"LineString", "MultiLineString"}
        pieces = parts(line)
        assert same_point(pieces[0][0], stops[0])
        assert same_point(pieces[-1][-1], stops[-1])
        for piece in pieces:
            _, _, steps = GEOD.inv(*piece[:-1].T, *piece[1:].T)
            # A cut lies on the chord of its step, not on the geodesic: never longer by more than a few metres.
            assert steps.max() <= max_step_km * 1000 * 1.01 + 5


def test_fifty_stops():
    stops = np.column_stack((np.linspace(-179, 179, 50), 60 * np.sin(np.arange(50))))
    line = geodesic_lines([stops])[0]
    check_rfc(line)
    vertices = np.concatenate(parts(line))
    assert all((np.abs(vertices - stop).sum(axis=1) < 1e-5).any() for stop in stops)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(places, st.tuples(st.floats(179, 180), st.floats(-85, 85))), min_size=1, max_size=4))
def test_rings_are_closed_and_start_at_their_place(centres):
    for centre, ring in zip(centres, rings(np.array(centres)), strict=True):
        check_rfc(ring)
        pieces = parts(ring)
        assert same_point(pieces[0][0], pieces[-1][-1])
        assert same_point(pieces[0][0], centre)
        if abs(centre[1]) < 85:
            assert ring.geom_type == "LineString"
            assert ring.is_ring


def test_stops_on_one_point_become_a_ring():
    line = geodesic_lines([np.array([[5.0, 50.0], [5.0, 50.0]])])[0]
    assert line.is_ring


def test_straight_lines_go_the_short_way_round():
    line = straight_lines([np.array([[170.0, 0.0], [-170.0, 10.0]])])[0]
    assert line.wkt == "MULTILINESTRING ((170 0, 180 5), (-180 5, -170 10))"


@pytest.mark.parametrize("bad", [(181.0, 0.0), (0.0, 91.0), (float("nan"), 0.0)])
def test_places_off_the_globe_are_refused(bad):
    with pytest.raises(GeometryError, match="expected degrees within"):
        geodesic_lines([np.array([[0.0, 0.0], bad])])


def test_a_step_of_nothing_is_refused():
    with pytest.raises(GeometryError, match="max_step_km"):
        geodesic_lines([np.array([[0.0, 0.0], [1.0, 0.0]])], max_step_km=0)


def test_a_course_has_the_same_line_whatever_else_is_drawn() -> None:
    one = np.array([[-151.2, 61.5], [138.0, 36.2]])
    many = [np.array([[0.1 * k, 0.3], [179.9 - 0.7 * k, 50.1]]) for k in range(40)]
    lon = np.concatenate([*(part[:, 0] for part in many), one[:, 0]])
    first = np.arange(len(lon)) % 2 == 0
    alone = unwrap_longitudes(one[:, 0], np.array([True, False]))
    assert unwrap_longitudes(lon, first)[-2:].tolist() == alone.tolist() == [-151.2, -222.0]


def test_routes_of_one_course_share_its_line() -> None:
    table = "market,from,via,to\n" + "heroin,Norway,,Peru\nheroin,Norway,Spain,Peru\ncocaine,Norway,,Peru\n"
    for shape in ("geodesic", "straight", "curve"):
        first, other, same = to_lines(read_routes(io.StringIO(table)), shape=shape).geometry
        assert first is same
        assert first is not other
