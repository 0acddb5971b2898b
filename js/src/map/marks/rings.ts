// Routes within a place: arrows that go round it, as wide and as dashed as lines.
import { LOOK } from "../../model/look";
import { isFaint, type Model } from "../../model/model";
import type { Pen } from "../view/pen";
import { groupColour, type Theme } from "../view/theme";
import { headLength, openStroke } from "./heads";
import { opacityOf, setDash } from "./paint-lines";
import type { PlaceMarks } from "./roles";
import { symbolRadius } from "./symbols";
import { dashOf } from "./widths";

const { ring: RING } = LOOK;

/** One arrow per colour group. */
export function drawDomestic(
  pen: Pen,
  model: Model,
  places: PlaceMarks,
  place: number,
  x: number,
  y: number,
  theme: Theme,
): void {
  let reach = symbolRadius(places.radius, places.roles[place], model.places[place].isRegion) + RING.clear_px;
  for (const { group, width, support } of (places.domestic.get(place) ?? []).slice(0, RING.most)) {
    const step = width + RING.gap_px;
    const colour = groupColour(model.groups, group, theme);
    circularArrow(pen, { x, y, radius: reach + step / 2, colour, width, support }, theme.land);
    reach += step;
  }
}

interface CircularArrow {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: string;
  readonly width: number;
  readonly support: number;
}

export function circularArrow(pen: Pen, { x, y, radius, colour, width, support }: CircularArrow, ground: string): void {
  const { start, end } = RING;
  const strength = pen.globalAlpha;
  pen.lineCap = "butt";
  pen.beginPath();
  pen.arc(x, y, radius, start, end);
  pen.strokeStyle = ground;
  pen.lineWidth = width + 2 * RING.casing_px;
  pen.stroke();
  pen.globalAlpha = opacityOf(strength, support);
  pen.beginPath();
  pen.arc(x, y, radius, start, end);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  setDash(pen, dashOf(support), width);
  pen.stroke();
  pen.setLineDash([]);
  pen.lineCap = "butt";
  const grown = headLength(width) / headLength(RING.width_px);
  const [half, behind, tip] = [RING.half_px * grown, RING.back_px * grown, RING.tip_px * grown];
  const [px, py] = [x + radius * Math.cos(end), y + radius * Math.sin(end)];
  const along = end + Math.PI / 2 + RING.lean;
  const [dx, dy] = [Math.cos(along), Math.sin(along)];
  pen.beginPath();
  pen.moveTo(px - dy * half - dx * behind, py + dx * half - dy * behind);
  pen.lineTo(px + dx * tip, py + dy * tip);
  pen.lineTo(px + dy * half - dx * behind, py - dx * half - dy * behind);
  if (isFaint(support)) {
    pen.lineJoin = "miter";
    pen.lineWidth = openStroke(width);
    pen.stroke();
  } else {
    pen.closePath();
    pen.fillStyle = colour;
    pen.fill();
  }
  pen.globalAlpha = strength;
}
