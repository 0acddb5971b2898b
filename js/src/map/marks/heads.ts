// Arrowheads: their size follows the width of their line.
import { LOOK } from "../../model/look";

/** An arrowhead: its tip, the direction it points in, its length and half its breadth. */
export interface Head {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly length: number;
  readonly half: number;
}

export function headLength(width: number): number {
  return LOOK.head.length_px + LOOK.head.length_per_px * width;
}

export function headHalf(width: number): number {
  return LOOK.head.half_px + LOOK.head.half_per_px * width;
}

/** How broad the two strokes of an open head are. */
export function openStroke(width: number): number {
  return Math.max(LOOK.head.open_px, LOOK.head.open_per_px * width);
}
