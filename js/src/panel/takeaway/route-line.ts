// The line of a route as GeoJSON wants it: geodesics through its stops in equal steps, cut at ±180°, six decimals; the
// same vertices as Python's (src/routemap/lines/geodesic.py and seam.py), held to them by tests/parity/geodesic.json.
import { GEODESIC } from "../../model/look";
import { inverse, walk } from "./geodesic";

export type Point = readonly [lon: number, lat: number];

const { turn_deg: TURN_DEG, most_extra: MOST_EXTRA, ring_steps: RING_STEPS } = GEODESIC;
const [STEP_M, RING_M] = [GEODESIC.step_km * 1000, GEODESIC.ring_km * 1000];
const RADIANS = Math.PI / 180;

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;

function shortTurn(from: number, to: number): number {
  return ((((to - from + 180) % 360) + 360) % 360) - 180;
}

/** The vertices of one leg, both ends among them. */
function legBetween(from: Point, to: Point): Point[] {
  const { lengthM, azimuth } = inverse(...from, ...to);
  const at = walk(...from, azimuth);
  const pieces = Math.max(1, Math.ceil(lengthM / STEP_M));
  const along = (share: number): Point => (share === 0 ? from : share === 1 ? to : at(share * lengthM));
  const vertices: Point[] = [];
  for (let piece = 0; piece < pieces; piece++) {
    const here = along(piece / pieces);
    const turn = Math.abs(shortTurn(here[0], along((piece + 1) / pieces)[0]));
    // Beside a pole a step may turn the longitude by half the globe: it gets more vertices.
    const extra = Math.min(MOST_EXTRA, Math.max(1, Math.ceil(turn / TURN_DEG)));
    for (let i = 0; i < extra; i++) vertices.push(i === 0 ? here : along((piece + i / extra) / pieces));
  }
  return [...vertices, to];
}

/** Longitudes that run on past ±180°, each step going the short way round. */
function unwrapped(points: readonly Point[]): Point[] {
  let lon = points[0][0];
  return points.map(([next, lat], i): Point => {
    if (i > 0) lon += shortTurn(points[i - 1][0], next);
    return [lon, lat];
  });
}

/** Splits one step where it passes an odd multiple of 180°. */
function* pieces(a: Point, b: Point): Generator<readonly [Point, Point]> {
  const [west, east] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
  const first = Math.floor((west + 180) / 360) + 1;
  const meridians = [first, first + 1, first + 2].map((k) => 360 * k - 180).filter((m) => west < m && m < east);
  if (a[0] > b[0]) meridians.reverse();
  let last = a;
  for (const meridian of meridians) {
    const share = (meridian - a[0]) / (b[0] - a[0]);
    const cut: Point = [meridian, rounded(a[1] + share * (b[1] - a[1]))];
    yield [last, cut];
    last = cut;
  }
  yield [last, b];
}

/** The parts of a line within ±180°. */
export function cutAtDateLine(line: readonly Point[]): Point[][] {
  const vertices = unwrapped(line)
    .map(([lon, lat]): Point => [rounded(lon), rounded(lat)])
    .filter(([lon, lat], i, all) => i === 0 || lon !== all[i - 1][0] || lat !== all[i - 1][1]);
  const parts: Point[][] = [];
  let cell = NaN;
  for (let i = 1; i < vertices.length; i++)
    for (const [a, b] of pieces(vertices[i - 1], vertices[i])) {
      const middle = (a[0] + b[0]) / 2 + 180;
      let side = Math.floor(middle / 360);
      // Along the seam: stay on our side.
      if (!Number.isNaN(cell) && middle % 360 === 0 && Math.abs(middle - 180 - 360 * cell) <= 180) side = cell;
      const shift = 360 * side;
      if (side !== cell) parts.push([[rounded(a[0] - shift), a[1]]]);
      cell = side;
      parts[parts.length - 1].push([rounded(b[0] - shift), b[1]]);
    }
  return parts;
}

/** A small closed line that starts and ends at its place, on the equator's side of it. */
function ringAt([lon, lat]: Point): Point[][] {
  const room = (3 * RING_M) / 1000 / (111 * Math.max(Math.cos(lat * RADIANS), 1e-3));
  const isNearSeam = 180 - Math.abs(lon) < room;
  const towards = isNearSeam ? (lon > 0 ? 270 : 90) : lat > 0 ? 180 : 0;
  const centre = walk(lon, lat, towards * RADIANS)(RING_M);
  const back = inverse(...centre, lon, lat).azimuth;
  const ring = Array.from(
    { length: RING_STEPS + 1 },
    (_, i): Point =>
      i % RING_STEPS === 0 ? [lon, lat] : walk(...centre, back + (i * 2 * Math.PI) / RING_STEPS)(RING_M),
  );
  // At high latitudes the ring bulges past its own place by a hair; the seam is more important than the hair.
  const calm = unwrapped(ring).map(([x, y]): Point => [Math.abs(x) < 190 ? Math.max(-180, Math.min(180, x)) : x, y]);
  return cutAtDateLine(calm);
}

/** Many routes share a leg. */
export type Legs = Map<string, readonly Point[]>;

function legOf(from: Point, to: Point, known: Legs): readonly Point[] {
  const key = `${from} ${to}`;
  const leg = known.get(key) ?? legBetween(from, to);
  known.set(key, leg);
  return leg;
}

/** The line through two or more stops, or the ring that stands for it where all are one place. */
export function lineThrough(stops: readonly Point[], known: Legs): Point[][] {
  const line: Point[] = [stops[0]];
  for (let i = 1; i < stops.length; i++) line.push(...legOf(stops[i - 1], stops[i], known).slice(1));
  const parts = cutAtDateLine(line);
  return parts.length > 0 ? parts : ringAt(stops[0]);
}
