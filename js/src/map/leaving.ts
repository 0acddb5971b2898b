// Where lines leave a closer view, and for which places: such as "to China →".
import { WORLD } from "../model/mercator";
import type { Words } from "../words";
import type { Scene } from "./marks/scene";
import type { Rect } from "./view/stage";

const STEPS = 40;
/** Of a note, in heights of its letters: how high it is, and what stands beside the words: an arrow, the box's own edge. */
const HEIGHT = 2;
const BESIDE = 2.5;
const GAP = 4;
/** How far along the edge a note may stand from its line, px, and in how many rows from it. */
const STEP = 8;
const REACH = 640;
const ROWS = 4;
/** Around a symbol, px. */
const CLEAR = 14;

export interface Leaving {
  readonly place: number;
  readonly text: string;
  /** Pixels of the map's window. */
  readonly box: Rect;
  /** Which way its arrow points, degrees, clockwise from the right. */
  readonly angle: number;
}

interface Exit {
  readonly x: number;
  readonly y: number;
  /** The way out, degrees. */
  readonly way: number;
  readonly width: number;
}

export interface Frame {
  /** World pixels to pixels of the window. */
  at(x: number, y: number): readonly [x: number, y: number];
  /** How far it is to the copy of the world in which a place is nearest to the middle of the window. */
  turn(x: number): number;
  readonly free: Rect;
  readonly over: readonly Rect[];
  /** Height of a note's letters, px: the reader's own. */
  readonly letter: number;
  widthOf(text: string): number;
}

function within({ left, top, right, bottom }: Rect, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** Where a line leaves the window, seen from its inner end; null where it does not. */
function exitOf(scene: Scene, strand: number, isOut: boolean, { at, turn, free }: Frame): Exit | null {
  const { from, to, shift, cx, cy } = scene.model.strands;
  const { x, y } = scene.anchors;
  const [ax, ay, bx, by] = [x[from[strand]], y[from[strand]], x[to[strand]] + shift[strand] * WORLD, y[to[strand]]];
  const away = turn(isOut ? ax : bx);
  let before: readonly [number, number] | null = null;
  for (let step = 0; step <= STEPS; step++) {
    const t = isOut ? step / STEPS : 1 - step / STEPS;
    const u = 1 - t;
    const point = at(
      u * u * ax + 2 * u * t * cx[strand] + t * t * bx + away,
      u * u * ay + 2 * u * t * cy[strand] + t * t * by,
    );
    if (before && !within(free, point[0], point[1])) {
      const way = (Math.atan2(point[1] - before[1], point[0] - before[0]) * 180) / Math.PI;
      return { x: before[0], y: before[1], way, width: scene.strands.width[strand] };
    }
    before = point;
  }
  return null;
}

function touches(a: Rect, b: Rect): boolean {
  return a.left < b.right + GAP && a.right > b.left - GAP && a.top < b.bottom + GAP && a.bottom > b.top - GAP;
}

/** The free place nearest to where a line leaves, along the edge that it crosses. */
function boxAt({ x, y }: Exit, width: number, { free, over, letter }: Frame, taken: readonly Rect[]): Rect | null {
  const sides = [x - free.left, free.right - x, y - free.top, free.bottom - y];
  const isUpright = Math.min(sides[0], sides[1]) <= Math.min(sides[2], sides[3]);
  const hold = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
  const height = HEIGHT * letter;
  const [isLeft, isTop] = [sides[0] < sides[1], sides[2] < sides[3]];
  let best: Rect | null = null;
  let least = Infinity;
  for (let row = 0; row < ROWS; row++)
    for (let slide = -REACH; slide <= REACH; slide += STEP) {
      const price = Math.abs(slide) + 0.6 * row * (isUpright ? width : height);
      if (price >= least) continue;
      const [inX, inY] = [row * (width + GAP), row * (height + GAP)];
      const edgeX = isUpright ? (isLeft ? free.left + inX : free.right - width - inX) : x + slide - width / 2;
      const edgeY = isUpright ? y + slide - height / 2 : isTop ? free.top + inY : free.bottom - height - inY;
      const left = hold(edgeX, free.left, free.right - width);
      const top = hold(edgeY, free.top, free.bottom - height);
      const box = { left, top, right: left + width, bottom: top + height };
      if ([...over, ...taken].some((other) => touches(box, other))) continue;
      [best, least] = [box, price];
    }
  return best;
}

/** Notes for the places outside to which lines from inside run; the widest line of a place says where it stands. */
export function leavingOf(
  scene: Scene,
  strands: Iterable<number>,
  inside: ReadonlySet<number>,
  frame: Frame,
  say: Words,
): Leaving[] {
  const { from, to, undirected } = scene.model.strands;
  const found = new Map<number, { exit: Exit; ways: Set<string> }>();
  for (const strand of strands) {
    const isOut = inside.has(from[strand]);
    if (isOut === inside.has(to[strand])) continue;
    const exit = exitOf(scene, strand, isOut, frame);
    if (!exit) continue;
    const place = isOut ? to[strand] : from[strand];
    const known = found.get(place);
    const ways = known?.ways ?? new Set<string>();
    ways.add(undirected[strand] ? "both" : isOut ? "to" : "from");
    found.set(place, { exit: known && known.exit.width >= exit.width ? known.exit : exit, ways });
  }
  const taken: Rect[] = [...inside].map((place) => {
    const [x, y] = frame.at(scene.anchors.x[place] + frame.turn(scene.anchors.x[place]), scene.anchors.y[place]);
    return { left: x - CLEAR, top: y - CLEAR, right: x + CLEAR, bottom: y + CLEAR };
  });
  return [...found]
    .sort(([a, one], [b, other]) => other.exit.width - one.exit.width || a - b)
    .flatMap(([place, { exit, ways }]) => {
      const { name } = scene.model.places[place];
      const only = ways.size === 1 ? [...ways][0] : "both";
      const text =
        only === "both" ? name : say.word(only === "to" ? "map.leaving_to" : "map.leaving_from", { place: name });
      const box = boxAt(exit, frame.widthOf(text) + BESIDE * frame.letter, frame, taken);
      if (!box) return [];
      taken.push(box);
      return [{ place, text, box, angle: Math.round(only === "from" ? exit.way + 180 : exit.way) }];
    });
}
