// The pointer on the map: what lies under it, what a click chooses.

import { WORLD } from "../model/mercator";
import type { Model } from "../model/model";
import { row } from "../model/model";
import type { Store } from "../model/store";
import { NO_HOVER, type State } from "../model/store";
import type { Scene } from "./marks/scene";
import type { Names } from "./names/names";
import type { Stage, View } from "./view/stage";
import { sidesOf } from "./view/world";

export type Target =
  | { readonly kind: "place"; readonly place: number }
  | { readonly kind: "strand"; readonly strand: number };

const MOUSE = 6;
const FINGER = 16;

function placeUnder(names: Names, x: number, y: number, reach: number): number {
  let [best, least] = [-1, Infinity];
  for (const spot of names.spots) {
    const distance = Math.hypot(x - spot.x, y - spot.y) - spot.rim;
    if (distance < Math.min(least, reach)) [best, least] = [spot.place, distance];
  }
  return best;
}

function nameUnder(names: Names, x: number, y: number): number {
  const found = names.names.find(
    ({ box }) => x >= box.left && x <= box.right && y >= box.top - 2 && y <= box.bottom + 2,
  );
  return found ? found.place : -1;
}

function strandUnder(scene: Scene, view: View, x: number, y: number, reach: number): Target | null {
  const { left, right } = sidesOf(view);
  if (x < left || x > right) return null;
  const world = WORLD * view.scale;
  const first = Math.floor((x - view.dx) / world);
  for (const copy of [0, first, first - 1, first + 1]) {
    const hit = scene.hits.nearest(x - view.dx - copy * world, y - view.dy, reach);
    if (!hit) continue;
    const { lines, tails } = scene.drawing;
    if (hit.item < lines.length) return { kind: "strand", strand: lines[hit.item].strand };
    const tail = tails[hit.item - lines.length];
    return tail.strands.length > 0 ? { kind: "strand", strand: tail.strands[0] } : { kind: "place", place: tail.place };
  }
  return null;
}

function targetAt(scene: Scene, names: Names, view: View, x: number, y: number, touch: boolean): Target | null {
  const reach = touch ? FINGER : MOUSE;
  const symbol = placeUnder(names, x, y, touch ? 12 : 3);
  if (symbol >= 0) return { kind: "place", place: symbol };
  const name = nameUnder(names, x, y);
  if (name >= 0) return { kind: "place", place: name };
  return strandUnder(scene, view, x, y, reach);
}

/** Routes of a strand that are on the map now. */
export function visibleOn(model: Model, state: State, strand: number): number[] {
  return [...row(model.strands.routes, strand)].filter((route) => state.visible[route]);
}

export function choose(model: Model, store: Store, target: Target | null, add: boolean): void {
  const { state } = store;
  if (!target) {
    if (state.route >= 0 || state.strand >= 0) store.set({ route: -1, strand: -1 });
    else if (state.places.length > 0) store.set({ places: [] });
  } else if (target.kind === "place") {
    const second = add && state.places.length === 1 && state.places[0] !== target.place;
    const same = state.places.length === 1 && state.places[0] === target.place;
    store.set({ places: second ? [...state.places, target.place] : same ? [] : [target.place], route: -1, strand: -1 });
  } else {
    const routes = visibleOn(model, state, target.strand);
    if (routes.length === 1) store.set({ route: routes[0], strand: -1 });
    else if (routes.length > 1) store.set({ route: -1, strand: target.strand });
  }
}

interface Watching {
  readonly model: Model;
  readonly store: Store;
  /** What is shown, folded or not. */
  scene(): Scene;
  readonly stage: Stage;
  names(): Names;
  /** What is done with what is folded. */
  readonly fold: {
    point(target: Target | null): void;
    press(target: Target): void;
  };
  /** The target under the pointer and where the pointer is in the window of the map. */
  show(target: Target | null, at: L.Point): void;
}

function sameHover(a: State["hover"], b: State["hover"]): boolean {
  return a.route === b.route && a.strand === b.strand && a.place === b.place;
}

/** Leaflet's own answer; its type declarations leave it out. */
function isDragged(map: L.Map): boolean {
  return (map.dragging as L.Handler & { moving(): boolean }).moving();
}

/** Events that one of several layers on the same map has found something under. */
const answered = new WeakSet<Event>();

export function watchPointer(map: L.Map, watching: Watching): () => void {
  const { model, store, stage } = watching;
  const isFolded = (): boolean => watching.scene().model !== model;
  let touch = false;
  let pointing = false;
  let own: State["hover"] = NO_HOVER;
  const element = map.getContainer();
  const find = (event: L.LeafletMouseEvent): Target | null => {
    const { view } = stage;
    if (!view || answered.has(event.originalEvent)) return null;
    const at = stage.toCanvas(event.containerPoint);
    const target = targetAt(watching.scene(), watching.names(), view, at.x, at.y, touch);
    if (target) answered.add(event.originalEvent);
    return target;
  };
  const point = (target: Target | null, at: L.Point): void => {
    const folded = isFolded();
    watching.fold.point(folded ? target : null);
    const hover =
      !target || folded
        ? NO_HOVER
        : target.kind === "place"
          ? { ...NO_HOVER, place: target.place }
          : { ...NO_HOVER, strand: target.strand };
    // A row of the list may have taken the pointer already: only what the map has set is the map's to clear.
    if (!sameHover(hover, store.state.hover) && (target || sameHover(own, store.state.hover))) store.set({ hover });
    own = hover;
    if (target || pointing) element.style.cursor = target ? "pointer" : "";
    pointing = target !== null;
    watching.show(target, at);
  };
  let last: L.LeafletMouseEvent;
  let frame = 0;
  const still = (): void => {
    cancelAnimationFrame(frame);
    frame = 0;
  };
  const kind = (event: PointerEvent): void => {
    touch = event.pointerType === "touch";
  };
  const events: L.LeafletEventHandlerFnMap = {
    mousemove: (event) => {
      // One look per frame, and none while the map itself is moved.
      if (touch || isDragged(map)) return;
      last = event as L.LeafletMouseEvent;
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        point(find(last), last.containerPoint);
      });
    },
    mouseout: () => {
      still();
      point(null, L.point(0, 0));
    },
    movestart: () => {
      still();
      watching.show(null, L.point(0, 0));
    },
    click: (event) => {
      still();
      const mouse = event as L.LeafletMouseEvent;
      const { shiftKey, ctrlKey, metaKey } = mouse.originalEvent;
      const target = find(mouse);
      if (target && isFolded()) watching.fold.press(target);
      else choose(model, store, target, shiftKey || ctrlKey || metaKey);
      // The card says more; the note would only hide the map.
      watching.show(null, mouse.containerPoint);
    },
  };
  element.addEventListener("pointerdown", kind, true);
  element.addEventListener("pointermove", kind, true);
  map.on(events);
  return () => {
    still();
    element.removeEventListener("pointerdown", kind, true);
    element.removeEventListener("pointermove", kind, true);
    map.off(events);
  };
}
