// How many of the lines are drawn in full, where there are more than can be told apart; a press shows more of them.
import type { Store } from "../model/store";
import type { Words } from "../words";
import type { Told } from "./marks/strongest";

/** What of the map is folded, and what the reader wants of it. */
export interface FoldFact {
  /** How many countries are folded in what is shown. */
  readonly countries: number;
  readonly isUnfolded: boolean;
}

/** Such as "58 of 300 lines, 71 % of the people"; "" where all are drawn in full. */
export function linesText({ shown, all, share, unit }: Told, say: Words): string {
  if (shown === all) return "";
  const values = { shown: say.number(shown) };
  if (share === null) return say.counted("strongest.lines", all, values);
  return say.counted("strongest.share", all, { ...values, share: say.number(share), unit });
}

export class LineCount {
  private readonly element = document.createElement("div");
  private readonly text = document.createElement("span");
  private readonly folded = document.createElement("span");
  private readonly more: HTMLButtonElement;
  private readonly fewer: HTMLButtonElement;
  private readonly folding: HTMLButtonElement;
  private told: Told = { shown: 0, all: 0, share: null, unit: "" };
  private fold: FoldFact = { countries: 0, isUnfolded: false };

  constructor(
    map: L.Map,
    private readonly store: Store,
    private readonly say: Words,
    private readonly unfold: (wanted: boolean) => void,
  ) {
    this.more = this.button(say.word("map.more_lines"), () => {
      const { shown, all } = this.told;
      // All that there are, for the address: what is not finite is left to the rule.
      store.set({ top: 2 * shown < all ? 2 * shown : store.model.strands.count });
    });
    this.fewer = this.button(say.word("map.fewer_lines"), () => store.set({ top: Infinity }));
    this.folding = this.button(say.word("fold.unfold"), () => this.unfold(!this.fold.isUnfolded));
    this.element.className = "routemap-count";
    this.element.hidden = true;
    this.element.append(this.text, this.folded, this.more, this.fewer, this.folding);
    L.DomEvent.disableClickPropagation(this.element);
    const control = new L.Control({ position: "bottomleft" });
    control.onAdd = () => this.element;
    control.addTo(map);
  }

  private button(text: string, press: () => void): HTMLButtonElement {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", press);
    return made;
  }

  show(told: Told, fold: FoldFact): void {
    const isAsked = Number.isFinite(this.store.state.top);
    const isFolded = fold.countries > 0;
    Object.assign(this, { told, fold });
    this.text.textContent = linesText(told, this.say);
    this.text.hidden = told.shown === told.all;
    this.folded.textContent = isFolded ? this.say.counted("fold.told", fold.countries) : "";
    this.folded.hidden = !isFolded;
    this.element.classList.toggle("is-folded", isFolded);
    this.more.hidden = told.shown === told.all;
    this.fewer.hidden = !isAsked;
    this.folding.hidden = !isFolded && !fold.isUnfolded;
    this.folding.textContent = this.say.word(fold.isUnfolded ? "fold.fold" : "fold.unfold");
    this.element.hidden = this.text.hidden && !isAsked && this.folding.hidden;
  }
}
