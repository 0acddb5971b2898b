// Where the map looks: at all routes on show, at chosen places, at a chosen route that is out of sight, and back.

import type { Camera } from "../model/map-handle";
import { WORLD } from "../model/mercator";
import { type Model, row } from "../model/model";
import type { Store } from "../model/store";
import type { Scene } from "./marks/scene";
import { type Parts, sceneryOf } from "./scenery";
import { fitCamera, type Scenery, ZOOM_STEP } from "./view/camera";
import { extentOfView } from "./view/extent";
import type { Rect, Stage } from "./view/stage";

/** A route shorter than this on the screen is hidden by its own symbols, px. */
const SMALL = 48;

interface Looking {
  readonly model: Model;
  readonly store: Store;
  readonly scene: Scene;
  readonly stage: Stage;
  /** What lies over the map. */
  over(): Rect[];
  /** Width of a place's name, px. */
  nameWidth(place: number): number;
}

function isCalm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export class Views {
  private fitted: Camera | null = null;
  private left: Camera | null = null;
  private readonly undo: () => void;

  constructor(
    private readonly map: L.Map,
    private readonly looking: Looking,
  ) {
    // Who moves the map by hand has left for good.
    const stay = (): void => {
      this.left = null;
    };
    map.on("dragstart", stay);
    this.undo = () => map.off("dragstart", stay);
  }

  get camera(): Camera {
    const { lat, lng } = this.map.getCenter();
    return { lat, lng, zoom: this.map.getZoom() };
  }

  set camera({ lat, lng, zoom }: Camera) {
    if ([lat, lng, zoom].every(Number.isFinite)) this.map.setView([lat, lng], zoom, { animate: false });
  }

  fit(animate: boolean): void {
    const {
      map,
      looking: { scene, store },
    } = this;
    // Further out the world would only repeat itself.
    map.setMinZoom(Math.max(0, Math.floor((Math.log2(map.getSize().x / WORLD) - 0.5) / ZOOM_STEP) * ZOOM_STEP));
    this.go(scene.shownParts(store.state.visible), animate);
    this.fitted = this.camera;
  }

  /** The map stands as it was fitted: the reader has not moved it since. */
  get isFitted(): boolean {
    const { fitted: before, camera: now, map } = this;
    if (!before) return false;
    return (
      Math.abs(before.zoom - now.zoom) < 1e-6 &&
      map.project(before, before.zoom).distanceTo(map.project(now, before.zoom)) < 2
    );
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
    this.left ??= this.camera;
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
    if (left && this.looking.store.state.places.length === 0) this.map.setView(left, left.zoom, { animate: !isCalm() });
  }

  private scenery(parts: Parts): Scenery | null {
    return sceneryOf(this.looking.scene, parts, (place) => this.looking.nameWidth(place));
  }

  private go(parts: Parts, animate: boolean): void {
    const { map, looking } = this;
    const { x: width, y: height } = map.getSize();
    if (width === 0 || height === 0) return;
    const scenery = this.scenery(parts) ?? { extent: extentOfView(looking.model.page.view), spots: [], lines: [] };
    const { lat, lng, zoom } = fitCamera(scenery, { width, height, over: looking.over() }, map.getMinZoom());
    map.setView([lat, lng], zoom, { animate: animate && !isCalm() });
  }

  remove(): void {
    this.undo();
  }
}
