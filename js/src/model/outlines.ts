// The outlines of countries for drawing. Countries keep their rings for filling;
// lines are drawn arc by arc, so that a border shared by two countries is drawn once.
import { xOf, yOf } from "./mercator";
import { unpackOutlines } from "./packing";

/** World pixels, x and y alternating. */
export type Path = Float64Array;
export type Box = readonly [number, number, number, number];

export interface Country {
  readonly id: string;
  readonly rings: readonly Path[];
  readonly box: Box;
}

export interface Line {
  readonly path: Path;
  readonly box: Box;
}

export interface Outlines {
  /** The outer edge of countries taken together: no border between two of them. */
  edge(codes: ReadonlySet<string>): readonly Line[];
  readonly countries: readonly Country[];
  readonly coasts: readonly Line[];
  readonly borders: readonly Line[];
  readonly disputed: readonly Line[];
}

// Where the outlines were cut (the ±180° meridian, the foot of Antarctica) no line is drawn.
const SEAM_LON = 179.999;
const SEAM_LAT = -85;

export function boxOf(paths: readonly Path[]): Box {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of paths)
    for (let i = 0; i < path.length; i += 2) {
      west = Math.min(west, path[i]);
      east = Math.max(east, path[i]);
      north = Math.min(north, path[i + 1]);
      south = Math.max(south, path[i + 1]);
    }
  return [west, north, east, south];
}

function project(degrees: readonly number[]): Path {
  const path = new Float64Array(degrees.length);
  for (let i = 0; i < degrees.length; i += 2) {
    path[i] = xOf(degrees[i]);
    path[i + 1] = yOf(degrees[i + 1]);
  }
  return path;
}

/** The drawn pieces of an arc: what is left when the cuts are taken out. */
function visiblePieces(arc: readonly number[]): Path[] {
  const pieces: Path[] = [];
  let piece: number[] = [];
  const close = (): void => {
    if (piece.length > 2) pieces.push(project(piece));
    piece = [];
  };
  for (let i = 0; i < arc.length; i += 2) {
    const onSeam = (at: number): boolean => Math.abs(arc[at]) >= SEAM_LON || arc[at + 1] <= SEAM_LAT;
    if (i > 0 && onSeam(i) && onSeam(i - 2)) close();
    piece.push(arc[i], arc[i + 1]);
  }
  close();
  return pieces;
}

function ringOf(indices: readonly number[], arcs: readonly (readonly number[])[]): Path {
  const degrees: number[] = [];
  for (const index of indices) {
    const arc = arcs[index < 0 ? ~index : index];
    const points = arc.length / 2;
    for (let i = degrees.length > 0 ? 1 : 0; i < points; i++) {
      const at = 2 * (index < 0 ? points - 1 - i : i);
      degrees.push(arc[at], arc[at + 1]);
    }
  }
  return project(degrees);
}

export function decodeOutlines(source: object): Outlines {
  const { arcs, ...shapes } = unpackOutlines(source);
  const uses = new Uint8Array(arcs.length);
  const arcsOf = new Map<string, Set<number>>();
  const numbers = (chains: readonly (readonly number[])[]): Set<number> =>
    new Set(chains.flat().map((arc) => (arc < 0 ? ~arc : arc)));
  const countries = shapes.countries.map(({ id, rings }): Country => {
    const own = numbers(rings);
    for (const index of own) uses[index] += 1;
    arcsOf.set(id, own);
    const paths = rings.map((ring) => ringOf(ring, arcs));
    return { id, rings: paths, box: boxOf(paths) };
  });
  const inDispute = numbers(shapes.disputed);
  const lines = (wanted: (index: number) => boolean): Line[] =>
    arcs.flatMap((arc, index) =>
      wanted(index) ? visiblePieces(arc).map((path) => ({ path, box: boxOf([path]) })) : [],
    );
  const edge = (codes: ReadonlySet<string>): Line[] => {
    const inside = new Uint8Array(arcs.length);
    for (const code of codes) for (const index of arcsOf.get(code) ?? []) inside[index] += 1;
    return lines((index) => inside[index] === 1);
  };
  return {
    edge,
    countries,
    coasts: lines((index) => uses[index] === 1 && !inDispute.has(index)),
    borders: lines((index) => uses[index] > 1 && !inDispute.has(index)),
    disputed: lines((index) => inDispute.has(index)),
  };
}
