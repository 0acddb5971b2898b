// What a review page calls: the report, its claims and their map, from the one block of data that the page holds.
import type { Drawn } from "./map/drawn";
import { drawnOnPage } from "./map/map";
import { isPacked, unpack } from "./model/decode";
import { Decisions } from "./review/model/decisions";
import { Gazetteer } from "./review/model/gazetteer";
import type { Review } from "./review/model/payload";
import { ReportText } from "./review/model/report";
import { type Claim, NOTHING, type Row } from "./review/model/row";
import { View } from "./review/model/view";
import { buildReview } from "./review/page";
import { Words } from "./words";

function claimsOf(review: Review, report: ReportText): { claims: Claim[]; nothing: number[] } {
  const { columns, rows, marks, doubts } = review.claims;
  const claims: Claim[] = [];
  const nothing: number[] = [];
  rows.forEach((cells, at) => {
    const row: Row = Object.fromEntries(columns.map((name, index) => [name, cells[index]]));
    const sentence = report.sentenceOf(row.span, row.quote);
    if (row.status !== NOTHING)
      claims.push({ id: row.id, row, marks: report.marks(marks[at]), doubts: doubts[at], sentence });
    else if (sentence) nothing.push(sentence.index);
  });
  return { claims, nothing };
}

function start(root: HTMLElement, review: Review): void {
  const say = new Words(review.words as ConstructorParameters<typeof Words>[0]);
  const report = new ReportText(review);
  const { claims, nothing } = claimsOf(review, report);
  const silent = report.sentences.filter(({ reason }) => reason !== "").map(({ index }) => index);
  const decisions = new Decisions(claims, nothing, silent);
  const gazetteer = new Gazetteer(review.map, say);
  buildReview(root, { review, report, decisions, gazetteer, say, view: new View(decisions, gazetteer) });
}

export async function open(dataId: string, rootId: string): Promise<void> {
  const data = JSON.parse(document.getElementById(dataId)?.textContent ?? "") as object;
  const root = document.getElementById(rootId);
  if (!root) throw new Error(`routemap: the page has no element "${rootId}"`);
  start(root, isPacked(data) ? await unpack<Review>(data) : (data as Review));
}

/** What is on the map now, as on the pages of maps: docs/embed.md describes it. */
export function scene(): Drawn | null {
  return drawnOnPage(0);
}
