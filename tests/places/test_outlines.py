from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import Point

import routemap
from routemap import places
from routemap.errors import PlaceError
from routemap.places import anchor, anchors, country_codes, outlines_json, regions


def test_every_country_has_one_outline_and_nothing_else_has(outlines):
    geometries = outlines.topology["objects"]["countries"]["geometries"]
    assert [g["id"] for g in geometries] == list(country_codes())
    assert all(set(g) == {"type", "id", "arcs"} for g in geometries)
    assert set(outlines.topology["objects"]) == {"countries", "disputed"}


def test_all_outlines_are_valid_and_wound_as_rfc_7946_has_them(outlines):
    for code, land in outlines.countries.items():
        assert land.is_valid, code
        assert not land.is_empty, code
        for polygon in land.geoms:
            assert polygon.exterior.is_ccw, code
            assert not any(hole.is_ccw for hole in polygon.interiors), code


def test_no_outline_overlaps_another(outlines):
    lands = list(outlines.countries.values())
    tree = shapely.STRtree(lands)
    for i, j in tree.query(lands, predicate="intersects").T:
        if i < j:
            assert lands[i].intersection(lands[j]).area < 1e-9


def test_nothing_leaves_the_world_or_jumps_across_the_antimeridian(outlines):
    for arc in outlines.arcs:
        lons, lats = zip(*arc, strict=True)
        assert -180 <= min(lons) <= max(lons) <= 180
        assert -90 <= min(lats) <= max(lats) <= 90
    edges = [abs(b[0] - a[0]) for arc in outlines.arcs for a, b in pairwise(arc) if a[1] > -89]
    assert max(edges) < 30


def test_each_border_is_stored_once(outlines):
    steps = [frozenset(step) for arc in outlines.arcs for step in pairwise(arc)]
    assert len(steps) == len(set(steps))


def test_land_has_no_holes_but_the_caspian_sea_and_lagoons(outlines):
    world = shapely.union_all(list(outlines.countries.values()))
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(world) for ring in part.interiors]
    (caspian,) = [hole for hole in holes if hole.area > 0.001]
    assert caspian.contains(Point(51, 42))


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [
        ("GUF", -53.2, 3.9),
        ("GLP", -61.7, 16.1),
        ("MTQ", -61.05, 14.7),
        ("REU", 55.5, -21.1),
        ("MYT", 45.15, -12.8),
        ("SJM", 16.2, 77.2),
        ("SJM", -8.4, 71.0),
        ("BES", -68.27, 12.18),
        ("CXR", 105.63, -10.49),
        ("BVT", 3.38, -54.43),
        ("GIB", -5.346, 36.13),
        ("VAT", 12.453, 41.904),
        ("UMI", 166.635, 19.282),
        ("UKR", 34.3, 45.2),
        ("ESH", -13.5, 24.5),
        ("CYP", 33.4, 35.28),
        ("SOM", 44.5, 9.6),
        ("SYR", 35.78, 33.0),
        ("EGY", 35.3, 22.4),
        ("XKX", 21.0, 42.6),
        ("HKG", 114.1, 22.4),
    ],
)
def test_land_belongs_to_the_code_that_it_has_of_its_own(medium, code, lon, lat):
    position = Point(lon, lat)
    # Tiny islands are a little off in outlines of this scale.
    assert medium.countries[code].distance(position) < 0.03
    assert [c for c, land in medium.countries.items() if land.contains(position)] in ([code], [])


def test_parents_no_longer_hold_their_overseas_parts(medium):
    for parent, west, south, east, north in [("FRA", -6, 41, 10, 52), ("NLD", 3, 50, 8, 54), ("NOR", 4, 57, 32, 72)]:
        assert shapely.box(west, south, east, north).contains(medium.countries[parent])


@pytest.mark.parametrize(
    ("what", "lon", "lat"),
    [
        ("Cyprus", 33.3, 35.18),
        ("Somaliland", 48.9, 9.8),
        ("line of control", 74.0, 34.0),
        ("Western Sahara", -11.0, 27.66),
        ("West Bank", 35.0, 32.2),
        ("Golan", 35.63, 33.0),
        ("Kosovo", 21.4, 42.9),
        ("Hala'ib", 35.5, 22.0),
        ("Korea", 127.0, 38.2),
        ("Sudan", 27.0, 9.6),
    ],
)
def test_lines_that_are_not_final_are_kept_apart(outlines, what, lon, lat):
    assert shapely.union_all(outlines.disputed).distance(Point(lon, lat)) < 0.4, what


