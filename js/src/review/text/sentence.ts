// One sentence of the report, its words marked by what they are to its claims.
import { h } from "../../dom/dom";
import type { Context } from "../model/context";
import type { Mark } from "../model/payload";
import type { Sentence } from "../model/report";
import { type Claim, isDecided } from "../model/row";
import { piecesOf } from "./words-of";

const SLOTS = ["origin", "transit", "destination", "end", "commodity", "location"] as const;
type Slot = (typeof SLOTS)[number];

export function slotName(slot: string, context: Context): string {
  return (SLOTS as readonly string[]).includes(slot) ? context.say.word(`review_slot.${slot as Slot}`) : slot;
}

export function markedText(context: Context, sentence: Sentence, claims: readonly Claim[], chosen: string): Node[] {
  const { report } = context;
  const marks = (of: readonly Claim[]): Mark[] => of.flatMap((claim) => [...claim.marks]);
  const own = marks(claims.filter(({ id }) => id === chosen));
  const others = marks(claims.filter(({ id }) => id !== chosen));
  return piecesOf(sentence.start, sentence.end, own, others).map(({ start, end, slot, isFirst }) => {
    const text = report.text.slice(start, end);
    if (slot === "") return document.createTextNode(text);
    if (slot === "other") return h("span", { class: "words" }, text);
    const label = isFirst ? h("span", { class: "slot" }, slotName(slot, context)) : null;
    return h("mark", { class: `words is-${slot.replace(/[^a-z]/g, "-")}` }, label, text);
  });
}

/** What can be told of a sentence at a glance. */
export function classesOf(context: Context, sentence: Sentence, claims: readonly Claim[]): string {
  const { decisions, view } = context;
  const classes = ["sentence"];
  if (claims.length > 0) classes.push(claims.every(isDecided) ? "is-decided" : "is-drafted");
  else if (decisions.nothing.has(sentence.index)) classes.push("is-nothing");
  else if (sentence.reason !== "") classes.push("is-silent");
  if (view.now.sentence === sentence.index) classes.push("is-current");
  return classes.join(" ");
}

/** Mark an element as words of the report: these are English, whatever the language of the page around them. */
export function asReport(element: HTMLElement): HTMLElement {
  element.lang = "en";
  element.dir = "ltr";
  return element;
}
