// The canvases of a map, one over the other: ground, lines, what is pointed at, symbols with their names.
import type { Steps } from "../model/steps";
import type { State } from "../model/store";
import type { Basemap } from "./ground/basemap";
import { paintHover } from "./hover";
import { paintBehind } from "./marks/paint-behind";
import { type LineWork, paintLines, paintSteps } from "./marks/paint-lines";
import type { Scene } from "./marks/scene";
import type { Names } from "./names/names";
import { paintPlaces } from "./names/paint-places";
import { groundPaneOf } from "./view/leaflet";
import type { Stage, View } from "./view/stage";
import type { Theme } from "./view/theme";
import { clipToWorld, inWorld } from "./view/world";

/** What is drawn, as it is at that moment. */
interface Shown {
  readonly scene: Scene;
  readonly names: Names;
  readonly theme: Theme;
  readonly work: LineWork;
  readonly pointed: State;
  readonly chosen: readonly number[];
}

interface Panes {
  readonly flows: HTMLCanvasElement;
  readonly hover: HTMLCanvasElement;
}

function* paintSlowly(context: CanvasRenderingContext2D, view: View, shown: () => Shown): Steps<void> {
  yield* shown().scene.drawRest();
  const { scene, theme, work } = shown();
  clipToWorld(context, view);
  paintBehind(context, scene, theme, view);
  yield* paintSteps(context, work, view);
  context.restore();
}

export function addPanes(map: L.Map, stage: Stage, basemap: Basemap | null, shown: () => Shown): Panes {
  if (basemap)
    stage.add(groundPaneOf(map), (pen, view) => {
      const { scene, theme } = shown();
      basemap.paint(pen, view, scene.tints, theme);
    });
  const pane = map.getPane("overlayPane") as HTMLElement;
  const flows = stage.add(
    pane,
    inWorld((pen, view) => {
      const { scene, theme, work } = shown();
      paintBehind(pen, scene, theme, view);
      paintLines(pen, work, view);
    }),
    () => (shown().scene.isSlow ? (pen, view) => paintSlowly(pen, view, shown) : null),
  );
  flows.classList.add("routemap-flows");
  const hover = stage.add(
    pane,
    inWorld((pen, view) => {
      const { scene, work, pointed } = shown();
      paintHover(pen, work, view, pointed, scene);
    }),
  );
  hover.hidden = true;
  stage.add(pane, (pen) => {
    const { scene, names, chosen, theme } = shown();
    paintPlaces(pen, scene, names, chosen, theme);
  });
  return { flows, hover };
}
