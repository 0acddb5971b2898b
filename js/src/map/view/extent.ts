// The part of the world that routes take up, in whichever copy of the world makes it narrowest.
import { WORLD, xOf, yOf } from "../../model/mercator";

export type Extent = readonly [west: number, north: number, east: number, south: number];

function unionAround(boxes: readonly Extent[], centre: number): Extent {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    const shift = Math.round((centre - (box[0] + box[2]) / 2) / WORLD) * WORLD;
    west = Math.min(west, box[0] + shift);
    east = Math.max(east, box[2] + shift);
    north = Math.min(north, box[1]);
    south = Math.max(south, box[3]);
  }
  return [west, north, east, south];
}

/** How much narrower, in world pixels, another middle of the map must be. */
const GAIN = 16;
/** More of the world than this has no edge that cuts nothing. */
const MOST = 0.97;
/** What share of the lines must be cut less for each turn away from Europe and Africa in the middle. */
const LOYAL = 0.01;

/** Europe and Africa in the middle first: an equal width elsewhere is no reason to leave. */
const MIDDLES = Array.from({ length: 24 }, (_, turn) => {
  const away = ((turn % 2 ? -1 : 1) * Math.ceil(turn / 2)) / 24;
  return (0.53 + away) * WORLD;
});

/** The whole world, cut where the fewest boxes lie: what goes all the way round fits into no one copy. */
function wholeWorld(boxes: readonly Extent[]): Extent {
  const half = WORLD / 2;
  const cutBy = (centre: number): number => {
    const inCopy = (x: number): number => (((x - centre - half) % WORLD) + WORLD) % WORLD;
    return boxes.filter(([west, , east]) => inCopy(west) + (east - west) > WORLD).length;
  };
  const cuts = MIDDLES.map((middle, turn) => cutBy(middle) + boxes.length * LOYAL * turn);
  const centre = MIDDLES[cuts.indexOf(Math.min(...cuts))];
  const [, north, , south] = unionAround(boxes, centre);
  return [centre - half, north, centre + half, south];
}

/** The world repeats, so each box may be counted in whichever copy makes the whole narrowest. */
export function narrowest(boxes: readonly Extent[]): Extent | null {
  if (boxes.length === 0) return null;
  let best: Extent | null = null;
  for (const centre of MIDDLES) {
    const extent = unionAround(boxes, centre);
    if (!best || extent[2] - extent[0] < best[2] - best[0] - GAIN) best = extent;
  }
  return best && best[2] - best[0] > WORLD * MOST ? wholeWorld(boxes) : best;
}

export function extentOfView(view: readonly number[]): Extent {
  const [west, south, east, north] = view;
  return [xOf(west), yOf(north), xOf(east), yOf(south)];
}
