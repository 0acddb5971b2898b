// Which routes pass the filters, and how many would pass if one filter were changed.
// Each filter is one bit; a route's failures are the bits of the filters it does not pass, so that
// "this option under all the other filters" is one comparison and no second run.
import { KIND, type Model, OPEN, row, type TextColumn } from "../../model/model";
import type { Filters, Role, State } from "../../model/store";
import { wordsOf } from "../../words";

export const BIT = {
  query: 1,
  market: 2,
  commodity: 4,
  confidence: 8,
  magnitude: 16,
  role: 32,
  quantity: 64,
  period: 128,
  places: 256,
} as const;
const FIRST_FACET = 9;
const MOST_FACETS = 20;

const SEARCHED: readonly TextColumn[] = ["actors", "source", "locator", "note", "quote"];

const folded = new Map<string, string>();

/** Lower case without accents: "Türkiye" is found by "turkiye". */
export function fold(text: string): string {
  let known = folded.get(text);
  if (known === undefined) {
    known = text
      .normalize("NFD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase()
      .replace(/ø/g, "o")
      .replace(/æ/g, "ae")
      .replace(/ß/g, "ss");
    folded.set(text, known);
  }
  return known;
}

function textsOf(model: Model, route: number): string[] {
  const { routes } = model;
  const found = SEARCHED.map((column) => model.text(route, column));
  for (const name of model.extraColumns) found.push(model.extra(route, name));
  for (const place of row(routes.stops, route)) found.push(model.places[place].name);
  if (routes.commodity[route] >= 0) found.push(model.commodities[routes.commodity[route]]);
  const market = routes.market[route];
  if (market >= 0) found.push(model.markets[market], wordsOf(model).market(model.markets[market]));
  return found;
}

/** Every word of the query stands somewhere in the route. */
function matcher(model: Model, query: string): (route: number) => boolean {
  const parts = fold(query).split(/\s+/).filter(Boolean);
  if (parts.length === 0) return () => true;
  return (route) => {
    const texts = textsOf(model, route);
    return parts.every((part) => texts.some((text) => text !== "" && fold(text).includes(part)));
  };
}

/** The places' roles on a route, as a reader of that place would say them. */
export function rolesAt(model: Model, route: number, place: number): Exclude<Role, "any">[] {
  const { routes } = model;
  const kind = routes.kind[route];
  if (kind === KIND.domestic) return ["within"];
  if (kind === KIND.undirected) return ["in", "out"];
  const stops = row(routes.stops, route);
  const open = routes.open[route];
  const found = new Set<Exclude<Role, "any">>();
  stops.forEach((stop, index) => {
    if (stop !== place) return;
    if (index === 0 && !(open & OPEN.origin)) found.add("out");
    else if (index === stops.length - 1 && !(open & OPEN.destination)) found.add("in");
    else found.add("through");
  });
  return [...found];
}

/** ISO text widened to a whole day at its early or late side, so that texts compare. */
export function earliest(iso: string): string {
  return iso + "0000-01-01".slice(iso.length);
}
export function latest(iso: string): string {
  return iso + "9999-12-31".slice(iso.length);
}

function withinPeriod(model: Model, route: number, period: readonly [string, string]): boolean {
  const start = model.text(route, "start");
  const end = model.text(route, "end");
  if (!start && !end) return false;
  return earliest(start || end) <= latest(period[1]) && latest(end || start) >= earliest(period[0]);
}

export function facetText(model: Model, route: number, column: string): string {
  if (column === "actors" || column === "source") return model.text(route, column);
  return model.extraColumns.includes(column) ? model.extra(route, column) : "";
}

type Test = (route: number) => boolean;

function tests(model: Model, filters: Filters, places: readonly number[]): [number, Test][] {
  const { routes } = model;
  const found: [number, Test][] = [];
  const inSet = (bit: number, column: Int32Array | Uint8Array, chosen: ReadonlySet<number>): void => {
    if (chosen.size > 0) found.push([bit, (route) => chosen.has(column[route])]);
  };
  if (filters.query.trim()) found.push([BIT.query, matcher(model, filters.query)]);
  inSet(BIT.market, routes.market, filters.markets);
  inSet(BIT.commodity, routes.commodity, filters.commodities);
  inSet(BIT.confidence, routes.confidence, filters.confidence);
  inSet(BIT.magnitude, routes.magnitude, filters.magnitude);
  const { role, quantity, period } = filters;
  if (role !== "any" && places.length > 0)
    found.push([BIT.role, (route) => rolesAt(model, route, places[0]).includes(role)]);
  if (quantity) {
    const [unit, low, high] = quantity;
    found.push([
      BIT.quantity,
      (route) => routes.unit[route] === unit && routes.quantity[route] >= low && routes.quantity[route] <= high,
    ]);
  }
  if (period) found.push([BIT.period, (route) => withinPeriod(model, route, period)]);
  if (places.length > 0) {
    found.push([
      BIT.places,
      (route) => {
        const stops = row(routes.stops, route);
        return places.every((place) => stops.includes(place));
      },
    ]);
  }
  facetBits(filters).forEach(([column, bit]) => {
    const chosen = filters.facets.get(column);
    if (chosen && chosen.size > 0) found.push([bit, (route) => chosen.has(facetText(model, route, column))]);
  });
  return found;
}

export function facetBits(filters: Filters): [string, number][] {
  return [...filters.facets.keys()].slice(0, MOST_FACETS).map((column, index) => [column, 1 << (FIRST_FACET + index)]);
}

/** Per route the bits of the filters that it does not pass; 0 = visible. */
export function failures(model: Model, filters: Filters, places: readonly number[]): Uint32Array {
  const result = new Uint32Array(model.routes.count);
  for (const [bit, passes] of tests(model, filters, places))
    for (let route = 0; route < result.length; route++) if (!passes(route)) result[route] |= bit;
  return result;
}

export function judge(model: Model, state: Pick<State, "filters" | "places">): Uint8Array {
  const failed = failures(model, state.filters, state.places);
  const visible = new Uint8Array(failed.length);
  for (let route = 0; route < failed.length; route++) visible[route] = failed[route] === 0 ? 1 : 0;
  return visible;
}

/** How many routes each value of a column has under all filters but the column's own. */
export function countBy<T>(failed: Uint32Array, bit: number, valueAt: (route: number) => T): Map<T, number> {
  const counts = new Map<T, number>();
  for (let route = 0; route < failed.length; route++) {
    if ((failed[route] & ~bit) !== 0) continue;
    const value = valueAt(route);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

export function isFiltered(filters: Filters): boolean {
  return (
    filters.query.trim() !== "" ||
    filters.markets.size > 0 ||
    filters.commodities.size > 0 ||
    filters.confidence.size > 0 ||
    filters.magnitude.size > 0 ||
    filters.role !== "any" ||
    filters.quantity !== null ||
    filters.period !== null ||
    [...filters.facets.values()].some((chosen) => chosen.size > 0)
  );
}
