// Ends that the source leaves open: a line that comes out of nothing into the first known stop,
// or fades out beyond the last one. One tail per place, colour and sense, however many routes.
import { KIND, type Model, OPEN } from "../../model/model";
import type { Anchors } from "./anchors";
import type { Claims, Slot } from "./ends";
import { type Head, headHalf, headLength } from "./heads";
import type { StrandMarks } from "./widths";

export const TAIL = 36;

export interface Tail {
  readonly place: number;
  readonly group: number;
  readonly incoming: boolean;
  readonly width: number;
  /** Strands it belongs to; none where the only known stop is this place. */
  readonly strands: readonly number[];
  readonly confidence: number;
  /** The end at the symbol and the end in the void. */
  readonly near: readonly [number, number];
  readonly far: readonly [number, number];
  readonly head: Head | null;
}

interface Loose {
  readonly place: number;
  readonly group: number;
  readonly incoming: boolean;
  width: number;
  confidence: number;
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
    confidence: number,
    strand: number,
    angle: number,
  ): void {
    const key = `${place} ${group} ${incoming}`;
    const loose = this.all.get(key) ?? {
      place,
      group,
      incoming,
      width: 0,
      confidence: 0,
      strands: [],
      x: 0,
      y: 0,
      slot: { angle: 0, radius: 0 },
    };
    this.all.set(key, loose);
    loose.width = Math.max(loose.width, width);
    loose.confidence = Math.max(loose.confidence, confidence);
    if (strand >= 0) loose.strands.push(strand);
    loose.x += Math.cos(angle);
    loose.y += Math.sin(angle);
  }
}

// Where nothing tells the direction, lines come from the upper left and leave to the lower right.
const FROM_NOWHERE = -2.5;
const TO_NOWHERE = 0.64;

/** Routes whose only known stop is an open end: they have no line to carry it. */
export function loneEnds(model: Model, visible: Uint8Array): number[] {
  const { count, kind, stops, open } = model.routes;
  const lone: number[] = [];
  for (let route = 0; route < count; route++)
    if (
      visible[route] &&
      kind[route] === KIND.flow &&
      open[route] &&
      stops.offsets[route + 1] === stops.offsets[route] + 1
    )
      lone.push(route);
  return lone;
}

function gatherLone(model: Model, lone: readonly number[], found: Gathering, thin: number): void {
  const { routes, style } = model;
  for (const route of lone) {
    const place = routes.stops.values[routes.stops.offsets[route]];
    const width = style.magnitude_width[routes.magnitude[route]] * thin;
    const [group, confidence] = [routes.group[route], routes.confidence[route]];
    if (routes.open[route] & OPEN.origin) found.add(place, group, true, width, confidence, -1, FROM_NOWHERE);
    if (routes.open[route] & OPEN.destination) found.add(place, group, false, width, confidence, -1, TO_NOWHERE);
  }
}

function finish(loose: Loose, anchors: Anchors, scale: number): Tail {
  const { place, group, incoming, width, strands, confidence, slot } = loose;
  const [x, y] = [anchors.x[place] * scale, anchors.y[place] * scale];
  const [ux, uy] = [Math.cos(slot.angle), Math.sin(slot.angle)];
  const at = (radius: number): [number, number] => [x + ux * radius, y + uy * radius];
  const length = headLength(width);
  const [tipX, tipY] = at(slot.radius);
  const near = incoming && confidence > 0 ? slot.radius + length * 0.7 : slot.radius;
  return {
    place,
    group,
    incoming,
    width,
    strands,
    confidence,
    near: at(near),
    far: at(slot.radius + TAIL + (incoming ? length : 0)),
    head: incoming ? { x: tipX, y: tipY, dx: -ux, dy: -uy, length, half: headHalf(width) } : null,
  };
}

/** Puts the open ends on their rims; the answer is called when all rims are shared out. */
export function openTails(
  model: Model,
  anchors: Anchors,
  marks: StrandMarks,
  lone: readonly number[],
  angles: ReadonlyMap<number, readonly [number, number]>,
  scale: number,
  claims: Claims,
  thin = 1,
): () => Tail[] {
  const found = new Gathering();
  const { from, to, group } = model.strands;
  for (const [strand, [start, end]] of angles) {
    const [width, confidence] = [marks.width[strand], marks.confidence[strand]];
    if (marks.tailIn[strand]) found.add(from[strand], group[strand], true, width, confidence, strand, start + Math.PI);
    if (marks.tailOut[strand]) found.add(to[strand], group[strand], false, width, confidence, strand, end + Math.PI);
  }
  gatherLone(model, lone, found, thin);
  for (const loose of found.all.values()) {
    const angle = Math.hypot(loose.x, loose.y) > 0.05 ? Math.atan2(loose.y, loose.x) : FROM_NOWHERE;
    const half = loose.incoming ? headHalf(loose.width) : loose.width / 2 + 1;
    const head = loose.incoming ? headLength(loose.width) : 0;
    claims.add(loose.place, { angle, half, head }, (slot) => {
      loose.slot = slot;
    });
  }
  return () => [...found.all.values()].map((loose) => finish(loose, anchors, scale));
}
