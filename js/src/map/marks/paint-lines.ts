// Lines on a pen: a casing in the ground's colour first, so that crossings read as over and under;
// arrowheads after all lines, so that no line runs over one.

import { LOOK } from "../../model/look";
import { isFaint, type Model } from "../../model/model";
import { complete, type Steps } from "../../model/steps";
import type { Pen } from "../view/pen";
import type { View } from "../view/stage";
import { groupColour, type Theme } from "../view/theme";
import { copies, copiesOfPoint } from "../view/world";
import type { Chain } from "./curve";
import { type Emphasis, FADED } from "./emphasis";
import { type Head, openStroke } from "./heads";
import type { Drawing, Line } from "./lines";
import type { Tail } from "./tails";
import { dashOf } from "./widths";

const { head: HEAD, tail: TAIL, tick: TICK } = LOOK;

export interface LineWork {
  readonly model: Model;
  readonly drawing: Drawing;
  readonly emphasis: Emphasis;
  readonly theme: Theme;
}

export function trace(pen: Pen, chain: Chain, dx: number, dy: number): void {
  pen.beginPath();
  pen.moveTo(chain[0] + dx, chain[1] + dy);
  for (let i = 2; i < chain.length; i += 6)
    pen.bezierCurveTo(
      chain[i] + dx,
      chain[i + 1] + dy,
      chain[i + 2] + dx,
      chain[i + 3] + dy,
      chain[i + 4] + dx,
      chain[i + 5] + dy,
    );
}

/** How strongly a line is drawn that stands out so much. */
export function opacityOf(strength: number, support: number): number {
  return strength * (isFaint(support) ? LOOK.not_assessed_opacity : 1);
}

export function setDash(pen: Pen, dash: readonly number[], width: number): void {
  // Dots are dashes of no length with round ends.
  pen.lineCap = dash.length > 0 && dash[0] < LOOK.dot ? "round" : "butt";
  pen.setLineDash(dash.map((part) => part * width));
}

/** The small bars at both ends of a line without direction; `extra` widens them to a casing. */
export function paintTicks(pen: Pen, line: Pick<Line, "ticks" | "width">, dx: number, dy: number, extra: number): void {
  const half = TICK.half_px + line.width * TICK.half_per_px + extra / 2;
  pen.lineCap = "butt";
  pen.lineWidth = Math.max(TICK.least_px, line.width * TICK.width_per_px) + extra;
  pen.beginPath();
  for (let i = 0; i < line.ticks.length; i += 3) {
    const [x, y, angle] = [line.ticks[i] + dx, line.ticks[i + 1] + dy, line.ticks[i + 2] + Math.PI / 2];
    pen.moveTo(x - Math.cos(angle) * half, y - Math.sin(angle) * half);
    pen.lineTo(x + Math.cos(angle) * half, y + Math.sin(angle) * half);
  }
  pen.stroke();
}

export function paintLine(pen: Pen, work: LineWork, line: Line, dx: number, dy: number, strength: number): void {
  const { model, theme } = work;
  const { support } = line;
  const casing = LOOK.casing_px;
  pen.lineJoin = "round";
  if (strength > 0.3) {
    pen.globalAlpha = 1;
    pen.strokeStyle = theme.land;
    pen.lineCap = "butt";
    pen.setLineDash([]);
    pen.lineWidth = line.width + 2 * casing;
    trace(pen, line.chain, dx, dy);
    pen.stroke();
    if (line.ticks.length > 0) paintTicks(pen, line, dx, dy, 2 * casing);
  }
  pen.globalAlpha = opacityOf(strength, support);
  pen.strokeStyle = groupColour(model.groups, model.strands.group[line.strand], theme);
  pen.lineWidth = line.width;
  setDash(pen, dashOf(support), line.width);
  trace(pen, line.chain, dx, dy);
  pen.stroke();
  pen.setLineDash([]);
  pen.lineCap = "butt";
  if (line.ticks.length > 0) paintTicks(pen, line, dx, dy, 0);
}

function traceHead(pen: Pen, head: Head, dx: number, dy: number, notch: number): void {
  const [x, y] = [head.x + dx, head.y + dy];
  const [bx, by] = [x - head.dx * head.length, y - head.dy * head.length];
  pen.beginPath();
  pen.moveTo(bx - head.dy * head.half, by + head.dx * head.half);
  pen.lineTo(x, y);
  pen.lineTo(bx + head.dy * head.half, by - head.dx * head.half);
  if (notch > 0) {
    pen.lineTo(bx + head.dx * head.length * notch, by + head.dy * head.length * notch);
    pen.closePath();
  }
}

export function paintHead(
  pen: Pen,
  head: Head,
  colour: string,
  open: boolean,
  width: number,
  theme: Theme,
  dx: number,
  dy: number,
  strength: number,
): void {
  pen.setLineDash([]);
  pen.lineJoin = "miter";
  pen.lineCap = "butt";
  if (strength > 0.3) {
    pen.globalAlpha = 1;
    pen.strokeStyle = theme.land;
    pen.lineWidth = (open ? openStroke(width) : 0) + HEAD.casing_px;
    traceHead(pen, head, dx, dy, open ? 0 : HEAD.notch);
    pen.stroke();
  }
  pen.globalAlpha = strength * (open ? LOOK.not_assessed_opacity : 1);
  traceHead(pen, head, dx, dy, open ? 0 : HEAD.notch);
  if (open) {
    pen.strokeStyle = colour;
    pen.lineWidth = openStroke(width);
    pen.stroke();
  } else {
    pen.fillStyle = colour;
    pen.fill();
  }
}

