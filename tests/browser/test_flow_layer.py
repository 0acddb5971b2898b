"""The lines on a user's own folium map: their page keeps its looks, and the lines answer to the pointer."""

import json
from pathlib import Path

import folium
import pandas as pd
import pytest
from branca.element import Element
from xstatic.pkg import leaflet

from routemap.pages.json_block import escape_json
from routemap.webmap import FlowLayer, route_map

from .conftest import Opened, Opener
from .reader import painting

pytestmark = pytest.mark.browser

OWN = (
    '<h1>My own page</h1><p class="panel">A text of mine.</p><ul class="list"><li>one</li></ul><p class="bar">More.</p>'
)
LOOKS = """() => ["html", "body", "h1", "p.panel", "ul", "li", "p.bar"].map((name) => {
  const { font, color, background, margin, padding, position, display, overflow, listStyle } =
    getComputedStyle(document.querySelector(name));
  return [name, font, color, background, margin, padding, position, display, overflow, listStyle];
})"""
# Ink on the canvases: the share of pixels that are not transparent.
INK = """() => [...document.querySelectorAll(".leaflet-overlay-pane canvas:not([hidden])")].map((canvas) => {
  // Read from a copy: the browser warns of a canvas that is read more than once.
  const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, copy.width, copy.height);
  let inked = 0;
  for (let i = 3; i < data.length; i += 4) inked += data[i] > 0 ? 1 : 0;
  return inked;
})"""
# Where a place lies in the window, by Leaflet's own arithmetic.
AT = """([lat, lon]) => {
  const name = Object.keys(window).find((key) => key.startsWith("map_"));
  const map = window[name];
  const { x, y } = map.latLngToContainerPoint([lat, lon]);
  const { left, top } = map.getContainer().getBoundingClientRect();
  return [x + left, y + top];
}"""


class OfflineMap(folium.Map):
    """A folium map whose Leaflet lies on the disk: no address of the network is in the page."""

    default_js = [("leaflet", (Path(leaflet.BASE_DIR) / "leaflet.js").as_uri())]  # noqa: RUF012 - folium's type
    default_css = [("leaflet_css", (Path(leaflet.BASE_DIR) / "leaflet.css").as_uri())]  # noqa: RUF012


def own_page(path: Path, *layers: FlowLayer) -> Path:
    user = OfflineMap(location=[56, 12], zoom_start=4, tiles=None, height="75%")
    for layer in layers:
        layer.add_to(user)
    user.get_root().html.add_child(Element(OWN))
    user.save(str(path))
    return path


def opened_layers(open_page: Opener, tmp_path: Path, *layers: FlowLayer) -> Opened:
    opened = open_page(own_page(tmp_path / "own.html", *layers), width=1000, height=800)
    opened.settle()
    return opened


def assert_silent(opened: Opened) -> None:
    assert opened.console == []
    assert opened.marks() == []
    assert all(url.startswith("file:") for url in opened.requests)


def test_the_users_page_keeps_its_looks(open_page: Opener, tmp_path: Path, norway: pd.DataFrame) -> None:
    bare = tmp_path / "bare.html"
    user = OfflineMap(location=[56, 12], zoom_start=4, tiles=None, height="75%")
    user.get_root().html.add_child(Element(OWN))
    folium.Marker([56, 12]).add_to(user)
    folium.PolyLine([[50, 10], [60, 12]]).add_to(user)
    user.save(str(bare))
    before = open_page(bare, width=1000, height=800, wait=".leaflet-interactive").page.evaluate(LOOKS)
    opened = opened_layers(open_page, tmp_path, FlowLayer(norway))
    assert opened.page.evaluate(LOOKS) == before
    assert_silent(opened)


def test_lines_are_drawn_and_tell_what_they_are(open_page: Opener, tmp_path: Path, norway: pd.DataFrame) -> None:
    opened = opened_layers(open_page, tmp_path, FlowLayer(norway, market="heroin trade"))
    page = opened.page
    assert max(page.evaluate(INK)) > 1000
    x, y = page.evaluate(AT, [52.1, 19.4])
    page.mouse.move(x, y)
    opened.settle()
    tip = page.locator(".routemap-tip")
    assert tip.is_visible()
    assert "Poland" in tip.inner_text()
    # Half way from Poland to Norway, wherever the layout has bowed the line.
    for lon in range(9, 21):
        page.mouse.click(*page.evaluate(AT, [57.5, lon]))
        if "Poland" in page.locator(".leaflet-bottom.leaflet-left").inner_text():
            break
    card = page.locator(".leaflet-bottom.leaflet-left [role=status]")
    assert card.is_visible()
    assert "Poland" in card.inner_text()
    assert "Global Organized Crime Index 2021" in card.inner_text()
    assert_silent(opened)


def test_several_layers_live_on_one_map(open_page: Opener, tmp_path: Path, norway: pd.DataFrame) -> None:
    layers = [FlowLayer(norway, market=market) for market in ("heroin trade", "cannabis trade")]
    opened = opened_layers(open_page, tmp_path, *layers)
    page = opened.page
    assert len([ink for ink in page.evaluate(INK) if ink > 500]) == 4
    x, y = page.evaluate(AT, [61, 9])
    page.mouse.move(x + 1, y + 1)
    opened.settle()
    assert page.locator(".routemap-tip:visible").count() <= 1
    with painting(page):
        page.mouse.wheel(0, -300)
        page.mouse.move(5, 5)
    assert len([ink for ink in page.evaluate(INK) if ink > 500]) == 4
    assert_silent(opened)


