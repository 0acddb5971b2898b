// What lies over the map, as boxes in the map's own window.
import type { Rect } from "./stage";

export function boxesOver(map: Element, elements: Iterable<Element>): Rect[] {
  const own = map.getBoundingClientRect();
  return [...elements]
    .map((element) => moved(element.getBoundingClientRect(), -own.left, -own.top))
    .filter(
      (box) => box.right > box.left && box.right > 0 && box.left < own.width && box.bottom > 0 && box.top < own.height,
    );
}

export function moved({ left, top, right, bottom }: Rect, dx: number, dy: number): Rect {
  return { left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy };
}