export function tailStrength(tail: Tail, emphasis: Emphasis): number {
  return tail.strands.reduce((most, strand) => Math.max(most, emphasis.strands[strand]), FADED);
}

/** The stroke of a line that fades from one point to another. */
export function fadeOf(
  pen: Pen,
  colour: string,
  near: readonly [number, number],
  far: readonly [number, number],
): ReturnType<Pen["createLinearGradient"]> {
  const gradient = pen.createLinearGradient(...near, ...far);
  gradient.addColorStop(0, colour);
  gradient.addColorStop(TAIL.full, colour);
  gradient.addColorStop(1, /^#[0-9a-f]{6}$/i.test(colour) ? `${colour}00` : "transparent");
  return gradient;
}

function paintTail(pen: Pen, work: LineWork, tail: Tail, dx: number, dy: number, strength: number): void {
  const colour = groupColour(work.model.groups, tail.group, work.theme);
  const [ax, ay] = [tail.near[0] + dx, tail.near[1] + dy];
  const [bx, by] = [tail.far[0] + dx, tail.far[1] + dy];
  pen.globalAlpha = opacityOf(strength, tail.support);
  // A stub is too short to fade.
  pen.strokeStyle = tail.sign ? colour : fadeOf(pen, colour, [ax, ay], [bx, by]);
  pen.lineWidth = tail.width;
  pen.lineCap = "butt";
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(ax, ay);
  pen.lineTo(bx, by);
  pen.stroke();
}

/** The question mark of an open end that has no room. */
export function paintSign(pen: Pen, x: number, y: number, colour: string, ground: string, strength: number): void {
  const { sign_px: height, sign_width_px: width, sign_hook: hook, sign_dot: dot } = TAIL;
  const at = hook.flatMap(([dx, dy]) => [x + dx * height, y + dy * height]);
  pen.setLineDash([]);
  pen.lineCap = "round";
  for (const [ink, stroke, radius] of [
    [ground, width + HEAD.casing_px, (width + HEAD.casing_px) / 2],
    [colour, width, width * TAIL.sign_dot_radius],
  ] as const) {
    pen.globalAlpha = ink === ground && strength > 0.3 ? 1 : strength;
    pen.strokeStyle = pen.fillStyle = ink;
    pen.lineWidth = stroke;
    trace(pen, at, 0, 0);
    pen.stroke();
    pen.beginPath();
    pen.arc(x, y + dot * height, radius, 0, 2 * Math.PI);
    pen.fill();
  }
  pen.lineCap = "butt";
}

function paintTails(pen: Pen, work: LineWork, view: View): void {
  for (const tail of work.drawing.tails) {
    const strength = tailStrength(tail, work.emphasis);
    const [x, y] = tail.far;
    for (const dx of copiesOfPoint(view, x, y, 60)) {
      paintTail(pen, work, tail, dx, view.dy, strength);
      const colour = groupColour(work.model.groups, tail.group, work.theme);
      if (tail.head)
        paintHead(pen, tail.head, colour, isFaint(tail.support), tail.width, work.theme, dx, view.dy, strength);
      if (tail.sign)
        paintSign(
          pen,
          tail.sign[0] + dx,
          tail.sign[1] + view.dy,
          colour,
          work.theme.land,
          opacityOf(strength, tail.support),
        );
    }
  }
}

/** Lines between two yields. */
const PER_STEP = 25;

function* paintHeads(pen: Pen, work: LineWork, view: View, lines: readonly Line[]): Steps<void> {
  const { model, emphasis, theme } = work;
  let done = 0;
  for (const line of lines) {
    if (!line.head) continue;
    const colour = groupColour(model.groups, model.strands.group[line.strand], theme);
    for (const dx of copies(view, line.box))
      paintHead(
        pen,
        line.head,
        colour,
        isFaint(line.support),
        line.width,
        theme,
        dx,
        view.dy,
        emphasis.strands[line.strand],
      );
    done += 1;
    if (done % PER_STEP === 0) yield;
  }
}

/** Faint lines first, then siblings, then what is in full strength. */
export function* paintSteps(pen: Pen, work: LineWork, view: View): Steps<void> {
  const layers: ((strength: number) => boolean)[] = [
    (strength) => strength <= FADED,
    (strength) => strength > FADED && strength < 1,
    (strength) => strength === 1,
  ];
  const shown = work.drawing.lines.filter((line) => copies(view, line.box).length > 0);
  for (const wanted of layers) {
    const lines = shown.filter((line) => wanted(work.emphasis.strands[line.strand]));
    for (let i = 0; i < lines.length; i++) {
      for (const dx of copies(view, lines[i].box))
        paintLine(pen, work, lines[i], dx, view.dy, work.emphasis.strands[lines[i].strand]);
      if (i % PER_STEP === PER_STEP - 1) yield;
    }
    yield* paintHeads(pen, work, view, lines);
  }
  paintTails(pen, work, view);
  pen.globalAlpha = 1;
}

export function paintLines(pen: Pen, work: LineWork, view: View): void {
  complete(paintSteps(pen, work, view));
}
