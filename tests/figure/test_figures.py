"""Figures: every option shows, the same input gives the same bytes, and text stays text."""

import io
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
import pytest
import shapely
from matplotlib.figure import Figure

from routemap.errors import ExportError, RouteError
from routemap.figure import draw_figure, write_figure
from routemap.figure.detail import View, split_views
from routemap.figure.frame import Frame, fit_frame
from routemap.figure.ground import draw_ground
from routemap.figure.keys import line_keys
from routemap.figure.mapping import draw_map, place_px
from routemap.figure.pen import Pen
from routemap.figure.plane import Plane, choose_plane
from routemap.places import country_codes
from routemap.routes import read_routes
from routemap.scene.bezier import chain_points
from routemap.scene.choosing import choose_routes
from routemap.scene.courses import draw_courses
from routemap.scene.gathering import to_scene
from routemap.scene.layouts import lay_out_on_plane
from routemap.scene.marks import rims_of

SVG = "{http://www.w3.org/2000/svg}"


def table(text: str) -> pd.DataFrame:
    return read_routes(io.StringIO(text))


def svg_of(routes: pd.DataFrame, folder: Path, **options: Any) -> str:
    path = folder / "figure.svg"
    write_figure(routes, path, **options)
    return path.read_text(encoding="utf-8")


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_the_same_routes_give_the_same_bytes(norway: pd.DataFrame, tmp_path: Path, suffix: str) -> None:
    written = []
    for k in range(2):
        path = tmp_path / f"{k}{suffix}"
        write_figure(norway, path, market="human trafficking", dpi=60)
        written.append(path.read_bytes())
    assert written[0] == written[1]


def test_the_settings_of_the_caller_do_not_change_a_file(norway: pd.DataFrame, tmp_path: Path) -> None:
    plain = svg_of(norway, tmp_path, market="arms trafficking")
    with matplotlib.rc_context({"svg.fonttype": "path", "lines.scale_dashes": False, "figure.dpi": 31}):
        assert svg_of(norway, tmp_path, market="arms trafficking") == plain


def test_text_is_text_with_title_and_description(norway: pd.DataFrame, tmp_path: Path) -> None:
    svg = svg_of(norway, tmp_path, market="heroin trade")
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "Heroin trade · Norway · 2021"
    assert "Morocco → Norway (stated plainly)" in str(description.text)
    assert {"MOROCCO", "NORWAY", "West Africa", "Heroin trade", "NORWAY · 2021"} <= set(texts(svg))
    assert "nan" not in svg.replace("Financ", "").lower().split("</metadata>")[-1].split("<text")[0]


def test_only_groups_with_a_line_have_a_colour_in_the_legend(norway: pd.DataFrame, tmp_path: Path) -> None:
    found = texts(svg_of(norway, tmp_path, market="synthetic drug trade"))
    assert {"amphetamines", "MDMA"} <= set(found)
    assert not {"precursor chemicals", "synthetic drugs"} & set(found)


def test_a_table_of_one_market_is_a_figure_of_it(norway: pd.DataFrame, tmp_path: Path) -> None:
    heroin = norway[norway["market"] == "heroin trade"]
    assert svg_of(heroin, tmp_path) == svg_of(norway, tmp_path, market="heroin trade")


def test_a_badge_hides_no_arrowhead(norway: pd.DataFrame) -> None:
    routes = norway[norway["market"] == "synthetic drug trade"]
    scene = to_scene(routes, "synthetic drug trade", "en")
    plane = choose_plane("auto", scene.anchors, scene.strands.ends)
    frame = fit_frame(scene, plane, 785)
    at = place_px(scene, plane, frame)
    pen = Pen(Figure().add_axes((0, 0, 1, 1)), frame.width, frame.height, 0.65)
    facts = draw_map(pen, scene, plane, frame, draw_ground(plane, frame))
    curves = lay_out_on_plane(scene, at, (frame.width, frame.height))
    courses, tails = draw_courses(scene, at, curves, [7.0] * len(at))
    tips = [one.head.tip for one in (*courses, *tails) if one.head]
    ((left, top, right, bottom),) = facts.badges
    assert len(tips) >= 4
    assert not any(left < tip.real < right and top < tip.imag < bottom for tip in tips)


