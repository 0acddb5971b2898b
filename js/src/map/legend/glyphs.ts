// Marks of the map as small inline drawings, for the legend.

import { LOOK } from "../../model/look";
import { headHalf, headLength } from "../marks/heads";
import { paintHead, paintTicks, setDash } from "../marks/paint-lines";
import { drawBadge, drawSymbol } from "../marks/symbols";
import type { Pen } from "../view/pen";
import { SvgPen, svgElement } from "../view/svg-pen";
import type { Theme } from "../view/theme";

/** One mark of the legend and what it means. */
export interface Item {
  readonly glyph: SVGElement;
  readonly text: string;
}

export interface Section {
  readonly head: string;
  readonly items: readonly Item[];
  /** Kept where the whole legend would cover too much of the map. */
  readonly first?: boolean;
}

export function drawing(width: number, height: number): { svg: SVGElement; pen: Pen } {
  const svg = svgElement("svg", {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    "aria-hidden": "true",
    focusable: "false",
  });
  return { svg, pen: new SvgPen(svg) };
}

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
  readonly open: boolean;
  /** arrow, no head but ticks, fading in, fading out */
  readonly end: "arrow" | "none" | "ticks" | "from nowhere" | "to nowhere";
}

function fade(pen: Pen, stroke: Stroke, from: number, to: number, y: number): void {
  const gradient = pen.createLinearGradient(from, y, to, y);
  gradient.addColorStop(0, stroke.end === "from nowhere" ? `${stroke.colour}00` : stroke.colour);
  gradient.addColorStop(1, stroke.end === "from nowhere" ? stroke.colour : `${stroke.colour}00`);
  pen.strokeStyle = gradient;
}

/** A level piece of line from x = 1 to x = width - 1. */
export function drawStroke(pen: Pen, stroke: Stroke, x: number, width: number, y: number, theme: Theme): void {
  const arrow = stroke.end === "arrow" || stroke.end === "from nowhere";
  const length = headLength(stroke.width);
  const stop = arrow ? x + width - 1 - (stroke.open ? 1 : length * LOOK.head.overlap) : x + width - 1;
  pen.globalAlpha = stroke.open ? LOOK.not_assessed_opacity : 1;
  if (stroke.end === "from nowhere" || stroke.end === "to nowhere") fade(pen, stroke, x + 1, stop, y);
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

/** The symbol of a place with these roles (bits of ROLE). */
export function placeGlyph(roles: number, isRegion: boolean, theme: Theme): SVGElement {
  const { svg, pen } = drawing(18, 18);
  drawSymbol(pen, 9, 9, 5, roles, isRegion, { ...theme, land: theme.panel });
  return svg;
}

export function badgeGlyph(count: number, theme: Theme): SVGElement {
  const { svg, pen } = drawing(24, 18);
  drawBadge(pen, 12, 9, count, theme);
  return svg;
}
