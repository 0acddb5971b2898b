// The pointer on what is folded: no place or line of the page, so that it is no choice of the reader's to keep.

import { NO_HOVER, type State, type Store } from "../model/store";
import type { Folds } from "./folds";
import type { Target } from "./pointer";
import type { Parts } from "./scenery";

interface Reach {
  readonly store: Store;
  /** Goes to places and lines of the page; answers at what zoom. */
  go(parts: Parts): number;
  /** What is pointed at is another. */
  pointed(): void;
  redraw(): void;
}

export class FoldPointer {
  private hover: State["hover"] = NO_HOVER;
  /** Of which level it is a place or line. */
  private level = 0;

  constructor(
    private readonly folds: Folds,
    private readonly reach: Reach,
  ) {}

  private get isOnFold(): boolean {
    return this.hover !== NO_HOVER && this.level === this.folds.level;
  }

  /** Something that is drawn now is pointed at, on the map or in the list. */
  get isPointed(): boolean {
    const { route, strand, place } = this.reach.store.state.hover;
    return route >= 0 || (this.folds.level === 0 ? strand >= 0 || place >= 0 : this.isOnFold);
  }

  /** What is pointed at, in the places and lines that are shown; a route may be pointed at in the list. */
  get state(): State {
    const { state } = this.reach.store;
    if (this.folds.level === 0) return state;
    const { route } = state.hover;
    return {
      ...this.folds.shownState,
      hover: route >= 0 ? { ...NO_HOVER, route } : this.isOnFold ? this.hover : NO_HOVER,
    };
  }

  point(target: Target | null): void {
    const { kind, ...under } = target ?? { kind: "" };
    const hover = kind ? { ...NO_HOVER, ...under } : NO_HOVER;
    const isSame = hover.place === this.hover.place && hover.strand === this.hover.strand;
    if (isSame && this.level === this.folds.level) return;
    this.hover = hover;
    this.level = this.folds.level;
    this.reach.pointed();
  }

  /** A press goes to the countries and lines that are folded there. */
  press(target: Target): void {
    const parts = this.folds.partsOf(target);
    this.point(null);
    this.folds.unfold(this.reach.go(parts));
    this.reach.redraw();
  }

  /** All countries, wherever the map looks; or as many as can be told apart. */
  unfold(wanted: boolean): void {
    this.folds.unfold(wanted ? -Infinity : Infinity);
    this.reach.redraw();
  }
}
