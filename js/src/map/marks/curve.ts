// Curves in plain numbers. A chain is a flat array: the start, then six numbers per cubic piece.

export type Chain = number[];

/** A quadratic curve: from, control, to. */
export interface Quadratic {
  readonly x0: number;
  readonly y0: number;
  readonly cx: number;
  readonly cy: number;
  readonly x1: number;
  readonly y1: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function pointAt(q: Quadratic, t: number): Point {
  const u = 1 - t;
  return {
    x: u * u * q.x0 + 2 * u * t * q.cx + t * t * q.x1,
    y: u * u * q.y0 + 2 * u * t * q.cy + t * t * q.y1,
  };
}

/** Direction of travel at t, of length one. */
export function directionAt(q: Quadratic, t: number): Point {
  const u = 1 - t;
  let x = u * (q.cx - q.x0) + t * (q.x1 - q.cx);
  let y = u * (q.cy - q.y0) + t * (q.y1 - q.cy);
  if (Math.hypot(x, y) < 1e-9) {
    x = q.x1 - q.x0;
    y = q.y1 - q.y0;
  }
  const length = Math.hypot(x, y) || 1;
  return { x: x / length, y: y / length };
}

export function reversed(q: Quadratic): Quadratic {
  return { x0: q.x1, y0: q.y1, cx: q.cx, cy: q.cy, x1: q.x0, y1: q.y0 };
}

/** Where the curve, walked from its start, leaves the circle of that radius round its start. */
export function leavesCircle(q: Quadratic, radius: number): number {
  if (Math.hypot(q.x1 - q.x0, q.y1 - q.y0) <= radius) return 1;
  let [inside, outside] = [0, 1];
  for (let step = 0; step < 24; step++) {
    const middle = (inside + outside) / 2;
    const p = pointAt(q, middle);
    if (Math.hypot(p.x - q.x0, p.y - q.y0) < radius) inside = middle;
    else outside = middle;
  }
  return outside;
}

/** The piece between two parameters, as one cubic: c1, c2, end (its start is pointAt(from)). */
export function pieceOf(q: Quadratic, from: number, to: number): Chain {
  const start = pointAt(q, from);
  const end = pointAt(q, to);
  const span = (to - from) / 3;
  const slope = (t: number): Point => ({
    x: 2 * ((1 - t) * (q.cx - q.x0) + t * (q.x1 - q.cx)),
    y: 2 * ((1 - t) * (q.cy - q.y0) + t * (q.y1 - q.cy)),
  });
  const [a, b] = [slope(from), slope(to)];
  return [start.x + a.x * span, start.y + a.y * span, end.x - b.x * span, end.y - b.y * span, end.x, end.y];
}

/** The control point of the piece between two parameters. */
export function controlBetween(q: Quadratic, from: number, to: number): Point {
  const [u, v] = [1 - from, 1 - to];
  const [a, b, c] = [u * v, u * to + from * v, from * to];
  return { x: a * q.x0 + b * q.cx + c * q.x1, y: a * q.y0 + b * q.cy + c * q.y1 };
}

/** The radius of the circle that fits the curve best at t; infinite where it is straight. */
export function leastRadius(q: Quadratic, t: number): number {
  const [x, y] = [(1 - t) * (q.cx - q.x0) + t * (q.x1 - q.cx), (1 - t) * (q.cy - q.y0) + t * (q.y1 - q.cy)];
  const cross = Math.abs(x * (q.y1 - 2 * q.cy + q.y0) - y * (q.x1 - 2 * q.cx + q.x0));
  return cross > 1e-9 ? (2 * Math.hypot(x, y) ** 3) / cross : Infinity;
}

/** Points along a chain, x and y alternating, `steps` per cubic piece. */
export function sample(chain: Chain, steps: number): Float64Array {
  const pieces = (chain.length - 2) / 6;
  const points = new Float64Array(2 * (pieces * steps + 1));
  points[0] = chain[0];
  points[1] = chain[1];
  let at = 2;
  for (let piece = 0; piece < pieces; piece++) {
    const i = piece * 6;
    for (let step = 1; step <= steps; step++) {
      const t = step / steps;
      const u = 1 - t;
      const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
      points[at++] = a * chain[i] + b * chain[i + 2] + c * chain[i + 4] + d * chain[i + 6];
      points[at++] = a * chain[i + 1] + b * chain[i + 3] + c * chain[i + 5] + d * chain[i + 7];
    }
  }
  return points;
}

export function distanceToSegment(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const square = dx * dx + dy * dy;
  const t = square === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / square));
  return Math.hypot(px - ax - t * dx, py - ay - t * dy);
}

/** West, north, east and south of a flat array of points, each moved outwards by the reach. */
export function boxOf(chain: ArrayLike<number>, reach = 0): [number, number, number, number] {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < chain.length; i += 2) {
    west = Math.min(west, chain[i]);
    east = Math.max(east, chain[i]);
    north = Math.min(north, chain[i + 1]);
    south = Math.max(south, chain[i + 1]);
  }
  return [west - reach, north - reach, east + reach, south + reach];
}
