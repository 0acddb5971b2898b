// A sentence in pieces: where the words of claims begin and end, and what they are.
import type { Mark } from "../model/payload";

interface Piece {
  readonly start: number;
  readonly end: number;
  /** What the words are to the claim that is looked at, "" for nothing; "other" to another claim. */
  readonly slot: string;
  /** A mark of the claim that is looked at begins here. */
  readonly isFirst: boolean;
}

/** `chosen` are the marks of the claim that is looked at, `others` those of the sentence's other claims. */
export function piecesOf(start: number, end: number, chosen: readonly Mark[], others: readonly Mark[]): Piece[] {
  const inside = (mark: Mark): boolean => mark.start < end && mark.end > start && mark.end > mark.start;
  const marks = [...chosen.filter(inside), ...others.filter(inside)];
  const cuts = new Set([start, end]);
  for (const mark of marks) cuts.add(Math.max(start, mark.start)).add(Math.min(end, mark.end));
  const at = [...cuts].sort((a, b) => a - b);
  return at.slice(1).map((to, index) => {
    const from = at[index];
    const covers = (mark: Mark): boolean => mark.start <= from && mark.end >= to;
    // Of several that cover the same words, the shortest says most.
    const own = chosen.filter(covers).sort((a, b) => a.end - a.start - (b.end - b.start))[0];
    const slot = own?.slot ?? (others.some(covers) ? "other" : "");
    return { start: from, end: to, slot, isFirst: own !== undefined && Math.max(start, own.start) === from };
  });
}
