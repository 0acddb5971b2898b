// What every part of the panel is given.
import type * as L from "leaflet";
import type { Model } from "../model";
import type { Store } from "../store";
import type { Words } from "../words";
import type { View } from "./fragment";

/** The map half's promise, as far as the panel uses it. */
export interface MapHandle {
  readonly leaflet: L.Map;
  fit(animate?: boolean): void;
  focus(places: readonly number[]): void;
  picture(kind: "svg" | "png", scale: number): Promise<Blob>;
  view(): View;
  /** Not moved by the reader since it was fitted to its routes. */
  isFitted(): boolean;
  setView(view: View): void;
}

export interface Context {
  readonly model: Model;
  readonly store: Store;
  readonly say: Words;
  /** null until the map stands. */
  readonly handle: () => MapHandle | null;
  /** Says something to a screen reader, and nothing to the eye. */
  readonly announce: (text: string) => void;
  /** The layout changed: the map must look at its size and padding again. */
  readonly relaid: () => void;
}
