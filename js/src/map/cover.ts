// What lies over the map: buttons, scale bar, sheet, and the legend, which may stand in several places.
import type { Dock } from "./view/camera";
import { boxesOver, moved } from "./view/over";
import type { Rect } from "./view/stage";

export interface Covering {
  /** What lies over the map; views, symbols and names keep clear of it. */
  over?(): Iterable<Element>;
  /** What of it may stand elsewhere when the whole view is fitted, in pixels of the screen. */
  readonly docks?: { readonly element: Element; tries(): readonly Dock[] };
}

/** Their boxes in the map's window, with or without what may stand elsewhere. */
export function coverOf(container: Element, { over, docks }: Covering, withDocked: boolean): Rect[] {
  const all = [...container.querySelectorAll(".leaflet-control"), ...(over?.() ?? [])];
  return boxesOver(container, withDocked ? all : all.filter((element) => element !== docks?.element));
}

export function docksOf(container: Element, { docks }: Covering): Dock[] {
  const { left, top } = container.getBoundingClientRect();
  return (docks?.tries() ?? []).map((dock) => ({ ...dock, box: moved(dock.box, -left, -top) }));
}
