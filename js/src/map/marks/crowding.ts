// Lines that are short on the screen are drawn thinner, and symbols that stand close smaller, so that a small map
// of many routes is no knot of arrowheads.
import { WORLD } from "../../model/mercator";
import type { Model } from "../../model/model";
import type { Anchors } from "./anchors";
import type { PlaceMarks } from "./roles";
import type { StrandMarks } from "./widths";

/** From this median length on, px, lines have their full width. */
const AMPLE = 170;
const LEAST = 0.6;
/** In steps, so that the legend does not change with every turn of the wheel. */
const STEP = 0.1;

export function thinning(model: Model, anchors: Anchors, order: ArrayLike<number>, scale: number): number {
  const { from, to, shift } = model.strands;
  const lengths = Array.from(order, (strand) => {
    const across = anchors.x[to[strand]] + shift[strand] * WORLD - anchors.x[from[strand]];
    return Math.hypot(across, anchors.y[to[strand]] - anchors.y[from[strand]]) * scale;
  }).sort((a, b) => a - b);
  // A few lines never crowd each other.
  if (lengths.length < 8) return 1;
  const share = lengths[Math.floor(lengths.length / 2)] / AMPLE;
  return Math.round(Math.max(LEAST, Math.min(1, share)) / STEP) * STEP;
}

/** From this distance to the next place on, px, symbols have their full size: the median over all places. */
const ELBOW_ROOM = 20;
const MOST_MEASURED = 300;

/** The share of their size in which the symbols of these places are drawn. */
export function symbolShare(anchors: Anchors, named: ArrayLike<number>, scale: number): number {
  const count = Math.min(named.length, MOST_MEASURED);
  if (count < 8) return 1;
  const nearest = new Float64Array(count).fill(Infinity);
  for (let i = 0; i < count; i++)
    for (let j = 0; j < i; j++) {
      const apart =
        Math.hypot(anchors.x[named[i]] - anchors.x[named[j]], anchors.y[named[i]] - anchors.y[named[j]]) * scale;
      if (apart < nearest[i]) nearest[i] = apart;
      if (apart < nearest[j]) nearest[j] = apart;
    }
  const share = nearest.sort()[count >> 1] / ELBOW_ROOM;
  return Math.round(Math.max(LEAST, Math.min(1, share)) / STEP) * STEP;
}

/** Widths that show quantities are thinned less: else the largest is hardly wider than the smallest. */
export function quantityFactor(factor: number): number {
  return Math.sqrt(factor);
}

function thinnedWidth(width: number, scale: number, factor: number): number {
  return width * (scale < 0 ? factor : quantityFactor(factor));
}

export function thinnedRings(rings: PlaceMarks["domestic"], factor: number): PlaceMarks["domestic"] {
  if (factor === 1) return rings;
  return new Map(
    [...rings].map(([place, some]) => [
      place,
      some.map((ring) => ({ ...ring, width: thinnedWidth(ring.width, ring.scale, factor) })),
    ]),
  );
}

export function thinned(marks: StrandMarks, factor: number): StrandMarks {
  if (factor === 1) return marks;
  return {
    ...marks,
    width: marks.width.map((width, strand) => thinnedWidth(width, marks.scale[strand], factor)),
  };
}
