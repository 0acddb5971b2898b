// The ends of lines at one symbol: each gets its own place on the rim and, when it is crowded,
// its own distance from it, so that no arrowhead hides another.
import { LOOK } from "../../model/look";
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

const RIM = LOOK.rim;

/** Which of two distances each end stops at: neighbours in a crowd take turns. */
function rings(angles: readonly number[], ends: readonly End[]): number[] {
  const chosen = new Array<number>(ends.length).fill(0);
  let from = 0;
  for (let i = 1; i <= ends.length; i++) {
    if (i < ends.length && angles[i] - angles[i - 1] < RIM.crowd) continue;
    const heads: number[] = [];
    for (let j = from; j < i; j++) if (ends[j].head > 0) heads.push(j);
    // Taking turns costs less bending than standing side by side; the widest keeps the rim.
    const depth = heads.length < 2 || !isTight(angles, ends, heads) ? 1 : 2;
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
      turn > 0 && (angles[end] - angles[heads[turn - 1]]) * RIM.touch_px < ends[end].half + ends[heads[turn - 1]].half,
  );
}

function leastAngle(a: End, b: End, ringA: number, ringB: number, rim: number, step: number): number {
  const reach = (end: End, ring: number): number => rim + RIM.gap_px + ring * step + RIM.base * end.head;
  if (ringA === ringB) return (a.half + b.half + RIM.apart_px) / Math.min(reach(a, ringA), reach(b, ringB));
  // The nearer one passes beside the farther head as a bare line.
  const [far, ring, near] = ringA > ringB ? [a, ringA, b] : [b, ringB, a];
  return (far.half + Math.min(near.half, RIM.passing_px) + RIM.apart_px) / reach(far, ring);
}

export function shareRim(ends: readonly End[], rim: number): Slot[] {
  const straight = ends.map((end) => ({ angle: end.angle, radius: rim + (end.head > 0 ? RIM.gap_px : RIM.bare_px) }));
  if (ends.length < 2 || ends.length > RIM.most) return straight;
  const { order, angles } = turningOrder(ends.map((end) => end.angle));
  const sorted = order.map((index) => ends[index]);
  const ring = rings(angles, sorted);
  const step = Math.min(RIM.step_px, Math.max(...ends.map((end) => end.head)));
  const apart = sorted.map((end, i) => {
    const next = (i + 1) % sorted.length;
    return leastAngle(end, sorted[next], ring[i], ring[next], rim, step);
  });
  const turned = spread(
    angles,
    apart,
    sorted.map((end) => end.half * end.half),
  );
  const slots: Slot[] = [...straight];
  order.forEach((index, i) => {
    slots[index] = {
      angle: turned[i],
      radius: straight[index].radius + ring[i] * step,
    };
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
