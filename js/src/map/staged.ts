// The map in a window of any size, fitted to its routes, whatever the reader's own window shows.
import { WORLD, xOf, yOf } from "../model/mercator";
import type { Model } from "../model/model";
import { complete } from "../model/steps";
import type { State } from "../model/store";
import { explained } from "./explained";
import type { Basemap } from "./ground/basemap";
import type { LegendFacts } from "./legend/facts";
import { type Judge, Scene } from "./marks/scene";
import { toldApart } from "./marks/strongest";
import { type Names, nameWidth, placeNames } from "./names/names";
import { sceneryOf } from "./scenery";
import { fitCamera } from "./view/camera";
import { extentOfView } from "./view/extent";
import type { Pen } from "./view/pen";
import type { Rect, View } from "./view/stage";
import type { Theme } from "./view/theme";
import { sidesOf } from "./view/world";

export interface Staging {
  readonly model: Model;
  /** What places are called on the map. */
  readonly labels: readonly string[];
  readonly state: State;
  readonly judge: Judge | null;
  readonly theme: Theme;
  readonly basemap: Basemap | null;
  /** Measures names. */
  readonly pen: Pen;
}

export interface Staged {
  readonly scene: Scene;
  readonly names: Names;
  readonly view: View;
  readonly facts: LegendFacts;
}

/** The world is 128 px wide. */
const FURTHEST = -1;
const EDGE = 4;

function viewOf(scene: Scene, { model, state, theme, pen }: Staging, width: number, height: number): View {
  const parts = scene.shownParts(state.visible);
  const found = sceneryOf(scene, parts, (place) => nameWidth(pen, scene, place, theme), 1);
  const scenery = found ?? { extent: extentOfView(model.page.view), spots: [], lines: [] };
  const { lat, lng, zoom } = fitCamera(scenery, { width, height, over: [] }, FURTHEST);
  const scale = 2 ** zoom;
  const [dx, dy] = [width / 2 - xOf(lng) * scale, height / 2 - yOf(lat) * scale];
  const whole = { left: 0, top: 0, right: width, bottom: height };
  const view = { size: 1, scale, dx, dy, width, height, shown: whole };
  // Beyond the edges of the world there is nothing to show.
  const { left, right } = sidesOf(view);
  const [top, bottom] = [Math.max(0, dy), Math.min(height, dy + WORLD * scale)];
  return { ...view, shown: { left, right, top, bottom } };
}

export function stageMap(staging: Staging, width: number, height: number): Staged {
  const { model, labels, state, judge, theme, basemap, pen } = staging;
  const scene = new Scene(model, judge, () => labels);
  scene.room = toldApart(width, height);
  scene.take(state, true);
  const view = viewOf(scene, staging, width, height);
  scene.show(view);
  complete(scene.drawRest());
  const { left, top, right, bottom } = view.shown;
  const free: Rect = { left: left + EDGE, top: top + EDGE, right: right - EDGE, bottom: bottom - EDGE };
  const names = placeNames(scene, view, pen, free, theme, { boxes: [], codes: new Set() });
  return { scene, names, view, facts: explained(scene, basemap, view) };
}
