// Marks of the map as small inline drawings, for the legend.

import { LOOK, SUPPORTS } from "../../model/look";
import { isFaint, type Model } from "../../model/model";
import { headHalf, headLength } from "../marks/heads";
import { fadeOf, paintHead, paintSign, paintTicks, setDash } from "../marks/paint-lines";
import { circularArrow } from "../marks/rings";
import { drawBadge, drawSymbol } from "../marks/symbols";
import { dashOf } from "../marks/widths";
import type { Pen } from "../view/pen";
import { SvgPen, svgElement } from "../view/svg-pen";
import { groupColour, type Theme } from "../view/theme";
import type { Entry, Mark } from "./entries";
import type { LegendFacts } from "./facts";

const { line_px: LINE, usual_px: USUAL_WIDTH } = LOOK.legend;
const LINE_HEIGHT = 14;
const PLAIN = SUPPORTS.indexOf("high");

function drawing(width: number, height: number): { svg: SVGElement; pen: Pen } {
  const svg = svgElement("svg", {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    "aria-hidden": "true",
    focusable: "false",
  });
  return { svg, pen: new SvgPen(svg) };
}

interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
  readonly open: boolean;
  /** arrow, no head but ticks, fading in, fading out */
  readonly end: "arrow" | "none" | "ticks" | "from nowhere" | "to nowhere";
}

/** A level piece of line from x = 1 to x = width - 1. */
function drawStroke(pen: Pen, stroke: Stroke, x: number, width: number, y: number, theme: Theme): void {
  const arrow = stroke.end === "arrow" || stroke.end === "from nowhere";
  const length = headLength(stroke.width);
  const stop = arrow ? x + width - 1 - (stroke.open ? 1 : length * LOOK.head.overlap) : x + width - 1;
  pen.globalAlpha = stroke.open ? LOOK.not_assessed_opacity : 1;
  if (stroke.end === "from nowhere") pen.strokeStyle = fadeOf(pen, stroke.colour, [stop, y], [x + 1, y]);
  else if (stroke.end === "to nowhere") pen.strokeStyle = fadeOf(pen, stroke.colour, [x + 1, y], [stop, y]);
  else pen.strokeStyle = stroke.colour;
  pen.lineWidth = stroke.width;
  setDash(pen, stroke.dash, stroke.width);
  pen.beginPath();
  // A line without any height has no bounding box, and a gradient needs one in some readers.
  pen.moveTo(x + 1, y);
  pen.lineTo(stop, y + 0.01);
  pen.stroke();
  pen.setLineDash([]);
  pen.lineCap = "butt";
  if (stroke.end === "ticks")
    paintTicks(pen, { ticks: [x + 2, y, 0, x + width - 2, y, 0], width: stroke.width }, 0, 0, 0);
  if (arrow) {
    const head = { x: x + width - 1, y, dx: 1, dy: 0, length, half: headHalf(stroke.width) };
    paintHead(pen, head, stroke.colour, stroke.open, stroke.width, theme, 0, 0, 1);
  }
  pen.globalAlpha = 1;
}

/** The colour in which line marks are shown: the map's own where it has just one. */
function inkOf(model: Model, { groups }: LegendFacts, theme: Theme): string {
  return groups.length === 1 ? groupColour(model.groups, groups[0], theme) : theme.soft;
}

const ENDS: Partial<Record<Mark, Stroke["end"]>> = {
  undirected: "ticks",
  "open origin": "from nowhere",
  "open destination": "to nowhere",
};

function lineGlyph(
  { mark, width = USUAL_WIDTH, support = -1, hasHead }: Entry,
  colour: string,
  theme: Theme,
): SVGElement {
  const { svg, pen } = drawing(LINE, LINE_HEIGHT);
  const end = ENDS[mark] ?? (hasHead ? "arrow" : "none");
  const stroke = { colour, width, dash: dashOf(support), open: isFaint(support), end };
  if (mark === "behind") svg.setAttribute("opacity", String(LOOK.strongest.opacity));
  drawStroke(pen, stroke, 0, LINE, LINE_HEIGHT / 2, theme);
  return svg;
}

