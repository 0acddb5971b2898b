// The shape of one leg between its two places on the rims of symbols: one arc, bent to one side, without a knee.
// Python draws the same (src/routemap/scene/legs.py); tests/parity/scenes holds both to it.
import { LOOK } from "../../model/look";
import { isFaint } from "../../model/model";
import {
  type Chain,
  controlBetween,
  directionAt,
  leastRadius,
  leavesCircle,
  type Point,
  pieceOf,
  pointAt,
  type Quadratic,
  reversed,
} from "./curve";
import type { Slot } from "./ends";
import { type Head, headHalf, headLength } from "./heads";
import { asChain, type Path, shortened } from "./path";

const { head: HEAD, line_end: END, rim: RIM, tick: TICK } = LOOK;
const LOOKED_AT = [0, 0.25, 0.5, 0.75, 1];

export interface Leg {
  /** From place to place, as it was laid out. */
  readonly curve: Quadratic;
  readonly width: number;
  readonly support: number;
  readonly undirected: boolean;
  /** Directions from its two places in which it lies, radians. */
  readonly naturals: readonly [number, number];
  /** Between which parameters it is drawn where it ends at the edge of an area; 0 and 1 where at a symbol. */
  readonly edges: readonly [number, number];
  /** The longest arrowhead it has room for. */
  readonly mostHead: number;
  readonly slots: readonly [Slot, Slot];
  /** Its course as somebody drew it, which it keeps. */
  readonly path: Path | null;
}

interface DrawnLeg {
  readonly chain: Chain;
  readonly head: Head | null;
  readonly ticks: readonly number[];
}

/** The direction from the start of a curve in which the eye sees it. */
export function naturalAngle(curve: Quadratic, rim: number): number {
  const p = pointAt(curve, Math.min(0.5, leavesCircle(curve, rim + END.look_at_px)));
  return Math.atan2(p.y - curve.y0, p.x - curve.x0);
}

export function drawLeg(leg: Leg): DrawnLeg {
  const { undirected, support, width } = leg;
  const size = undirected ? 0 : Math.min(headLength(width), leg.mostHead);
  if (leg.path) return drawPath(leg, leg.path, size);
  const curve = shapeOf(leg, size);
  const clear = undirected ? TICK.clear_px : 0;
  // An open head is two strokes: its line runs up to the tip.
  const under = undirected ? clear : isFaint(support) ? END.open_px : size * HEAD.overlap;
  const back = reversed(curve);
  const first = clear > 0 ? Math.min(END.most, leavesCircle(curve, clear)) : 0;
  const start = pointAt(curve, first);
  const chain = [start.x, start.y, ...pieceOf(curve, first, 1 - Math.min(END.most, leavesCircle(back, under)))];
  if (undirected) {
    const [ax, ay, bx, by, cx, cy, dx, dy] = chain;
    const ticks = [ax, ay, Math.atan2(by - ay, bx - ax), dx, dy, Math.atan2(dy - cy, dx - cx)];
    return { chain, head: null, ticks };
  }
  const base = isFaint(support) ? { x: chain[4], y: chain[5] } : { x: chain[6], y: chain[7] };
  const half = headHalf(width) * (size / headLength(width));
  return { chain, head: headAt(back, base, size, half), ticks: [] };
}

function drawPath({ undirected, support, width }: Leg, path: Path, size: number): DrawnLeg {
  const [x, y] = path.slice(-2);
  if (undirected) {
    const [ax, ay, bx, by] = path;
    const [cx, cy] = path.slice(-4);
    const ticks = [ax, ay, Math.atan2(by - ay, bx - ax), x, y, Math.atan2(y - cy, x - cx)];
    return { chain: asChain(path), head: null, ticks };
  }
  const [baseX, baseY] = shortened(path, size).slice(-2);
  const long = Math.hypot(x - baseX, y - baseY);
  const [dx, dy] = long > 1e-9 ? [(x - baseX) / long, (y - baseY) / long] : [1, 0];
  const half = headHalf(width) * (size / headLength(width));
  const chain = asChain(shortened(path, isFaint(support) ? END.open_px : size * HEAD.overlap));
  return { chain, head: { x, y, dx, dy, length: size, half }, ticks: [] };
}

/** The arrowhead at the start of a curve. */
function headAt(back: Quadratic, base: Point, length: number, half: number): Head {
  let [dx, dy] = [back.x0 - base.x, back.y0 - base.y];
  if (Math.hypot(dx, dy) < 0.5) {
    const away = directionAt(back, 0);
    [dx, dy] = [-away.x, -away.y];
  }
  const size = Math.hypot(dx, dy);
  return { x: back.x0, y: back.y0, dx: dx / size, dy: dy / size, length, half };
}

