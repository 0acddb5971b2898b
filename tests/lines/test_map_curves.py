import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from routemap.errors import GeometryError
from routemap.lines import LayoutOptions, bow_curves, lay_out_curves
from routemap.lines.layout.effort import EFFORTS
from routemap.lines.mercator import to_world

EUROPE = np.array(
    [
        [10.0, 61.0],
        [15.0, 62.0],
        [9.0, 56.0],
        [10.0, 51.0],
        [2.5, 46.5],
        [-3.5, 40.0],
        [12.5, 42.8],
        [19.4, 52.1],
        [24.9, 45.9],
        [33.0, 39.0],
    ]
)
LEGS = np.array(
    [[3, 0], [0, 3], [4, 0], [5, 0], [6, 0], [7, 0], [8, 0], [9, 8], [2, 1], [5, 4], [6, 3], [3, 7], [7, 3]]
)

lonlats = st.tuples(st.integers(-180, 180), st.integers(-90, 90))


def in_px(curves):
    return np.stack([to_world(p) * curves.world_px for p in (curves.start, curves.control, curves.end)], axis=1)


def count_crossings(curves):
    lines = curves.to_lines()
    tree = shapely.STRtree(lines)
    return sum(a < b for a, b in tree.query(lines, predicate="crosses").T)


def turn_at(curves, before, after):
    px = in_px(curves)
    arriving, leaving = px[before, 2] - px[before, 1], px[after, 1] - px[after, 0]
    cosine = arriving @ leaving / np.hypot(*arriving) / np.hypot(*leaving)
    return np.degrees(np.arccos(np.clip(cosine, -1, 1)))


def test_the_same_input_gives_the_same_curves():
    one, other = (lay_out_curves(EUROPE, LEGS) for _ in range(2))
    assert one.control.tobytes() == other.control.tobytes()


def test_neither_order_nor_labels_matter():
    base = lay_out_curves(EUROPE, LEGS, np.arange(len(LEGS)))
    order = np.argsort(np.sin(np.arange(len(LEGS))))
    labels = np.argsort(np.cos(np.arange(len(EUROPE))))
    row = np.argsort(labels)
    other = lay_out_curves(EUROPE[labels], row[LEGS][order], np.arange(len(LEGS))[order])
    assert other.control.tobytes() == base.control[order].tobytes()


def test_opposite_legs_bow_to_opposite_sides():
    px = in_px(lay_out_curves(EUROPE, LEGS))
    for there, back in ((0, 1), (11, 12)):
        start, along = px[there, 0], px[there, 2] - px[there, 0]
        across = np.array([-along[1], along[0]])
        assert ((px[there, 1] - start) @ across) * ((px[back, 1] - start) @ across) <= 0
        assert np.hypot(*(px[there, 1] - px[back, 1])) > 12


def test_the_layout_has_fewer_crossings_than_the_bow():
    rng = np.random.default_rng(5)
    places = rng.uniform([-10, 36], [40, 64], (14, 2))
    legs = np.array([(a, b) for a in range(14) for b in range(14) if a != b and (3 * a + 5 * b) % 7 == 0])
    assert count_crossings(lay_out_curves(places, legs)) < 0.8 * count_crossings(bow_curves(places, legs))


def test_lines_keep_off_places_they_do_not_touch():
    places = [[0.0, 50.0], [10.0, 50.0], [20.0, 50.0]]
    curves = lay_out_curves(places, [[0, 2]])
    line = shapely.LineString(to_world(curves.to_vertices()[0]) * curves.world_px)
    place = shapely.Point(to_world(np.array(places[1])) * curves.world_px)
    assert line.distance(place) >= LayoutOptions().symbol_px


def test_a_far_away_leg_leaves_the_rest_alone():
    places = np.concatenate((EUROPE, [[-120.0, 40.0], [-80.0, 35.0], [140.0, -30.0]]))
    base = lay_out_curves(places, LEGS)
    more = lay_out_curves(places, np.concatenate((LEGS, [[10, 11], [11, 10]])))
    moved = np.abs(in_px(more)[: len(LEGS)] - in_px(base))
    assert moved.max() < 1


@pytest.mark.parametrize("count", [6, 13, 14, 19, 30])
def test_legs_far_away_leave_a_group_of_any_size_alone(count):
    # What a line costs may depend on how many are near it, never on how many there are elsewhere.
    rng = np.random.default_rng(count)
    places = np.concatenate((rng.uniform([-8, 37], [30, 62], (10, 2)), [[-110, 40], [-70, 10], [140, -30], [110, -5]]))
    pairs = np.array([(a, b) for a in range(10) for b in range(10) if a != b])
    legs = pairs[rng.permutation(len(pairs))[:count]]
    base = in_px(lay_out_curves(places, legs))
    more = in_px(lay_out_curves(places, np.concatenate((legs, [[10, 11], [12, 13]]))))
    assert np.abs(more[:count] - base).max() < 1


