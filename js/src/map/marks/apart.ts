// Symbols of places so close that one would hide the other are drawn a little apart.
import { LOOK } from "../../model/look";
import type { Anchors } from "./anchors";

const PASSES = 4;
const { apart: APART, most_moved_px: MOST } = LOOK.symbol;

/** Where places are drawn, in the unit of `at`, of which `scale` px are one; a radius of 0 px is no symbol. */
export function setApart(at: Anchors, radius: ArrayLike<number>, scale: number): Anchors {
  const home = { x: Float64Array.from(at.x, (x) => x * scale), y: Float64Array.from(at.y, (y) => y * scale) };
  const marked = Array.from(radius, (_, k) => k).filter((k) => radius[k] > 0);
  const close: [number, number][] = [];
  marked.forEach((i, n) => {
    for (const j of marked.slice(n + 1))
      if (Math.hypot(home.x[j] - home.x[i], home.y[j] - home.y[i]) < APART * (radius[i] + radius[j]) + 2 * MOST)
        close.push([i, j]);
  });
  if (close.length === 0) return at;
  const x = home.x.slice();
  const y = home.y.slice();
  const move = (k: number, dx: number, dy: number): void => {
    const share = Math.min(1, MOST / Math.max(Math.hypot(dx, dy), 1e-9));
    x[k] = home.x[k] + dx * share;
    y[k] = home.y[k] + dy * share;
  };
  for (let pass = 0; pass < PASSES; pass++)
    for (const [i, j] of close) {
      const gap = Math.hypot(x[j] - x[i], y[j] - y[i]);
      const need = APART * (radius[i] + radius[j]);
      if (gap >= need) continue;
      // Two places on one spot part sideways.
      const [along, below] = gap > 1e-6 ? [(x[j] - x[i]) / gap, (y[j] - y[i]) / gap] : [1, 0];
      const push = (need - gap) / 2;
      move(i, x[i] - push * along - home.x[i], y[i] - push * below - home.y[i]);
      move(j, x[j] + push * along - home.x[j], y[j] + push * below - home.y[j]);
    }
  return { x: x.map((one) => one / scale), y: y.map((one) => one / scale) };
}
