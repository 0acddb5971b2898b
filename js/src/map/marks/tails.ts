// Ends that the source leaves open: a line that comes out of nothing into the first known stop,
// or fades out beyond the last one. One tail per place, colour and sense, however many routes.
import { LOOK } from "../../model/look";
import { isFaint, type Model } from "../../model/model";
import type { Anchors } from "./anchors";
import type { Claims, Slot } from "./ends";
import { type Head, headHalf, headLength } from "./heads";
import { jointSupport, type StrandMarks } from "./widths";

const { head: HEAD, line_end: END, tail: TAIL } = LOOK;

export interface Tail {
  readonly place: number;
  readonly group: number;
  readonly incoming: boolean;
  readonly width: number;
  /** Strands it belongs to. */
  readonly strands: readonly number[];
  readonly support: number;
  /** The end at the symbol and the end in the void. */
  readonly near: readonly [number, number];
  readonly far: readonly [number, number];
  readonly head: Head | null;
  readonly at: Place;
}

/** The middle of the symbol, and where on its rim the end is. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly slot: Slot;
}

interface Loose {
  readonly place: number;
  readonly group: number;
  readonly incoming: boolean;
  width: number;
  support: number;
  readonly strands: number[];
  /** Sum of the directions of its strands: the tail continues their mean. */
  x: number;
  y: number;
  slot: Slot;
}

class Gathering {
  readonly all = new Map<string, Loose>();

  add(
    place: number,
    group: number,
    incoming: boolean,
    width: number,
    support: number,
    strand: number,
    angle: number,
  ): void {
    const key = `${place} ${group} ${incoming}`;
    const loose = this.all.get(key) ?? {
      place,
      group,
      incoming,
      width: 0,
      support,
      strands: [],
      x: 0,
      y: 0,
      slot: { angle: 0, radius: 0 },
    };
    this.all.set(key, loose);
    loose.width = Math.max(loose.width, width);
    loose.support = jointSupport(loose.support, support);
    loose.strands.push(strand);
    loose.x += Math.cos(angle);
    loose.y += Math.sin(angle);
  }
}

function finish(loose: Loose, anchors: Anchors, scale: number): Tail {
  const { place, slot } = loose;
  return tailAt(loose, { x: anchors.x[place] * scale, y: anchors.y[place] * scale, slot });
}

type Look = Pick<Tail, "place" | "group" | "incoming" | "width" | "strands" | "support">;

function tailAt({ place, group, incoming, width, strands, support }: Look, where: Place): Tail {
  const { x, y, slot } = where;
  const [ux, uy] = [Math.cos(slot.angle), Math.sin(slot.angle)];
  const at = (radius: number): [number, number] => [x + ux * radius, y + uy * radius];
  const length = headLength(width);
  const [tipX, tipY] = at(slot.radius);
  const near = incoming && !isFaint(support) ? slot.radius + length * HEAD.overlap : slot.radius;
  return {
    place,
    group,
    incoming,
    width,
    strands,
    support,
    near: at(near),
    far: at(slot.radius + TAIL.length_px + (incoming ? length : 0)),
    head: incoming ? { x: tipX, y: tipY, dx: -ux, dy: -uy, length, half: headHalf(width) } : null,
    at: where,
  };
}

/** Puts the open ends on their rims; the answer is called when all rims are shared out. */
export function openTails(
  model: Model,
  anchors: Anchors,
  marks: StrandMarks,
  angles: ReadonlyMap<number, readonly [number, number]>,
  scale: number,
  claims: Claims,
): () => Tail[] {
  const found = new Gathering();
  const { from, to, group } = model.strands;
  for (const [strand, [start, end]] of angles) {
    const [width, support] = [marks.width[strand], marks.support[strand]];
    if (marks.tailIn[strand]) found.add(from[strand], group[strand], true, width, support, strand, start + Math.PI);
    if (marks.tailOut[strand]) found.add(to[strand], group[strand], false, width, support, strand, end + Math.PI);
  }
  for (const loose of found.all.values()) {
    const angle = Math.hypot(loose.x, loose.y) > TAIL.directed ? Math.atan2(loose.y, loose.x) : TAIL.from_nowhere;
    const half = loose.incoming ? headHalf(loose.width) : loose.width / 2 + END.air_px;
    const head = loose.incoming ? headLength(loose.width) : 0;
    claims.add(loose.place, { angle, half, head }, (slot) => {
      loose.slot = slot;
    });
  }
  return () => [...found.all.values()].map((loose) => finish(loose, anchors, scale));
}

/** The same open end, in the width and the support of some of its strands. */
export function redrawTail(tail: Tail, strands: readonly number[], { width, support }: StrandMarks): Tail {
  const widest = Math.max(...strands.map((strand) => width[strand]));
  return tailAt(
    { ...tail, strands, width: widest, support: strands.map((one) => support[one]).reduce(jointSupport) },
    tail.at,
  );
}
