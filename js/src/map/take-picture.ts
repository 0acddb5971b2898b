// The present view as a file: all that the map shows, drawn once more as vectors.
import type { State } from "../model/store";
import type { Words } from "../words";
import type { Basemap } from "./ground/basemap";
import { drawGround } from "./ground/basemap-svg";
import type { LegendFacts } from "./legend/facts";
import { linesText } from "./line-count";
import { paintBehind } from "./marks/paint-behind";
import { type LineWork, paintLines } from "./marks/paint-lines";
import type { Scene } from "./marks/scene";
import type { Names } from "./names/names";
import { paintPlaces } from "./names/paint-places";
import { drawPicture, partialText, pngBlob, svgBlob } from "./picture";
import type { View } from "./view/stage";
import { SvgPen } from "./view/svg-pen";

interface Shown extends LineWork {
  readonly scene: Scene;
  readonly names: Names;
  readonly basemap: Basemap | null;
  readonly view: View;
  readonly facts: LegendFacts;
  readonly state: State;
  readonly say: Words;
}

function asSvg(shown: Shown): SVGElement {
  const { scene, names, basemap, view, facts, state, say, model, theme } = shown;
  return drawPicture({
    partial: partialText(model, state, linesText(scene.told, say), say),
    model,
    theme,
    say,
    shown: view.shown,
    size: view.size,
    facts,
    draw: (target) => {
      if (basemap) drawGround(target, basemap.outlines, view, scene.tints, theme, basemap.withSouth);
      const pen = new SvgPen(target);
      paintBehind(pen, scene, theme, view);
      paintLines(pen, shown, view);
      paintPlaces(pen, scene, names, state.places, theme);
    },
  });
}

export function takePicture(kind: "svg" | "png", scale: number, shown: Shown): Blob | Promise<Blob> {
  const svg = asSvg(shown);
  return kind === "svg" ? svgBlob(svg) : pngBlob(svg, scale);
}
