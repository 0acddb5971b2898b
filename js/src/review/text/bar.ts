// Below the text: what can be done with the words that are selected, or with the sentence that is looked at.
import { button, h } from "../../dom/dom";
import { upperFirst } from "../../words";
import type { Context } from "../model/context";

/** Where a point of the document stands in the report's text: the sentence, or -1. */
function sentenceAt(node: Node | null, root: HTMLElement): number {
  const element = node instanceof Element ? node : node?.parentElement;
  const found = element?.closest<HTMLElement>("[data-sentence]");
  return found && root.contains(found) ? Number(found.dataset.sentence) : -1;
}

export class SentenceBar {
  readonly element = h("div", { class: "sentence-bar", hidden: true });
  private chosen: number[] = [];

  constructor(
    private readonly context: Context,
    private readonly root: HTMLElement,
  ) {
    document.addEventListener("selectionchange", () => {
      const selected = this.read();
      if (selected.join() === this.chosen.join()) return;
      this.chosen = selected;
      this.show();
    });
  }

  get selected(): number[] {
    return this.chosen;
  }

  private read(): number[] {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return [];
    const range = selection.getRangeAt(0);
    if (!this.root.contains(range.commonAncestorContainer)) return [];
    const ends = [sentenceAt(range.startContainer, this.root), sentenceAt(range.endContainer, this.root)];
    const known = ends.filter((one) => one >= 0);
    if (known.length === 0) return [];
    const [first, last] = [Math.min(...known), Math.max(...known)];
    return Array.from({ length: Math.min(last - first + 1, 5) }, (_, at) => first + at);
  }

  show(): void {
    const { context, element, chosen } = this;
    const { view, report, decisions, say, actions } = context;
    const { sentence, claim } = view.now;
    const found = report.sentences[sentence];
    if (chosen.length > 0) {
      element.replaceChildren(
        h("p", {}, say.word("review.words_selected")),
        button(say.word("review.add"), { class: "act is-main", "aria-keyshortcuts": "a" }, () =>
          actions.addFrom(chosen),
        ),
      );
      element.hidden = false;
      return;
    }
    element.hidden = !found || claim !== "";
    if (!found || claim !== "") return;
    const isNothing = decisions.nothing.has(sentence);
    const isSilent = found.reason !== "" && !isNothing;
    const said = isNothing ? say.word("review.said_nothing") : upperFirst(found.reason) || say.word("review.no_claim");
    element.replaceChildren(
      h("p", {}, h("span", { class: "soft" }, `${found.where}. `), said),
      button(say.word("review.add"), { class: "act is-main", "aria-keyshortcuts": "a" }, () =>
        actions.addFrom([sentence]),
      ),
      ...(isSilent
        ? [
            button(say.word("review.nothing"), { class: "act", "aria-keyshortcuts": "x" }, () =>
              actions.nothingHere(sentence),
            ),
          ]
        : []),
    );
  }
}
