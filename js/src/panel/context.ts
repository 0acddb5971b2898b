// What every part of the panel is given.
import type { MapHandle } from "../model/map-handle";
import type { Model } from "../model/model";
import type { Store } from "../model/store";
import type { Words } from "../words";

/** Up to so many statements, a page's cards stand open in its list. */
export const OPEN_AT_MOST = 3;

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
