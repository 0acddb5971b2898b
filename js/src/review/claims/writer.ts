// Where a new claim is written: over the lists, its sentence above its fields.
import { h } from "../../dom/dom";
import { makeAdded } from "../model/adding";
import type { Context } from "../model/context";
import type { Row } from "../model/row";
import { asReport } from "../text/sentence";
import { ClaimForm } from "./form";

export class Writer {
  readonly element = h("div", { class: "writing", hidden: true });

  constructor(
    private readonly context: Context,
    /** Puts the focus on what is looked at in the list. */
    private readonly focus: () => void,
  ) {
    context.view.listen((now, before) => {
      if (now.editing === before.editing) return;
      const isNew = now.editing !== null && now.editing.claim === "";
      this.element.hidden = !isNew;
      if (isNew && now.editing) this.write(now.editing.sentences);
      else this.element.replaceChildren();
    });
  }

  private write(sentences: readonly number[]): void {
    const { decisions, view, gazetteer, report, say } = this.context;
    const said = sentences.map((index) => report.sentences[index]);
    const near = [...new Set(said.flatMap(({ places }) => places))].map((place) => gazetteer.code(place));
    // The market of the claim before is the likeliest; the reader sees it and may change it.
    const before = [...decisions.all].reverse().find(({ sentence }) => sentence && sentence.index <= said[0].index);
    const given = { market: before?.row.market ?? "", confidence: "high" };
    const form = new ClaimForm(this.context, given, near, {
      save: (cells) => this.save(sentences, cells),
      cancel: () => {
        view.set({ editing: null });
        this.focus();
      },
    });
    const quote = report.text.slice(said[0].start, said[said.length - 1].end);
    this.element.replaceChildren(
      h("p", { class: "small-head" }, say.word("review.new_claim")),
      asReport(h("blockquote", { class: "quote is-always" }, quote)),
      form.element,
    );
    this.element.scrollTop = 0;
    form.focus();
  }

  /** Who goes through the silent sentences goes on to the next of them. */
  private save(sentences: readonly number[], cells: Row): void {
    const { decisions, view, report, review } = this.context;
    const said = sentences.map((index) => report.sentences[index]);
    const { source, url } = review.report;
    const claim = makeAdded(said, report, { source, url }, cells, (id) => decisions.get(id) !== undefined);
    const isSilent = view.now.list === "silent";
    view.set({ editing: null });
    decisions.add(claim);
    if (isSilent) view.set({ claim: "", sentence: view.nextSilent ?? said[0].index });
    else view.set({ claim: claim.id, sentence: said[0].index });
    this.focus();
  }
}