def test_chains_turn_gently_where_they_can():
    places = [[0.0, 50.0], [8.0, 54.0], [16.0, 50.0], [8.0, 40.0]]
    curves = lay_out_curves(places, [[0, 1], [1, 2], [3, 1]], chains=[[0, 1]])
    assert turn_at(curves, 0, 1) < 60


@pytest.mark.parametrize("legs", [[[0, 1], [2, 1], [3, 1]], [[1, 0], [1, 2], [3, 1]], [[1, 0], [2, 1], [3, 1]]])
def test_a_chain_may_come_to_a_leg_at_its_end(legs):
    # A line without direction is one leg, from whichever of its places comes first.
    places = [[0.0, 50.0], [8.0, 54.0], [16.0, 50.0], [8.0, 40.0]]
    forward = [[0, 1], [1, 2], [3, 1]]
    expected = in_px(lay_out_curves(places, forward, chains=[[0, 1]]))
    drawn = in_px(lay_out_curves(places, legs, chains=[[0, 1]]))
    turned = [curve if leg == way else curve[::-1] for curve, leg, way in zip(drawn, legs, forward, strict=True)]
    assert np.abs(np.array(turned) - expected).max() < 1


def test_strong_legs_are_drawn_straighter():
    places = [[0.0, 45.0], [20.0, 55.0], [0.0, 55.0], [20.0, 45.0]]
    legs = [[0, 1], [2, 3], [1, 0], [3, 2]]
    weights = [100, 1, 1, 1]
    px = in_px(lay_out_curves(places, legs, weights))
    bow = np.hypot(*(px[:, 1] - (px[:, 0] + px[:, 2]) / 2).T)
    assert bow[0] <= bow.max()


def test_a_ring_touches_nothing():
    legs = np.concatenate((LEGS, [[0, 0], [2, 2], [2, 2]]))
    curves = lay_out_curves(EUROPE, legs)
    vertices = to_world(curves.to_vertices()) * curves.world_px
    lines = shapely.linestrings(vertices)
    rings = lines[-3:]
    assert curves.ring[-3:].all()
    for ring in rings:
        assert shapely.distance(ring, lines[:-3]).min() > 2
    assert rings[1].distance(rings[2]) > 2


def test_across_the_date_line_curves_are_cut_in_two():
    places = [[170.0, -20.0], [-170.0, -15.0], [-100.0, 40.0], [0.0, 50.0], [100.0, 10.0]]
    lines = lay_out_curves(places, [[0, 1], [1, 0], [2, 0], [3, 4]]).to_lines()
    assert [line.geom_type for line in lines] == ["MultiLineString"] * 3 + ["LineString"]
    for line in lines[:3]:
        one, other = line.geoms
        assert one.coords[-1][0] == -other.coords[0][0]
        assert one.coords[-1][1] == other.coords[0][1]


def test_past_the_limit_the_strongest_are_laid_out_and_the_reader_is_told():
    curves = lay_out_curves(EUROPE, LEGS, np.arange(len(LEGS)), options=LayoutOptions(most_laid_out=5))
    assert curves.laid_out.tolist() == [False] * 8 + [True] * 5
    bows = bow_curves(EUROPE, LEGS)
    assert np.allclose(curves.control[:8], bows.control[:8])
    assert curves.notes == ("8 of 13 lines follow a simple bow; only the strongest were laid out.",)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(lonlats, min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=10),
    st.booleans(),
)
def test_any_places_give_finite_curves_that_start_and_end_there(places, legs, weighted):
    places = np.array(places, dtype=float)
    legs = np.array(legs, dtype=int).reshape(-1, 2) % len(places)
    curves = lay_out_curves(places, legs, np.arange(len(legs)) if weighted else None)
    assert np.isfinite(curves.control).all()
    for ends, column in ((curves.start, 0), (curves.end, 1)):
        turns = (ends - places[legs[:, column]]) / [360, 1]
        assert (turns[:, 0] == np.round(turns[:, 0])).all()
        assert (turns[:, 1] == 0).all()
    assert (np.abs(curves.end[:, 0] - curves.start[:, 0]) <= 180).all()
    for line in curves.to_lines():
        assert line is None or np.isfinite(shapely.get_coordinates(line)).all()


