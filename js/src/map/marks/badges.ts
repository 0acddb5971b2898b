// Where the badge of a place stands: on the anchor of a bare place, else beside its symbol where no line ends.

import { LOOK } from "../../model/look";
import { WORLD } from "../../model/mercator";
import type { Model } from "../../model/model";
import type { Anchors } from "./anchors";
import type { Drawing } from "./lines";

const ANGLES = LOOK.badge.turns.map((turn) => turn * Math.PI);
/** Two directions are as clear as each other; the one preferred wins. */
const EVEN = 1e-9;
const CLEAR = LOOK.badge.clear;

function apart(a: number, b: number): number {
  return Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));
}

/** Directions in which lines meet the place. */
export function endsAt(model: Model, anchors: Anchors, drawing: Drawing, place: number, scale: number): number[] {
  const { from, to } = model.strands;
  const [x, y] = [anchors.x[place] * scale, anchors.y[place] * scale];
  const world = WORLD * scale;
  const towards = (px: number, py: number): number => Math.atan2(py - y, px - x - Math.round((px - x) / world) * world);
  const angles: number[] = [];
  for (const { strand, chain } of drawing.lines) {
    if (from[strand] === place) angles.push(towards(chain[0], chain[1]));
    if (to[strand] === place) angles.push(towards(chain[chain.length - 2], chain[chain.length - 1]));
  }
  for (const tail of drawing.tails) if (tail.place === place) angles.push(towards(tail.far[0], tail.far[1]));
  return angles;
}

/** The first preferred direction that is clear of all ends, or the clearest; a blocked one only where all are. */
export function badgeAngle(ends: readonly number[], isBlocked: (angle: number) => boolean = () => false): number {
  let [best, most] = [ANGLES[0], -Infinity];
  for (const angle of ANGLES) {
    const room = Math.min(CLEAR, ...ends.map((end) => apart(angle, end))) - (isBlocked(angle) ? CLEAR : 0);
    if (room > most + EVEN) [best, most] = [angle, room];
  }
  return best;
}
