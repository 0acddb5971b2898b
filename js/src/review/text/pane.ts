// The report, page by page, as it was read; what is out of sight costs no layout. A sentence can be chosen by mouse, by
// touch, and by the arrow keys.
import { freshId, h } from "../../dom/dom";
import { inSlices, type Steps } from "../../model/steps";
import type { Context } from "../model/context";
import type { Block, Sentence } from "../model/report";
import { SentenceBar } from "./bar";
import { asReport, classesOf, markedText } from "./sentence";

/** Blocks of a report without pages that are laid out together. */
const CHUNK = 12;

export class TextPane {
  readonly element: HTMLElement;
  readonly scroller: HTMLElement;
  private readonly spans = new Map<number, HTMLElement>();
  private readonly bar: SentenceBar;
  /** The sentence that the reader has chosen here is in sight already. */
  private isHere = false;
  /** Chosen before its page was there. */
  private awaited = -1;

  constructor(private readonly context: Context) {
    const { say, view, decisions } = context;
    const id = freshId("text");
    this.scroller = h("div", {
      class: "text-scroll",
      tabindex: 0,
      role: "region",
      "aria-label": say.word("review.text_label"),
      id,
    });
    this.bar = new SentenceBar(context, this.scroller);
    this.element = h(
      "section",
      { class: "text-pane", "aria-label": say.word("review.text") },
      this.scroller,
      this.bar.element,
    );
    void inSlices(this.fill());
    this.scroller.addEventListener("click", (event) => this.click(event));
    this.scroller.addEventListener("keydown", (event) => this.key(event));
    view.listen((now, before) => {
      if (now.claim === before.claim && now.sentence === before.sentence) return;
      for (const sentence of new Set([before.sentence, now.sentence])) this.paint(sentence);
      if (now.sentence !== before.sentence && !this.isHere) this.reveal(now.sentence);
      this.bar.show();
    });
    decisions.listen(({ claims, sentences }) => {
      const touched = new Set(sentences);
      for (const pair of claims.values())
        for (const claim of pair) if (claim?.sentence) touched.add(claim.sentence.index);
      for (const sentence of touched) this.paint(sentence);
      this.bar.show();
    });
  }

  /** Page after page, in slices: 300 of them would hold up the browser. */
  private *fill(): Steps<void> {
    for (const page of this.pages()) {
      this.scroller.append(page);
      yield;
    }
  }

  private *pages(): Generator<HTMLElement> {
    const { report, say } = this.context;
    const { blocks, pages } = report;
    let block = 0;
    if (pages.length === 0) {
      for (; block < blocks.length; block += CHUNK)
        yield h("div", { class: "page" }, ...blocks.slice(block, block + CHUNK).map((one) => this.block(one)));
      return;
    }
    for (const [index, page] of pages.entries()) {
      const end = pages[index + 1]?.start ?? Infinity;
      const from = block;
      while (block < blocks.length && blocks[block].start < end) block += 1;
      const head = h("p", { class: "page-head" }, say.word("review.page", { number: String(page.number) }));
      yield h("div", { class: "page" }, head, ...blocks.slice(from, block).map((one) => this.block(one)));
    }
  }

  private block(block: Block): HTMLElement {
    const { text } = this.context.report;
    const isHeading = block.kind === "heading";
    const element = asReport(h(isHeading ? "h2" : "p", { class: isHeading ? "heading" : `block is-${block.kind}` }));
    if (isHeading) {
      element.append(text.slice(block.start, block.end));
      return element;
    }
    let at = block.start;
    for (const sentence of block.sentences) {
      if (sentence.start > at) element.append(text.slice(at, sentence.start));
      element.append(this.make(sentence));
      at = sentence.end;
    }
    if (at < block.end) element.append(text.slice(at, block.end));
    return element;
  }

  private make(sentence: Sentence): HTMLElement {
    const element = h("span", { "data-sentence": sentence.index });
    this.spans.set(sentence.index, element);
    this.paint(sentence.index);
    if (sentence.index === this.awaited) requestAnimationFrame(() => this.reveal(sentence.index));
    return element;
  }

  private paint(index: number): void {
    const element = this.spans.get(index);
    const { context } = this;
    const sentence = context.report.sentences[index];
    if (!element || !sentence) return;
    const claims = context.decisions.of(index);
    element.className = classesOf(context, sentence, claims);
    element.replaceChildren(...markedText(context, sentence, claims, context.view.now.claim));
  }

  private reveal(index: number): void {
    const element = this.spans.get(index);
    this.awaited = element ? -1 : index;
    if (!element || element.offsetParent === null) return;
    const room = this.scroller.getBoundingClientRect();
    // What comes into sight for the first time may take another height than was set aside for it: look again.
    for (let turn = 0; turn < 3; turn++) {
      const { top, bottom } = element.getBoundingClientRect();
      if (top >= room.top + 40 && bottom <= room.bottom - 90) return;
      this.scroller.scrollTop += top - room.top - Math.min(room.height * 0.32, 260);
    }
  }

  /** The text has come into sight. */
  shown(): void {
    this.reveal(this.context.view.now.sentence);
  }

  private click(event: Event): void {
    if (!document.getSelection()?.isCollapsed) return;
    const found = (event.target as Element).closest<HTMLElement>("[data-sentence]");
    if (found) this.choose(Number(found.dataset.sentence));
  }

  /** A further press on a sentence goes on to its next claim. */
  private choose(index: number): void {
    const { view, decisions } = this.context;
    const claims = decisions.of(index).filter((claim) => view.passes(claim));
    const at = claims.findIndex(({ id }) => id === view.now.claim);
    const claim = claims[(at + 1) % Math.max(1, claims.length)]?.id ?? "";
    const isSilent = claim === "" && decisions.silent.includes(index);
    this.isHere = true;
    view.set({ claim, sentence: index, list: isSilent ? "silent" : claim ? "claims" : view.now.list });
    this.isHere = false;
  }

  private key(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.target !== this.scroller)
      return;
    event.preventDefault();
    const { view, report } = this.context;
    const index = Math.max(0, Math.min(report.sentences.length - 1, view.now.sentence + by));
    this.choose(index);
    this.reveal(index);
    this.context.announce(report.sentences[index]?.quote ?? "");
  }

  /** The sentences that the reader has selected words of. */
  get selected(): number[] {
    return this.bar.selected;
  }
}
