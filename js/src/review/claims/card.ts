// The claim that is looked at: its sentence, why it was drafted, and what can be done with it.
import { button, h } from "../../dom/dom";
import { cellOf, turned } from "../model/cells";
import type { Context } from "../model/context";
import { type Claim, isAccepted, isDecided, REASON, REASONS, statusOf } from "../model/row";
import { markedText, slotName } from "../text/sentence";

/** What parts, in the rule of a draft, what fired from what speaks against it (`LOOK_TWICE` of the engine). */
const LOOK_TWICE = "; look twice: ";

type Reason = (typeof REASONS)[number];

export function reasonText(reason: string, { say }: Context): string {
  const known = REASONS.find((one) => one === reason);
  return known ? say.word(`review_reason.${known.replaceAll(" ", "_") as Underscored<Reason>}`) : reason;
}

type Underscored<T extends string> = T extends `${infer A} ${infer B}` ? `${A}_${Underscored<B>}` : T;

/** The sentence between its neighbours, for where the text itself is out of sight. */
function quoteOf(claim: Claim, context: Context): HTMLElement {
  const { report } = context;
  const { sentence } = claim;
  if (!sentence) return h("blockquote", { class: "quote" }, claim.row.quote ?? "");
  const [before, after] = [report.sentences[sentence.index - 1], report.sentences[sentence.index + 1]];
  const soft = (one: typeof before): HTMLElement | null => (one ? h("span", { class: "soft" }, one.quote) : null);
  return h(
    "blockquote",
    { class: "quote" },
    h("span", { class: "around" }, soft(before), " "),
    h("span", { class: "said" }, ...markedText(context, sentence, [claim], claim.id)),
    h("span", { class: "around" }, " ", soft(after)),
  );
}

function whyOf(claim: Claim, context: Context): HTMLElement {
  const { report, say } = context;
  const { tier, inferred, unresolved, rule, decision } = claim.row;
  const [fired, why] = (rule ?? "").split(LOOK_TWICE);
  const list = h("ul", { class: "why" });
  for (const mark of claim.marks) {
    const words = report.text.slice(mark.start, mark.end);
    const told = mark.slot === "commodity" ? say.market(context.gazetteer.market(mark.rule)) : "";
    list.append(
      h(
        "li",
        {},
        h("span", { class: `key is-${mark.slot.replace(/[^a-z]/g, "-")}` }, slotName(mark.slot, context)),
        h("span", {}, `“${words}”`, told ? h("span", { class: "soft" }, ` ${told}`) : null),
      ),
    );
  }
  const notes = [
    inferred ? say.word("review.inferred", { ends: inferred }) : "",
    unresolved ? say.word("review.unresolved", { names: unresolved }) : "",
    decision && decision !== "kept" ? say.word(`review_decision.${decision.replaceAll(" ", "_") as "conflict"}`) : "",
    claim.sentence ? "" : say.word("review.sentence_gone"),
  ].filter(Boolean);
  return h(
    "div",
    { class: "grounds" },
    tier === "A" || tier === "B"
      ? h(
          "p",
          { class: "tier-line" },
          h("b", {}, say.word("review.tier", { tier })),
          ` ${why && tier === "B" ? say.word("review_tier.doubts", { why }) : say.word(`review_tier.${tier}`)}`,
        )
      : null,
    claim.marks.length > 0 ? list : fired ? h("p", { class: "soft" }, fired) : null,
    ...notes.map((note) => h("p", { class: "caution" }, note)),
    claim.row.note ? h("p", { class: "soft" }, claim.row.note) : null,
  );
}

function act(label: string, key: string, run: () => void, kind = ""): HTMLButtonElement {
  const made = button("", { class: `act ${kind}`.trim(), "aria-keyshortcuts": key }, run);
  made.append(h("span", {}, label), h("kbd", { "aria-hidden": "true" }, key === "Enter" ? "↵" : key));
  return made;
}

function actsOf(claim: Claim, context: Context): HTMLElement {
  const { say, actions } = context;
  const status = statusOf(claim);
  const { row } = claim;
  const canTurn = turned(cellOf(row.transit ?? "")) !== null;
  const canSwap = (row.origin ?? "") !== (row.destination ?? "");
  return h(
    "div",
    { class: "acts" },
    isAccepted(claim) ? null : act(say.word("review.accept"), "Enter", () => actions.accept(), "is-main"),
    status === "rejected"
      ? null
      : act(say.word(status === "added" ? "review.remove" : "review.reject"), "x", () => actions.reject()),
    act(say.word("review.edit"), "e", () => actions.edit()),
    canSwap ? act(say.word("review.swap"), "s", () => actions.swap()) : null,
    canTurn ? act(say.word("review.turn"), "t", () => actions.turn()) : null,
    isDecided(claim) ? act(say.word("review.go_on"), "n", () => actions.nextUndecided()) : null,
  );
}

/** Why it was rejected: a digit, or a press. */
function reasonsOf(claim: Claim, context: Context): HTMLElement | null {
  if (statusOf(claim) !== "rejected") return null;
  const chosen = claim.row[REASON] ?? "";
  return h(
    "div",
    { class: "reasons", role: "group", "aria-label": context.say.word("review.why_rejected") },
    h("span", { class: "soft" }, context.say.word("review.why_rejected")),
    ...REASONS.map((reason, at) => {
      const made = button("", { class: "chip", "aria-pressed": String(reason === chosen) }, () =>
        context.actions.because(reason === chosen ? "" : reason),
      );
      made.append(reasonText(reason, context), h("kbd", { "aria-hidden": "true" }, String(at + 1)));
      return made;
    }),
  );
}

export function cardOf(claim: Claim, context: Context): HTMLElement {
  const locator = h("p", { class: "locator soft" }, claim.row.locator ?? "");
  return h(
    "div",
    { class: "card-body" },
    quoteOf(claim, context),
    whyOf(claim, context),
    reasonsOf(claim, context),
    actsOf(claim, context),
    locator,
  );
}