function hatchGlyph(theme: Theme): SVGElement {
  const { svg, pen } = drawing(LINE, LINE_HEIGHT);
  pen.beginPath();
  pen.rect(5, 1.5, LINE - 10, 11);
  pen.fillStyle = theme.concerned;
  pen.fill();
  pen.strokeStyle = theme.region;
  pen.lineWidth = LOOK.land.hatch_line_px;
  pen.globalAlpha = LOOK.land.hatch_opacity;
  pen.beginPath();
  for (let x = 6; x < LINE - 5; x += LOOK.land.hatch_px) {
    pen.moveTo(Math.max(5, x - 6), x - 6 < 5 ? 12.5 - (5 - (x - 6)) : 12.5);
    pen.lineTo(Math.min(LINE - 5, x + 5), x + 5 > LINE - 5 ? 1.5 + (x + 5 - LINE + 5) : 1.5);
  }
  pen.stroke();
  pen.beginPath();
  pen.rect(5, 1.5, LINE - 10, 11);
  pen.globalAlpha = LOOK.land.outline_opacity;
  pen.lineWidth = LOOK.land.outline_px;
  pen.stroke();
  pen.globalAlpha = 1;
  return svg;
}

function domesticGlyph(support: number, colour: string, theme: Theme): SVGElement {
  const { svg, pen } = drawing(LINE, 18);
  const ring = { x: LINE / 2, y: 9, radius: LOOK.legend.ring_px, width: LOOK.ring.width_px, support };
  circularArrow(pen, { ...ring, colour }, theme.panel);
  return svg;
}

function disputedGlyph(theme: Theme): SVGElement {
  const { svg, pen } = drawing(LINE, LINE_HEIGHT);
  pen.strokeStyle = theme[LOOK.land.disputed_ink];
  pen.lineWidth = LOOK.land.disputed_px;
  pen.setLineDash([...LOOK.land.disputed_dash_px]);
  pen.beginPath();
  pen.moveTo(3, LINE_HEIGHT / 2);
  pen.lineTo(LINE - 3, LINE_HEIGHT / 2 + 0.01);
  pen.stroke();
  return svg;
}

function signGlyph(colour: string, theme: Theme): SVGElement {
  const { svg, pen } = drawing(LINE, LINE_HEIGHT);
  paintSign(pen, LINE / 2, LINE_HEIGHT / 2 + 1, colour, theme.panel, 1);
  return svg;
}

function placeGlyph(roles: number, isRegion: boolean, theme: Theme, isFold = false): SVGElement {
  const { svg, pen } = drawing(18, 18);
  drawSymbol(pen, 9, 9, LOOK.symbol.radius_px, roles, isRegion, { ...theme, land: theme.panel }, isFold);
  return svg;
}

function badgeGlyph(count: string, theme: Theme): SVGElement {
  const { svg, pen } = drawing(24, 18);
  drawBadge(pen, 12, 9, Number(count), theme);
  return svg;
}

/** The mark of an entry as a small drawing of its own. */
export function glyphOf(entry: Entry, model: Model, facts: LegendFacts, theme: Theme): SVGElement {
  const { mark, group } = entry;
  const colour = group === undefined ? inkOf(model, facts, theme) : groupColour(model.groups, group, theme);
  switch (mark) {
    case "domestic":
      return domesticGlyph(entry.support ?? PLAIN, colour, theme);
    case "symbol":
      return placeGlyph(entry.roles ?? 0, false, theme);
    case "region symbol":
      return placeGlyph(entry.roles ?? 0, true, theme);
    case "fold":
      return placeGlyph(0, true, theme, true);
    case "ring":
      return placeGlyph(0, true, theme);
    case "sign":
      return signGlyph(colour, theme);
    case "region":
      return hatchGlyph(theme);
    case "badge":
      return badgeGlyph(entry.number ?? "", theme);
    case "disputed":
      return disputedGlyph(theme);
    case "more":
      return drawing(LINE, LINE_HEIGHT).svg;
    default:
      return lineGlyph(entry, colour, theme);
  }
}
