// Every place and market there is: names to codes for what a reader types, codes to names for what the page shows.
// Never a guess: a name that is none is told, with the names nearest to it.
import type { Words } from "../../words";
import { fold, foldMarket } from "./fold";
import type { ReviewMap } from "./payload";

const MOST_SUGGESTIONS = 7;
const UNKNOWN = new Set(["", "unknown", "?", "n a", "not stated"]);

export type Found =
  | { readonly kind: "place"; readonly code: string }
  | { readonly kind: "unknown" }
  | { readonly kind: "several" | "none"; readonly near: readonly string[] };

/** Letters too many, missing, wrong or swapped, as places/suggesting.py counts them. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const previous = before;
    before = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, previous[j - 2] + 1);
      row.push(cost);
    }
  }
  return row[b.length];
}

function crc32(text: string): number {
  let rest = -1;
  for (const byte of new TextEncoder().encode(text)) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return (rest ^ -1) >>> 0;
}

export class Gazetteer {
  private readonly byCode = new Map<string, number>();
  private readonly byName = new Map<string, readonly number[]>();
  private readonly markets = new Map<string, string>();
  private readonly folded: readonly string[];

  constructor(
    readonly map: ReviewMap,
    private readonly say: Words,
  ) {
    const { places, names, market_names, groups } = map;
    names.folded.forEach((name, at) => {
      this.byName.set(name, names.places[at]);
    });
    this.folded = places.name.map(fold);
    places.code.forEach((code, at) => {
      this.byCode.set(code, at);
      // The name in the page's own language; what is ambiguous in English stays so.
      if (!this.byName.has(this.folded[at])) this.byName.set(this.folded[at], [at]);
    });
    for (const { name } of groups) this.markets.set(foldMarket(name), name).set(foldMarket(say.market(name)), name);
    market_names.folded.forEach((name, at) => {
      this.markets.set(name, market_names.market[at]);
    });
  }

  has(code: string): boolean {
    return this.byCode.has(code);
  }

  index(code: string): number {
    return this.byCode.get(code) ?? -1;
  }

  code(index: number): string {
    return this.map.places.code[index] ?? "";
  }

  name(code: string): string {
    const at = this.byCode.get(code);
    return at === undefined ? code : this.map.places.name[at];
  }

  isRegion(code: string): boolean {
    const { kind } = this.map.places;
    const at = this.index(code);
    return (typeof kind === "number" ? kind : kind[at]) === 1;
  }

  resolve(text: string): Found {
    const bare = text.trim();
    const folded = fold(bare);
    if (bare === "-" || UNKNOWN.has(folded) || UNKNOWN.has(bare)) return { kind: "unknown" };
    const code = [bare, bare.toUpperCase(), bare.toLowerCase()].find((one) => this.byCode.has(one));
    if (code && (bare.length === 3 || this.isRegion(code))) return { kind: "place", code };
    const found = this.byName.get(folded);
    if (found?.length === 1) return { kind: "place", code: this.code(found[0]) };
    const names = (found ?? this.nearest(folded)).map((at) => this.map.places.name[at]);
    return { kind: found ? "several" : "none", near: names };
  }

  private nearest(folded: string): readonly number[] {
    const most = folded.length <= 7 ? 1 : folded.length <= 11 ? 2 : 3;
    const near: [number, readonly number[]][] = [];
    for (const [name, places] of this.byName) {
      if (places.length > 1 || Math.abs(name.length - folded.length) > most) continue;
      const distance = editDistance(folded, name);
      if (distance <= most) near.push([distance, places]);
    }
    near.sort(([a], [b]) => a - b);
    return [...new Set(near.map(([, places]) => places[0]))].slice(0, 3);
  }

  /** Names that begin so, then names in which a word begins so. */
  suggest(text: string): string[] {
    const start = fold(text);
    if (start === "") return [];
    const { name } = this.map.places;
    const first: string[] = [];
    const then: string[] = [];
    this.folded.forEach((one, at) => {
      if (one.startsWith(start)) first.push(name[at]);
      else if (` ${one}`.includes(` ${start}`)) then.push(name[at]);
    });
    return [...first.sort((a, b) => a.length - b.length), ...then].slice(0, MOST_SUGGESTIONS);
  }

  /** The canonical name of a market; the user's own otherwise. */
  market(text: string): string {
    return this.markets.get(foldMarket(text)) ?? text.trim().replace(/\s+/g, " ");
  }

  /** As style/colours.py has them: a market of the user's own takes one of the colours, chosen by its name. */
  colours(market: string): { readonly light: string; readonly dark: string } {
    return (
      this.map.groups.find(({ name }) => name === market) ??
      this.map.own_colours[crc32(market) % this.map.own_colours.length]
    );
  }

  suggestMarket(text: string): string[] {
    const start = foldMarket(text);
    const titles = this.map.groups.map(({ name }) => this.say.market(name));
    return titles.filter((title) => ` ${foldMarket(title)}`.includes(` ${start}`)).slice(0, MOST_SUGGESTIONS);
  }
}
