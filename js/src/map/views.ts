// Where the map looks: at all routes on show, at chosen places, at a chosen route that is out of sight, and back.

import type { Camera } from "../model/map-handle";
import { WORLD } from "../model/mercator";
import { type Model, row } from "../model/model";
import type { Store } from "../model/store";
import type { Words } from "../words";
import type { CloserFacts } from "./closer";
import { leavingOf } from "./leaving";
import type { Scene } from "./marks/scene";
import { type Parts, sceneryOf } from "./scenery";
import { type Dock, fitCamera, freeWindow, type Scenery, ZOOM_STEP } from "./view/camera";
import { coreOf } from "./view/core";
import { type Extent, extentOfView } from "./view/extent";
import { type Rect, type Stage, sizeOfMarks } from "./view/stage";

/** A route shorter than this on the screen is hidden by its own symbols, px. */
const SMALL = 48;
/** The whole world is 180 px wide: a phone shows it all beside its buttons. */
const FURTHEST = -0.5;
/** A closer view must show the crowd so much larger: steps of the zoom, each twice as large. */
const LEAST_GAIN = 0.8;
/** What lies in the window, or only just outside, px, is of the closer view too, and that is fitted once more. */
const JUST = 12;
const ROUNDS = 2;
/** Letters of a note, as in the style sheet. */
const NOTE_REM = 0.75;
/** Of the places: where more lie outside, they are not a few far ones. */
const MOST_OUTSIDE = 0.35;
/** Side of the smallest window that opens on a closer view, px. */
const ROOMY = 420;

interface Looking {
  readonly model: Model;
  readonly store: Store;
  /** The page's own places and lines. */
  readonly scene: Scene;
  /** What a view of everything shows: these, or what they are folded into. */
  whole(): Scene;
  readonly stage: Stage;
  /** What lies over the map, with or without what may stand elsewhere. */
  over(withDocked: boolean): Rect[];
  /** Width of a place's name, px. */
  nameWidth(scene: Scene, place: number): number;
  /** Where what may move aside could stand. */
  docks?(): readonly Dock[];
  /** Whether there is a way to switch between a closer view and the whole map. */
  readonly canBeClose: boolean;
  readonly say: Words;
  /** Width of a note at the edge, px, in letters so high. */
  noteWidth(text: string, letter: number): number;
}

interface Closer {
  readonly parts: Parts;
  readonly core: ReadonlySet<number>;
}

