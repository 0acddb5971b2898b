// The course of a line that Python has not laid out: a symmetrical bow to the left of travel, as lines/layout/bow.py.
import { BOW } from "../../model/look";
import { WORLD } from "../../model/mercator";

/** The short way round: worlds to add to the x of the end; 180° exactly goes east. */
export function shiftOf(startX: number, endX: number): number {
  return -Math.ceil((endX - startX) / WORLD - 0.5);
}

/**
 * The control point between two places in world pixels; `worldPx` is the width of the world in the fitted view, and
 * `repeat` how many equal lines came before.
 */
export function bow(
  start: { readonly x: number; readonly y: number },
  end: { readonly x: number; readonly y: number },
  worldPx: number,
  repeat: number,
): { cx: number; cy: number } {
  const [alongX, alongY] = [end.x - start.x, end.y - start.y];
  const chord = (Math.hypot(alongX, alongY) * worldPx) / WORLD;
  const single = BOW.flattest + (BOW.fullest - BOW.flattest) * Math.min(chord / BOW.long_px, 1);
  const rise = single + (BOW.highest - single) * (1 - BOW.closer ** repeat);
  return {
    cx: (start.x + end.x) / 2 + 2 * rise * alongY,
    cy: (start.y + end.y) / 2 - 2 * rise * alongX,
  };
}