def test_settled_borders_are_not_disputed(outlines):
    lines = shapely.union_all(outlines.disputed)
    for lon, lat in [(6.0, 50.0), (71.5, 29.0), (-100.0, 49.0), (84.0, 28.0)]:
        assert lines.distance(Point(lon, lat)) > 1


def test_sizes_are_what_a_page_can_carry():
    assert len(outlines_json("medium")) < 340_000
    assert len(outlines_json("small")) < 125_000
    assert json.loads(outlines_json("small"))["transform"]["scale"] == [0.005, 0.005]


def test_other_sizes_are_refused():
    with pytest.raises(PlaceError, match="'medium' or 'small'"):
        outlines_json("large")


def test_every_anchor_is_inside_its_own_land(outlines):
    off = [code for code in country_codes() if not outlines.countries[code].contains(Point(anchor(code)))]
    assert off == []


def test_anchors_are_where_people_look():
    expected = {
        "NOR": (10, 61.5),
        "USA": (-98, 39),
        "MYS": (102, 4),
        "IDN": (110, -7),
        "CHL": (-71, -34),
        "NZL": (176, -39),
        "RUS": (48, 57),
    }
    for code, position in expected.items():
        assert np.hypot(*np.subtract(anchor(code), position)) < 2.5, code


def test_every_region_has_an_anchor_clear_of_every_country_s():
    countries = anchors(country_codes())
    for slug in regions():
        assert np.hypot(*(countries - anchor(slug)).T).min() > 0.99, slug


def test_region_anchors_are_the_middle_of_their_members_within_reach_of_the_nudge():
    for slug, region in regions().items():
        lon, lat = np.radians(anchors(region.members)).T
        x, y, z = (np.cos(lat) * np.cos(lon)).sum(), (np.cos(lat) * np.sin(lon)).sum(), np.sin(lat).sum()
        middle = np.degrees([np.arctan2(y, x), np.arctan2(z, np.hypot(x, y))])
        assert np.hypot(*(middle - anchor(slug))) < 8, slug


def test_a_region_on_land_is_anchored_on_its_members_land(medium):
    for slug in ("balkans", "west-africa", "gulf", "nordic", "mekong", "maghreb"):
        land = shapely.union_all([medium.countries[code] for code in regions()[slug].members])
        assert land.contains(Point(anchor(slug))), slug


def test_anchors_come_as_an_array_in_the_order_asked():
    found = anchors(["SWE", "balkans", "SWE"])
    assert found.shape == (3, 2)
    assert found.dtype == np.float64
    assert tuple(found[0]) == tuple(found[2]) == anchor("SWE")
    assert anchors([]).shape == (0, 2)


@pytest.mark.parametrize("code", ["", "XXX", "nor", "Norway"])
def test_an_anchor_of_no_place_is_an_error(code):
    with pytest.raises(PlaceError, match="no place has the code"):
        anchors([code])


def test_decoded_outlines_have_every_country_and_close_their_rings() -> None:
    shapes = places.outlines("small")
    assert set(shapes.polygons) == set(country_codes())
    for code in shapes.polygons:
        assert all((ring[0] == ring[-1]).all() for ring in shapes.rings(code)), code
    assert len(shapes.rings("ZAF")) > len(shapes.polygons["ZAF"])  # Lesotho is a hole


def steps_of(lines: list[np.ndarray]) -> list[tuple[tuple[float, ...], ...]]:
    pairs = (line[i : i + 2].tolist() for line in lines for i in range(len(line) - 1))
    return [tuple(sorted(map(tuple, pair))) for pair in pairs]


def test_borders_are_drawn_once_and_never_along_a_cut() -> None:
    shapes = places.outlines("medium")
    solid, dashed = steps_of(shapes.borders), steps_of(shapes.disputed)
    assert len(set(solid)) > 0.999 * len(solid)  # a quantised coast may touch itself
    assert not any((abs(a[0]) > 179.98 and abs(b[0]) > 179.98) for a, b in solid)
    assert dashed
    assert not set(solid) & set(dashed)


def test_no_room_but_places_takes_outlines_apart() -> None:
    source = Path(routemap.__file__).parent
    reading = [path for path in source.rglob("*.py") if '["arcs"]' in path.read_text(encoding="utf-8")]
    assert {path.parent.name for path in reading} == {"places"}
    # Rings are joined from arcs in one of its modules; the other only thins the arcs of a page.
    joining = [path.name for path in reading if "~" in path.read_text(encoding="utf-8")]
    assert joining == ["topojson.py"]
