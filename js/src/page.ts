// What a page calls: open a whole page, or add the flows alone to a map of the user's own.

import { Closer } from "./map/closer";
import type { Drawn } from "./map/drawn";
import { type Bounds, flowLayer } from "./map/layer";
import { Legend } from "./map/legend/legend";
import { LineCount } from "./map/line-count";
import { drawnOnPage, openMap, type RouteMap } from "./map/map";
import { addScaleBar } from "./map/scale-bar";
import { makeLeaflet } from "./map/view/leaflet";
import { addWholeMap } from "./map/whole-map";
import { decodeSteps, isPacked, unpack } from "./model/decode";
import type { Model } from "./model/model";
import type { Payload } from "./model/payload";
import { complete, inSlices, type Steps } from "./model/steps";
import { Store } from "./model/store";
import { judge } from "./panel/filters/judge";
import { buildPage } from "./panel/page";
import { keepPage } from "./panel/takeaway/page-file";
import { type Words, wordsOf } from "./words";

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`routemap: the page has no element "${id}"`);
  return found;
}

function readBlock(dataId: string): object {
  return JSON.parse(byId(dataId).textContent ?? "") as object;
}

function addControls(map: L.Map, model: Model, say: Words, fit: () => void): void {
  map.getContainer().setAttribute("role", "group");
  map.getContainer().setAttribute("aria-label", say.word("map.label", { title: model.page.title }));
  // Leaflet puts each further control of a lower corner before the others.
  addScaleBar(map);
  L.control
    .zoom({ position: "bottomleft", zoomInTitle: say.word("map.zoom_in"), zoomOutTitle: say.word("map.zoom_out") })
    .addTo(map);
  addWholeMap(map, say.word("map.whole"), fit);
}

/** What the page lays over its map. Menus and notes come and go too often to make way for. */
const OVER = ".panel, .card, .bar, .fold, .legend-room, .table-room";

/** Step by step, because a page of 60,000 routes has to answer while it starts. */
function* start(map: L.Map, holder: HTMLElement, root: HTMLElement, payload: Payload): Steps<void> {
  const model = yield* decodeSteps(payload);
  const store = new Store(model, judge);
  const say = wordsOf(model);
  let handle: RouteMap | null = null;
  const rooms = buildPage(root, model, store, () => handle);
  yield;
  rooms.map.append(holder);
  const count = new LineCount(map, store, say, (wanted) => handle?.foldPointer.unfold(wanted));
  const closer = new Closer(map, say, (isWhole) => handle?.showWhole(isWhole));
  addControls(map, model, say, () => handle?.showWhole(true));
  map.invalidateSize({ animate: false, pan: false });
  const room = (): void => {
    holder.style.setProperty("--map-bottom", `${rooms.covered()}px`);
  };
  const legend = new Legend(rooms.legend.body, model, say, () => handle?.covered());
  rooms.legend.arrange = () => legend.arrange();
  room();
  yield;
  const opened = openMap(holder, model, store, {
    leaflet: map,
    say,
    judge,
    over: () => root.querySelectorAll(OVER),
    docks: rooms.legend,
    explain: (facts) => legend.explain(facts),
    count: (told, fold) => count.show(told, fold),
    closer: (facts) => closer.show(facts),
    legend: () => legend.sections,
  });
  yield;
  handle = opened;
  opened.fitAsDrawn();
  rooms.onLayoutChange(() => {
    room();
    opened.relaid();
  });
}

/**
 * Opens the page whose JSON block has the id `dataId` in the element `rootId`.
 * The Leaflet map is there at once, so that a user's own markers and tiles can be added to it;
 * a compressed block is decoded and drawn a moment later.
 */
export function open(dataId = "routemap-data", rootId = "routemap", mapName = ""): L.Map {
  const data = readBlock(dataId);
  const root = byId(rootId);
  keepPage(root);
  const holder = document.createElement("div");
  holder.className = "routemap-map";
  if (mapName) holder.id = mapName;
  root.replaceChildren(holder);
  const map = makeLeaflet(holder);
  if (isPacked(data)) void unpack(data).then((payload) => inSlices(start(map, holder, root, payload)));
  else complete(start(map, holder, root, data as Payload));
  return map;
}

/** The flows alone, as a layer for a map that has its own ground and its own controls. */
export function layer(dataId: string, bounds: Bounds): L.Layer {
  return flowLayer(readBlock(dataId), bounds);
}

/**
 * What is on the map now, as plain data: docs/embed.md describes it. Null until the map is on show; `index` counts the
 * maps and layers of a page in the order in which they were added.
 */
export function scene(index = 0): Drawn | null {
  return drawnOnPage(index);
}
