// The claims in text order. The one that is looked at is open; what is out of sight costs no layout.
import { h } from "../../dom/dom";
import { makeAdded } from "../model/adding";
import type { Context } from "../model/context";
import { type Claim, REASON, statusOf } from "../model/row";
import type { Looking } from "../model/view";
import { cardOf, reasonText } from "./card";
import { ClaimForm } from "./form";
import { metaText, stateElement, swatch, titleElement } from "./title";

export class ClaimList {
  readonly element: HTMLElement;
  private readonly list = h("ol", { class: "claims" });
  private readonly none: HTMLElement;
  /** Where a new claim is written. */
  private readonly writing = h("div", { class: "writing", hidden: true });
  private readonly items = new Map<string, HTMLElement>();
  private form: ClaimForm | null = null;

  constructor(private readonly context: Context) {
    const { say, decisions, view } = context;
    this.none = h("p", { class: "none soft", hidden: true });
    this.element = h("div", {
      class: "claim-scroll",
      role: "region",
      "aria-label": say.word("review.claims_label"),
      tabindex: -1,
    });
    this.element.append(this.writing, this.list, this.none);
    this.fill();
    this.list.addEventListener("click", (event) => {
      const head = (event.target as Element).closest<HTMLElement>(".claim-head");
      const id = head?.closest<HTMLElement>("[data-claim]")?.dataset.claim;
      if (id) this.look(id);
    });
    decisions.listen((change) => {
      if (change.isNew) this.fill();
      else for (const id of change.ids) this.paint(id);
      this.filter();
    });
    view.listen((now, before) => this.follow(now, before));
  }

  private look(id: string): void {
    const claim = this.context.decisions.get(id);
    if (claim) this.context.view.set({ claim: id, sentence: claim.sentence?.index ?? -1, editing: null });
  }

  private fill(): void {
    const { decisions } = this.context;
    const known = new Set(decisions.all.map(({ id }) => id));
    for (const id of this.items.keys()) if (!known.has(id)) this.items.delete(id);
    for (const { id } of decisions.all)
      if (!this.items.has(id)) {
        const item = h("li", { "data-claim": id, class: "claim" });
        this.items.set(id, item);
        this.paint(id);
      }
    this.list.replaceChildren(...decisions.all.map(({ id }) => this.items.get(id) as HTMLElement));
    this.filter();
  }

  private filter(): void {
    const { decisions, view, say } = this.context;
    let shown = 0;
    for (const claim of decisions.all) {
      const passes = view.passes(claim) || claim.id === view.now.claim;
      const item = this.items.get(claim.id);
      if (item) item.hidden = !passes;
      shown += passes ? 1 : 0;
    }
    this.none.hidden = shown > 0;
    this.none.textContent = say.word(decisions.all.length > 0 ? "review.none_pass" : "review.none_drafted");
  }

  private paint(id: string): void {
    const item = this.items.get(id);
    const claim = this.context.decisions.get(id);
    if (!item || !claim) return;
    const { view } = this.context;
    const isOpen = view.now.claim === id;
    const isEdited = isOpen && view.now.editing?.claim === id;
    const hadFocus = item.contains(document.activeElement);
    item.className = `claim is-${statusOf(claim)}${isOpen ? " is-open" : ""}`;
    item.replaceChildren(
      this.head(claim, isOpen),
      ...(isEdited ? [this.edit(claim)] : isOpen ? [cardOf(claim, this.context)] : []),
    );
    if (hadFocus && !isEdited) item.querySelector<HTMLElement>(".claim-head")?.focus({ preventScroll: true });
  }

