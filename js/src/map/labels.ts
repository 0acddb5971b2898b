// Names on the map: greedy placement, most important first, eight positions each; a name that finds
// no room waits until the reader zooms in.
import type { Rect } from "./stage";

export interface Wanted {
  readonly item: number;
  /** Anchor and the radius that must stay free around it. */
  readonly x: number;
  readonly y: number;
  readonly clear: number;
  readonly width: number;
  readonly height: number;
  /** Larger is placed earlier. */
  readonly rank: number;
  /** Placed even where something is in the way. */
  readonly always: boolean;
}

export interface Placed {
  readonly item: number;
  /** Left edge and middle line of the text. */
  readonly x: number;
  readonly y: number;
  readonly box: Rect;
}

export function overlap(a: Rect, b: Rect): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Right and left first, as on printed maps, then above and below, then the corners. */
const POSITIONS: readonly (readonly [number, number, number])[] = [
  [1, 0, 0], [0.72, -0.85, 0.6], [0.72, 0.85, 0.8], [-1, 0, 1.2],
  [-0.72, -0.85, 1.6], [-0.72, 0.85, 1.8], [0, -1, 2], [0, 1, 2.2],
];

/** How far from the symbol, px, and how unwelcome that is; the farthest clears a badge at the symbol's shoulder. */
const REACHES: readonly (readonly [number, number])[] = [[3, 0], [9, 3], [15, 4]];

function boxAt(wanted: Wanted, dx: number, dy: number, away: number): Rect {
  const { width, height, clear } = wanted;
  const x = wanted.x + dx * (clear + away);
  const y = wanted.y + dy * (clear + away + (dx === 0 ? height / 2 - 1 : height * 0.25));
  const left = dx > 0.1 ? x : dx < -0.1 ? x - width : x - width / 2;
  return { left, top: y - height / 2, right: left + width, bottom: y + height / 2 };
}

export interface Obstacles {
  /** What no name may cover: symbols, arrowheads, badges. */
  readonly hard: readonly Rect[];
  /** How much of the lines runs through a box; 0 = none. */
  lines(box: Rect): number;
  /** The part of the map that nothing lies over, and the part that shows at all. */
  readonly free: Rect;
  readonly shown: Rect;
}

function leaves(box: Rect, frame: Rect): boolean {
  return box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom;
}

function cost(box: Rect, obstacles: Obstacles): number {
  const { free, shown } = obstacles;
  return obstacles.lines(box) * 3.5 + (leaves(box, free) ? 30 : 0) + (leaves(box, shown) ? 25 : 0);
}

class Boxes {
  private readonly cells = new Map<number, Rect[]>();

  add(box: Rect): void {
    this.eachCell(box, (key) => {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    });
  }

  covered(box: Rect): number {
    let most = 0;
    this.eachCell(box, (key) => {
      for (const other of this.cells.get(key) ?? []) most = Math.max(most, overlap(box, other));
    });
    return most;
  }

  private eachCell(box: Rect, visit: (key: number) => void): void {
    for (let x = Math.floor(box.left / 64); x <= Math.floor(box.right / 64); x++)
      for (let y = Math.floor(box.top / 64); y <= Math.floor(box.bottom / 64); y++) visit(x * 65536 + y);
  }
}

function bestFor(wanted: Wanted, taken: Boxes, obstacles: Obstacles): Rect | null {
  let [best, least] = [null as Rect | null, Infinity];
  // A name half under the legend says less than none.
  const inside = !leaves({ left: wanted.x, right: wanted.x, top: wanted.y, bottom: wanted.y }, obstacles.free);
  for (const [away, far] of REACHES)
    for (const [dx, dy, dislike] of POSITIONS) {
      const box = boxAt(wanted, dx, dy, away);
      const hidden = taken.covered(box);
      if (!wanted.always && (hidden > 0 || (inside && leaves(box, obstacles.free)))) continue;
      const price = dislike + far + cost(box, obstacles) + (hidden > 0 ? 20 + hidden : 0);
      if (price < least) [best, least] = [box, price];
    }
  return best;
}

export function placeLabels(wanted: readonly Wanted[], obstacles: Obstacles): Placed[] {
  const taken = new Boxes();
  for (const box of obstacles.hard) taken.add(box);
  const placed: Placed[] = [];
  for (const one of [...wanted].sort((a, b) => b.rank - a.rank || a.item - b.item)) {
    const box = bestFor(one, taken, obstacles);
    if (!box) continue;
    taken.add(box);
    placed.push({ item: one.item, x: box.left, y: (box.top + box.bottom) / 2, box });
  }
  return placed;
}
