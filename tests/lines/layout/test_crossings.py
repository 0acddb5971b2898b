import numpy as np
import pytest
import shapely

from routemap.lines.layout.bezier import bezier
from routemap.lines.layout.crossings import Segments, find_crossings, to_bows

START, END = np.array([100.0, 300.0]), np.array([420.0, 180.0])
SHAPES = np.array([(bow, skew) for bow in (0.0, 0.1, -0.1, 0.3, -0.42) for skew in (0.0, 0.28, -0.4)])


def curves():
    along = END - START
    left = np.array([along[1], -along[0]])
    control = (START + END) / 2 + SHAPES[:, 1:] * along + 2 * SHAPES[:, :1] * left
    points = np.stack((np.tile(START, (len(SHAPES), 1)), control, np.tile(END, (len(SHAPES), 1))), axis=1)
    return bezier(points, np.linspace(0, 1, 400))


def random_segments(count=400):
    rng = np.random.default_rng(2)
    a = rng.uniform([0, 0], [520, 480], (count, 2))
    return Segments(a, a + rng.uniform(-60, 60, (count, 2)), np.arange(count))


def test_what_is_found_is_what_crosses():
    segments = random_segments()
    hits = find_crossings(START, END, to_bows(SHAPES), segments)
    found = set(zip(hits.candidate.tolist(), hits.leg.tolist(), strict=True))
    lines = shapely.linestrings(curves())
    pieces = shapely.linestrings(np.stack((segments.a, segments.b), axis=1))
    meets = shapely.get_num_coordinates(shapely.intersection(lines[:, None], pieces[None, :]))
    # A segment that meets a curve twice has both ends on one side: it is let go, as a line seldom does so for long.
    expected = {(int(k), int(n)) for k, n in np.argwhere(meets == 1)}
    assert len(expected) > 250
    assert found == expected


@pytest.mark.parametrize(("angle", "cosine"), [(90, 0.0), (60, 0.5), (20, np.cos(np.radians(20)))])
def test_the_angle_is_the_one_between_the_lines(angle, cosine):
    turn = np.radians(angle)
    direction = np.array([np.cos(turn), np.sin(turn)])
    middle = np.array([50.0, 0.0])
    crossing = Segments((middle - 10 * direction)[None], (middle + 10 * direction)[None], np.zeros(1, dtype=int))
    hits = find_crossings(np.zeros(2), np.array([100.0, 0.0]), to_bows(np.zeros((1, 2))), crossing)
    assert hits.cosine == pytest.approx(cosine, abs=1e-9)
    assert hits.away_px == pytest.approx(50.0)


def test_lines_that_are_not_drawn_cross_nothing():
    nothing = np.full((3, 2), np.nan)
    assert len(find_crossings(START, END, to_bows(SHAPES), Segments(nothing, nothing, np.arange(3))).leg) == 0
