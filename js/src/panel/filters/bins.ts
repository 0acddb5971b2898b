// The periods of the routes counted by year, or by month when the data are that fine and the span is short.

import type { Model } from "../../model/model";
import { earliest, latest } from "./judge";

interface Bin {
  /** "2021" or "2021-05". */
  readonly key: string;
  readonly count: number;
}

const MOST_MONTHS = 48;
const MOST_BINS = 400;

export interface Span {
  readonly start: string;
  readonly end: string;
}

export function spans(model: Model): (Span | null)[] {
  return Array.from({ length: model.routes.count }, (_, route) => {
    const start = model.text(route, "start");
    const end = model.text(route, "end");
    return start || end ? { start: start || end, end: end || start } : null;
  });
}

function monthNumber(iso: string): number {
  return Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
}

function keysBetween(from: string, to: string, byMonth: boolean): string[] {
  const keys: string[] = [];
  if (!byMonth) {
    for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)) && keys.length < MOST_BINS; year++)
      keys.push(String(year).padStart(4, "0"));
    return keys;
  }
  for (let month = monthNumber(from); month <= monthNumber(to) && keys.length < MOST_BINS; month++)
    keys.push(`${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`);
  return keys;
}

/** Empty keys unless the routes name two or more different periods. */
export function binKeys(all: readonly (Span | null)[]): string[] {
  const dated = all.filter(
    (span): span is Span => span !== null && /^\d{4}/.test(span.start) && /^\d{4}/.test(span.end),
  );
  const starts = dated.map((span) => earliest(span.start)).sort();
  const ends = dated.map((span) => latest(span.end)).sort();
  if (dated.length === 0 || new Set(dated.map((span) => `${span.start}/${span.end}`)).size < 2) return [];
  const first = starts[0];
  const last = ends[ends.length - 1];
  const fine = dated.every((span) => span.start.length >= 7 && span.end.length >= 7);
  const byMonth = fine && monthNumber(last) - monthNumber(first) < MOST_MONTHS;
  const keys = keysBetween(first, last, byMonth);
  return keys.length > 1 ? keys : [];
}

/** A route counts in every bin that its period touches. */
export function countBins(
  keys: readonly string[],
  all: readonly (Span | null)[],
  shown: (route: number) => boolean,
): Bin[] {
  const counts = new Array<number>(keys.length).fill(0);
  const size = keys[0]?.length ?? 4;
  const index = new Map(keys.map((key, at) => [key, at]));
  all.forEach((span, route) => {
    if (!span || !shown(route)) return;
    const from = index.get(earliest(span.start).slice(0, size)) ?? 0;
    const to = index.get(latest(span.end).slice(0, size)) ?? keys.length - 1;
    for (let at = from; at <= to; at++) counts[at] += 1;
  });
  return keys.map((key, at) => ({ key, count: counts[at] }));
}
