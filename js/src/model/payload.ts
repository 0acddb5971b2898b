// Made by tools/generated_types.py from src/routemap/webmap/payload_types.py; edit that instead.

/** What stands around the map, and where it looks. */
export interface Page {
  readonly kind: "market" | "overview" | "index" | "layer";
  /** A language of `routemap.words`, such as en. */
  readonly lang: string;
  readonly title: string;
  /** Subject and period, such as Norway · 2021. */
  readonly context: string;
  /** Who made the map; empty where nobody says. */
  readonly byline: string;
  readonly summary: string;
  readonly caveat: string;
  /** What the caveat says of these data: drafts, small counts. In sight beside the map. */
  readonly cautions: readonly string[];
  readonly borders: string;
  readonly source_line: string;
  /** The place the report is about, an index into places, or -1. */
  readonly subject: number;
  /** What a reader must know about the making of this page. */
  readonly notes: readonly string[];
  /** The other pages beside this one. */
  readonly links: readonly Link[];
  /** West, south, east, north in degrees; east may pass 180. */
  readonly view: readonly number[];
  /** This page's own file name, for embed code and downloads. */
  readonly file: string;
}

/** A page beside this one. */
export interface Link {
  readonly title: string;
  readonly href: string;
  readonly count: number;
}

/** What of the look differs from page to page: the widths of its lines, which may be thinned. */
export interface Style {
  /** Line width, px, in the order of MAGNITUDES. */
  readonly magnitude_width: readonly number[];
  /** Thinnest and widest line by quantity, px. */
  readonly width_range: readonly number[];
}

/** One colour and its meaning. */
export interface Group {
  readonly name: string;
  readonly light: string;
  readonly dark: string;
}

/** The scale of one measure, such as mass, told in the unit that most lines use. */
export interface Scale {
  readonly name: string;
  /** Largest total on one strand; the widths end there. */
  readonly max: number;
}

/** A unit as the table writes it. */
export interface Unit {
  readonly name: string;
  /** Index into scales; -1 where no width shows its quantities. */
  readonly scale: number;
  /** How many of the scale's unit one of it is. */
  readonly factor: number;
}

/** Every place that a route names, most named first. */
export interface Places {
  readonly code: readonly string[];
  readonly name: readonly string[];
  /** 0 country, 1 region. */
  readonly kind: Ints;
  readonly lon: readonly number[];
  readonly lat: readonly number[];
  /** By place index as text: a region's countries, alpha-3. */
  readonly members: Readonly<Record<string, readonly string[]>>;
}

export type Ints = number | readonly number[];

export interface Strands {
  readonly from: Ints;
  readonly to: Ints;
  /** Worlds to add to the x of `to`, so that the line takes the short way. */
  readonly shift: Ints;
  /** Control point of the quadratic curve, Web-Mercator pixels at zoom 0 (world = 256), unwrapped. */
  readonly cx: readonly number[];
  readonly cy: readonly number[];
  readonly group: Ints;
  /** 0 or 1. */
  readonly undirected: Ints;
}

/** One level of folding: countries become the part of the world that they lie in, with lines of its own. */
export interface Fold {
  /** Which of its places each place is folded into, or is. */
  readonly of: readonly number[];
  readonly places: FoldedPlaces;
  readonly strands: Strands;
  /** As of the payload. */
  readonly edges: Readonly<Record<string, readonly number[]>>;
  /** Routes that do not count: alternatives that fall together with one before them. */
  readonly repeats: readonly number[];
  readonly style: Style;
  /** The largest total on one strand, by the payload's scales. */
  readonly scales: readonly number[];
}

/** The places of a level of folding, most named first. */
export interface FoldedPlaces {
  /** As of places; of one that folding made, ~ and its region's slug. */
  readonly code: readonly string[];
  readonly name: readonly string[];
  readonly lon: readonly number[];
  readonly lat: readonly number[];
}

/** The routes, in the order of the table. */
export interface Routes {
  readonly count: number;
  /** As webmap/short_ids.py writes them: without the words that market and stops give. */
  readonly id: readonly string[];
  /** By market: the word for it in ids. */
  readonly stems: readonly string[];
  /** Ordinal of the statement; routes of one statement are alternatives. */
  readonly statement: RowInts;
  readonly market: Ints;
  readonly group: Ints;
  readonly commodity: Ints;
  /** Position in KINDS. */
  readonly kind: Ints;
  /** Known stops in travel order, indices into places. */
  readonly stops: IntLists;
  /** 1 origin not known, 2 destination not known, 3 both. */
  readonly open: Ints;
  /** The strand of each leg in travel order. */
  readonly strands: IntLists;
  /** Position in CONFIDENCES. */
  readonly confidence: Ints;
  /** Position in MAGNITUDES. */
  readonly magnitude: Ints;
  readonly quantity: Numbers;
  readonly unit: Ints;
  readonly start: RowInts;
  readonly end: RowInts;
  readonly actors: RowInts;
  readonly source: RowInts;
  readonly locator: RowInts;
  readonly url: RowInts;
  readonly quote: RowInts;
  readonly note: RowInts;
  /** The input's own further columns, by name: indices into text. */
  readonly extra: Readonly<Record<string, RowInts>>;
}

/** A long column that mostly climbs by one, as its differences, the first from 0: they deflate to almost nothing. */
export interface Climb {
  readonly steps: readonly number[];
}

export type RowInts = number | readonly number[] | Climb;

export type IntLists = readonly (readonly number[])[];

export type Numbers = number | null | readonly (number | null)[];

/** Everything a page knows: one JSON block. Columns are arrays with one entry per row, or one single value that holds for all rows. Indices count from 0; -1 means none. */
export interface Payload {
  readonly version: 1;
  readonly page: Page;
  readonly style: Style;
  /** What colour means: the commodities of a market page, the markets of an overview. */
  readonly groups: readonly Group[];
  /** The text of each statement; empty where it is the id of its first route. */
  readonly statements: readonly string[];
  readonly markets: readonly string[];
  readonly commodities: readonly string[];
  readonly scales: readonly Scale[];
  readonly units: readonly Unit[];
  /** Every longer text once; the routes point into it. */
  readonly text: readonly string[];
  /** By index into text, as text: the host that an address leads to; others are no links. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly places: Places;
  readonly strands: Strands;
  /** By strand index as text: its course as somebody drew it, x and y in turn, pixels as of `cx`. */
  readonly courses: Readonly<Record<string, readonly number[]>>;
  /** By strand as text: between which parameters of its curve it is drawn, where it ends at the edge of an area. */
  readonly edges: Readonly<Record<string, readonly number[]>>;
  /** Coarser levels, the finest first; none where countries are few enough. */
  readonly folds: readonly Fold[];
  readonly routes: Routes;
  /** The words of the page's language, as `routemap.words.page_words` gives them. */
  readonly words: object;
  /** Outlines as `routemap.places.outlines_near` gives them; null on a user's own map. */
  readonly basemap: object | null;
}
