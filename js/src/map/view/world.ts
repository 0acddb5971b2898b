// The world is shown once: where the window is wider than it, what lies beyond its edges is bare paper, and no land,
// line or name is there a second time. The edge is half a world away from the middle of the window, so that a map
// can be dragged round the earth; a line that runs over it leaves on one side and comes in on the other.
import { WORLD } from "../../model/mercator";
import type { View } from "./stage";

interface Sides {
  readonly left: number;
  readonly right: number;
}

/** Where the world ends on the canvas, or the canvas does. */
export function sidesOf({ scale, width, shown }: View): Sides {
  const middle = (shown.left + shown.right) / 2;
  const half = (WORLD * scale) / 2;
  return { left: Math.max(0, middle - half), right: Math.min(width, middle + half) };
}

/** Whether the world ends within the canvas. */
export function endsIn(view: View): boolean {
  const { left, right } = sidesOf(view);
  return left > 0 || right < view.width;
}

/** The offsets at which a box, in pixels of the world at this scale, shows in the view. */
export function copies(view: View, box: readonly [number, number, number, number]): number[] {
  const world = WORLD * view.scale;
  if (box[3] + view.dy < 0 || box[1] + view.dy > view.height) return [];
  const { left, right } = sidesOf(view);
  const first = Math.ceil((left - box[2] - view.dx) / world);
  const last = Math.floor((right - box[0] - view.dx) / world);
  const offsets: number[] = [];
  for (let copy = first; copy <= last; copy++) offsets.push(view.dx + copy * world);
  return offsets;
}

/** The one offset at which a point shows, or none: two copies never share the edge. */
export function copiesOfPoint(view: View, x: number, y: number, reach: number): number[] {
  const { left, right } = sidesOf(view);
  const offsets = copies(view, [x - reach, y - reach, x + reach, y + reach]);
  return endsIn(view) ? offsets.filter((dx) => x + dx >= left && x + dx < right) : offsets;
}

/** What is painted from here to `restore` stays within the world. */
export function clipToWorld(context: CanvasRenderingContext2D, view: View): void {
  context.save();
  if (!endsIn(view)) return;
  const { left, right } = sidesOf(view);
  context.beginPath();
  context.rect(left, 0, right - left, view.height);
  context.clip();
}

export function inWorld(
  paint: (pen: CanvasRenderingContext2D, view: View) => void,
): (context: CanvasRenderingContext2D, view: View) => void {
  return (context, view) => {
    clipToWorld(context, view);
    paint(context, view);
    context.restore();
  };
}
