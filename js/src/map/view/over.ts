// What lies over the map, as boxes in the map's own window.
import type { Rect } from "./stage";

export function boxesOver(map: Element, elements: Iterable<Element>): Rect[] {
  const own = map.getBoundingClientRect();
  return [...elements]
    .map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { left: left - own.left, right: right - own.left, top: top - own.top, bottom: bottom - own.top };
    })
    .filter(
      (box) => box.right > box.left && box.right > 0 && box.left < own.width && box.bottom > 0 && box.top < own.height,
    );
}
