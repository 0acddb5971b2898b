// The flows as one layer on a user's own map: no ground, no panel, a small card for what is chosen.

import { decode, isPacked, unpack } from "../model/decode";
import { CONFIDENCE, type Model } from "../model/model";
import type { Payload } from "../model/payload";
import { NO_HOVER, type State, Store } from "../model/store";
import { amount, claimOf, few, sentence, wordsOf } from "../words";
import { RouteMap } from "./map";
import { visibleOn } from "./pointer";
import { readTheme } from "./view/theme";

/** Without a style sheet of ours on the page, the card brings its own look. */
function dress(card: HTMLElement, map: L.Map): void {
  const theme = readTheme(map.getContainer());
  Object.assign(card.style, {
    maxWidth: "320px",
    padding: "10px 12px",
    border: `1px solid ${theme.hairline}`,
    borderRadius: "8px",
    background: theme.panel,
    color: theme.ink,
    font: `13px/1.45 ${theme.font}`,
    overflowWrap: "anywhere",
  });
}

function paragraph(text: string, strong = false): HTMLElement {
  const made = document.createElement("p");
  made.textContent = text;
  Object.assign(made.style, { margin: "0 0 4px", fontWeight: strong ? "600" : "400" });
  return made;
}

function describe(model: Model, route: number): HTMLElement[] {
  const say = wordsOf(model);
  const source = [model.text(route, "source"), model.text(route, "locator")].filter(Boolean).join(", ");
  return [
    paragraph(sentence(say, claimOf(model, route)), true),
    ...[
      few(say, model, [route]) && amount(say, model, route),
      say.head(`support.${CONFIDENCE[model.routes.confidence[route]]}`),
      model.text(route, "note"),
      source,
    ]
      .filter(Boolean)
      .map((text) => paragraph(text)),
  ];
}

const MOST = 5;

function chosen(model: Model, state: State): number[] {
  if (state.route >= 0) return [state.route];
  if (state.strand >= 0) return visibleOn(model, state, state.strand).slice(0, MOST);
  return [];
}

function addCard(map: L.Map, model: Model, store: Store): () => void {
  const card = document.createElement("div");
  card.setAttribute("role", "status");
  dress(card, map);
  card.hidden = true;
  const control = new L.Control({ position: "bottomleft" });
  control.onAdd = () => card;
  control.addTo(map);
  L.DomEvent.disableClickPropagation(card);
  const forget = store.listen((state) => {
    const routes = chosen(model, state);
    card.hidden = routes.length === 0;
    card.replaceChildren(...routes.flatMap((route) => describe(model, route)));
  });
  return () => {
    forget();
    control.remove();
  };
}

/** No filters here: every route is shown, and a chosen place lights up its own. */
function judgePlaces(model: Model, state: State): Uint8Array {
  const visible = new Uint8Array(model.routes.count).fill(1);
  for (const place of state.places) {
    const { offsets, values } = model.routesAt;
    const at = new Set(values.subarray(offsets[place], offsets[place + 1]));
    for (let route = 0; route < visible.length; route++) if (!at.has(route)) visible[route] = 0;
  }
  return visible;
}

function draw(map: L.Map, payload: Payload): () => void {
  const model = decode(payload);
  const store = new Store(model, judgePlaces);
  const routes = new RouteMap(map, model, store, { say: wordsOf(model), judge: judgePlaces });
  const removeCard = addCard(map, model, store);
  return () => {
    store.set({ hover: NO_HOVER });
    removeCard();
    routes.remove();
  };
}

/** South, west and north, east, degrees. */
export type Bounds = [[number, number], [number, number]];

/** The flows as a layer like any other of Leaflet's: on a map, in a group, under a control of layers. */
export function flowLayer(data: object, bounds: Bounds): L.Layer {
  let map: L.Map | null = null;
  let remove: (() => void) | null = null;
  let payload: Payload | null = isPacked(data) ? null : (data as Payload);
  const show = (): void => {
    if (map && payload && !remove) remove = draw(map, payload);
  };
  const FlowLayer = L.Layer.extend({
    onAdd: (onto: L.Map) => {
      map = onto;
      show();
    },
    onRemove: () => {
      map = null;
      remove?.();
      remove = null;
    },
    getBounds: () => L.latLngBounds(bounds),
  }) as new () => L.Layer;
  if (isPacked(data))
    void unpack(data).then((unpacked) => {
      payload = unpacked;
      show();
    });
  return new FlowLayer();
}