def test_a_crowd_in_a_corner_gets_a_map_of_its_own(norway: pd.DataFrame, tmp_path: Path) -> None:
    found = texts(svg_of(norway, tmp_path))
    assert "The framed part, larger" in found
    assert {"from South America", "from West Africa", "South America", "West Africa"} <= set(found)
    # Places within the crowd stand on the close map alone, but for the ends of lines from afar.
    assert (found.count("POLAND"), found.count("NORWAY")) == (1, 2)
    assert "The framed part, larger" not in texts(svg_of(norway, tmp_path, market="cannabis trade"))


def test_what_lies_in_the_framed_part_ends_there_and_the_rest_is_named_where_its_line_leaves() -> None:
    ends = ["EGY", "TCD", "SSD", "LBY", "ETH", "UGA", "KEN", "CAF", "TUN", "MAR", "GRC", "FRA", "GBR", "USA"]
    scene = to_scene(table("market,from,to\n" + "".join(f"x,SDN,{end}\n" for end in ends)), None, "en")
    plane = choose_plane("auto", scene.anchors, scene.strands.ends)
    _, view = split_views(scene, View(scene, plane, fit_frame(scene, plane, 453)), "auto", "en")
    close, frame = view.scene, view.frame
    true = frame.to_px(view.plane.project(view.plane.turned(close.anchors)))
    size = np.array([frame.width, frame.height])
    # Morocco is in sight, if at some distance from the crowd: its line ends at its symbol.
    for k in close.beyond:
        assert not ((true[k] > 0.03 * size) & (true[k] < 0.97 * size)).all(), close.codes[k]
    assert {close.codes[k] for k in close.beyond} == {"FRA", "GBR", "USA"}
    pen = Pen(Figure().add_axes((0, 0, 1, 1)), frame.width, frame.height, 0.65)
    facts = draw_map(pen, close, view.plane, frame, draw_ground(view.plane, frame))
    at = place_px(close, view.plane, frame)
    courses, _ = draw_courses(close, at, lay_out_on_plane(close, at, (frame.width, frame.height)), rims_of(close))
    told = [name for name in facts.names if name.item in close.beyond]
    assert told
    for name in told:
        (own,) = [one for one in courses if name.item in close.strands.ends[one.strand]]
        path = chain_points(own.chain, 64)
        left, top, right, bottom = name.box
        beside = np.maximum(np.maximum(left - path.real, path.real - right), 0.0)
        above = np.maximum(np.maximum(top - path.imag, path.imag - bottom), 0.0)
        tied = np.abs(path - name.leader[0]).min() if name.leader else np.inf
        assert min(np.hypot(beside, above).min(), tied) < 12, close.codes[name.item]


def test_the_wide_map_is_not_cut_through_its_framed_part() -> None:
    flows = pd.read_csv(Path(__file__).parent.parent / "browser/unhcr_extract.csv", keep_default_na=False)
    pairs = zip(flows["origin_iso3"], flows["asylum_iso3"], strict=True)
    rows = [{"market": "x", "origin": start, "destination": end} for start, end in pairs]
    scene = to_scene(read_routes(pd.DataFrame(rows)), "x", "en")
    plane = choose_plane("auto", scene.anchors, scene.strands.ends)
    wide, close = split_views(scene, View(scene, plane, fit_frame(scene, plane, 785)), "auto", "en")
    edge = np.column_stack((np.linspace(0, close.frame.width, 50), np.full(50, close.frame.height / 2)))
    lon = wide.plane.turned(close.plane.unproject(close.frame.to_km(edge)))[:, 0]
    assert np.abs(np.diff(lon)).max() < 180


def test_every_line_is_on_one_of_the_two_maps(norway: pd.DataFrame) -> None:
    scene = to_scene(norway, None, "en")
    plane = choose_plane("auto", scene.anchors, scene.strands.ends)
    views = split_views(scene, View(scene, plane, fit_frame(scene, plane, 785)), "auto", "en")
    legs = [
        {
            (one.codes[a], one.codes[b], g)
            for (a, b), g in zip(one.strands.ends.tolist(), one.strands.group, strict=True)
        }
        for one in (scene, *(view.scene for view in views))
    ]
    assert len(views) == 2
    assert legs[1] | legs[2] == legs[0]
    assert set(scene.codes) == set(views[0].scene.codes) | set(views[1].scene.codes)
    assert sum(views[0].scene.badge) + sum(views[1].scene.badge) == sum(scene.badge)
    tails = [int(one.strands.tail_in.sum()) for one in (scene, views[0].scene, views[1].scene)]
    assert tails[1] + tails[2] >= tails[0]


