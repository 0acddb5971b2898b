// The two questions and the one list of keys that stand over the page.
import { button, freshId, h } from "../dom/dom";
import { LazyList } from "./claims/lazy-list";
import { metaText, swatch, titleElement } from "./claims/title";
import type { Keys } from "./keys";
import type { Context } from "./model/context";
import { type Claim, isDecided } from "./model/row";

type Acts = (close: () => void) => readonly HTMLElement[];

function open(head: string, body: HTMLElement, acts: Acts): void {
  const id = freshId("dialog");
  const dialog = h("dialog", { class: "review-dialog", "aria-labelledby": id });
  const close = (): void => dialog.close();
  dialog.append(h("h2", { id }, head), body, h("div", { class: "form-acts" }, ...acts(close)));
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  });
  // A press beside it closes it.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) close();
  });
  document.querySelector(".review-root")?.append(dialog);
  dialog.showModal();
}

function bodyOf(...children: readonly Node[]): HTMLElement {
  return h("div", { class: "dialog-body", tabindex: 0 }, ...children);
}

/** Undecided claims of tier A: the only ones that may be accepted together. */
function ofTierA({ decisions }: Context): Claim[] {
  return decisions.all.filter((claim) => claim.row.tier === "A" && !isDecided(claim));
}

export function askTierA(context: Context): void {
  const { say, decisions, tell } = context;
  const claims = ofTierA(context);
  if (claims.length === 0) {
    tell(say.word("review.no_tier_a"));
    return;
  }
  const body = bodyOf(h("p", {}, say.word("review.accept_all_lead")));
  const list = new LazyList(body, (id) => {
    const claim = decisions.get(id) as Claim;
    const meta = h("span", { class: "meta soft" }, metaText(claim, context));
    return h(
      "div",
      { class: "dialog-item", role: "listitem" },
      swatch(claim, context),
      h("span", {}, titleElement(claim, context), meta),
    );
  });
  body.append(list.element);
  list.show(claims.map(({ id }) => id));
  open(say.counted("review.accept_all", claims.length), body, (close) => [
    button(say.counted("review.accept_all", claims.length), { class: "act is-main" }, () => {
      close();
      decisions.accept(claims.map(({ id }) => id));
      tell(say.counted("review.accepted_all", claims.length));
      context.actions.nextUndecided();
    }),
    button(say.word("review.cancel"), { class: "act" }, close),
  ]);
}

const KEYS = [
  ["j k", "next_previous"],
  ["Enter", "accept"],
  ["x", "reject"],
  ["1 … 6", "because"],
  ["e", "edit"],
  ["s", "swap"],
  ["t", "turn"],
  ["a", "add"],
  ["n", "undecided"],
  ["u U", "undo_redo"],
  ["↑ ↓", "sentences"],
  ["?", "help"],
] as const;

export function showHelp({ say }: Context, keys: Keys): void {
  const isOn = h("input", { type: "checkbox", id: freshId("keys"), checked: keys.isOn });
  isOn.addEventListener("change", () => {
    keys.isOn = isOn.checked;
  });
  const rows = KEYS.map(([key, name]) =>
    h(
      "tr",
      {},
      h(
        "th",
        { scope: "row" },
        ...key.split(" ").flatMap((one, at) => [at > 0 ? " " : "", one === "…" ? one : h("kbd", {}, one)]),
      ),
      h("td", {}, say.word(`review_key.${name}`)),
    ),
  );
  open(
    say.word("review.keys"),
    bodyOf(
      h("table", { class: "keys" }, h("tbody", {}, ...rows)),
      h("p", { class: "check" }, isOn, h("label", { for: isOn.id }, say.word("review.keys_on"))),
      h("p", { class: "soft" }, say.word("review.how_it_ends")),
    ),
    (close) => [button(say.word("review.close"), { class: "act is-main" }, close)],
  );
}
