// Which view shows the routes with symbols, names and lines clear of what lies over the map: of the views that
// hold everything, the one that hides least, preferring the larger map and the middle of the free window.
import type { Camera } from "../../model/map-handle";
import { latOf, lonOf, NORTH, WORLD, yOf } from "../../model/mercator";
import type { Extent } from "./extent";
import type { Rect } from "./stage";

/** A place that the view must hold, in world pixels; its symbol and name in pixels of the screen. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly rim: number;
  readonly name: number;
}

export interface Scenery {
  readonly extent: Extent;
  readonly spots: readonly Spot[];
  /** Points along the lines, world pixels, x and y alternating. */
  readonly lines: ArrayLike<number>;
}

export interface Room {
  readonly width: number;
  readonly height: number;
  /** What lies over the map: buttons, legend, sheet. */
  readonly over: readonly Rect[];
}

const EDGE = 12;
/** Room for a name and a symbol beside the outermost places. */
const MARGIN_X = 64;
const MARGIN_Y = 52;
/** How much of these margins stays when the map is moved aside. */
const SLACK = 0.9;
const CLOSEST = 6;
/** World pixels below which an extent is widened: one country alone still wants its neighbours. */
const LEAST_ALONE = 22;
const LEAST = 18;
/** Space between a symbol and what lies over the map. */
const CLEAR = 12;
const NAME_HEIGHT = 15;

/** Leaflet rounds every zoom to its snap, so the search keeps to the same steps. */
export const ZOOM_STEP = 0.1;
const ZOOM_STEPS = 14;
const SHIFTS = [0, -0.25, 0.25, -0.5, 0.5, -0.75, 0.75, -1, 1];
/** What hiding costs, against one step of zoom. A map of many places cannot show them all for the price of a few. */
const PRICE = { zoom: 0.8, symbol: 40, least: 6, name: 5, line: 0.7, away: 0.5 };
const MANY = 12;

/** The window without what covers a whole side of it, such as the sheet on a phone. */
export function freeWindow({ width, height, over }: Room): Rect {
  const free = { left: EDGE, top: EDGE, right: width - EDGE, bottom: height - EDGE };
  for (const box of over) {
    const across = (box.right - box.left) / width;
    const down = (box.bottom - box.top) / height;
    // What leaves nothing to look at is not made way for.
    if (across > 0.8 && down < 0.7) {
      if (box.bottom > height - EDGE) free.bottom = Math.min(free.bottom, box.top - EDGE);
      else if (box.top < EDGE) free.top = Math.max(free.top, box.bottom + EDGE);
    } else if (down > 0.8 && across < 0.7) {
      if (box.right > width - EDGE) free.right = Math.min(free.right, box.left - EDGE);
      else if (box.left < EDGE) free.left = Math.max(free.left, box.right + EDGE);
    }
  }
  return free;
}

function touches(box: Rect, left: number, top: number, right: number, bottom: number): boolean {
  return left < box.right && right > box.left && top < box.bottom && bottom > box.top;
}

interface Frame {
  readonly scale: number;
  /** Screen position of the extent's middle. */
  readonly x: number;
  readonly y: number;
}

/** Whether a box is partly out of the window, or under what lies over it. Asked ten thousands of times for one view. */
function isCovered(room: Room, left: number, top: number, right: number, bottom: number): boolean {
  if (left < 0 || top < 0 || right > room.width || bottom > room.height) return true;
  for (const box of room.over) if (touches(box, left, top, right, bottom)) return true;
  return false;
}

/** Whether a name may not stand there. */
function hasNoRoom(room: Room, left: number, width: number, y: number): boolean {
  return isCovered(room, left, y - NAME_HEIGHT / 2, left + width, y + NAME_HEIGHT / 2);
}

/** What is hidden in a view; stops counting where it is worse than `limit`. */
function hidden({ extent, spots, lines }: Scenery, room: Room, { scale, x, y }: Frame, limit: number): number {
  const middleX = (extent[0] + extent[2]) / 2;
  const middleY = (extent[1] + extent[3]) / 2;
  const share = Math.min(1, MANY / Math.max(1, spots.length));
  let price = 0;
  for (const spot of spots) {
    const sx = x + (spot.x - middleX) * scale;
    const sy = y + (spot.y - middleY) * scale;
    const reach = spot.rim + CLEAR;
    if (isCovered(room, sx - reach, sy - reach, sx + reach, sy + reach))
      price += Math.max(PRICE.symbol * share, PRICE.least);
    else if (
      spot.name > 0 &&
      hasNoRoom(room, sx + reach, spot.name, sy) &&
      hasNoRoom(room, sx - reach - spot.name, spot.name, sy)
    )
      price += PRICE.name * share;
    if (price >= limit) return price;
  }
  const each = PRICE.line * Math.min(1, 120 / Math.max(1, lines.length / 2));
  for (let i = 0; i < lines.length; i += 2) {
    const lx = x + (lines[i] - middleX) * scale;
    const ly = y + (lines[i + 1] - middleY) * scale;
    if (isCovered(room, lx - 3, ly - 3, lx + 3, ly + 3)) price += each;
  }
  return price;
}

