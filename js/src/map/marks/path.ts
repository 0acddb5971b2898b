// Courses that somebody drew: polylines, x and y in turn, cut at circles and from their end.
// Python does the same (src/routemap/scene/polyline.py); tests/parity/scenes holds both to it.
import { LOOK } from "../../model/look";
import type { Chain } from "./curve";

export type Path = readonly number[];

const { line_end: END } = LOOK;
const HALVINGS = 24;

export function lengthOf(path: Path): number {
  let length = 0;
  for (let i = 2; i < path.length; i += 2) length += Math.hypot(path[i] - path[i - 2], path[i + 1] - path[i - 1]);
  return length;
}

export function turned(path: Path): number[] {
  const back: number[] = [];
  for (let i = path.length - 2; i >= 0; i -= 2) back.push(path[i], path[i + 1]);
  return back;
}

/** From where it first leaves a circle; unchanged where it begins outside, or never leaves. */
export function outside(path: Path, x: number, y: number, radius: number): Path {
  const away = (px: number, py: number): number => Math.hypot(px - x, py - y);
  if (away(path[0], path[1]) >= radius) return path;
  for (let i = 2; i < path.length; i += 2) {
    const [ax, ay, bx, by] = [path[i - 2], path[i - 1], path[i], path[i + 1]];
    if (away(bx, by) <= radius) continue;
    let [inner, outer] = [0, 1];
    for (let step = 0; step < HALVINGS; step++) {
      const middle = (inner + outer) / 2;
      if (away(ax + (bx - ax) * middle, ay + (by - ay) * middle) < radius) inner = middle;
      else outer = middle;
    }
    return [ax + (bx - ax) * outer, ay + (by - ay) * outer, ...path.slice(i)];
  }
  return path;
}

/** Without so much of its end; its first piece keeps something. */
export function shortened(path: Path, length: number): number[] {
  const kept = [...path];
  let left = length;
  const last = (): number =>
    Math.hypot((kept.at(-2) ?? 0) - (kept.at(-4) ?? 0), (kept.at(-1) ?? 0) - (kept.at(-3) ?? 0));
  while (kept.length > 4 && last() <= left) {
    left -= last();
    kept.length -= 2;
  }
  const share = last() > 0 ? Math.min(left / last(), 0.9) : 0;
  const at = kept.length;
  kept[at - 2] += (kept[at - 4] - kept[at - 2]) * share;
  kept[at - 1] += (kept[at - 3] - kept[at - 1]) * share;
  return kept;
}

export function asChain(path: Path): Chain {
  const chain: Chain = [path[0], path[1]];
  for (let i = 2; i < path.length; i += 2) {
    const [ax, ay, bx, by] = [path[i - 2], path[i - 1], path[i], path[i + 1]];
    const [dx, dy] = [(bx - ax) / 3, (by - ay) / 3];
    chain.push(ax + dx, ay + dy, bx - dx, by - dy, bx, by);
  }
  return chain;
}

/** The direction from a place in which the eye sees a course that begins near it. */
export function seenFrom(path: Path, x: number, y: number, rim: number): number {
  let at = 0;
  while (at < path.length - 2 && Math.hypot(path[at] - x, path[at + 1] - y) <= rim + END.look_at_px) at += 2;
  return Math.atan2(path[at + 1] - y, path[at] - x);
}
