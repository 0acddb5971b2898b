// What every part of the review page is given.
import type { Words } from "../../words";
import type { Decisions } from "./decisions";
import type { Gazetteer } from "./gazetteer";
import type { Review } from "./payload";
import type { ReportText } from "./report";
import type { View } from "./view";

/** What a reviewer can do, by key and by button alike. */
export interface Actions {
  accept(): void;
  reject(): void;
  because(reason: string): void;
  edit(): void;
  swap(): void;
  turn(): void;
  add(): void;
  addFrom(sentences: readonly number[]): void;
  nothingHere(sentence: number): void;
  undo(): void;
  redo(): void;
  next(): void;
  previous(): void;
  nextUndecided(): void;
}

export interface Context {
  readonly review: Review;
  readonly report: ReportText;
  readonly decisions: Decisions;
  readonly gazetteer: Gazetteer;
  readonly view: View;
  readonly say: Words;
  readonly actions: Actions;
  /** Says something to a screen reader, and nothing to the eye. */
  announce(text: string): void;
  /** One quiet line that says what happened. */
  tell(text: string): void;
}
