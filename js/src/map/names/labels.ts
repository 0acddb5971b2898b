// Names on the map: greedy placement, most important first, eight positions each, near the symbol or, with a fine
// line to it, farther away where no route runs; a name that finds no room waits until the reader zooms in.
import { LOOK } from "../../model/look";
import type { Rect } from "../view/stage";

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
  /** Where a fine line ties the name to its symbol; null where it stands beside it. */
  readonly lead: Lead | null;
}

type Lead = readonly [x0: number, y0: number, x1: number, y1: number];

export function overlap(a: Rect, b: Rect): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

const NAME = LOOK.name;

function boxAt(wanted: Wanted, dx: number, dy: number, away: number): Rect {
  const { width, height, clear } = wanted;
  const x = wanted.x + dx * (clear + away);
  const y = wanted.y + dy * (clear + away + (dx === 0 ? height / 2 - 1 : height * 0.25));
  const left = dx > 0.1 ? x : dx < -0.1 ? x - width : x - width / 2;
  return { left, top: y - height / 2, right: left + width, bottom: y + height / 2 };
}

interface Obstacles {
  /** What no name may cover: symbols, badges. */
  readonly hard: readonly Rect[];
  /** What only the most important names may cover, where they find no other room: arrowheads. */
  readonly heads?: readonly Rect[];
  /** All symbols: a name nearer to another than to its own misleads. */
  readonly spots: readonly { readonly x: number; readonly y: number; readonly rim: number }[];
  /** How much of the lines runs through a box; 0 = none. */
  lines(box: Rect): number;
  /** The part of the map that nothing lies over, and the part that shows at all. */
  readonly free: Rect;
  readonly shown: Rect;
  /** No more names than this. */
  readonly most: number;
}

function leaves(box: Rect, frame: Rect): boolean {
  return box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom;
}

function isIn(x: number, y: number, { left, right, top, bottom }: Rect): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** How far a point is from a box. */
function gapTo({ left, right, top, bottom }: Rect, x: number, y: number): number {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
}

/** How much nearer the name is to its own symbol than to any other: below 0 it names another place. */
function nearer(box: Rect, { x, y, clear }: Wanted, spots: Obstacles["spots"]): number {
  let least = Infinity;
  for (const spot of spots)
    if (spot.x !== x || spot.y !== y) least = Math.min(least, gapTo(box, spot.x, spot.y) - spot.rim);
  return least - gapToOwn(box, { x, y, clear });
}

function gapToOwn(box: Rect, { x, y, clear }: Pick<Wanted, "x" | "y" | "clear">): number {
  return gapTo(box, x, y) - clear;
}

/** From the rim of the symbol to the nearest point of the name. */
function leadTo(box: Rect, { x, y, clear }: Wanted): Lead {
  const [endX, endY] = [
    Math.max(box.left + NAME.tie_inset_px, Math.min(box.right - NAME.tie_inset_px, x)),
    Math.max(box.top + NAME.tie_inset_px, Math.min(box.bottom - NAME.tie_inset_px, y)),
  ];
  const length = Math.hypot(endX - x, endY - y) || 1;
  return [x + ((endX - x) / length) * clear, y + ((endY - y) / length) * clear, endX, endY];
}

