// The decoded payload: flat typed columns, so that 60,000 routes cost arrays and not objects.
import { CONFIDENCES, KINDS, LOOK, MAGNITUDES, SUPPORTS } from "./look";
import type { Fold, Group, Page, Scale, Style, Unit } from "./payload";

/** What a route is: positions in KINDS, as the payload has them. */
export const KIND = Object.fromEntries(KINDS.map((name, at) => [name, at])) as Record<(typeof KINDS)[number], number>;
export const OPEN = { origin: 1, destination: 2 } as const;
/** Names of the levels where an empty one cannot stand, such as in an address. */
export const CONFIDENCE = CONFIDENCES.map((name) => name || "none");
export const MAGNITUDE = MAGNITUDES.map((name) => name || "none");

/** All routes of a line are of so few people that their number is kept back. */
export const FEW = SUPPORTS.indexOf("few");
const FAINT: readonly number[] = LOOK.faint;

export const AT_MOST = "at_most";
/** The columns of a table of counted records, and their words. */
const COUNTED = ["records", "measured", "first", "last", AT_MOST] as const;

export function isCounted(name: string): name is (typeof COUNTED)[number] {
  return (COUNTED as readonly string[]).includes(name);
}

export interface Place {
  readonly code: string;
  readonly name: string;
  readonly isRegion: boolean;
  readonly lon: number;
  readonly lat: number;
  /** A region's countries (alpha-3); empty for a country. */
  readonly members: readonly string[];
  /** The countries that a folded place stands for; empty for any other. */
  readonly parts: readonly string[];
}

/** Lists of ints, one list per row, stored flat: row i is values[offsets[i]] … values[offsets[i + 1] - 1]. */
export interface Lists {
  readonly offsets: Int32Array;
  readonly values: Int32Array;
}

export type TextColumn = "commodity" | "start" | "end" | "actors" | "source" | "locator" | "url" | "quote" | "note";

export interface Routes {
  readonly count: number;
  readonly id: readonly string[];
  readonly statement: Int32Array;
  readonly market: Int32Array;
  readonly group: Int32Array;
  readonly commodity: Int32Array;
  readonly kind: Uint8Array;
  readonly open: Uint8Array;
  readonly confidence: Uint8Array;
  readonly magnitude: Uint8Array;
  /** NaN where the source gives no number. */
  readonly quantity: Float64Array;
  readonly unit: Int32Array;
  /** The largest number of people it may be, where that is kept back because it is small; else 0. */
  readonly atMost: Uint32Array;
  /** Known stops in travel order. */
  readonly stops: Lists;
  /** The strand of each leg in travel order. */
  readonly strands: Lists;
}

export interface Strands {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly shift: Int32Array;
  readonly cx: Float64Array;
  readonly cy: Float64Array;
  readonly group: Int32Array;
  readonly undirected: Uint8Array;
  /** Between which parameters a curve is drawn that ends at the edge of an area. */
  readonly edges: ReadonlyMap<number, readonly number[]>;
  /** By strand its course as somebody drew it, x and y in turn, in the units of `cx`. */
  readonly courses: ReadonlyMap<number, readonly number[]>;
  /** The routes that run on each strand. */
  readonly routes: Lists;
}

export interface Model {
  readonly page: Page;
  readonly style: Style;
  readonly groups: readonly Group[];
  /** The text of each statement, by its ordinal. */
  readonly statements: readonly string[];
  readonly markets: readonly string[];
  readonly commodities: readonly string[];
  readonly scales: readonly Scale[];
  readonly units: readonly Unit[];
  readonly places: readonly Place[];
  readonly routes: Routes;
  readonly strands: Strands;
  /** Names of the columns beside those of every table. */
  readonly extraColumns: readonly string[];
  /** Those of them that are the user's own: the others count records, and have words of ours. */
  readonly ownColumns: readonly string[];
  /** One text of one route; "" where there is none. */
  text(route: number, column: TextColumn): string;
  extra(route: number, column: string): string;
  /** Where the address of a route leads, as Python worked it out; "" where it may be no link. */
  host(route: number): string;
  /** Coarser levels, the finest first. */
  readonly folds: readonly Fold[];
  /** Every route that names the place as a stop. */
  readonly routesAt: Lists;
  /** The words of the page's language, for `words/` to read. */
  readonly language: object;
  /** The undecoded TopoJSON, or null on a user's own map. */
  readonly basemap: object | null;
}

/** How well a route is supported, position in SUPPORTS; FEW where its number of people is kept back. */
export function supportOf({ atMost, confidence }: Routes, route: number): number {
  return atMost[route] > 0 ? FEW : confidence[route];
}

/** Drawn weaker, and its head open: nothing weighs for such a line. */
export function isFaint(support: number): boolean {
  return FAINT.includes(support);
}

export function row(lists: Lists, index: number): Int32Array {
  return lists.values.subarray(lists.offsets[index], lists.offsets[index + 1]);
}
