// The claims in text order. The one that is looked at is open; what is out of sight costs no layout.
import { h } from "../../dom/dom";
import type { Context } from "../model/context";
import { type Claim, REASON, statusOf } from "../model/row";
import type { Looking } from "../model/view";
import { cardOf, reasonText } from "./card";
import { ClaimForm } from "./form";
import { LazyList } from "./lazy-list";
import { metaText, stateElement, swatch, titleElement } from "./title";

export class ClaimList {
  readonly element: HTMLElement;
  private readonly list: LazyList;
  private readonly none: HTMLElement;
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
    this.list = new LazyList(this.element, (id) => {
      const item = h("div", { "data-claim": id, class: "claim", role: "listitem" });
      this.paint(id, item);
      return item;
    });
    this.element.append(this.list.element, this.none);
    this.filter();
    this.list.element.addEventListener("click", (event) => {
      const head = (event.target as Element).closest<HTMLElement>(".claim-head");
      const id = head?.closest<HTMLElement>("[data-claim]")?.dataset.claim;
      if (id) this.look(id);
    });
    decisions.listen(({ claims }) => {
      for (const [id, [, after]] of claims) {
        if (after) this.paint(id);
        else this.list.forget(id);
      }
      this.filter();
    });
    view.listen((now, before) => this.follow(now, before));
  }

  private look(id: string): void {
    const claim = this.context.decisions.get(id);
    if (claim) this.context.view.set({ claim: id, sentence: claim.sentence?.index ?? -1, editing: null });
  }

  /** The one that is looked at stays, whatever it has become. */
  private filter(): void {
    const { decisions, view, say } = this.context;
    const shown = decisions.all.filter((claim) => view.passes(claim) || claim.id === view.now.claim);
    this.list.show(shown.map(({ id }) => id));
    this.none.hidden = shown.length > 0;
    this.none.textContent = say.word(decisions.all.length > 0 ? "review.none_pass" : "review.none_drafted");
  }

  private paint(id: string, item = this.list.made(id)): void {
    const claim = this.context.decisions.get(id);
    if (!item || !claim) return;
    const { view } = this.context;
    const isOpen = view.now.claim === id;
    const isEdited = isOpen && view.now.editing?.claim === id;
    const hadFocus = item.contains(document.activeElement);
    item.className = `claim is-${statusOf(claim)}${isOpen ? " is-open" : ""}`;
    const body = isEdited ? [this.edit(claim)] : isOpen ? [cardOf(claim, this.context)] : [];
    item.replaceChildren(this.head(claim, isOpen), ...body);
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

  private follow(now: Looking, before: Looking): void {
    if (now.filters !== before.filters) this.filter();
    if (now.claim !== before.claim) this.filter();
    if (now.claim !== before.claim || now.editing !== before.editing)
      for (const id of new Set([before.claim, now.claim])) this.paint(id);
    if (now.editing?.claim && now.editing !== before.editing) this.form?.focus();
    if (now.claim !== before.claim || now.list !== before.list) this.reveal(now.claim);
  }

  private reveal(id: string): void {
    const item = this.list.reach(id);
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
    this.list.reach(id)?.querySelector<HTMLElement>(".claim-head")?.focus({ preventScroll: true });
  }
}
