// Suggestions for what is typed: a name that begins so, then a word that begins so, then the middle of a word.

import type { Model } from "../../model/model";
import { fold } from "./judge";

export interface Suggestion {
  readonly kind: "place" | "commodity" | "market";
  readonly index: number;
  readonly name: string;
  /** A country's code finds it too. */
  readonly code?: string;
  /** Routes that name it. */
  readonly count: number;
}

export function candidates(model: Model, marketName: (name: string) => string): Suggestion[] {
  const tally = (column: Int32Array, size: number): number[] => {
    const counts = new Array<number>(size).fill(0);
    for (const value of column) if (value >= 0) counts[value] += 1;
    return counts;
  };
  const byCommodity = tally(model.routes.commodity, model.commodities.length);
  const byMarket = tally(model.routes.market, model.markets.length);
  const { offsets } = model.routesAt;
  return [
    ...model.places.map(
      (place, index): Suggestion => ({
        kind: "place",
        index,
        name: place.name,
        ...(place.isRegion ? {} : { code: place.code }),
        count: offsets[index + 1] - offsets[index],
      }),
    ),
    ...model.commodities.map(
      (name, index): Suggestion => ({ kind: "commodity", index, name, count: byCommodity[index] }),
    ),
    ...(model.markets.length > 1
      ? model.markets.map(
          (name, index): Suggestion => ({ kind: "market", index, name: marketName(name), count: byMarket[index] }),
        )
      : []),
  ].filter((one) => one.count > 0);
}

/** 0 best; Infinity = no match. */
export function closeness(name: string, query: string): number {
  const text = fold(name);
  const wanted = fold(query).trim();
  if (!wanted) return Infinity;
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  const at = text.indexOf(wanted);
  if (at < 0) return Infinity;
  return /[\s\-(,’']/.test(text[at - 1]) ? 2 : 3;
}

export function suggest(all: readonly Suggestion[], query: string, most = 8): Suggestion[] {
  return all
    .map((one) => ({ one, rank: one.code && fold(one.code) === fold(query).trim() ? 0 : closeness(one.name, query) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank || b.one.count - a.one.count || (a.one.name < b.one.name ? -1 : 1))
    .slice(0, most)
    .map(({ one }) => one);
}
