// Which view shows the routes with all symbols and names clear of what lies over the map.
import { WORLD, latOf, lonOf, xOf, yOf } from "../data/mercator";

export interface Padding {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Camera {
  readonly lat: number;
  readonly lng: number;
  readonly zoom: number;
}

/** Room for a name and a symbol beside the outermost places. */
const MARGIN_X = 64;
const MARGIN_Y = 40;
const CLOSEST = 6;
/** World pixels below which an extent is widened: one country alone still wants its neighbours. */
const LEAST = 22;

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
    const centre = (0.53 + (turn % 2 ? -1 : 1) * Math.ceil(turn / 2) / 24) * WORLD;
    const extent = unionAround(boxes, centre);
    if (!best || extent[2] - extent[0] < best[2] - best[0] - GAIN) best = extent;
  }
  return best;
}

export function extentOfView(view: readonly number[]): Extent {
  const [west, south, east, north] = view;
  return [xOf(west), yOf(north), xOf(east), yOf(south)];
}

export function fitCamera(extent: Extent, width: number, height: number, padding: Padding, minZoom: number): Camera {
  const marginX = Math.min(MARGIN_X, width * 0.1);
  const marginY = Math.min(MARGIN_Y, height * 0.08);
  // What lies over more than half of a small window cannot be kept clear of, nor can a map of the whole world.
  const wide = extent[2] - extent[0] > WORLD * 0.85;
  const right = wide || padding.left + padding.right > width * 0.5 ? padding.left : padding.right;
  const bottom = padding.top + padding.bottom > height * 0.6 ? padding.top : padding.bottom;
  const freeWidth = Math.max(80, width - padding.left - right - 2 * marginX);
  const freeHeight = Math.max(80, height - padding.top - bottom - 2 * marginY);
  const [west, north, east, south] = extent;
  const across = Math.max(east - west, LEAST);
  const down = Math.max(south - north, LEAST);
  const scale = Math.min(freeWidth / across, freeHeight / down, 2 ** CLOSEST);
  const zoom = Math.max(minZoom, Math.floor(Math.log2(scale) * 20) / 20);
  const shown = 2 ** zoom;
  // The middle of the free part of the window, not of the window.
  const x = (west + east) / 2 - (padding.left - right) / 2 / shown;
  const y = (north + south) / 2 - (padding.top - bottom) / 2 / shown;
  return { lat: latOf(Math.max(0, Math.min(WORLD, y))), lng: lonOf(x), zoom };
}
