// Of more lines than can be told apart, the strongest in view are drawn in full; coming closer shows weaker ones.
import { LOOK } from "../../model/look";
import { WORLD } from "../../model/mercator";
import type { Model } from "../../model/model";
import type { View } from "../view/stage";
import type { Anchors } from "./anchors";
import { boxOf } from "./curve";

/** West, north, east, south of each strand in world pixels, one after the other. */
export function strandBoxes(model: Model, anchors: Anchors): Float64Array {
  const { from, to, shift, cx, cy, courses, count } = model.strands;
  const boxes = new Float64Array(4 * count);
  for (let strand = 0; strand < count; strand++) {
    const at = 4 * strand;
    const ax = anchors.x[from[strand]];
    const ay = anchors.y[from[strand]];
    const bx = anchors.x[to[strand]] + shift[strand] * WORLD;
    const by = anchors.y[to[strand]];
    const mx = (ax + 2 * cx[strand] + bx) / 4;
    const my = (ay + 2 * cy[strand] + by) / 4;
    boxes.set(boxOf([ax, ay, bx, by, mx, my, ...(courses.get(strand) ?? [])]), at);
  }
  return boxes;
}

/** The part of the world on the canvas, world pixels. */
interface Window {
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

function windowOf({ scale, dx, dy, width, height }: View): Window {
  return { west: -dx / scale, north: -dy / scale, east: (width - dx) / scale, south: (height - dy) / scale };
}

/** Does any copy of the box show in the window? */
function shows(window: Window, west: number, north: number, east: number, south: number): boolean {
  if (south < window.north || north > window.south) return false;
  return west + WORLD * Math.ceil((window.west - east) / WORLD) <= window.east;
}

/** The part of the world that shows. */
function shownOf({ scale, dx, dy, shown }: View): Window {
  return {
    west: (shown.left - dx) / scale,
    north: (shown.top - dy) / scale,
    east: (shown.right - dx) / scale,
    south: (shown.bottom - dy) / scale,
  };
}

/** Those strands of which some may lie in the part of the map that shows. */
export function strandsIn(strands: Int32Array, boxes: Float64Array, view: View): Int32Array {
  const window = shownOf(view);
  return strands.filter((strand) => {
    const [west, north, east, south] = boxes.subarray(4 * strand, 4 * strand + 4);
    return shows(window, west, north, east, south);
  });
}

/** 1 = some copy of the place lies in the part of the map that shows. */
export function placesIn({ x, y }: Anchors, view: View): Uint8Array {
  const window = shownOf(view);
  return Uint8Array.from(x, (at, place) => (shows(window, at, y[place], at, y[place]) ? 1 : 0));
}

/** Lines that only pass through may take this share of the budget beyond those that begin or end in view. */
const PASSING = 0.25;

interface Picked {
  /** Drawn in full. */
  readonly full: Int32Array;
  /** What stays behind them, as far as it is in view. */
  readonly behind: Int32Array;
}

/** `order` goes from weak to strong, and so does the answer; those in `always` are kept whatever their strength. */
export function pickStrands(
  model: Model,
  anchors: Anchors,
  boxes: Float64Array,
  order: Int32Array,
  view: View,
  top: number,
  always: ReadonlySet<number>,
): Picked {
  if (order.length <= top) return { full: order, behind: new Int32Array(0) };
  const window = windowOf(view);
  const { from, to, count } = model.strands;
  const inside = Uint8Array.from(anchors.x, (x, place) =>
    shows(window, x, anchors.y[place], x, anchors.y[place]) ? 1 : 0,
  );
  const isInView = (strand: number): boolean =>
    shows(window, boxes[4 * strand], boxes[4 * strand + 1], boxes[4 * strand + 2], boxes[4 * strand + 3]);
  const chosen = new Uint8Array(count);
  let left = top;
  for (let i = order.length - 1; i >= 0 && left > 0; i--) {
    const strand = order[i];
    if (!inside[from[strand]] && !inside[to[strand]]) continue;
    chosen[strand] = 1;
    left -= 1;
  }
  left = Math.min(left, Math.ceil(top * PASSING));
  for (let i = order.length - 1; i >= 0 && left > 0; i--) {
    if (chosen[order[i]] || !isInView(order[i])) continue;
    chosen[order[i]] = 1;
    left -= 1;
  }
  for (const strand of always) chosen[strand] = 1;
  return {
    full: order.filter((strand) => chosen[strand] === 1),
    behind: order.filter((strand) => chosen[strand] === 0 && isInView(strand)).slice(-LOOK.strongest.most_behind),
  };
}
