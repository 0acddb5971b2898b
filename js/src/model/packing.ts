// The numbers of the outlines, as `routemap.places.packing` packs them, back into arcs and rings.
// Its docstrings, and that of `outlines_near`, tell the form.

const BASE = 45;
const FIRST = 35;
const BACKSLASH = 92;

/** What the page carries; each list but `corner` holds packed numbers. */
interface Packed {
  readonly step: number;
  readonly corner: readonly number[];
  readonly ids: string;
  readonly shape: readonly string[];
  readonly size: readonly string[];
  readonly east: readonly string[];
  readonly north: readonly string[];
  readonly x: readonly string[];
  readonly y: readonly string[];
}

/** Rings or lines: which arcs they are made of; ~k is arc k backwards. */
type Chains = readonly (readonly number[])[];

interface Topology {
  /** Degrees, lon and lat alternating. */
  readonly arcs: readonly (readonly number[])[];
  readonly countries: readonly { readonly id: string; readonly rings: Chains }[];
  readonly disputed: Chains;
}

export function unpackNumbers(texts: readonly string[]): number[] {
  let higher: number[] = [];
  for (const text of [...texts].reverse()) {
    const numbers = new Array<number>(text.length);
    let next = 0;
    for (let i = 0; i < text.length; i++) {
      const letter = text.charCodeAt(i);
      const digit = letter - FIRST - (letter > BACKSLASH ? 1 : 0);
      numbers[i] = digit < BASE ? digit : digit + BASE * (higher[next++] - 1);
    }
    higher = numbers;
  }
  return higher.map((number) => (number % 2 ? -(number + 1) / 2 : number / 2));
}

function unpackArcs({ step, corner, size, east, north, x, y }: Packed): number[][] {
  const [sizes, easts, norths, xs, ys] = [size, east, north, x, y].map(unpackNumbers);
  let [lon, lat, at] = [0, 0, 0];
  return sizes.map((count, k) => {
    const arc: number[] = [];
    const add = (dx: number, dy: number): void => {
      lon += dx;
      lat += dy;
      arc.push(lon * step + corner[0], lat * step + corner[1]);
    };
    add(easts[k], norths[k]);
    for (const end = at + count; at < end; at++) add(xs[at], ys[at]);
    return arc;
  });
}

export function unpackOutlines(source: object): Topology {
  const packed = source as Packed;
  const shape = unpackNumbers(packed.shape);
  let [at, known] = [0, 0];
  const arcOf = (back: number): number => {
    if (back === 0) return known++;
    return back > 0 ? known - back : ~(known + back);
  };
  const chains = (): Chains =>
    Array.from({ length: shape[at++] }, () => Array.from({ length: shape[at++] }, () => arcOf(shape[at++])));
  const ids = packed.ids.match(/.../g) ?? [];
  const countries = ids.map((id) => ({ id, rings: chains() }));
  return { arcs: unpackArcs(packed), countries, disputed: chains() };
}
