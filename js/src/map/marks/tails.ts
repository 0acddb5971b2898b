// Ends that the source leaves open: a line that comes out of nothing into the first known stop, or fades out beyond the
// last one. One per place, colour and sense, however many routes. Python draws the same (src/routemap/scene/tails.py).
import { LOOK } from "../../model/look";
import { isFaint, type Model } from "../../model/model";
import type { Slot } from "./ends";
import { type Head, headHalf, headLength } from "./heads";
import { jointSupport, type StrandMarks } from "./widths";

const { head: HEAD, tail: TAIL } = LOOK;

/** What an open end says. */
export interface OpenEnd {
  readonly place: number;
  readonly group: number;
  readonly incoming: boolean;
  readonly width: number;
  /** Strands it belongs to. */
  readonly strands: readonly number[];
  readonly support: number;
}

/** Where it is: the middle of the symbol, its place on the rim, and whether there is room for more than a stub. */
interface Berth {
  readonly x: number;
  readonly y: number;
  readonly slot: Slot;
  readonly isStub: boolean;
}

export interface Tail extends OpenEnd {
  /** The end at the symbol and the end in the void. */
  readonly near: readonly [number, number];
  readonly far: readonly [number, number];
  readonly head: Head | null;
  /** The middle of the question mark behind a stub; null where there is room for more. */
  readonly sign: readonly [number, number] | null;
  readonly at: Berth;
}

function headOf({ incoming, width }: OpenEnd): number {
  return incoming ? headLength(width) : 0;
}

/** How far it reaches from the rim where there is room. */
export function tailLength(end: OpenEnd): number {
  return Math.max(TAIL.length_px, headOf(end) + TAIL.fade_px);
}

/** How far it reaches where there is none. */
export function stubLength(end: OpenEnd): number {
  return end.incoming ? headOf(end) + TAIL.stub_head_px : TAIL.stub_px;
}

export function tailAt(end: OpenEnd, berth: Berth): Tail {
  const { x, y, slot, isStub } = berth;
  const { place, group, incoming, width, strands, support } = end;
  const [ux, uy] = [Math.cos(slot.angle), Math.sin(slot.angle)];
  const at = (radius: number): [number, number] => [x + ux * radius, y + uy * radius];
  const length = headOf(end);
  const [tipX, tipY] = at(slot.radius);
  const far = slot.radius + (isStub ? stubLength(end) : tailLength(end));
  return {
    ...{ place, group, incoming, width, strands, support },
    near: at(slot.radius + (isFaint(support) ? 0 : length * HEAD.overlap)),
    far: at(far),
    head: incoming ? { x: tipX, y: tipY, dx: -ux, dy: -uy, length, half: headHalf(width) } : null,
    sign: isStub ? at(far + TAIL.sign_away_px) : null,
    at: berth,
  };
}

interface Loose {
  readonly end: OpenEnd;
  /** Sum of the directions in which its lines go on. */
  readonly x: number;
  readonly y: number;
}

function join(known: Loose | undefined, end: OpenEnd, angle: number): Loose {
  const before = known ?? { end: { ...end, width: 0, strands: [] }, x: 0, y: 0 };
  const joint: OpenEnd = {
    ...end,
    width: Math.max(before.end.width, end.width),
    support: jointSupport(before.end.support, end.support),
    strands: [...before.end.strands, ...end.strands],
  };
  return { end: joint, x: before.x + Math.cos(angle), y: before.y + Math.sin(angle) };
}

/** The open ends of the lines with these directions at their starts and ends, in the order in which they choose. */
export function openEnds(
  model: Model,
  marks: StrandMarks,
  angles: ReadonlyMap<number, readonly [number, number]>,
): { readonly end: OpenEnd; readonly wanted: number }[] {
  const found = new Map<string, Loose>();
  const { from, to, group } = model.strands;
  const add = (strand: number, place: number, incoming: boolean, angle: number): void => {
    const [width, support] = [marks.width[strand], marks.support[strand]];
    const key = `${place} ${group[strand]} ${incoming}`;
    const end = { place, group: group[strand], incoming, width, strands: [strand], support };
    found.set(key, join(found.get(key), end, angle + Math.PI));
  };
  for (const [strand, [start, end]] of angles) {
    if (marks.tailIn[strand]) add(strand, from[strand], true, start);
    if (marks.tailOut[strand]) add(strand, to[strand], false, end);
  }
  const turn = [...found.values()].sort(
    ({ end: a }, { end: b }) => a.place - b.place || a.group - b.group || Number(a.incoming) - Number(b.incoming),
  );
  return turn.map(({ end, x, y }) => ({
    end,
    wanted: Math.hypot(x, y) > TAIL.directed ? Math.atan2(y, x) : TAIL.from_nowhere,
  }));
}

/** The same open end, in the width and the support of some of its strands. */
export function redrawTail(tail: Tail, strands: readonly number[], { width, support }: StrandMarks): Tail {
  const look = {
    strands,
    width: Math.max(...strands.map((strand) => width[strand])),
    support: strands.map((one) => support[one]).reduce(jointSupport),
  };
  return tailAt({ ...tail, ...look }, tail.at);
}
