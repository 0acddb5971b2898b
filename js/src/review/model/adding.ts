// A claim of the reader's own: its sentence is the quote, its page the locator.
import type { ReportText, Sentence } from "./report";
import type { Claim, Row } from "./row";

/** FNV-1a, twice: an id from quote and content, not from position. */
function digest(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < text.length; at++) {
    a = Math.imul(a ^ text.charCodeAt(at), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(at), 0x85ebca6b) + at;
  }
  return [a, b]
    .map((part) => (part >>> 0).toString(16).padStart(8, "0"))
    .join("")
    .slice(0, 12);
}

/** From one sentence, or from several that follow each other. */
export function makeAdded(
  sentences: readonly Sentence[],
  report: ReportText,
  given: { readonly source: string; readonly url: string },
  cells: Row,
  isTaken: (id: string) => boolean,
): Claim {
  const [first, last] = [sentences[0], sentences[sentences.length - 1]];
  const quote = report.text.slice(first.start, last.end);
  const content = ["market", "commodity", "origin", "transit", "destination"].map((name) => cells[name] ?? "");
  const stem = `added-${digest([quote, ...content].join("\u001f"))}`;
  let id = stem;
  for (let number = 2; isTaken(id); number++) id = `${stem}-${number}`;
  const row = {
    directed: "yes",
    confidence: "high",
    ...given,
    ...cells,
    id,
    statement: id,
    locator: first.locator,
    quote,
    span: `${first.span.split("-")[0]}-${last.span.split("-")[1]}`,
    status: "added",
    rule: "added by the reader",
  };
  return { id, row, marks: [], doubts: "", sentence: first };
}
