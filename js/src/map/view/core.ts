// The crowded core of a wide map: the places, few of all, between which most lines run, and which lie so close
// together that a far place would shrink them out of sight. Figures draw such a part a second time, larger.

/** Of the window's width: how far a crowd may reach from its middle. */
const REACHES = [0.05, 0.07, 0.1, 0.13, 0.16, 0.2];
const FEWEST_PLACES = 5;
const FEWEST_LINES = 6;
/** A larger circle must bring in this many times the lines. */
const WORTH = 1.3;
/** Usual distance to the nearest neighbour, px; names and arrowheads need more. */
const CROWDED = 34;
/** Of all lines: fewer within are no reason to leave the others out. */
const MOST = 0.5;
/** More places than this are compared by pairs in no time. */
const TOO_MANY = 260;

interface Crowd {
  readonly places: readonly number[];
  /** Screen position of each of these places. */
  at(place: number): readonly [x: number, y: number];
  /** Both ends of each line. */
  readonly lines: readonly (readonly [from: number, to: number])[];
  readonly width: number;
}

/** The places of the smallest circle with nearly the most lines within it; null where nothing crowds. */
export function coreOf({ places, at, lines, width }: Crowd): ReadonlySet<number> | null {
  if (lines.length < FEWEST_LINES || places.length > TOO_MANY) return null;
  const px = new Map(places.map((place) => [place, at(place)] as const));
  const apart = (a: number, b: number): number => {
    const [[ax, ay], [bx, by]] = [px.get(a) ?? [0, 0], px.get(b) ?? [0, 0]];
    return Math.hypot(ax - bx, ay - by);
  };
  let most = 0;
  let found: Set<number> | null = null;
  for (const reach of REACHES)
    for (const middle of places) {
      const near = new Set(places.filter((place) => apart(middle, place) < reach * width));
      if (near.size < FEWEST_PLACES) continue;
      const within = lines.filter(([from, to]) => near.has(from) && near.has(to)).length;
      if (within >= FEWEST_LINES && within >= WORTH * most) [most, found] = [within, near];
    }
  if (!found || most < MOST * lines.length) return null;
  const core = [...found];
  const nearest = core
    .map((one) => Math.min(...core.filter((other) => other !== one).map((other) => apart(one, other))))
    .sort((a, b) => a - b);
  return nearest[Math.floor(nearest.length / 2)] < CROWDED ? found : null;
}
