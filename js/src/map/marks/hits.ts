// What lies under the pointer: a uniform grid over the drawn lines, so that a look-up costs one cell.
import { distanceToSegment } from "./curve";

const CELL = 32;
/** Half of the widest line: segments are filed by their middle line only. */
const MOST_HALF = 4.5;

interface Hit {
  readonly item: number;
  /** From the pointer to the line's edge. */
  readonly distance: number;
}

/** Filled once per drawing; items are the caller's numbers. */
export class HitGrid {
  private readonly cells = new Map<number, number[]>();
  private readonly segments: number[] = [];
  private static readonly stride = 6;

  /** `points` alternate x and y. */
  add(item: number, points: ArrayLike<number>, width: number): void {
    for (let i = 0; i + 3 < points.length; i += 2) {
      const id = this.segments.length / HitGrid.stride;
      this.segments.push(points[i], points[i + 1], points[i + 2], points[i + 3], width / 2, item);
      this.file(id, points[i], points[i + 1], points[i + 2], points[i + 3]);
    }
  }

  private file(id: number, ax: number, ay: number, bx: number, by: number): void {
    const [left, right] = [Math.floor(Math.min(ax, bx) / CELL), Math.floor(Math.max(ax, bx) / CELL)];
    const [top, bottom] = [Math.floor(Math.min(ay, by) / CELL), Math.floor(Math.max(ay, by) / CELL)];
    for (let column = left; column <= right; column++)
      for (let line = top; line <= bottom; line++) {
        const key = column * 65536 + line;
        const cell = this.cells.get(key);
        if (cell) cell.push(id);
        else this.cells.set(key, [id]);
      }
  }

  /** The nearest item within `tolerance` of its edge; of equals the later one, which lies on top. */
  nearest(x: number, y: number, tolerance: number): Hit | null {
    let item = -1;
    let least = Infinity;
    this.around(x, y, tolerance, (id) => {
      const distance = this.measure(id, x, y);
      const one = this.segments[id * HitGrid.stride + 5];
      if (distance > tolerance || distance > least || (distance === least && one <= item)) return false;
      item = one;
      least = distance;
      return false;
    });
    return item < 0 ? null : { item, distance: least };
  }

  /** Is anything within `tolerance`? Cheaper than asking what. */
  touches(x: number, y: number, tolerance: number): boolean {
    return this.around(x, y, tolerance, (id) => this.measure(id, x, y) <= tolerance);
  }

  /** Visits the segments of the cells within reach until one is accepted. */
  private around(x: number, y: number, tolerance: number, accept: (id: number) => boolean): boolean {
    const reach = tolerance + MOST_HALF;
    const right = Math.floor((x + reach) / CELL);
    const bottom = Math.floor((y + reach) / CELL);
    for (let column = Math.floor((x - reach) / CELL); column <= right; column++)
      for (let line = Math.floor((y - reach) / CELL); line <= bottom; line++) {
        const cell = this.cells.get(column * 65536 + line);
        if (!cell) continue;
        for (let i = 0; i < cell.length; i++) if (accept(cell[i])) return true;
      }
    return false;
  }

  private measure(id: number, x: number, y: number): number {
    const at = id * HitGrid.stride;
    const { segments } = this;
    const distance = distanceToSegment(x, y, segments[at], segments[at + 1], segments[at + 2], segments[at + 3]);
    return Math.max(0, distance - segments[at + 4]);
  }
}
