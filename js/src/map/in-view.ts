// Which marks of a scene lie in the part of the map that shows: the key of a closer view explains these alone.
import { sample } from "./marks/curve";
import type { Drawing, Line } from "./marks/lines";
import { placesIn } from "./marks/pick";
import type { PlaceMarks } from "./marks/roles";
import type { Scene } from "./marks/scene";
import type { StrandMarks } from "./marks/widths";
import type { Rect, View } from "./view/stage";
import { copies } from "./view/world";

/** Straight pieces of a cubic: on a screen none is long enough to be off by more than a line's width. */
const STEPS = 24;

interface InView {
  readonly marks: StrandMarks;
  readonly places: PlaceMarks;
  /** Absent while lines are drawn step by step: then nothing is known of them, and all count. */
  readonly drawn: Pick<Drawing, "lines" | "tails"> | undefined;
}

/** Whether some of the straight piece lies in the box: clipped by each side in turn. */
export function crosses({ left, top, right, bottom }: Rect, ax: number, ay: number, bx: number, by: number): boolean {
  let [first, last] = [0, 1];
  for (const [way, room] of [
    [ax - bx, ax - left],
    [bx - ax, right - ax],
    [ay - by, ay - top],
    [by - ay, bottom - ay],
  ]) {
    if (way === 0) {
      if (room < 0) return false;
    } else if (way < 0) first = Math.max(first, room / way);
    else last = Math.min(last, room / way);
  }
  return first <= last;
}

/** Whether a line of points, in pixels of the world at this scale, shows in the window. */
function shows(points: ArrayLike<number>, box: Line["box"], view: View): boolean {
  return copies(view, box).some((dx) => {
    for (let i = 0; i + 3 < points.length; i += 2)
      if (crosses(view.shown, points[i] + dx, points[i + 1] + view.dy, points[i + 2] + dx, points[i + 3] + view.dy))
        return true;
    return false;
  });
}

export function inView({ strands, places, anchors, drawing }: Scene, view: View): InView {
  const isIn = placesIn(anchors, view);
  const seen = { ...places, named: places.named.filter((place) => isIn[place] === 1) };
  if (drawing.lines.length + drawing.tails.length === 0) return { marks: strands, places: seen, drawn: undefined };
  const lines = drawing.lines.filter(({ chain, box }) => shows(sample(chain, STEPS), box, view));
  const tails = drawing.tails.filter(({ near: [ax, ay], far: [bx, by] }) =>
    shows([ax, ay, bx, by], [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)], view),
  );
  const shown = new Set([...lines.map(({ strand }) => strand), ...tails.flatMap((tail) => tail.strands)]);
  return {
    marks: { ...strands, order: strands.order.filter((one) => shown.has(one)) },
    places: seen,
    drawn: { lines, tails },
  };
}