/** The largest scale at which the extent fits into the free window. */
function largest([west, north, east, south]: Extent, free: Rect, room: Room): number {
  const alone = east - west < 1 && south - north < 1;
  const least = alone ? LEAST_ALONE : LEAST;
  const width = Math.max(80, free.right - free.left - 2 * Math.min(MARGIN_X, room.width * 0.1));
  const height = Math.max(80, free.bottom - free.top - 2 * Math.min(MARGIN_Y, room.height * 0.08));
  return Math.min(width / Math.max(east - west, least), height / Math.max(south - north, least), 2 ** CLOSEST);
}

/** One place where a part of the page that may move aside could stand, in pixels of the map's window. */
export interface Dock {
  readonly box: Rect;
  /** How much less it is liked than the best, against one step of zoom. */
  readonly price: number;
  /** Stands there from now on. */
  take(): void;
}

interface Fit {
  readonly camera: Camera;
  /** What it hides, how small it is, how far off the middle; to be compared with fits to other rooms. */
  readonly price: number;
}

/** Leaflet lets no more of the world out of the window than it must. */
function heldIn(y: number, middle: number, scale: number, height: number): number {
  const [top, bottom] = [y + (yOf(NORTH) - middle) * scale, y + (yOf(-NORTH) - middle) * scale];
  if (bottom - top < height) return y + (height - top - bottom) / 2;
  return y - Math.max(0, top) + Math.max(0, height - bottom);
}

/** Of the docks the one is taken that costs the view least. */
export function fitCamera(scenery: Scenery, room: Room, minZoom: number, docks: readonly Dock[] = []): Camera {
  if (docks.length === 0) return fitAround(scenery, room, minZoom).camera;
  const [best] = docks
    .map((dock) => ({ dock, ...fitAround(scenery, { ...room, over: [...room.over, dock.box] }, minZoom) }))
    .sort((a, b) => a.price + a.dock.price - (b.price + b.dock.price));
  best.dock.take();
  return best.camera;
}

/** The edges of a world that is narrower than the window, half of it away from the middle, must cut nothing. */
function inOneWorld(x: number, extent: number, scale: number, width: number): number {
  if (WORLD * scale >= width) return x;
  const slack = Math.max(0, ((WORLD - extent) * scale) / 2);
  return Math.max(width / 2 - slack, Math.min(width / 2 + slack, x));
}

function fitAround(scenery: Scenery, room: Room, minZoom: number): Fit {
  const [west, north, east, south] = scenery.extent;
  const free = freeWindow(room);
  const first = Math.max(minZoom, Math.floor(Math.log2(largest(scenery.extent, free, room)) / ZOOM_STEP) * ZOOM_STEP);
  const [midX, midY] = [(free.left + free.right) / 2, (free.top + free.bottom) / 2];
  const [marginX, marginY] = [
    Math.min(MARGIN_X, room.width * 0.1) * SLACK,
    Math.min(MARGIN_Y, room.height * 0.08) * SLACK,
  ];
  let best: Frame = { scale: 2 ** first, x: midX, y: midY };
  let least = Infinity;
  for (let step = 0; step <= ZOOM_STEPS; step++) {
    const zoom = first - step * ZOOM_STEP;
    if (zoom < minZoom || step * PRICE.zoom >= least) break;
    const scale = 2 ** zoom;
    const playX = Math.max(0, (free.right - free.left - (east - west) * scale) / 2 - marginX);
    const playY = Math.max(0, (free.bottom - free.top - (south - north) * scale) / 2 - marginY);
    for (const down of SHIFTS)
      for (const across of SHIFTS) {
        const y = heldIn(midY + down * playY, (north + south) / 2, scale, room.height);
        const frame = { scale, x: inOneWorld(midX + across * playX, east - west, scale, room.width), y };
        const cost =
          step * PRICE.zoom +
          PRICE.away * (Math.abs(across * playX) / room.width + Math.abs(down * playY) / room.height) * 4;
        if (cost >= least) continue;
        const price = cost + hidden(scenery, room, frame, least - cost);
        if (price < least) [best, least] = [frame, price];
      }
  }
  const x = (west + east) / 2 + (room.width / 2 - best.x) / best.scale;
  const y = (north + south) / 2 + (room.height / 2 - best.y) / best.scale;
  const camera = { lat: latOf(Math.max(0, Math.min(WORLD, y))), lng: lonOf(x), zoom: Math.log2(best.scale) };
  return { camera, price: least - (first / ZOOM_STEP) * PRICE.zoom };
}