def test_a_control_of_layers_shows_and_hides_it_under_its_name(
    open_page: Opener, tmp_path: Path, norway: pd.DataFrame
) -> None:
    user = OfflineMap(location=[56, 12], zoom_start=4, tiles=None)
    FlowLayer(norway, market="heroin trade").add_to(user)
    FlowLayer(norway, market="cannabis trade", name="<b>mine</b>", show=False).add_to(user)
    folium.LayerControl(collapsed=False).add_to(user)
    user.save(str(tmp_path / "own.html"))
    opened = open_page(tmp_path / "own.html", width=1000, height=800)
    opened.settle()
    page = opened.page
    assert [label.inner_text().strip() for label in page.locator(".leaflet-control-layers label").all()] == [
        "Heroin trade",
        "<b>mine</b>",
    ]
    boxes = page.locator(".leaflet-control-layers-selector")
    assert [box.is_checked() for box in boxes.all()] == [True, False]
    inked = "() => routemap.scene(0)?.lines.length ?? 0"
    assert page.evaluate(inked) > 0
    first = max(page.evaluate(INK))
    boxes.nth(0).uncheck()
    opened.settle()
    assert max(page.evaluate(INK), default=0) == 0
    boxes.nth(1).check()
    opened.settle()
    assert max(page.evaluate(INK)) > 500
    boxes.nth(1).uncheck()
    boxes.nth(0).check()
    opened.settle()
    assert max(page.evaluate(INK)) == first
    assert_silent(opened)


def test_it_lives_in_a_group_and_gives_its_bounds(open_page: Opener, tmp_path: Path, norway: pd.DataFrame) -> None:
    layer = FlowLayer(norway, market="heroin trade")
    group = folium.FeatureGroup(name="mine").add_child(layer)
    user = OfflineMap(location=[0, 0], zoom_start=2, tiles=None)
    user.add_child(group)
    (south, west), (north, east) = group.get_bounds()
    assert -90 <= south < north <= 90
    assert west < 10.7 < east  # Norway lies between
    user.fit_bounds(layer.get_bounds())
    user.save(str(tmp_path / "own.html"))
    opened = open_page(tmp_path / "own.html", width=1000, height=800)
    opened.settle()
    page = opened.page
    assert max(page.evaluate(INK)) > 1000
    theirs = page.evaluate(f"() => {group.get_name()}.getBounds().toBBoxString()")
    assert [float(x) for x in theirs.split(",")] == [west, south, east, north]
    page.evaluate(f"() => {group.get_name()}.remove()")
    opened.settle()
    assert max(page.evaluate(INK), default=0) == 0
    assert_silent(opened)


def test_hostile_text_stays_text(open_page: Opener, tmp_path: Path, hostile: pd.DataFrame) -> None:
    opened = opened_layers(open_page, tmp_path, FlowLayer(hostile))
    page = opened.page
    for x in range(60, 960, 50):
        for y in (150, 250, 350, 450, 550):
            page.mouse.click(x, y)
    opened.settle()
    assert page.locator("img[src=x]").count() == 0
    assert_silent(opened)


def test_a_layer_is_drawn_where_an_app_puts_its_markup_in_as_text(
    open_page: Opener, tmp_path: Path, norway: pd.DataFrame
) -> None:
    # As st_folium does: scripts in such markup do not run.
    user = OfflineMap(location=[56, 12], zoom_start=4, tiles=None, width=900, height=600)
    layer = FlowLayer(norway, market="heroin trade").add_to(user)
    root = user.get_root()
    root.render()
    markup, head = root.html.render(), root.header.render()
    script = "".join(part._template.module.script(part, {}) for part in (user, layer, *layer._children.values()))
    path = tmp_path / "app.html"
    path.write_text(
        f"<!doctype html>{head}<body><div id=room></div><script>"
        f"document.getElementById('room').innerHTML = {escape_json(json.dumps(markup))};"
        f"const made = document.createElement('script'); made.textContent = {escape_json(json.dumps(script))};"
        f"document.body.append(made);</script>",
        encoding="utf-8",
    )
    page = open_page(path, width=1000, height=800).page
    assert max(page.evaluate(INK)) > 1000


def test_the_same_data_have_the_same_id(norway: pd.DataFrame) -> None:
    # Else an app that compares what it is given would load the map anew each time.
    one, same, other = (FlowLayer(norway, market=name) for name in ("heroin trade", "heroin trade", "cannabis trade"))
    assert one.data_id == same.data_id != other.data_id


def test_what_a_map_shows_of_itself_is_drawn_in_an_article(
    open_page: Opener, tmp_path: Path, norway: pd.DataFrame
) -> None:
    path = tmp_path / "article.html"
    shown = route_map(norway, "heroin trade")._repr_html_()
    path.write_text(f"<!doctype html><p>Text.</p>{shown}", encoding="utf-8")
    opened = open_page(path, wait="iframe")
    opened.page.frame_locator("iframe").locator("[data-drawn]").wait_for(state="attached")
