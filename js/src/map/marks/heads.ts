// Arrowheads: their size follows the width of their line.

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
  return 6.5 + 1.1 * width;
}

export function headHalf(width: number): number {
  return 2.6 + 0.72 * width;
}