def test_places_on_one_point_share_a_ring():
    curves = lay_out_curves([[5.0, 50.0], [5.0, 50.0], [9.0, 50.0]], [[0, 1], [0, 2]])
    assert curves.ring.tolist() == [True, False]
    assert curves.to_lines()[0].length > 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"weights": [1.0]}, "weights has shape"),
        ({"weights": [-1.0] * 13}, "0 or more"),
        ({"chains": [[0, 99]]}, "outside 0 to"),
        ({"chains": [[0, 8]]}, "does not start where"),
    ],
)
def test_wrong_arguments_are_refused_in_words(arguments, says):
    with pytest.raises(GeometryError, match=says):
        lay_out_curves(EUROPE, LEGS, **arguments)


def test_no_chain_reverses_where_a_smoother_choice_would_do():
    # Stops on a ring, each chain going on in about its own direction: nothing forces a sharp turn.
    turn = np.radians(np.arange(6) * 60)
    outer, inner = ([5, 50] + size * np.column_stack((np.cos(turn) * 1.5, np.sin(turn))) for size in (9, 4))
    places = np.concatenate(([[5.0, 50.0]], inner, outer))
    legs = [[7 + k, 1 + k] for k in range(6)] + [[1 + k, 0] for k in range(6)] + [[8, 1], [11, 4]]
    chains = [[k, 6 + k] for k in range(6)]
    curves = lay_out_curves(places, legs, chains=chains)
    assert max(turn_at(curves, *chain) for chain in chains) < 60


def test_order_does_not_matter_when_there_are_many(monkeypatch):
    # The more legs, the coarser the search; its coarsest steps too must not depend on order.
    monkeypatch.setattr("routemap.lines.layout.effort.EFFORTS", EFFORTS[-1:])
    rng = np.random.default_rng(1)
    places = rng.uniform([-10, 36], [40, 64], (12, 2))
    legs = np.array([(a, b) for a in range(12) for b in range(12) if a != b])[rng.permutation(132)[:50]]
    order = rng.permutation(50)
    base, other = lay_out_curves(places, legs), lay_out_curves(places, legs[order])
    assert other.control.tobytes() == base.control[order].tobytes()


def test_opposite_legs_keep_apart_in_a_crowd():
    rng = np.random.default_rng(3)
    places = rng.uniform([-10, 36], [40, 64], (9, 2))
    legs = np.array([(a, b) for a in range(9) for b in range(9) if a != b])
    curves = lay_out_curves(places, legs)
    px = in_px(curves)
    row = {tuple(leg): k for k, leg in enumerate(legs.tolist())}
    halfway = (px[:, 0] + 2 * px[:, 1] + px[:, 2]) / 4
    apart = [np.hypot(*(halfway[row[a, b]] - halfway[row[b, a]])) for a, b in row if a < b]
    chord = [np.hypot(*(px[row[a, b], 0] - px[row[a, b], 2])) for a, b in row if a < b]
    assert all(gap > 12 for gap, length in zip(apart, chord, strict=True) if length > 40)


def test_a_quick_layout_is_whole_and_its_own() -> None:
    places = np.array([[lon, lat] for lon in range(0, 25, 5) for lat in range(40, 60, 5)], float)
    legs = np.array([[a, b] for a in range(0, 20, 2) for b in range(1, 20, 3)])
    quick = lay_out_curves(places, legs, options=LayoutOptions(quick=True))
    assert quick.laid_out.all()
    assert np.isfinite(quick.control).all()
    assert not np.array_equal(quick.control, lay_out_curves(places, legs).control)


def test_widths_are_taken_as_they_are():
    weights = np.arange(len(LEGS))
    widths = 1.5 + 4.5 * np.sqrt(weights / weights.max())
    base, other = lay_out_curves(EUROPE, LEGS, weights), lay_out_curves(EUROPE, LEGS, widths_px=widths)
    assert np.abs(in_px(base) - in_px(other)).max() < 1e-6
    with pytest.raises(GeometryError, match="both weights and widths_px"):
        lay_out_curves(EUROPE, LEGS, weights, widths_px=widths)


def test_lines_keep_off_the_places_of_a_map_over_the_date_line():
    # Fiji to Niue, with Tonga on the straight way; the islands in the west make the map's middle the date line.
    places = np.array([[178.0, -18.0], [-169.9, -19.1], [-175.2, -18.6], [179.2, -8.5]])
    curves = lay_out_curves(places, [[0, 1]])
    path = to_world(curves.to_vertices(trimmed=False)[0]) * curves.world_px
    tonga = to_world(places[2] + [360.0, 0.0]) * curves.world_px
    nearest = np.hypot(*(path - tonga).T).min()
    assert nearest > LayoutOptions().symbol_px, f"the line passes {nearest:.1f} px from Tonga"
