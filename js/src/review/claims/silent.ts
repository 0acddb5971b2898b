// Sentences that name places or a role and got nothing, each with its reason: what protects a reviewer from a miss.
import { button, h } from "../../dom/dom";
import { icon } from "../../dom/icons";
import type { Context } from "../model/context";
import { asReport } from "../text/sentence";
import { LazyList } from "./lazy-list";

export class SilentList {
  readonly element: HTMLElement;
  private readonly list: LazyList;

  constructor(private readonly context: Context) {
    const { say, decisions, view } = context;
    const none = h("p", { class: "none soft", hidden: decisions.silent.length > 0 }, say.word("review.none_silent"));
    this.element = h(
      "div",
      { class: "claim-scroll is-silent", role: "region", "aria-label": say.word("review.silent_label"), tabindex: -1 },
      h("p", { class: "lead soft" }, say.word("review.silent_lead")),
    );
    this.list = new LazyList(this.element, (id) => {
      const item = h("div", { "data-silent": id, role: "listitem" });
      this.paint(Number(id), item);
      return item;
    });
    const list = this.list.element;
    this.element.append(list, none);
    this.list.show(decisions.silent.map(String));
    list.addEventListener("click", (event) => {
      const head = (event.target as Element).closest<HTMLElement>(".claim-head");
      const index = head?.closest<HTMLElement>("[data-silent]")?.dataset.silent;
      if (index !== undefined) view.set({ claim: "", sentence: Number(index) });
    });
    decisions.listen(({ claims, sentences }) => {
      const touched = new Set(sentences);
      for (const pair of claims.values())
        for (const claim of pair) if (claim?.sentence) touched.add(claim.sentence.index);
      for (const index of touched) this.paint(index);
    });
    view.listen((now, before) => {
      for (const index of new Set([before.sentence, now.sentence])) this.paint(index);
      if (now.sentence !== before.sentence || now.list !== before.list) this.reveal(now.sentence);
    });
  }

  private paint(index: number, item = this.list.made(String(index))): void {
    if (!item) return;
    const { report, decisions, view, say, actions } = this.context;
    const sentence = report.sentences[index];
    const isSeen = decisions.isSeen(index);
    const isOpen = view.now.sentence === index && view.now.claim === "";
    const hadFocus = item.contains(document.activeElement);
    item.className = `claim silent${isSeen ? " is-seen" : ""}${isOpen ? " is-open" : ""}`;
    const state = isSeen
      ? decisions.nothing.has(index)
        ? "review.said_nothing"
        : "review.claim_added"
      : "review.not_seen";
    const head = h(
      "button",
      { type: "button", class: "claim-head", "aria-expanded": String(isOpen) },
      h(
        "span",
        { class: "claim-main" },
        asReport(h("span", { class: "silent-quote" }, sentence.quote)),
        h("span", { class: "meta soft" }, sentence.reason),
      ),
      h(
        "span",
        { class: "claim-side" },
        h(
          "span",
          { class: `state ${isSeen ? "is-accepted" : "is-draft"}` },
          icon(isSeen ? "check" : "dot"),
          say.word(state),
        ),
      ),
    );
    const act = (label: string, key: string, kind: string, run: () => void): HTMLElement => {
      const made = button("", { class: `act ${kind}`.trim(), "aria-keyshortcuts": key }, run);
      made.append(h("span", {}, label), h("kbd", { "aria-hidden": "true" }, key));
      return made;
    };
    const body = h(
      "div",
      { class: "card-body" },
      h(
        "div",
        { class: "acts" },
        act(say.word("review.add"), "a", "is-main", () => actions.addFrom([index])),
        decisions.nothing.has(index)
          ? null
          : act(say.word("review.nothing"), "x", "", () => actions.nothingHere(index)),
      ),
      h("p", { class: "locator soft" }, sentence.where),
    );
    item.replaceChildren(head, ...(isOpen ? [body] : []));
    if (hadFocus) head.focus({ preventScroll: true });
  }

  private reveal(index: number): void {
    const item = this.list.reach(String(index));
    if (!item || item.offsetParent === null) return;
    item.scrollIntoView({ block: "nearest" });
  }

  focus(index: number): void {
    this.list.reach(String(index))?.querySelector<HTMLElement>(".claim-head")?.focus({ preventScroll: true });
  }
}
