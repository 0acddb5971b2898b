// The drawn form of every strand at one zoom: where it starts and stops, its arrowhead, its open ends.
// Coordinates are pixels from the world's corner, so that panning only translates them.

import { LOOK } from "../../model/look";
import { WORLD } from "../../model/mercator";
import type { Model } from "../../model/model";
import { complete, type Steps } from "../../model/steps";
import type { Anchors } from "./anchors";
import { boxOf, type Chain, pointAt, type Quadratic, reversed } from "./curve";
import { Claims, type Slot } from "./ends";
import { type Head, headHalf, headLength } from "./heads";
import { drawLeg, type Leg, naturalAngle } from "./leg";
import { lengthOf, outside, seenFrom, turned } from "./path";
import type { PlaceMarks } from "./roles";
import { Rooms } from "./rooms";
import { rimOf } from "./symbols";
import { openEnds, type Tail } from "./tails";
import type { StrandMarks } from "./widths";

export interface Line {
  readonly strand: number;
  readonly chain: Chain;
  readonly head: Head | null;
  /** x, y, direction of the ticks that stand for "either way". */
  readonly ticks: readonly number[];
  readonly width: number;
  /** Of the routes whose marks it wears: position in SUPPORTS. */
  readonly support: number;
  /** West, north, east, south. */
  readonly box: readonly [number, number, number, number];
}

export interface Drawing {
  /** Thinnest first. */
  readonly lines: readonly Line[];
  readonly tails: readonly Tail[];
  /** By strand what its line was made from, so that it can be drawn in other marks at the same place. */
  readonly drafts: ReadonlyMap<number, Draft>;
}

const { line_end: END } = LOOK;
const WHOLE = [0, 1] as const;

interface Draft extends Leg {
  readonly strand: number;
  readonly slots: [Slot, Slot];
}

function curveOf(model: Model, anchors: Anchors, strand: number, scale: number): Quadratic {
  const { from, to, shift, cx, cy } = model.strands;
  return {
    x0: anchors.x[from[strand]] * scale,
    y0: anchors.y[from[strand]] * scale,
    cx: cx[strand] * scale,
    cy: cy[strand] * scale,
    x1: (anchors.x[to[strand]] + shift[strand] * WORLD) * scale,
    y1: anchors.y[to[strand]] * scale,
  };
}

/** Where the line meets the edge of an area, if it does and there is enough of it to be seen. */
function edgesOf(model: Model, strand: number, curve: Quadratic, rim: number): readonly [number, number] {
  const [first, last] = model.strands.edges.get(strand) ?? WHOLE;
  const [start, end] = [pointAt(curve, first), pointAt(curve, last)];
  const seen = Math.hypot(end.x - start.x, end.y - start.y) - rim;
  return seen < END.least_to_edge_px ? WHOLE : [first, last];
}

function draft(
  model: Model,
  anchors: Anchors,
  marks: StrandMarks,
  strand: number,
  scale: number,
  rim: (place: number) => number,
  claims: Claims,
): Draft | null {
  const curve = curveOf(model, anchors, strand, scale);
  const course = model.strands.courses.get(strand);
  if (course) return draftGiven(model, marks, strand, curve, course, scale, rim);
  const [from, to] = [model.strands.from[strand], model.strands.to[strand]];
  const edges = edgesOf(model, strand, curve, Math.max(rim(from), rim(to)));
  const [start, end] = [pointAt(curve, edges[0]), pointAt(curve, edges[1])];
  const room =
    Math.hypot(end.x - start.x, end.y - start.y) - (edges[0] > 0 ? 0 : rim(from)) - (edges[1] < 1 ? 0 : rim(to));
  if (room < END.shortest_px) return null;
  const undirected = model.strands.undirected[strand] === 1;
  const width = marks.width[strand];
  const none: Slot = { angle: 0, radius: 0 };
  const made: Draft = {
    strand,
    curve,
    width,
    support: marks.support[strand],
    undirected,
    naturals: [naturalAngle(curve, rim(from)), naturalAngle(reversed(curve), rim(to))],
    edges,
    mostHead: room * END.head_share,
    slots: [none, none],
    path: null,
  };
  const head = undirected ? 0 : Math.min(headLength(width), made.mostHead);
  const half = undirected ? width / 2 + END.ticks_px : headHalf(width);
  if (edges[0] <= 0)
    claims.add(from, { angle: made.naturals[0], half: width / 2 + END.air_px, head: 0 }, (slot) => {
      made.slots[0] = slot;
    });
  if (edges[1] >= 1)
    claims.add(to, { angle: made.naturals[1], half, head }, (slot) => {
      made.slots[1] = slot;
    });
  return made;
}

/** A course that somebody drew is kept; only what a symbol covers is cut. */
function draftGiven(
  model: Model,
  marks: StrandMarks,
  strand: number,
  curve: Quadratic,
  course: readonly number[],
  scale: number,
  rim: (place: number) => number,
): Draft | null {
  const [start, end] = [rim(model.strands.from[strand]), rim(model.strands.to[strand])];
  const { x0, y0, x1, y1 } = curve;
  const whole = course.map((value) => value * scale);
  const path = turned(outside(turned(outside(whole, x0, y0, start)), x1, y1, end));
  const room = lengthOf(path);
  if (room < END.shortest_px) return null;
  const none: Slot = { angle: 0, radius: 0 };
  return {
    strand,
    curve,
    width: marks.width[strand],
    support: marks.support[strand],
    undirected: model.strands.undirected[strand] === 1,
    naturals: [seenFrom(path, x0, y0, start), seenFrom(turned(path), x1, y1, end)],
    edges: WHOLE,
    mostHead: room * END.head_share,
    slots: [none, none],
    path,
  };
}

function finish(made: Draft): Line {
  const { strand, width, support } = made;
  const drawn = drawLeg(made);
  return { strand, width, support, ...drawn, box: boxOf(drawn.chain, 24) };
}

/** Lines between two yields. */
const PER_STEP = 40;

/** Step by step, because thousands of lines take longer than a frame. */
export function* drawSteps(
  model: Model,
  anchors: Anchors,
  strands: StrandMarks,
  places: PlaceMarks,
  scale: number,
): Steps<Drawing> {
  const claims = new Claims();
  const rim = (place: number): number => rimOf(model, places, place);
  const drafts: Draft[] = [];
  for (let i = 0; i < strands.order.length; i++) {
    const made = draft(model, anchors, strands, strands.order[i], scale, rim, claims);
    if (made) drafts.push(made);
    if (i % PER_STEP === PER_STEP - 1) yield;
  }
  claims.settle(rim);
  yield;
  const lines: Line[] = [];
  for (const made of drafts) {
    lines.push(finish(made));
    if (lines.length % PER_STEP === 0) yield;
  }
  const angles = new Map(drafts.map((made) => [made.strand, made.naturals]));
  const rooms = new Rooms(model, anchors, places, lines, scale);
  const tails: Tail[] = [];
  for (const { end, wanted } of openEnds(model, strands, angles)) {
    tails.push(rooms.settle(end, wanted));
    yield;
  }
  return { lines, tails, drafts: new Map(drafts.map((made) => [made.strand, made])) };
}

/** The line of a strand where it is, in the width and the dash of other marks. */
export function redrawLine(made: Draft, { width, support }: StrandMarks): Line {
  return finish({ ...made, width: width[made.strand], support: support[made.strand] });
}

export function drawLines(...what: Parameters<typeof drawSteps>): Drawing {
  return complete(drawSteps(...what));
}