  private head(claim: Claim, isOpen: boolean): HTMLElement {
    const { context } = this;
    const { tier } = claim.row;
    const reason = statusOf(claim) === "rejected" && !isOpen ? reasonText(claim.row[REASON] ?? "", context) : "";
    return h(
      "button",
      { type: "button", class: "claim-head", "aria-expanded": String(isOpen) },
      swatch(claim, context),
      h(
        "span",
        { class: "claim-main" },
        titleElement(claim, context),
        h("span", { class: "meta soft" }, reason || metaText(claim, context)),
      ),
      h(
        "span",
        { class: "claim-side" },
        stateElement(claim, context),
        tier ? h("span", { class: `tier is-${tier.toLowerCase()}` }, tier) : null,
      ),
    );
  }

  private edit(claim: Claim): HTMLElement {
    const { context } = this;
    const { decisions, view, gazetteer } = context;
    const near = claim.sentence?.places.map((place) => gazetteer.code(place)) ?? [];
    this.form = new ClaimForm(context, claim.row, near, {
      save: (cells) => {
        view.set({ editing: null });
        decisions.edit(claim.id, cells);
        this.focus(claim.id);
      },
      cancel: () => {
        view.set({ editing: null });
        this.focus(claim.id);
      },
    });
    return h("div", { class: "card-body" }, this.form.element);
  }

  private write(sentences: readonly number[]): void {
    const { context } = this;
    const { decisions, view, gazetteer, report, review, say } = context;
    const said = sentences.map((index) => report.sentences[index]);
    const near = [...new Set(said.flatMap(({ places }) => places))].map((place) => gazetteer.code(place));
    // The market of the claim before is the likeliest; the reader sees it and may change it.
    const before = [...decisions.all].reverse().find(({ sentence }) => sentence && sentence.index <= said[0].index);
    const form = new ClaimForm(context, { market: before?.row.market ?? "", confidence: "high" }, near, {
      save: (cells) => {
        const given = { source: review.report.source, url: review.report.url };
        const claim = makeAdded(said, report, given, cells, (id) => decisions.get(id) !== undefined);
        view.set({ editing: null });
        decisions.add(claim);
        view.set({ claim: claim.id, sentence: said[0].index, list: "claims" });
        this.focus(claim.id);
      },
      cancel: () => view.set({ editing: null }),
    });
    this.form = form;
    const quote = report.text.slice(said[0].start, said[said.length - 1].end);
    this.writing.replaceChildren(
      h("p", { class: "small-head" }, say.word("review.new_claim")),
      h("blockquote", { class: "quote is-always" }, quote),
      form.element,
    );
  }

  private follow(now: Looking, before: Looking): void {
    if (now.filters !== before.filters) this.filter();
    if (now.editing !== before.editing) {
      const isNew = now.editing !== null && now.editing.claim === "";
      this.writing.hidden = !isNew;
      this.element.classList.toggle("is-writing", isNew);
      if (isNew && now.editing) this.write(now.editing.sentences);
      else this.writing.replaceChildren();
    }
    if (now.claim !== before.claim || now.editing !== before.editing)
      for (const id of new Set([before.claim, now.claim])) this.paint(id);
    if (now.claim !== before.claim) this.filter();
    if (now.editing && now.editing !== before.editing) {
      if (now.editing.claim === "") this.element.scrollTop = 0;
      this.form?.focus();
    }
    if (now.claim !== before.claim || now.list !== before.list) this.reveal(now.claim);
  }

  private reveal(id: string): void {
    const item = this.items.get(id);
    if (!item || item.offsetParent === null) return;
    const room = this.element.getBoundingClientRect();
    for (let turn = 0; turn < 3; turn++) {
      const { top, bottom } = item.getBoundingClientRect();
      if (top >= room.top + 8 && bottom <= room.bottom - 8) return;
      const fits = bottom - top < room.height - 16;
      this.element.scrollTop += top < room.top + 8 || !fits ? top - room.top - 12 : bottom - room.bottom + 12;
    }
  }

  /** The list has come into sight. */
  shown(): void {
    this.reveal(this.context.view.now.claim);
  }

  focus(id: string): void {
    this.items.get(id)?.querySelector<HTMLElement>(".claim-head")?.focus({ preventScroll: true });
  }
}
