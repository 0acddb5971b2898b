// What room a layer has for its names: the window, less what lies over it and what the layers before it have written.
import type { Scene } from "./marks/scene";
import { type Names, type Taken, takenBy } from "./names/names";
import type { Rect, View } from "./view/stage";

const EDGE = 4;

export interface Room {
  /** Names stay within it; canvas pixels. */
  readonly free: Rect;
  readonly taken: Taken;
}

/** `over` is in pixels of the map's window. */
export function roomFor(
  { shown }: View,
  over: readonly Rect[],
  before: readonly { readonly scene: Scene; readonly names: Names }[],
): Room {
  const { left, top, right, bottom } = shown;
  const onCanvas = over.map((box) => ({
    left: box.left + left,
    right: box.right + left,
    top: box.top + top,
    bottom: box.bottom + top,
  }));
  const written = before.map(({ scene, names }) => takenBy(scene, names));
  return {
    free: { left: left + EDGE, top: top + EDGE, right: right - EDGE, bottom: bottom - EDGE },
    taken: {
      boxes: [...onCanvas, ...written.flatMap(({ boxes }) => boxes)],
      codes: new Set(written.flatMap(({ codes }) => [...codes])),
    },
  };
}
