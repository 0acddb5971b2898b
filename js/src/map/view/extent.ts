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

/** The world repeats, so each box may be counted in whichever copy makes the whole narrowest. */
export function narrowest(boxes: readonly Extent[]): Extent | null {
  if (boxes.length === 0) return null;
  let best: Extent | null = null;
  // Europe and Africa in the middle first: an equal width elsewhere is no reason to leave.
  for (let turn = 0; turn < 24; turn++) {
    const centre = (0.53 + ((turn % 2 ? -1 : 1) * Math.ceil(turn / 2)) / 24) * WORLD;
    const extent = unionAround(boxes, centre);
    if (!best || extent[2] - extent[0] < best[2] - best[0] - GAIN) best = extent;
  }
  return best;
}

export function extentOfView(view: readonly number[]): Extent {
  const [west, south, east, north] = view;
  return [xOf(west), yOf(north), xOf(east), yOf(south)];
}
