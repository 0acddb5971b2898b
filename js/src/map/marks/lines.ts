// The drawn form of every strand at one zoom: where it starts and stops, its arrowhead, its open ends.
// Coordinates are pixels from the world's corner, so that panning only translates them.

import { LOOK } from "../../model/look";
import { WORLD } from "../../model/mercator";
import { isFaint, type Model } from "../../model/model";
import { complete, type Steps } from "../../model/steps";
import type { Anchors } from "./anchors";
import {
  boxOf,
  type Chain,
  directionAt,
  leavesCircle,
  pieceOf,
  pointAt,
  type Quadratic,
  reversed,
  reversedChain,
} from "./curve";
import { Claims, type Slot } from "./ends";
import { type Head, headHalf, headLength } from "./heads";
import type { PlaceMarks } from "./roles";
import { rimOf } from "./symbols";
import { openTails, type Tail } from "./tails";
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

const { head: HEAD, line_end: END, tick: TICK } = LOOK;

interface Draft {
  readonly strand: number;
  readonly curve: Quadratic;
  readonly width: number;
  readonly support: number;
  readonly length: number;
  /** Between the two rims, px. */
  readonly room: number;
  readonly slots: [Slot, Slot];
  readonly naturals: [number, number];
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

function naturalAngle(curve: Quadratic, rim: number): number {
  const p = pointAt(curve, Math.min(0.5, leavesCircle(curve, rim + END.look_at_px)));
  return Math.atan2(p.y - curve.y0, p.x - curve.x0);
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
  const [from, to] = [model.strands.from[strand], model.strands.to[strand]];
  const length = Math.hypot(curve.x1 - curve.x0, curve.y1 - curve.y0);
  const room = length - rim(from) - rim(to);
  if (room < END.shortest_px) return null;
  const width = marks.width[strand];
  const head = model.strands.undirected[strand] ? 0 : Math.min(headLength(width), room * END.head_share);
  const naturals: [number, number] = [naturalAngle(curve, rim(from)), naturalAngle(reversed(curve), rim(to))];
  const none: Slot = { angle: 0, radius: 0 };
  const made: Draft = {
    strand,
    curve,
    width,
    support: marks.support[strand],
    length,
    room,
    slots: [none, none],
    naturals,
  };
  const half = model.strands.undirected[strand] ? width / 2 + END.ticks_px : headHalf(width);
  claims.add(from, { angle: naturals[0], half: width / 2 + END.air_px, head: 0 }, (slot) => {
    made.slots[0] = slot;
  });
  claims.add(to, { angle: naturals[1], half, head }, (slot) => {
    made.slots[1] = slot;
  });
  return made;
}

interface Ending {
  /** From the line's end up to where it is its own curve again; empty where it always is. */
  readonly turn: Chain;
  readonly from: { readonly x: number; readonly y: number };
  readonly t: number;
  readonly tip: { readonly x: number; readonly y: number };
}

/** The end at the start of `curve`: straight along it, or turned in to its slot. */
function ending(curve: Quadratic, slot: Slot, natural: number, under: number, length: number): Ending {
  const stop = slot.radius + under;
  const turned = Math.abs(Math.atan2(Math.sin(slot.angle - natural), Math.cos(slot.angle - natural)));
  if (turned < END.straight) {
    const t = Math.min(END.most, leavesCircle(curve, stop));
    return { turn: [], from: pointAt(curve, t), t, tip: pointAt(curve, Math.min(t, leavesCircle(curve, slot.radius))) };
  }
  // Not quite towards the centre: a head that keeps part of its line's own direction bends it less.
  const lean = slot.angle - END.kept * Math.atan2(Math.sin(slot.angle - natural), Math.cos(slot.angle - natural));
  const [ux, uy] = [Math.cos(lean), Math.sin(lean)];
  const tip = { x: curve.x0 + Math.cos(slot.angle) * slot.radius, y: curve.y0 + Math.sin(slot.angle) * slot.radius };
  const from = { x: tip.x + ux * under, y: tip.y + uy * under };
  const t = Math.min(END.most, leavesCircle(curve, stop + Math.min(END.turn_in_px, length * END.turn_share)));
  const join = pointAt(curve, t);
  const away = directionAt(curve, t);
  const pull = END.pull * Math.hypot(join.x - from.x, join.y - from.y);
  const turn = [from.x + ux * pull, from.y + uy * pull, join.x - away.x * pull, join.y - away.y * pull, join.x, join.y];
  return { turn, from, t, tip };
}

function headAt(
  tip: { x: number; y: number },
  base: { x: number; y: number },
  curve: Quadratic,
  length: number,
  half: number,
): Head {
  let [dx, dy] = [tip.x - base.x, tip.y - base.y];
  if (Math.hypot(dx, dy) < 0.5) {
    const back = directionAt(curve, 0);
    [dx, dy] = [-back.x, -back.y];
  }
  const size = Math.hypot(dx, dy);
  return { x: tip.x, y: tip.y, dx: dx / size, dy: dy / size, length, half };
}

function finish(model: Model, made: Draft): Line {
  const { curve, width, support, slots, naturals, length, room, strand } = made;
  const undirected = model.strands.undirected[strand] === 1;
  const size = undirected ? 0 : Math.min(headLength(width), room * END.head_share);
  const back = reversed(curve);
  const clear = undirected ? TICK.clear_px : 0;
  const start = ending(curve, slots[0], naturals[0], clear, length);
  // An open head is two strokes: its line runs up to the tip.
  const under = undirected ? clear : isFaint(support) ? END.open_px : size * HEAD.overlap;
  const end = ending(back, slots[1], naturals[1], under, length);
  const chain: Chain = [start.from.x, start.from.y, ...start.turn, ...pieceOf(curve, start.t, 1 - end.t)];
  if (end.turn.length > 0) chain.push(...reversedChain([end.from.x, end.from.y, ...end.turn]).slice(2));
  const last = chain.length - 2;
  const base = isFaint(support) ? { x: chain[last - 2], y: chain[last - 1] } : end.from;
  const half = headHalf(width) * (size / headLength(width));
  const ticks = undirected
    ? [
        chain[0],
        chain[1],
        Math.atan2(chain[3] - chain[1], chain[2] - chain[0]),
        chain[last],
        chain[last + 1],
        Math.atan2(chain[last + 1] - chain[last - 1], chain[last] - chain[last - 2]),
      ]
    : [];
  return {
    strand,
    chain,
    width,
    support,
    ticks,
    box: boxOf(chain, 24),
    head: undirected ? null : headAt(end.tip, base, back, size, half),
  };
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
  const angles = new Map(drafts.map((made) => [made.strand, made.naturals]));
  const tails = openTails(model, anchors, strands, angles, scale, claims);
  yield;
  claims.settle(rim);
  yield;
  const lines: Line[] = [];
  for (const made of drafts) {
    lines.push(finish(model, made));
    if (lines.length % PER_STEP === 0) yield;
  }
  return { lines, tails: tails(), drafts: new Map(drafts.map((made) => [made.strand, made])) };
}

/** The line of a strand where it is, in the width and the dash of other marks. */
export function redrawLine(model: Model, made: Draft, { width, support }: StrandMarks): Line {
  return finish(model, { ...made, width: width[made.strand], support: support[made.strand] });
}

export function drawLines(...what: Parameters<typeof drawSteps>): Drawing {
  return complete(drawSteps(...what));
}
