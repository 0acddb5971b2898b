// The claim that is looked at: its sentence, why it was drafted, and what can be done with it.
import { button, h } from "../../dom/dom";
import { cellOf, turned } from "../model/cells";
import type { Context } from "../model/context";
import {
  type Claim,
  CONFLICT,
  DECISION,
  DIFFERENTLY,
  FATES,
  isAccepted,
  isDecided,
  REASON,
  REASONS,
  STATUSES,
  statusOf,
} from "../model/row";
import { asReport, markedText, slotName } from "../text/sentence";

type Reason = (typeof REASONS)[number];
type Fate = (typeof FATES)[number];

export function reasonText(reason: string, { say }: Context): string {
  const known = REASONS.find((one) => one === reason);
  return known ? say.word(`review_reason.${known.replaceAll(" ", "_") as Underscored<Reason>}`) : reason;
}

type Underscored<T extends string> = T extends `${infer A} ${infer B}` ? `${A}_${Underscored<B>}` : T;

/** The sentence between its neighbours, for where the text itself is out of sight. */
function quoteOf(claim: Claim, context: Context): HTMLElement {
  const { report } = context;
  const { sentence } = claim;
  const quote = asReport(h("blockquote", { class: "quote" }));
  if (!sentence) {
    quote.append(claim.row.quote ?? "");
    return quote;
  }
  const [before, after] = [report.sentences[sentence.index - 1], report.sentences[sentence.index + 1]];
  const soft = (one: typeof before): HTMLElement | null => (one ? h("span", { class: "soft" }, one.quote) : null);
  quote.append(
    h("span", { class: "around" }, soft(before), " "),
    h("span", { class: "said" }, ...markedText(context, sentence, [claim], claim.id)),
    h("span", { class: "around" }, " ", soft(after)),
  );
  return quote;
}

/** The ends of a cell of the draft, which has them in English, in the page's words. */
function endsOf(cell: string, context: Context): string {
  return cell
    .split(", ")
    .map((end) => slotName(end, context))
    .join(", ");
}

/** What became of an earlier decision; "" where nothing did that is worth a word. */
function becameOf({ row }: Claim, { say }: Context): string {
  const told = row[DECISION] ?? "";
  if (told === CONFLICT && row[DIFFERENTLY]) {
    const said = row[DIFFERENTLY].split("; ").map((one) => {
      const status = STATUSES.find((known) => known === one);
      return status ? say.word(`review_state.${status}`) : one;
    });
    return say.word("review_decision.conflict_of", { said: said.join(", ") });
  }
  const known = FATES.find((one) => one === told);
  return known ? say.word(`review_decision.${known.replaceAll(" ", "_") as Underscored<Fate>}`) : "";
}

function whyOf(claim: Claim, context: Context): HTMLElement {
  const { report, say } = context;
  const { tier, inferred, unresolved } = claim.row;
  const why = claim.doubts;
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
    inferred ? say.word("review.inferred", { ends: endsOf(inferred, context) }) : "",
    unresolved ? say.word("review.unresolved", { names: unresolved }) : "",
    becameOf(claim, context),
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
    claim.marks.length > 0 ? list : null,
    statusOf(claim) === "added" ? h("p", { class: "soft" }, say.word("review.by_reader")) : null,
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
  const { locator = "" } = claim.row;
  const where = claim.sentence?.locator === locator ? claim.sentence.where : locator;
  return h(
    "div",
    { class: "card-body" },
    quoteOf(claim, context),
    whyOf(claim, context),
    reasonsOf(claim, context),
    actsOf(claim, context),
    h("p", { class: "locator soft" }, where),
  );
}