/** The arc from slot to slot that is nearest to the curve that was laid out. */
function shapeOf(leg: Leg, head: number): Quadratic {
  const { curve, naturals, edges } = leg;
  const slots = keptApart(leg, head);
  const start = stopOf(curve, slots[0], naturals[0], edges[0]);
  const end = stopOf(reversed(curve), slots[1], naturals[1], 1 - edges[1]);
  const chord = Math.hypot(end.x - start.x, end.y - start.y);
  if (Math.hypot(curve.x1 - curve.x0, curve.y1 - curve.y0) < END.close_px)
    return { x0: start.x, y0: start.y, cx: (start.x + end.x) / 2, cy: (start.y + end.y) / 2, x1: end.x, y1: end.y };
  let control = controlBetween(curve, start.t, 1 - end.t);
  if (end.lean !== null) control = onRay(control, end, end.lean, chord);
  else if (start.lean !== null) control = onRay(control, start, start.lean, chord);
  return calm({ x0: start.x, y0: start.y, cx: control.x, cy: control.y, x1: end.x, y1: end.y }, head);
}

/** The slots, of places close to each other with less turn, and so that the line does not run backwards. */
function keptApart({ curve, slots, edges }: Leg, head: number): readonly [Slot, Slot] {
  const apart = Math.hypot(curve.x1 - curve.x0, curve.y1 - curve.y0);
  if (apart >= 2 * END.close_px || edges[0] > 0 || edges[1] < 1) return slots;
  const over = Math.max(slots[0].radius + slots[1].radius + head + 1 - apart, 0);
  const most = END.beside + (RIM.most_turn - END.beside) * Math.max(apart / END.close_px - 1, 0);
  const kept = ({ angle, radius }: Slot, straight: number, less: number): Slot => {
    const off = Math.atan2(Math.sin(angle - straight), Math.cos(angle - straight));
    return { angle: straight + Math.min(Math.max(off, -most), most), radius: radius - less };
  };
  const along = Math.atan2(curve.y1 - curve.y0, curve.x1 - curve.x0);
  return [kept(slots[0], along, 0), kept(slots[1], along + Math.PI, over)];
}

interface Stop extends Point {
  readonly t: number;
  /** The direction the line must leave in; null where it keeps its own. */
  readonly lean: number | null;
}

function stopOf(curve: Quadratic, slot: Slot, natural: number, edge: number): Stop {
  if (edge > 0) return { ...pointAt(curve, edge), t: edge, lean: null };
  const t = Math.min(END.most, leavesCircle(curve, slot.radius));
  const off = Math.atan2(Math.sin(slot.angle - natural), Math.cos(slot.angle - natural));
  if (Math.abs(off) < END.straight) return { ...pointAt(curve, t), t, lean: null };
  const lean = Math.abs(off) <= END.aside ? null : slot.angle - Math.sign(off) * END.aside;
  const [x, y] = [curve.x0 + Math.cos(slot.angle) * slot.radius, curve.y0 + Math.sin(slot.angle) * slot.radius];
  return { x, y, t, lean };
}

/** The control point moved so that the curve leaves its end in a direction. */
function onRay(control: Point, end: Point, lean: number, chord: number): Point {
  const [ux, uy] = [Math.cos(lean), Math.sin(lean)];
  const away = (control.x - end.x) * ux + (control.y - end.y) * uy;
  const kept = Math.min(Math.max(away, 0.3 * chord), 0.7 * chord);
  return { x: end.x + ux * kept, y: end.y + uy * kept };
}

/** The curve, flattened as much as it must be to have no knee. */
function calm(curve: Quadratic, head: number): Quadratic {
  const { x0, y0, cx, cy, x1, y1 } = curve;
  const [dx, dy] = [x1 - x0, y1 - y0];
  const share = ((cx - x0) * dx + (cy - y0) * dy) / Math.max(dx * dx + dy * dy, 1e-9);
  const kept = Math.min(Math.max(share, 0.25), 0.75);
  const [footX, footY] = [x0 + dx * kept, y0 + dy * kept];
  for (const bow of END.bows) {
    const bent = { ...curve, cx: footX + (cx - footX) * bow, cy: footY + (cy - footY) * bow };
    if (isCalm(bent, head)) return bent;
  }
  return { ...curve, cx: footX, cy: footY };
}

function isCalm(curve: Quadratic, head: number): boolean {
  // What the eye takes for the end: twice the arrowhead.
  const last = Math.min(0.5, (2 * head) / Math.max(Math.hypot(curve.x1 - curve.x0, curve.y1 - curve.y0), 1e-9));
  const least = END.straight_heads * head;
  if ([0, 0.5, 1].some((share) => leastRadius(curve, 1 - last * share) < least)) return false;
  return LOOKED_AT.every((t) => leastRadius(curve, t) >= END.least_radius_px);
}