function isCalm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export class Views {
  /** The map stands as it was fitted: nobody has moved it since. */
  isFitted = false;
  /** What the reader wants where a part of the map could be shown larger; null: what suits the window. */
  wants: "whole" | "closer" | null = null;
  /** The places of the closer view, where there is one; the map is fitted to it unless the whole is wanted. */
  core: ReadonlySet<number> | null = null;
  /** What the whole map is fitted to. */
  private whole: Extent = [0, 0, WORLD, WORLD];
  /** The map is moved by us. */
  private isOurs = false;
  private left: { readonly camera: Camera; readonly isFitted: boolean } | null = null;
  private readonly undo: () => void;

  constructor(
    private readonly map: L.Map,
    private readonly looking: Looking,
  ) {
    // Who moves the map by hand has left for good.
    const stay = (): void => {
      this.left = null;
    };
    const moved = (): void => {
      if (!this.isOurs) this.isFitted = false;
    };
    map.on("dragstart", stay).on("movestart", moved);
    this.undo = () => map.off("dragstart", stay).off("movestart", moved);
  }

  /** All is shown, though a part could be larger. In a small window notes at its edge would leave no room for that. */
  get isWhole(): boolean {
    const { x, y } = this.map.getSize();
    return this.wants ? this.wants === "whole" : x < ROOMY || y < ROOMY;
  }

  get camera(): Camera {
    const { lat, lng } = this.map.getCenter();
    return { lat, lng, zoom: this.map.getZoom() };
  }

  set camera({ lat, lng, zoom }: Camera) {
    if ([lat, lng, zoom].every(Number.isFinite)) this.map.setView([lat, lng], zoom, { animate: false });
  }

  fit(animate: boolean): void {
    const { map, looking } = this;
    const scene = looking.whole();
    const visible = scene === looking.scene ? looking.store.state.visible : scene.drawn;
    const { x: width, y: height } = map.getSize();
    if (width === 0 || height === 0) return;
    const stepped = (zoom: number): number => Math.max(FURTHEST, Math.floor(zoom / ZOOM_STEP) * ZOOM_STEP);
    // Of a low window the world fills less than the width: what is shown matters more.
    const furthest = stepped(Math.log2(Math.min(width, height) / WORLD) - 0.5);
    const parts = scene.shownParts(visible);
    const docks = looking.docks?.() ?? [];
    const whole = this.cameraFor(parts, furthest, docks, scene);
    this.whole = this.scenery(parts, scene)?.extent ?? extentOfView(looking.model.page.view);
    // Where the weaker lines stay behind, coming closer would leave even more untold; what is folded reaches all around.
    const mayBeClose = scene === looking.scene && scene.isAllInFull(parts.strands.size);
    const closer = mayBeClose ? this.closer(parts, whole) : null;
    this.core = closer?.core ?? null;
    const shown = closer && !this.isWhole ? closer.parts : parts;
    if (whole.zoom < map.getMinZoom()) map.setMinZoom(whole.zoom);
    this.move(shown === parts ? whole : this.cameraFor(shown, furthest, docks), animate);
    map.setMinZoom(Math.min(whole.zoom, stepped(Math.log2(width / WORLD) - 0.5)));
    this.isFitted = true;
  }

  /** What a closer view would show, where a few far places make a crowd too small to be read. */
  private closer(parts: Parts, whole: Camera): Closer | null {
    const { looking, map } = this;
    if (!looking.canBeClose) return null;
    const { from, to } = looking.model.strands;
    const { x, y } = looking.scene.anchors;
    const [places, strands] = [[...parts.places], [...parts.strands]];
    const size = map.getSize();
    const at = (camera: Camera, place: number): [number, number] => {
      const centre = map.project([camera.lat, camera.lng], 0);
      const turn = Math.round((centre.x - x[place]) / WORLD) * WORLD;
      const scale = 2 ** camera.zoom;
      return [(x[place] + turn - centre.x) * scale + size.x / 2, (y[place] - centre.y) * scale + size.y / 2];
    };
    const lines = strands.map((strand) => [from[strand], to[strand]] as const);
    let core = coreOf({ places, at: (place) => at(whole, place), lines, width: size.x });
    let found: Closer | null = null;
    for (let round = 0; core && round < ROUNDS; round++) {
      const inside: ReadonlySet<number> = core;
      const within = strands.filter((strand) => inside.has(from[strand]) && inside.has(to[strand]));
      const parts = { strands: within, places: inside };
      const camera = this.cameraFor(parts, whole.zoom);
      if (camera.zoom < whole.zoom + LEAST_GAIN || size.x / 2 ** camera.zoom > WORLD / 2) break;
      found = { parts, core: inside };
      const isIn = ([px, py]: readonly [number, number]): boolean =>
        px > -JUST && px < size.x + JUST && py > -JUST && py < size.y + JUST;
      const grown = new Set([...inside, ...places.filter((place) => isIn(at(camera, place)))]);
      if (grown.size === inside.size) break;
      core = grown;
    }
    return found && found.core.size >= places.length * (1 - MOST_OUTSIDE) ? found : null;
  }

  /** Whether the map shows a part of what it could show, and what lies outside, as far as lines lead there. */
  around(over: readonly Rect[]): Pick<CloserFacts, "exists" | "isWhole" | "whole" | "window" | "leaving"> {
    const { map, looking, core, whole } = this;
    const { scene, store, say, noteWidth } = looking;
    const { x: width, y: height } = map.getSize();
    const centre = map.project(map.getCenter(), 0);
    const scale = 2 ** map.getZoom();
    const turn = Math.round(((whole[0] + whole[2]) / 2 - centre.x) / WORLD) * WORLD;
    const [halfX, halfY] = [width / 2 / scale, height / 2 / scale];
    const [x, y] = [centre.x + turn, centre.y];
    const at = (px: number, py: number): [number, number] => [
      (px - centre.x) * scale + width / 2,
      (py - y) * scale + height / 2,
    ];
    const isClose = this.isFitted && core !== null && !this.isWhole;
    const nearest = (px: number): number => Math.round((centre.x - px) / WORLD) * WORLD;
    const letter = NOTE_REM * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const frame = {
      at,
      turn: nearest,
      free: freeWindow({ width, height, over }),
      over,
      letter,
      widthOf: (text: string) => noteWidth(text, letter),
    };
    const { strands, places } = isClose ? scene.shownParts(store.state.visible) : { strands: [], places: [] };
    const { x: worldX, y: worldY } = scene.anchors;
    const inside = [...places].filter((place) => {
      const [px, py] = at(worldX[place] + nearest(worldX[place]), worldY[place]);
      return px >= 0 && px <= width && py >= 0 && py <= height;
    });
    return {
      exists: core !== null,
      isWhole: this.isFitted && this.isWhole,
      whole,
      window: [x - halfX, y - halfY, x + halfX, y + halfY],
      leaving: isClose ? leavingOf(scene, strands, new Set(inside), frame, say) : [],
    };
  }

  focus(places: readonly number[]): void {
    const { model, scene, store } = this.looking;
    const { from, to } = model.strands;
    const touching = [...scene.shownParts(store.state.visible).strands].filter(
      (strand) => places.includes(from[strand]) || places.includes(to[strand]),
    );
    this.go({ strands: touching, places }, true);
  }

  /** A chosen route that is out of sight, or too small to be seen, is gone to; any other stays where it is. */
  reveal(route: number): void {
    const { routes } = this.looking.model;
    const parts = { strands: row(routes.strands, route), places: row(routes.stops, route) };
    const scenery = this.scenery(parts);
    if (!scenery || scenery.spots.length < 2 || this.isInSight(scenery)) return;
    this.left ??= { camera: this.camera, isFitted: this.isFitted };
    this.go(parts, true);
  }

  private isInSight({ extent: [west, north, east, south] }: Scenery): boolean {
    const { view } = this.looking.stage;
    if (!view) return true;
    const { scale, dx, dy, shown } = view;
    const world = WORLD * scale;
    const turn = Math.round((view.width / 2 - dx - ((west + east) / 2) * scale) / world) * world;
    const [left, right] = [west * scale + dx + turn, east * scale + dx + turn];
    const [top, bottom] = [north * scale + dy, south * scale + dy];
    return (
      left >= shown.left &&
      right <= shown.right &&
      top >= shown.top &&
      bottom <= shown.bottom &&
      Math.hypot(right - left, bottom - top) >= SMALL
    );
  }

  /** Back to where the reader was before a chosen route was gone to. */
  back(): void {
    const { left } = this;
    this.left = null;
    if (!left || this.looking.store.state.places.length > 0) return;
    this.move(left.camera, true);
    this.isFitted = left.isFitted;
  }

  private scenery(parts: Parts, scene = this.looking.scene): Scenery | null {
    const width = (place: number): number => this.looking.nameWidth(scene, place);
    return sceneryOf(scene, parts, width, sizeOfMarks(this.map.getSize()));
  }

  private cameraFor(parts: Parts, least: number, docks: readonly Dock[] = [], scene = this.looking.scene): Camera {
    const { map, looking } = this;
    const { x: width, y: height } = map.getSize();
    const page = looking.model.page.view;
    const scenery = this.scenery(parts, scene) ?? { extent: extentOfView(page), spots: [], lines: [] };
    return fitCamera(scenery, { width, height, over: looking.over(docks.length === 0) }, least, docks);
  }

  go(parts: Parts, animate: boolean): Camera {
    const { map } = this;
    const camera = this.cameraFor(parts, map.getMinZoom());
    if (camera.zoom < map.getMinZoom()) map.setMinZoom(camera.zoom);
    this.move(camera, animate);
    this.isFitted = false;
    return camera;
  }

  private move({ lat, lng, zoom }: Camera, animate: boolean): void {
    this.isOurs = true;
    const rest = (): void => {
      this.isOurs = false;
    };
    const moves = animate && !isCalm();
    this.map.setView([lat, lng], zoom, { animate: moves });
    // A zoom begins with the next frame.
    if (moves && !this.isAt({ lat, lng, zoom })) this.map.once("moveend", rest);
    else rest();
  }

  private isAt({ lat, lng, zoom }: Camera): boolean {
    const now = this.camera;
    return now.zoom === zoom && this.map.project([lat, lng], zoom).distanceTo(this.map.project(now, zoom)) < 1;
  }

  /** The window has another size; where the map looks is for the caller to say. */
  resized(): void {
    const { isFitted } = this;
    this.map.invalidateSize({ animate: false, pan: false });
    this.isFitted = isFitted;
  }

  remove(): void {
    this.undo();
  }
}