def test_a_map_of_the_world_ends_at_the_poles() -> None:
    scene = to_scene(table("market,from,to\nheroin,CAN,NZL\nheroin,NOR,AUS\nheroin,ARG,JPN\n"), None, "en")
    plane = choose_plane("equal-earth", scene.anchors, scene.strands.ends)
    frame = fit_frame(scene, plane, 785)
    poles = frame.to_px(plane.project(np.array([[0.0, 90.0], [0.0, -90.0]])))[:, 1]
    assert poles[0] <= 1e-6
    assert poles[1] >= frame.height - 1e-6


def test_pdf_says_what_it_shows_and_embeds_its_fonts(norway: pd.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "figure.pdf"
    write_figure(norway, path, market="heroin trade")
    data = path.read_bytes()
    assert b"/CreationDate" not in data
    assert b"/FontFile2" in data
    assert b"/Subject" in data
    assert b"/Title" in data


def test_market_projection_title_language_and_legend_show(norway: pd.DataFrame, tmp_path: Path) -> None:
    plain = svg_of(norway, tmp_path, market="cannabis trade")
    assert "POLAND" in texts(plain)
    assert "MOROCCO" not in texts(plain)
    assert svg_of(norway, tmp_path, market="cannabis trade", projection="mercator") != plain
    assert svg_of(norway, tmp_path, market="cannabis trade", projection="laea") == plain
    assert "My title" in texts(svg_of(norway, tmp_path, market="cannabis trade", title="My title"))
    assert "transit" in texts(plain)
    assert "transit" not in texts(svg_of(norway, tmp_path, market="cannabis trade", legend=False))


@pytest.mark.parametrize(
    ("lang", "name", "title"),
    [
        ("fr", "POLOGNE", "Trafic de cannabis"),
        ("es", "POLONIA", "Tráfico de cannabis"),
        ("nb", "POLEN", "Cannabishandel"),
    ],
)
def test_languages(norway: pd.DataFrame, tmp_path: Path, lang: str, name: str, title: str) -> None:
    assert {name, title} <= set(texts(svg_of(norway, tmp_path, market="cannabis trade", lang=lang)))


def test_width_and_dots_per_inch_show(norway: pd.DataFrame, tmp_path: Path) -> None:
    from PIL import Image

    sizes = []
    for width_mm, dpi in ((100, 50), (100, 100), (200, 50)):
        write_figure(norway, tmp_path / "a.png", market="fauna crimes", width_mm=width_mm, dpi=dpi)
        with Image.open(tmp_path / "a.png") as picture:
            sizes.append(picture.width)
            assert "Norway" in picture.text["Description"]  # type: ignore[attr-defined]
    assert sizes == pytest.approx([100 / 25.4 * 50, 100 / 25.4 * 100, 200 / 25.4 * 50], abs=1)


def test_small_multiples_are_of_all_markets(norway: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(RouteError, match="expected no market"):
        write_figure(norway, tmp_path / "a.svg", market="heroin trade", small_multiples=True)


def test_small_multiples_share_one_scale_of_widths() -> None:
    rows = "a,cocaine,COL,NOR,100,kg\nb,heroin,AFG,NOR,25,kg\n"
    routes = table(f"id,market,from,to,quantity,unit\n{rows}")
    heroin = routes[routes["market"] == "heroin trade"]
    assert to_scene(heroin, None, "en").strands.width.tolist() == [9.0]
    assert to_scene(heroin, None, "en", largest={"mass": 100.0}).strands.width.tolist() == [5.25]


def test_dollars_and_markup_stay_as_they_are(tmp_path: Path) -> None:
    routes = table('market,from,to,source\n"<b> & $x^2$ -->",NOR,SWE,"</text><script>$\\alpha$"\n')
    routes["market"] = "<b> & $x^2$ \x07-->"
    svg = svg_of(routes, tmp_path, title='$1 <b> & "quoted" \x00\x1b\u202e -->')
    assert '$1 <b> & "quoted" -->' in texts(svg)
    assert any("</text><script>$\\alpha$" in text for text in texts(svg))
    assert "<script>" not in svg


def test_hostile_routes_give_sound_files(hostile: pd.DataFrame, tmp_path: Path) -> None:
    some = hostile[hostile["origin"].isin(["MAR", "NLD"]) | (hostile["transit"] == "")].head(5)
    svg = svg_of(some, tmp_path)
    assert not list(ET.fromstring(svg).iter(f"{SVG}script"))
    write_figure(some, tmp_path / "a.pdf")


@pytest.mark.filterwarnings("ignore::routemap.figure.LettersWarning")
def test_a_letter_the_font_lacks_is_no_reason_to_stop(norway: pd.DataFrame, tmp_path: Path) -> None:
    for suffix in ("png", "pdf", "svg"):
        write_figure(norway, tmp_path / f"a.{suffix}", market="flora crimes", title="毒品", dpi=40)


def test_the_pacific_is_not_cut() -> None:
    routes = table("market,from,to\ncocaine,MEX,AUS\ncocaine,CHL,NZL\ncocaine,JPN,USA\ncocaine,FJI,PER\n")
    scene = to_scene(routes, None, "en")
    plane = choose_plane("equal-earth", scene.anchors, scene.strands.ends)
    turned = plane.turned(scene.anchors)
    ends = scene.strands.ends
    assert (np.abs(turned[ends[:, 0], 0] - turned[ends[:, 1], 0]) < 180).all()
    assert abs((plane.lon - 190 + 180) % 360 - 180) <= 50


@pytest.mark.parametrize("projection", ["equal-earth", "laea", "mercator"])
@pytest.mark.parametrize("pair", ["FJI,WSM", "NZL,USA", "RUS,NOR", "ATA,ARG"])
def test_no_country_runs_across_the_map(projection: str, pair: str) -> None:
    scene = to_scene(table(f"market,from,to\ncocaine,{pair}\n"), None, "en")
    plane = choose_plane(projection, scene.anchors, scene.strands.ends)
    frame = fit_frame(scene, plane, 700)
    ground = draw_ground(plane, frame)
    for code, shape in ground.countries.items():
        assert np.isfinite(shape.bounds).all()
        if code not in ("RUS", "ATA", "USA", "CAN", "ARG", "CHL"):
            west, _, east, _ = shape.bounds
            assert east - west < 640 or code in ("NZL", "FJI", "WSM", "NOR"), code
    land = sum(shape.area for shape in ground.countries.values())
    assert land < 0.97 * frame.width * frame.height


def test_one_place_and_no_lines(tmp_path: Path) -> None:
    svg = svg_of(table("market,to\ncocaine,SGP\n"), tmp_path)
    assert "SINGAPORE" in texts(svg)
    assert "named, without a route" in texts(svg)
    assert "1" in texts(svg)


@pytest.mark.parametrize("market", [None, "heroin trade", "synthetic drug trade"])
def test_names_do_not_overlap(norway: pd.DataFrame, market: str | None) -> None:
    chosen, _ = choose_routes(norway, market)
    scene = to_scene(chosen, market, "en")
    plane = choose_plane("auto", scene.anchors, scene.strands.ends)
    frame = fit_frame(scene, plane, 785)
    pen = Pen(Figure().add_axes((0, 0, 1, 1)), frame.width, frame.height, 0.65)
    facts = draw_map(pen, scene, plane, frame, draw_ground(plane, frame))
    assert not facts.unnamed
    for a, b in combinations([name.box for name in facts.names], 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    for left, top, right, bottom in (name.box for name in facts.names):
        assert left >= 0
        assert top >= 0
        assert right <= frame.width
        assert bottom <= frame.height


def test_axes_of_the_caller_get_the_map(norway: pd.DataFrame) -> None:
    figure = Figure(figsize=(6, 5))
    axes = figure.add_subplot()
    assert draw_figure(norway, market="heroin trade", ax=axes, title="Costs $5") is axes
    assert axes.get_title(loc="left") == "Costs $5"
    written = {text.get_text() for text in axes.texts}
    assert {"MOROCCO", "PLACES"} <= written
    bare = Figure().add_subplot()
    draw_figure(norway, market="heroin trade", ax=bare, legend=False)
    assert "PLACES" not in {text.get_text() for text in bare.texts}


def test_marks_of_every_kind_are_in_the_legend(tmp_path: Path) -> None:
    routes = table(
        "market,from,via,to,directed,confidence,magnitude\n"
        "cocaine,,DNK,NOR,yes,high,major\n"
        "cocaine,NLD,DEU,,yes,medium,minor\n"
        "cocaine,POL,,SWE,no,low,\n"
        "cocaine,FIN,,FIN,yes,,\n"
        "cocaine,EST,,LVA,yes,,moderate\n"
        "cocaine,LVA,,the Balkans,yes,high,\n"
        "cocaine,,,LTU,yes,high,\n"
    )
    found = set(texts(svg_of(routes, tmp_path)))
    assert {"origin not stated", "destination not stated", "direction not stated", "within one country"} <= found
    assert {"stated plainly", "said with caution", "inferred by the analyst", "not assessed"} <= found
    assert {"origin", "transit", "destination", "several roles, combined", "region, not a point"} <= found
    assert {"major", "moderate", "minor", "no size stated", "named, without a route"} <= found


def test_refusals_say_what_is_expected(norway: pd.DataFrame, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.svg, \.png, \.pdf"):
        write_figure(norway, tmp_path / "a.gif")
    with pytest.raises(ExportError, match="there is no folder"):
        write_figure(norway, tmp_path / "missing" / "a.svg", market="flora crimes")
    for options, words in (
        ({"market": "tea trade"}, "expected one of: human trafficking"),
        ({"projection": "globe"}, "expected one of auto"),
        ({"lang": "de"}, "expected one of en"),
        ({"width_mm": 5}, "60 to 1200 mm"),
        ({"dpi": 5}, "36 to 1200"),
    ):
        with pytest.raises(RouteError, match=words):
            write_figure(norway, tmp_path / "a.png", **options)  # type: ignore[arg-type]
    with pytest.raises(RouteError, match="no routes to draw"):
        draw_figure(norway.iloc[:0])
    assert not list(tmp_path.iterdir())


def test_importing_the_room_loads_no_matplotlib() -> None:
    code = "import sys, routemap.figure; print('matplotlib' in sys.modules, sorted(routemap.figure.__all__))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert re.match(r"False \['LettersWarning', 'draw_card', 'draw_figure', 'write_figure'\]", said)


def test_a_region_cut_at_the_edge_of_the_map_can_be_hatched(norway: pd.DataFrame, tmp_path: Path) -> None:
    """Sweden, cut at the upper edge of this map, touches itself there."""
    write_figure(norway, tmp_path / "map.svg", market="cocaine trade", projection="equal-earth", dpi=72)
    assert (tmp_path / "map.svg").stat().st_size > 10_000


def test_without_colour_lines_tell_their_market_by_number(norway: pd.DataFrame, tmp_path: Path) -> None:
    found = texts(svg_of(norway, tmp_path, market="synthetic drug trade"))
    # One in the legend each, the others on the lines; 2 is also the badge of Norway, on the map and in the legend.
    assert (found.count("1"), found.count("2")) == (1 + 3, 1 + 1 + 2)
    assert not {"1", "3"} & set(texts(svg_of(norway, tmp_path, market="heroin trade")))
    assert "1" not in texts(svg_of(norway, tmp_path, market="synthetic drug trade", legend=False))


def test_many_lines_wear_no_numbers() -> None:
    rows = [
        {"market": f"m{k % 2}", "origin": code, "destination": "Norway"}
        for k, code in enumerate([code for code in country_codes() if code != "NOR"][:45])
    ]
    scene = to_scene(read_routes(pd.DataFrame(rows)), None, "en")
    assert len(scene.strands) > 40
    assert line_keys(scene) == {}


def test_only_the_ground_that_may_be_seen_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    mended: list[int] = []

    def count(shapes: Any, *options: Any, **more: Any) -> Any:
        mended.append(np.size(shapes))
        return make_valid(shapes, *options, **more)

    draw_ground(Plane("laea", 10.0, 60.0), Frame(400, 300, -500.0, 400.0, 2.5))  # outlines are read once
    make_valid = shapely.make_valid
    monkeypatch.setattr("shapely.make_valid", count)
    draw_ground(Plane("laea", 10.0, 60.0), Frame(400, 300, -500.0, 400.0, 2.5))
    assert 0 < max(mended) < 200
