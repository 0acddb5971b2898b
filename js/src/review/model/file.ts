// The decisions as a file, and back: the rows of the draft with what became of them. `routemap draft --decisions`
// and the page understand the same file, and what they make of it is the same (drafting/decisions.py).
import { fromCsv, toCsv } from "../../model/csv";
import type { Decisions } from "./decisions";
import { normal } from "./fold";
import type { ReportText, Sentence } from "./report";
import {
  CHANGED,
  type Claim,
  CONFLICT,
  contentOf,
  DECISION,
  DIFFERENTLY,
  GONE,
  isDecided,
  NOTHING,
  REASON,
  type Row,
  STATUSES,
} from "./row";

const NEEDED = ["id", "quote", "status", "rule", "market"] as const;

function columnsOf(columns: readonly string[], rows: Iterable<Row>): string[] {
  const all = new Set([...columns, REASON]);
  for (const row of rows) for (const name of Object.keys(row)) all.add(name);
  return [...all];
}

/** A sentence that claims nothing, as a row: it has words and a place in the report, and no places of the world. */
function nothingRow({ quote, locator, span, index }: Sentence): Row {
  return { id: `nothing-${index + 1}`, quote, locator, span, status: NOTHING };
}

export function toFile(decisions: Decisions, report: ReportText, columns: readonly string[]): string {
  const nothing = [...decisions.nothing].sort((a, b) => a - b).map((index) => nothingRow(report.sentences[index]));
  const rows: Row[] = [...decisions.all.map(({ row }) => row), ...nothing];
  const header = columnsOf(columns, rows);
  return toCsv(
    header,
    rows.map((row) => header.map((name) => row[name] ?? "")),
  );
}

type Fault = { readonly fault: "no table" } | { readonly fault: "columns"; readonly names: readonly string[] };

export function rowsOf(text: string): Row[] | Fault {
  let lines: string[][];
  try {
    lines = fromCsv(text);
  } catch {
    return { fault: "no table" };
  }
  const [header = [], ...cells] = lines;
  const missing = NEEDED.filter((name) => !header.includes(name));
  if (missing.length === NEEDED.length) return { fault: "no table" };
  if (missing.length > 0) return { fault: "columns", names: missing };
  return cells.map((line) => Object.fromEntries(header.map((name, at) => [name, line[at] ?? ""])));
}

interface Loaded {
  readonly claims: ReadonlyMap<string, Claim>;
  readonly nothing: readonly number[];
  readonly decided: number;
  /** Claims that were decided otherwise here. */
  readonly conflicts: number;
}

/** What earlier decisions mean for this draft: kept, changed since, or no longer found. */
export function merge(rows: readonly Row[], decisions: Decisions, report: ReportText): Loaded {
  const quotes = new Map(report.sentences.map((sentence) => [normal(sentence.quote), sentence]));
  const byContent = new Map<string, Claim>();
  for (const claim of decisions.all) {
    const draft = decisions.draftOf(claim.id);
    if (draft) byContent.set(`${normal(draft.quote)}\u001e${contentOf(draft)}`, claim);
  }
  const claims = new Map<string, Claim>();
  const nothing: number[] = [];
  let decided = 0;
  let conflicts = 0;
  const isTaken = (id: string): boolean => claims.has(id) || decisions.get(id) !== undefined;
  for (const row of rows) {
    const sentence = quotes.get(normal(row.quote)) ?? null;
    if (row.status === NOTHING) {
      if (sentence) nothing.push(sentence.index);
      continue;
    }
    if (!(STATUSES as readonly string[]).includes(row.status)) continue;
    const same = decisions.get(row.id) ?? byContent.get(`${normal(row.quote)}\u001e${contentOf(row)}`);
    // What somebody has not decided takes nothing back.
    if (same && isDecided(same) && row.status === "draft") continue;
    if (same && isConflict(same, row)) {
      const said = [...new Set([same.row.status, row.status])].join("; ");
      const other = unused(row.id, isTaken);
      claims.set(same.id, doubted(same, said));
      const twin = doubted(keep(same, row), said);
      claims.set(other, { ...twin, id: other, row: { ...twin.row, id: other } });
      conflicts += 1;
    } else if (same && !claims.has(same.id)) {
      claims.set(same.id, keep(same, row));
      decided += row.status === "draft" ? 0 : 1;
    } else if (row.status !== "draft") {
      if (!sentence && row.status === "rejected") continue;
      const id = unused(row.id, isTaken);
      const fate = sentence ? (row.status === "added" ? "" : CHANGED) : GONE;
      const told = row[DECISION] || fate;
      claims.set(id, {
        id,
        row: { ...row, id, ...(told ? { [DECISION]: told } : {}) },
        marks: [],
        doubts: "",
        sentence,
      });
      decided += 1;
    }
  }
  return { claims, nothing, decided, conflicts };
}

/** Two people have decided, and not alike. */
function isConflict(claim: Claim, row: Row): boolean {
  const both = isDecided(claim) && row.status !== "draft";
  return both && (claim.row.status !== row.status || contentOf(claim.row) !== contentOf(row));
}

/** Undecided again, and says why. */
function doubted(claim: Claim, said: string): Claim {
  return { ...claim, row: { ...claim.row, status: "draft", [DECISION]: CONFLICT, [DIFFERENTLY]: said } };
}

const MOVED = ["span", "locator", "quote", "tier", "rule", "inferred", "unresolved"] as const;

/** The decided row in its place in this report. */
function keep(claim: Claim, row: Row): Claim {
  const moved = Object.fromEntries(MOVED.map((name) => [name, claim.row[name] ?? ""]));
  return { ...claim, row: { ...claim.row, ...row, ...moved, id: claim.id } };
}

function unused(id: string, isTaken: (id: string) => boolean): string {
  if (!isTaken(id)) return id;
  let number = 2;
  while (isTaken(`${id}-${number}`)) number += 1;
  return `${id}-${number}`;
}