/** Small boxes along a tie; it starts inside the square that its symbol takes up. */
function along([x0, y0, x1, y1]: Lead, clear: number): Rect[] {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const first = Math.min(1, (clear * NAME.tie_clear + NAME.tie_inset_px) / length);
  const count = Math.max(1, Math.round(((1 - first) * length) / NAME.tie_piece_px));
  return Array.from({ length: count }, (_, at) => {
    const share = first + ((1 - first) * (at + 0.5)) / count;
    const [x, y] = [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share];
    const half = NAME.tie_px / 2;
    return { left: x - half, right: x + half, top: y - half, bottom: y + half };
  });
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

/** What is on the map already. */
interface Ground {
  readonly taken: Boxes;
  readonly heads: Boxes;
}

/**
 * What a name may do that finds no room: the price of a tie across other marks, of lying over an arrowhead, and of
 * standing nearer to another symbol, though well clear of it, where a tie leads home.
 */
interface Leave {
  readonly crossing: number;
  readonly head: number;
  readonly stray: number;
}

interface Choice {
  readonly box: Rect;
  readonly lead: Lead | null;
}

/** What a position costs apart from its own dislike; Infinity where it cannot be. */
function cost(
  box: Rect,
  lead: Lead | null,
  wanted: Wanted,
  { taken, heads }: Ground,
  obstacles: Obstacles,
  leave: Leave,
): number {
  const { free, shown } = obstacles;
  const hidden = taken.covered(box);
  if (!wanted.always) {
    if (hidden > 0) return Infinity;
    // A name half under the legend says less than none, and so does half the name of a place out of sight.
    if (
      isIn(wanted.x, wanted.y, free) ? leaves(box, free) : overlap(box, shown) > 0 && !isIn(wanted.x, wanted.y, shown)
    )
      return Infinity;
  }
  let price = (leaves(box, free) ? 30 : 0) + (leaves(box, shown) ? 25 : 0) + (hidden > 0 ? 20 + hidden : 0);
  if (!wanted.always && heads.covered(box) > 0) price += leave.head;
  const more = nearer(box, wanted, obstacles.spots);
  // Rather no name than one at another place; but what must be named is.
  if (more < 0 && wanted.always) price += ELSEWHERE;
  else if (more < 0) price += lead && more + gapToOwn(box, wanted) >= NAME.stray_px ? leave.stray : Infinity;
  else if (more < NAME.gap_px) price += lead ? NAME.astray_tied_price : NAME.astray_price;
  if (price === Infinity) return price;
  for (const piece of lead ? along(lead, wanted.clear) : []) {
    if (taken.covered(piece) > 0 || heads.covered(piece) > 0) price += leave.crossing;
    price += obstacles.lines(piece) * NAME.tie_price;
  }
  return price + obstacles.lines(box) * NAME.line_price;
}

/** What the name of a place costs that must be named and finds no room but nearer to another. */
const ELSEWHERE = 60;
type Reaches = readonly (readonly [number, number])[];

function bestFor(
  wanted: Wanted,
  ground: Ground,
  obstacles: Obstacles,
  dearest: number,
  reaches: Reaches,
  leave: Leave,
): Choice | null {
  let [best, least] = [null as Choice | null, dearest];
  for (const [away, far] of reaches)
    for (const [dx, dy, dislike] of NAME.positions) {
      if (dislike + far >= least) continue;
      const box = boxAt(wanted, dx, dy, away);
      const lead = away > NAME.tied_px ? leadTo(box, wanted) : null;
      const price = dislike + far + cost(box, lead, wanted, ground, obstacles, leave);
      if (price < least) [best, least] = [{ box, lead }, price];
    }
  return best;
}

const NONE: Leave = { crossing: Infinity, head: Infinity, stray: Infinity };
/** One after the other, each better than an important place without a name. */
const LEAVES: readonly Leave[] = [
  { ...NONE, crossing: NAME.tie_crossing_price },
  { ...NONE, crossing: NAME.tie_crossing_price, head: 8 },
  { crossing: NAME.tie_crossing_price, head: 8, stray: 0 },
];
/** How far off the most important names may stand. */
const FAR: Reaches = [...NAME.reaches, ...NAME.print_reaches];

export function placeLabels(wanted: readonly Wanted[], obstacles: Obstacles): Placed[] {
  const [taken, heads] = [new Boxes(), new Boxes()];
  for (const box of obstacles.hard) taken.add(box);
  for (const box of obstacles.heads ?? []) heads.add(box);
  const ground = { taken, heads };
  const placed: Placed[] = [];
  const ranked = [...wanted].sort((a, b) => b.rank - a.rank || a.item - b.item);
  for (const [turn, one] of ranked.entries()) {
    if (placed.length >= obstacles.most) break;
    const isForemost = one.always || turn < NAME.foremost;
    let best = bestFor(one, ground, obstacles, isForemost ? Infinity : NAME.dearest, NAME.reaches, NONE);
    for (const leave of isForemost ? LEAVES : []) best ??= bestFor(one, ground, obstacles, Infinity, FAR, leave);
    if (!best) continue;
    const { box, lead } = best;
    taken.add({ left: box.left - NAME.gap_px, right: box.right + NAME.gap_px, top: box.top, bottom: box.bottom });
    if (lead) for (const piece of along(lead, one.clear)) taken.add(piece);
    placed.push({ item: one.item, x: box.left, y: (box.top + box.bottom) / 2, box, lead });
  }
  return placed;
}
