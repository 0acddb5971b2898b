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
import type { View } from "./view/stage";
import { SvgPen, svgElement } from "./view/svg-pen";
import type { Theme } from "./view/theme";
import { endsIn, sidesOf } from "./view/world";

export interface Shown extends Staging {
  readonly say: Words;
  /** What stands on the map now. */
  now(): Staged;
}

/** What is drawn stays within the world, as on the page: beyond its edges is bare paper. */
function worldIn(whole: SVGElement, view: View, theme: Theme): SVGElement {
  if (!endsIn(view)) return whole;
  const { top: y, bottom, left: west, right: east } = view.shown;
  const { left: x, right } = sidesOf(view);
  const [width, height] = [right - x, bottom - y];
  const viewBox = `${x} ${y} ${width} ${height}`;
  const world = svgElement("svg", { x, y, width, height, viewBox, overflow: "hidden" });
  whole.append(
    svgElement("rect", { x: west, y, width: Math.max(0, x - west), height, fill: theme.panel }),
    svgElement("rect", { x: right, y, width: Math.max(0, east - right), height, fill: theme.panel }),
    world,
  );
  return world;
}

function partOf({ model, state, theme, basemap }: Shown, { scene, names, view, facts }: Staged): MapPart {
  return {
    shown: view.shown,
    size: view.size,
    facts,
    draw: (whole) => {
      const target = worldIn(whole, view, theme);
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

/** The map alone as it stands, all as vectors. */
export function mapAlone(shown: Shown): SVGElement {
  const { draw, size, shown: window } = partOf(shown, shown.now());
  const [x, y, across, down] = [window.left, window.top, window.right - window.left, window.bottom - window.top];
  const viewBox = `${x} ${y} ${across} ${down}`;
  const svg = svgElement("svg", { width: across * size, height: down * size, viewBox, "aria-hidden": "true" });
  svg.append(svgElement("rect", { x, y, width: across, height: down, fill: shown.theme.sea }));
  draw(svg);
  return svg;
}

export function takePicture(options: PictureOptions, shown: Shown): Blob | Promise<Blob> {
  const svg = asSvg(options, shown);
  return options.kind === "svg" ? svgBlob(svg) : pngBlob(svg, options.scale);
}
