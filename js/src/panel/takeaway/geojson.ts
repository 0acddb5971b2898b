// The filtered routes as RFC 7946: the geodesic through the known stops, cut at ±180°, as Python's encoding does.
import { KIND, type Model, row } from "../../model/model";
import { record } from "./columns";

type Point = readonly [number, number];
const RADIANS = Math.PI / 180;
const STEP_DEGREES = 2;
const LOOP_DEGREES = 0.5;
const LOOP_POINTS = 32;

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Points along the great circle from a (left out) to b, at most two degrees apart. */
function geodesic([lon1, lat1]: Point, [lon2, lat2]: Point): Point[] {
  const vector = (lon: number, lat: number): number[] => {
    const [l, p] = [lon * RADIANS, lat * RADIANS];
    return [Math.cos(p) * Math.cos(l), Math.cos(p) * Math.sin(l), Math.sin(p)];
  };
  const [a, b] = [vector(lon1, lat1), vector(lon2, lat2)];
  const angle = Math.acos(Math.min(1, Math.max(-1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));
  const steps = Math.max(1, Math.ceil(angle / RADIANS / STEP_DEGREES));
  const points: Point[] = [];
  for (let i = 1; i < steps; i++) {
    const [wa, wb] = [Math.sin((1 - i / steps) * angle), Math.sin((i / steps) * angle)];
    const [x, y, z] = [0, 1, 2].map((axis) => a[axis] * wa + b[axis] * wb);
    points.push([Math.atan2(y, x) / RADIANS, Math.atan2(z, Math.hypot(x, y)) / RADIANS]);
  }
  return [...points, [lon2, lat2]];
}

/** Splits where two neighbours lie on different sides of the date line; both parts end on it. */
export function cutAtDateLine(points: readonly Point[]): Point[][] {
  const parts: Point[][] = [[points[0]]];
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1], points[i]];
    if (Math.abs(to[0] - from[0]) > 180) {
      const side = from[0] > 0 ? 180 : -180;
      const across = to[0] + 2 * side;
      const share = across === from[0] ? 0 : (side - from[0]) / (across - from[0]);
      const lat = from[1] + (to[1] - from[1]) * share;
      if (from[0] !== side) parts[parts.length - 1].push([side, lat]);
      parts.push([[-side, lat]]);
      if (to[0] === -side) continue;
    }
    parts[parts.length - 1].push(to);
  }
  return parts.filter((part) => part.length > 1);
}

function loop([lon, lat]: Point): Point[] {
  const squeeze = Math.max(0.2, Math.cos(lat * RADIANS));
  return Array.from({ length: LOOP_POINTS + 1 }, (_, i): Point => {
    const turn = ((i % LOOP_POINTS) / LOOP_POINTS) * 2 * Math.PI;
    return [lon + (LOOP_DEGREES / squeeze) * Math.sin(turn), lat + LOOP_DEGREES * (Math.cos(turn) - 1)];
  });
}

function geometry(model: Model, route: number): object | null {
  const kind = model.routes.kind[route];
  const anchors = Array.from(
    row(model.routes.stops, route),
    (place): Point => [model.places[place].lon, model.places[place].lat],
  );
  if (kind === KIND.role || anchors.length === 0) return null;
  let line: Point[] = [anchors[0]];
  if (kind === KIND.domestic) line = loop(anchors[0]);
  else for (let i = 1; i < anchors.length; i++) line.push(...geodesic(anchors[i - 1], anchors[i]));
  const parts = cutAtDateLine(line).map((part) => part.map(([lon, lat]) => [rounded(lon), rounded(lat)]));
  if (parts.length === 0) return null;
  return parts.length === 1
    ? { type: "LineString", coordinates: parts[0] }
    : { type: "MultiLineString", coordinates: parts };
}

export function toGeoJson(model: Model, routes: Iterable<number>): string {
  const features: string[] = [];
  for (const route of routes) {
    const cells = record(model, route);
    const quantity = model.routes.quantity[route];
    const properties: [string, unknown][] = [...cells].map(([name, text]) =>
      name === "quantity"
        ? [name, Number.isNaN(quantity) ? null : quantity]
        : name === "directed"
          ? [name, text === "yes"]
          : [name, text],
    );
    features.push(
      JSON.stringify({
        type: "Feature",
        id: model.routes.id[route],
        geometry: geometry(model, route),
        properties: Object.fromEntries(properties),
      }),
    );
  }
  return `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`;
}
