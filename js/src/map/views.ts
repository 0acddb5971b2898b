// Where the map looks: at all routes on show, at chosen places, at a chosen route that is out of sight, and back.

import type { Camera } from "../model/map-handle";
import { WORLD } from "../model/mercator";
import { type Model, row } from "../model/model";
import type { Store } from "../model/store";
import type { Scene } from "./marks/scene";
import { type Parts, sceneryOf } from "./scenery";
import { type Dock, fitCamera, type Scenery, ZOOM_STEP } from "./view/camera";
import { extentOfView } from "./view/extent";
import { type Rect, type Stage, sizeOfMarks } from "./view/stage";

/** A route shorter than this on the screen is hidden by its own symbols, px. */
const SMALL = 48;
/** The whole world is 180 px wide: a phone shows it all beside its buttons. */
const FURTHEST = -0.5;

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
}

function isCalm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export class Views {
  /** The map stands as it was fitted: nobody has moved it since. */
  isFitted = false;
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

  get camera(): Camera {
    const { lat, lng } = this.map.getCenter();
    return { lat, lng, zoom: this.map.getZoom() };
  }

  set camera({ lat, lng, zoom }: Camera) {
    if ([lat, lng, zoom].every(Number.isFinite)) this.map.setView([lat, lng], zoom, { animate: false });
  }

  fit(animate: boolean): void {
    const { map, looking } = this;
    const whole = looking.whole();
    const { x: width, y: height } = map.getSize();
    if (width === 0 || height === 0) return;
    const stepped = (zoom: number): number => Math.max(FURTHEST, Math.floor(zoom / ZOOM_STEP) * ZOOM_STEP);
    // Of a low window the world fills less than the width: what is shown matters more.
    const furthest = stepped(Math.log2(Math.min(width, height) / WORLD) - 0.5);
    const visible = whole === looking.scene ? looking.store.state.visible : whole.drawn;
    const { zoom } = this.go(whole.shownParts(visible), animate, furthest, looking.docks?.(), whole);
    map.setMinZoom(Math.min(zoom, stepped(Math.log2(width / WORLD) - 0.5)));
    this.isFitted = true;
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

  go(
    parts: Parts,
    animate: boolean,
    least = this.map.getMinZoom(),
    docks: readonly Dock[] = [],
    scene = this.looking.scene,
  ): Camera {
    const { map, looking } = this;
    const { x: width, y: height } = map.getSize();
    const scenery = this.scenery(parts, scene) ?? {
      extent: extentOfView(looking.model.page.view),
      spots: [],
      lines: [],
    };
    const { lat, lng, zoom } = fitCamera(
      scenery,
      { width, height, over: looking.over(docks.length === 0) },
      least,
      docks,
    );
    if (zoom < map.getMinZoom()) map.setMinZoom(zoom);
    this.move({ lat, lng, zoom }, animate);
    this.isFitted = false;
    return { lat, lng, zoom };
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
