// A claim under review: one row of the draft, and the words of the report that it comes from.
import type { Mark } from "./payload";
import type { Sentence } from "./report";

export type Row = Readonly<Record<string, string>>;

export const STATUSES = ["draft", "accepted", "edited", "rejected", "added"] as const;
type Status = (typeof STATUSES)[number];
/** A row that is no claim: somebody has looked at its sentence, and it claims nothing. */
export const NOTHING = "nothing";

/** Why a claim was rejected; the column has these words in every language. */
export const REASONS = [
  "no movement",
  "wrong places",
  "wrong goods",
  "legal",
  "did not happen",
  "said elsewhere",
] as const;
export const REASON = "rejected_because";
/** What became of an earlier decision, and, of a conflict, the statuses that were decided on. */
export const DECISION = "decision";
export const DIFFERENTLY = "decided_differently";
/** What the reader should look at again, as the column says it in every language. */
export const [CHANGED, GONE, CONFLICT] = ["changed since", "no longer found", "conflict"] as const;
export const FATES = [CHANGED, GONE, CONFLICT] as const;

export interface Claim {
  readonly id: string;
  readonly row: Row;
  readonly marks: readonly Mark[];
  /** What speaks against it, in the page's language; "" where nothing does, or where it came with a file. */
  readonly doubts: string;
  /** null where the report has the sentence no more. */
  readonly sentence: Sentence | null;
}

const CONTENT = ["market", "commodity", "origin", "transit", "destination", "directed"] as const;

/** What a row claims, whatever is said about it. */
export function contentOf(row: Row): string {
  return CONTENT.map((name) => row[name] ?? "").join("\u001f");
}

export function statusOf({ row }: Claim): Status {
  return (STATUSES as readonly string[]).includes(row.status) ? (row.status as Status) : "draft";
}

export function isDecided(claim: Claim): boolean {
  return statusOf(claim) !== "draft";
}

/** It is on the map. */
export function isAccepted(claim: Claim): boolean {
  const status = statusOf(claim);
  return status === "accepted" || status === "edited" || status === "added";
}

/** Text order; what the report has no more comes last. */
export function inOrder(a: Claim, b: Claim): number {
  return (a.sentence?.index ?? Infinity) - (b.sentence?.index ?? Infinity) || 0;
}
