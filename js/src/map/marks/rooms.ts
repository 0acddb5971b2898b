// Where an open end has room: in the emptiest direction, away from what could be taken for its place.
import { LOOK } from "../../model/look";
import { WORLD } from "../../model/mercator";
import type { Model } from "../../model/model";
import type { Anchors } from "./anchors";
import { type Chain, distanceToSegment, sample } from "./curve";
import { type Head, headHalf } from "./heads";
import type { PlaceMarks } from "./roles";
import { rimOf } from "./symbols";
import { type OpenEnd, stubLength, type Tail, tailAt, tailLength } from "./tails";

const { rim: RIM, tail: TAIL } = LOOK;
const PIECES = 12;

interface Obstacle {
  readonly chain: Chain;
  readonly width: number;
  readonly head: Head | null;
}

interface Round {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** What is near one place, seen from it. */
interface Near {
  readonly places: readonly Round[];
  /** Five numbers each: from, to, half of the width. */
  readonly segments: readonly number[];
  readonly ends: readonly (readonly [number, number])[];
}

export class Rooms {
  private readonly places: readonly (Round & { readonly place: number })[];
  private readonly segments: number[] = [];
  private readonly ends: [number, number][] = [];
  private readonly world: number;

  constructor(model: Model, anchors: Anchors, marks: PlaceMarks, lines: readonly Obstacle[], scale: number) {
    this.world = WORLD * scale;
    this.places = Array.from(marks.named, (place) => ({
      place,
      x: anchors.x[place] * scale,
      y: anchors.y[place] * scale,
      radius: rimOf(model, marks, place),
    }));
    for (const { chain, width, head } of lines) {
      const points = sample(chain, PIECES);
      for (let i = 0; i + 3 < points.length; i += 2)
        this.segments.push(points[i], points[i + 1], points[i + 2], points[i + 3], width / 2);
      const last = chain.length - 2;
      this.ends.push([chain[0], chain[1]], head ? [head.x, head.y] : [chain[last], chain[last + 1]]);
    }
  }

  /** The open end in the emptiest direction, or a stub; it then stands in the way of the next. */
  settle(end: OpenEnd, wanted: number): Tail {
    const own = this.places.find((one) => one.place === end.place);
    if (!own) throw new Error("An open end is at no place on the map.");
    const near = this.around(own);
    const radius = own.radius + (end.incoming ? RIM.gap_px : RIM.bare_px);
    let [best, most, stub, leastBad] = [0, -Infinity, 0, -Infinity];
    for (let turn = 0; turn < TAIL.directions; turn++) {
      const bare = wanted + (turn * 2 * Math.PI) / TAIL.directions;
      const angle = Math.atan2(Math.sin(bare), Math.cos(bare));
      const liking = TAIL.onwards * Math.cos(angle - wanted);
      const free = scoreOf(near, end, angle, radius, liking);
      if (free !== null && free > most + TAIL.even) [best, most] = [angle, free];
      const bad = scoreOfStub(near, end, angle, radius, liking);
      if (bad > leastBad + TAIL.even) [stub, leastBad] = [angle, bad];
    }
    const isStub = most === -Infinity;
    const made = tailAt(end, { x: own.x, y: own.y, slot: { angle: isStub ? stub : best, radius }, isStub });
    this.segments.push(...made.near, ...made.far, end.width / 2);
    this.ends.push([...made.far]);
    return made;
  }

  private around({ place, x, y, radius }: Round & { readonly place: number }): Near {
    const home = (dx: number): number => dx - Math.round(dx / this.world) * this.world;
    const segments: number[] = [];
    const all = this.segments;
    const reach = radius + TAIL.reach_px;
    for (let i = 0; i < all.length; i += 5) {
      const ax = home(all[i] - x);
      const [ay, by] = [all[i + 1] - y, all[i + 3] - y];
      const bx = ax + all[i + 2] - all[i];
      if (
        Math.min(ax, bx) > reach ||
        Math.max(ax, bx) < -reach ||
        Math.min(ay, by) > reach ||
        Math.max(ay, by) < -reach
      )
        continue;
      segments.push(ax, ay, bx, by, all[i + 4]);
    }
    return {
      places: this.places
        .filter((one) => one.place !== place)
        .map((one) => ({ x: home(one.x - x), y: one.y - y, radius: one.radius })),
      segments,
      ends: this.ends.map(([ex, ey]) => [home(ex - x), ey - y] as const),
    };
  }
}

/** How empty a direction is; null where it is not free. */
function scoreOf(near: Near, end: OpenEnd, angle: number, radius: number, liking: number): number | null {
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  const far = radius + tailLength(end);
  let [places, tips] = [Infinity, Infinity];
  for (const one of near.places)
    places = Math.min(
      places,
      distanceToSegment(one.x, one.y, ux * radius, uy * radius, ux * far, uy * far) - one.radius - TAIL.clear_px,
    );
  for (const [x, y] of near.ends) tips = Math.min(tips, Math.hypot(x - ux * far, y - uy * far) - TAIL.clear_px);
  if (places < 0 || tips < 0) return null;
  const lines = clearOfLines(near, end, angle, radius, far);
  if (lines < TAIL.air_px) return null;
  return Math.min(lines, TAIL.ample_px) + 0.5 * Math.min(places, TAIL.ample_px) + liking;
}

function scoreOfStub(near: Near, end: OpenEnd, angle: number, radius: number, liking: number): number {
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  const far = radius + stubLength(end);
  const away = far + TAIL.sign_away_px;
  const lines = Math.min(clearOfLines(near, end, angle, radius, far), clear(near, ux * away, uy * away));
  let places = Infinity;
  for (const one of near.places)
    places = Math.min(places, Math.hypot(one.x - ux * away, one.y - uy * away) - one.radius - TAIL.sign_px / 2);
  return Math.min(lines, TAIL.ample_px) + 0.5 * Math.min(places, TAIL.ample_px) + liking;
}

/** How far an open end stays from lines at the least, edge to edge. */
function clearOfLines(near: Near, { incoming, width }: OpenEnd, angle: number, from: number, to: number): number {
  let least = Infinity;
  TAIL.measured.forEach((share, at) => {
    const reach = from + (to - from) * share;
    const own = at === 0 && incoming ? headHalf(width) : width / 2;
    least = Math.min(least, clear(near, Math.cos(angle) * reach, Math.sin(angle) * reach) - own);
  });
  return least;
}

function clear({ segments }: Near, x: number, y: number): number {
  let least = Infinity;
  for (let i = 0; i < segments.length; i += 5)
    least = Math.min(
      least,
      distanceToSegment(x, y, segments[i], segments[i + 1], segments[i + 2], segments[i + 3]) - segments[i + 4],
    );
  return least;
}
