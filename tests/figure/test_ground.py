"""The ground of a map of one part of the world is that of the whole world, cut."""

import numpy as np
import pytest
import shapely

from routemap.figure import ground
from routemap.figure.frame import Frame
from routemap.figure.ground import draw_ground
from routemap.figure.plane import Plane

PLANES = [
    Plane("laea", 12.0, 55.0),
    Plane("laea", -175.0, -16.0),
    Plane("laea", 20.0, -78.0),
    Plane("mercator", 12.0, 0.0),
]


@pytest.mark.parametrize("plane", PLANES, ids=str)
def test_what_is_left_out_before_it_is_projected_would_not_be_seen(
    plane: Plane, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = Frame(400.0, 300.0, -2000.0, 1500.0, 10.0)
    found = draw_ground(plane, frame, "small")
    monkeypatch.setattr(ground, "_are_near", lambda plane, frame, caps: np.ones(len(caps.radius), dtype=np.bool_))
    whole = draw_ground(plane, frame, "small")
    assert list(found.countries) == list(whole.countries)
    assert all(shapely.equals_exact(found.countries[code], whole.countries[code]) for code in whole.countries)
    assert len(found.borders) == len(whole.borders)
    assert all(np.array_equal(*pair) for pair in zip(found.borders, whole.borders, strict=True))


def test_most_of_the_world_is_left_out_of_a_map_of_europe() -> None:
    frame = Frame(400.0, 300.0, -2000.0, 1500.0, 10.0)
    near = ground._are_near(PLANES[0], frame, ground._caps("small", "polygons"))
    assert 0.1 < near.mean() < 0.6


def test_islands_stay_apart_and_what_180_degrees_cuts_is_joined() -> None:
    shapes = [shapely.box(0, 0, 10, 10), shapely.box(10.4, 0, 20, 10)]
    assert shapely.area(ground._joined(shapes, [])) == pytest.approx(196.0)
    assert shapely.area(ground._joined([], shapes)) == pytest.approx(200.0)
    frame = Frame(400.0, 300.0, -2000.0, 1500.0, 10.0)
    russia = draw_ground(Plane("laea", 180.0, 67.0), frame).countries["RUS"]
    assert russia.contains(shapely.LineString([(200.0, 130.0), (200.0, 160.0)]))  # along the meridian
