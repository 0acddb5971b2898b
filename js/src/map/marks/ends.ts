// The ends of lines at one symbol: each gets its own place on the rim and, when it is crowded,
// its own distance from it, so that no arrowhead hides another.
import { spread, turningOrder } from "./spread";

export interface End {
  /** Direction from the symbol in which the line lies, radians. */
  readonly angle: number;
  /** Half of what the end needs across, px. */
  readonly half: number;
  /** Length of the arrowhead; 0 = a bare line. */
  readonly head: number;
}

export interface Slot {
  /** Where on the rim the line ends. */
  readonly angle: number;
  /** How far from the symbol's centre its tip stops. */
  readonly radius: number;
}

const GAP = 2.5;
/** Ends that lie further apart than this do not crowd each other. */
const CROWD = 0.6;
const RINGS = 3;
/** Beyond this many ends no rim is long enough: they keep their own angles. */
const MOST = 40;

/** Which of three distances each end stops at: neighbours in a crowd take turns. */
function rings(angles: readonly number[], ends: readonly End[]): number[] {
  const chosen = new Array<number>(ends.length).fill(0);
  let from = 0;
  for (let i = 1; i <= ends.length; i++) {
    if (i < ends.length && angles[i] - angles[i - 1] < CROWD) continue;
    const heads: number[] = [];
    for (let j = from; j < i; j++) if (ends[j].head > 0) heads.push(j);
    // Taking turns costs less bending than standing side by side; the widest keeps the rim.
    const depth = heads.length < 2 || !isTight(angles, ends, heads) ? 1 : heads.length <= 6 ? 2 : RINGS;
    const widest = heads.reduce((best, end, turn) => (ends[end].half > ends[heads[best]].half ? turn : best), 0);
    heads.forEach((end, turn) => {
      chosen[end] = (turn + depth * heads.length - widest) % depth;
    });
    from = i;
  }
  return chosen;
}

/** Do two neighbouring heads of the crowd touch, side by side on the rim? */
function isTight(angles: readonly number[], ends: readonly End[], heads: readonly number[]): boolean {
  return heads.some(
    (end, turn) =>
      turn > 0 && (angles[end] - angles[heads[turn - 1]]) * 16 < ends[end].half + ends[heads[turn - 1]].half,
  );
}

function leastAngle(a: End, b: End, ringA: number, ringB: number, rim: number): number {
  const reach = (end: End, ring: number): number => rim + GAP + ring * end.head + 0.8 * end.head;
  if (ringA === ringB) return (a.half + b.half + 0.5) / Math.min(reach(a, ringA) || rim, reach(b, ringB) || rim);
  // The nearer one passes beside the farther head as a bare line.
  const [far, ring, near] = ringA > ringB ? [a, ringA, b] : [b, ringB, a];
  return (far.half + Math.min(near.half, 2.5) + 0.5) / reach(far, ring);
}

export function shareRim(ends: readonly End[], rim: number): Slot[] {
  const straight = ends.map((end) => ({ angle: end.angle, radius: rim + (end.head > 0 ? GAP : 1) }));
  if (ends.length < 2 || ends.length > MOST) return straight;
  const { order, angles } = turningOrder(ends.map((end) => end.angle));
  const sorted = order.map((index) => ends[index]);
  const ring = rings(angles, sorted);
  const apart = sorted.map((end, i) => {
    const next = (i + 1) % sorted.length;
    return leastAngle(end, sorted[next], ring[i], ring[next], rim);
  });
  const turned = spread(
    angles,
    apart,
    sorted.map((end) => end.half * end.half),
  );
  const slots: Slot[] = [...straight];
  order.forEach((index, i) => {
    slots[index] = { angle: turned[i], radius: straight[index].radius + ring[i] * ends[index].head };
  });
  return slots;
}

/** One end on a rim, still looking for its slot. */
interface Claim {
  readonly end: End;
  readonly settle: (slot: Slot) => void;
}

export class Claims {
  private readonly byPlace = new Map<number, Claim[]>();

  add(place: number, end: End, settle: (slot: Slot) => void): void {
    const known = this.byPlace.get(place);
    if (known) known.push({ end, settle });
    else this.byPlace.set(place, [{ end, settle }]);
  }

  settle(rim: (place: number) => number): void {
    for (const [place, claims] of this.byPlace) {
      const slots = shareRim(
        claims.map((claim) => claim.end),
        rim(place),
      );
      claims.forEach((claim, i) => claim.settle(slots[i]));
    }
  }
}
