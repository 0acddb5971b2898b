// The map as a file: as it stands, or fitted to its routes in a sheet of some shape, all as vectors.
import type { PictureOptions } from "../model/map-handle";
import type { Words } from "../words";
import { drawGround } from "./ground/basemap-svg";
import { linesText } from "./line-count";
import { paintBehind } from "./marks/paint-behind";
import { paintLines } from "./marks/paint-lines";
import { paintPlaces } from "./names/paint-places";
import {
  type Caption,
  drawPicture,
  drawShaped,
  type MapPart,
  partialText,
  pngBlob,
  sourcesText,
  svgBlob,
} from "./picture";
import { type Staged, type Staging, stageMap } from "./staged";
import { SvgPen } from "./view/svg-pen";

interface Shown extends Staging {
  readonly say: Words;
  /** What stands on the map now. */
  now(): Staged;
}

function partOf({ model, state, theme, basemap }: Shown, { scene, names, view, facts }: Staged): MapPart {
  return {
    shown: view.shown,
    size: view.size,
    facts,
    draw: (target) => {
      if (basemap) drawGround(target, basemap.outlines, view, scene.tints, theme, basemap.withSouth);
      const pen = new SvgPen(target);
      paintBehind(pen, scene, theme, view);
      paintLines(pen, { model, theme, drawing: scene.drawing, emphasis: scene.emphasis }, view);
      paintPlaces(pen, scene, names, state.places, theme);
    },
  };
}

function asSvg({ shape, key }: PictureOptions, shown: Shown): SVGElement {
  const { model, state, say, theme } = shown;
  const caption = (staged: Staged): Caption => ({
    partial: partialText(model, state, linesText(staged.scene.told, say), say),
    sources: sourcesText(model, state, say),
    model,
    say,
    theme,
  });
  if (shape) {
    // What is told of the lines depends on how many of them the sheet shows.
    const first = stageMap(shown, 1000, 700);
    return drawShaped(caption(first), shape, key, (width, height) => partOf(shown, stageMap(shown, width, height)));
  }
  const now = shown.now();
  return drawPicture(caption(now), partOf(shown, now));
}

export function takePicture(options: PictureOptions, shown: Shown): Blob | Promise<Blob> {
  const svg = asSvg(options, shown);
  return options.kind === "svg" ? svgBlob(svg) : pngBlob(svg, options.scale);
}
