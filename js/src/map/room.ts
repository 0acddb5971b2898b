// What room a layer has for its names: the window, less what lies over it and what the layers before it have written.
import type { Scene } from "./marks/scene";
import { type Names, type Taken, takenBy } from "./names/names";
import type { Rect, View } from "./view/stage";
import { sidesOf } from "./view/world";

const EDGE = 4;

export interface Room {
  /** Names stay within it; canvas pixels. */
  readonly free: Rect;
  readonly taken: Taken;
}

/** `over` is in pixels of the map's window. */
export function roomFor(
  view: View,
  over: readonly Rect[],
  before: readonly { readonly scene: Scene; readonly names: Names }[],
): Room {
  const { shown, size } = view;
  const { left, top, right, bottom } = shown;
  const world = sidesOf(view);
  const onCanvas = over.map((box) => ({
    left: box.left / size + left,
    right: box.right / size + left,
    top: box.top / size + top,
    bottom: box.bottom / size + top,
  }));
  const written = before.map(({ scene, names }) => takenBy(scene, names));
  return {
    free: {
      left: Math.max(left, world.left) + EDGE,
      top: top + EDGE,
      right: Math.min(right, world.right) - EDGE,
      bottom: bottom - EDGE,
    },
    taken: {
      boxes: [...onCanvas, ...written.flatMap(({ boxes }) => boxes)],
      codes: new Set(written.flatMap(({ codes }) => [...codes])),
    },
  };
}
