import numpy as np

from routemap import places
from routemap.lines.mercator import to_world
from routemap.scene.layouts import WORLD_PX
from routemap.webmap.coasts import small_coasts


def test_the_rings_of_a_country_are_those_of_its_outlines_in_pixels_of_the_world() -> None:
    coasts = small_coasts()
    rows = coasts.of(["NOR", "CHE"])
    rings = [ring for code in ("NOR", "CHE") for ring in places.outlines("small").rings(code)]
    assert len(rows) == len(rings)
    for row, ring in zip(rows, rings, strict=True):
        px = to_world(ring) * WORLD_PX
        assert np.array_equal(coasts.rings[row], px)
        assert np.array_equal((coasts.least[row], coasts.most[row]), (px.min(axis=0), px.max(axis=0)))


def test_no_codes_have_no_rings() -> None:
    assert len(small_coasts().of([])) == 0
