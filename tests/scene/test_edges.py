"""Lines to a region end at the edge of its area, on pages and in figures; a vast one is a ring everywhere."""

import pandas as pd
import pytest
import shapely

from routemap import places, read_routes
from routemap.lines.mercator import to_world
from routemap.scene.bezier import point_at
from routemap.scene.layouts import WORLD_PX
from routemap.webmap.payload import PageScene, build_payload

ROWS = [
    {"origin": "South America", "destination": "Norway"},
    {"origin": "Norway", "destination": "the Balkans"},
    {"origin": "Serbia", "destination": "the Balkans"},
    {"origin": "Europe", "destination": "China"},
]


@pytest.fixture(scope="module")
def page() -> PageScene:
    return PageScene(read_routes(pd.DataFrame(ROWS).assign(market="heroin trade")), "heroin trade", "en")


def ends(page: PageScene) -> dict[tuple[str, str], tuple[complex, complex]]:
    """Return where each line of a page begins and ends, world pixels."""
    curves = [(complex(*a), complex(*c), complex(*b)) for a, c, b in page.curves.to_px(page.scene).tolist()]
    codes = [tuple(page.scene.codes[k] for k in pair) for pair in page.scene.strands.ends.tolist()]
    return {
        pair: (point_at(curve, first), point_at(curve, last))
        for pair, curve, (first, last) in zip(codes, curves, page.edges, strict=True)
    }


def area(page: PageScene, region: str) -> shapely.Geometry:
    members = page.scene.members[page.scene.codes.index(region)]
    rings = [to_world(ring) * WORLD_PX for code in members for ring in places.outlines("medium").rings(code)]
    return shapely.union_all(shapely.make_valid([shapely.Polygon(ring) for ring in rings]))


@pytest.mark.parametrize(
    ("pair", "which", "region"),
    [(("south-america", "NOR"), 0, "south-america"), (("NOR", "balkans"), 1, "balkans")],
)
def test_a_line_ends_at_the_edge_of_an_area(page: PageScene, pair: tuple[str, str], which: int, region: str) -> None:
    point = ends(page)[pair][which]
    assert shapely.distance(shapely.Point(point.real, point.imag), shapely.boundary(area(page, region))) < 0.05
    anchor = to_world(places.anchors([region]))[0] * WORLD_PX
    assert abs(point - complex(*anchor)) > 1


def test_a_line_from_within_an_area_ends_at_its_ring(page: PageScene) -> None:
    strand = list(ends(page)).index(("SRB", "balkans"))
    assert page.edges[strand] == (0.0, 1.0)


def test_a_vast_region_is_a_ring_everywhere(page: PageScene) -> None:
    region = page.scene.codes.index("europe")
    assert region not in page.scene.areas
    assert page.edges[list(ends(page)).index(("europe", "CHN"))] == (0.0, 1.0)


def test_a_layer_without_a_ground_hatches_nothing(page: PageScene) -> None:
    assert build_payload(page, kind="market")["edges"]
    assert build_payload(page, kind="layer")["edges"] == {}
