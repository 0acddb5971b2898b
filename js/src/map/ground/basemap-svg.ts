// The ground of a downloaded picture: the same land, tints, hatches and borders, as SVG paths.
import { LOOK } from "../../model/look";
import { WORLD } from "../../model/mercator";
import { boxOf, type Line, type Outlines, type Path } from "../../model/outlines";
import type { View } from "../view/stage";
import { svgElement } from "../view/svg-pen";
import type { Theme } from "../view/theme";
import { copies } from "../view/world";
import { SOUTHERN } from "./basemap";
import { type Tints, tintOf } from "./tints";

const LAND = LOOK.land;
/** Points nearer to each other than this are one, px. */
const STEP = 0.35;

interface Frame {
  readonly view: View;
  readonly dx: number;
}

function inView({ view, dx }: Frame, box: readonly number[]): boolean {
  const { scale, dy, shown } = view;
  return (
    box[2] * scale + dx > shown.left &&
    box[0] * scale + dx < shown.right &&
    box[3] * scale + dy > shown.top &&
    box[1] * scale + dy < shown.bottom
  );
}

function pathData(frame: Frame, points: Path, closed: boolean): string {
  const { view, dx } = frame;
  let [data, lastX, lastY, kept] = ["", Infinity, Infinity, 0];
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] * view.scale + dx;
    const y = points[i + 1] * view.scale + view.dy;
    const last = i === points.length - 2;
    if (i > 0 && !(last && !closed) && Math.abs(x - lastX) < STEP && Math.abs(y - lastY) < STEP) continue;
    data += `${kept === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    [lastX, lastY, kept] = [x, y, kept + 1];
  }
  if (closed) return kept > 2 ? `${data}Z` : "";
  return kept > 1 ? data : "";
}

function lineData(frame: Frame, lines: readonly Line[]): string {
  return lines
    .filter((line) => inView(frame, line.box))
    .map((line) => pathData(frame, line.path, false))
    .join("");
}

function hatchPattern(theme: Theme): SVGElement {
  const step = LAND.hatch_px;
  const pattern = svgElement("pattern", {
    id: "routemap-hatch",
    width: step,
    height: step,
    patternUnits: "userSpaceOnUse",
  });
  pattern.append(
    svgElement("path", {
      d: `M-1 ${step + 1}L${step + 1} -1M-1 1L1 -1M${step - 1} ${step + 1}L${step + 1} ${step - 1}`,
      stroke: theme.region,
      "stroke-width": LAND.hatch_line_px,
      opacity: LAND.hatch_opacity,
    }),
  );
  return pattern;
}

function drawWorld(
  target: SVGElement,
  frame: Frame,
  outlines: Outlines,
  tints: Tints,
  theme: Theme,
  withSouth: boolean,
): void {
  const fills = new Map<string, string>();
  let hatched = "";
  for (const country of outlines.countries) {
    if (!inView(frame, country.box) || (country.id === SOUTHERN && !withSouth)) continue;
    const data = country.rings
      .filter((ring) => inView(frame, boxOf([ring])))
      .map((ring) => pathData(frame, ring, true))
      .join("");
    const colour = tintOf(country.id, tints, theme) || theme.land;
    fills.set(colour, (fills.get(colour) ?? "") + data);
    if (tints.hatched.has(country.id)) hatched += data;
  }
  const put = (data: string, attributes: Record<string, string | number>): void => {
    if (data) target.append(svgElement("path", { d: data, ...attributes }));
  };
  for (const [colour, data] of fills) put(data, { fill: colour, "fill-rule": "evenodd" });
  put(hatched, { fill: "url(#routemap-hatch)", "fill-rule": "evenodd" });
  const line = { fill: "none", stroke: theme.border, "stroke-width": LAND.border_px, "stroke-linejoin": "round" };
  const coasts = withSouth ? outlines.coasts : outlines.coasts.filter((coast) => coast.box[1] < WORLD * 0.71);
  put(lineData(frame, coasts), line);
  put(lineData(frame, outlines.borders), line);
  const disputed = {
    stroke: theme[LAND.disputed_ink],
    "stroke-width": LAND.disputed_px,
    "stroke-dasharray": LAND.disputed_dash_px.join(" "),
  };
  put(lineData(frame, outlines.disputed), { ...line, ...disputed });
  const outline = { stroke: theme.region, "stroke-width": LAND.outline_px, opacity: LAND.outline_opacity };
  put(lineData(frame, outlines.edge(tints.hatched)), { ...line, ...outline });
}

export function drawGround(
  target: SVGElement,
  outlines: Outlines,
  view: View,
  tints: Tints,
  theme: Theme,
  withSouth: boolean,
): void {
  target.append(hatchPattern(theme));
  const world = WORLD * view.scale;
  for (const dx of copies(view, [0, 0, world, world]))
    drawWorld(target, { view, dx }, outlines, tints, theme, withSouth);
}
