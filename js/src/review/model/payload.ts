// Made by tools/generated_types.py from src/routemap/review/payload_types.py; edit that instead.

import type { Group, IntLists, Places, Strands, Style } from "../../model/payload";

/** The report that was drafted from. */
export interface Report {
  /** Its file name. */
  readonly name: string;
  /** How it is cited. */
  readonly source: string;
  /** Its web address, or empty. */
  readonly url: string;
  /** Name of the place it is about, or empty. */
  readonly subject: string;
  readonly text: string;
  readonly blocks: Blocks;
  readonly pages: Pages;
}

/** The paragraphs, headings, rows of tables and footnotes of the text, in its order. */
export interface Blocks {
  readonly start: readonly number[];
  readonly end: readonly number[];
  /** text, heading, row or footnote. */
  readonly kind: readonly string[];
}

/** Where each page of the source begins in the text; empty where the source has none. */
export interface Pages {
  readonly start: readonly number[];
  readonly number: readonly number[];
}

/** Every sentence of the text, in its order. */
export interface Sentences {
  readonly start: readonly number[];
  readonly end: readonly number[];
  /** Where each stands, as rows write it: in English. */
  readonly locator: readonly string[];
  /** The same, in the page's language. */
  readonly where: readonly string[];
  /** The places that each names, indices into those of the map. */
  readonly places: IntLists;
  /** Why nothing was drafted, although it names places or a role, in the page's language. */
  readonly reason: readonly string[];
}

/** The rows of the draft, as its CSV file has them. */
export interface Claims {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of each row. */
  readonly marks: readonly (readonly Mark[])[];
  /** What speaks against each row, in the page's language; empty where nothing does. */
  readonly doubts: readonly string[];
}

/** Words that a claim comes from. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  /** What they are: origin, transit, destination, end, location, commodity … */
  readonly slot: string;
  /** The rule that says so; of a commodity its market. */
  readonly rule: string;
}

/** What the map of the accepted claims is drawn with, whichever they are. */
export interface ReviewMap {
  /** Every place there is: countries, then regions. */
  readonly places: Places;
  readonly names: Names;
  /** The known markets and those of the draft, by canonical name, with their colours. */
  readonly groups: readonly Group[];
  /** For further markets, chosen by the CRC-32 of their names; these have none. */
  readonly own_colours: readonly Group[];
  readonly market_names: MarketNames;
  /** The courses of the lines of all drafted claims; other lines follow a simple bow. */
  readonly strands: Strands;
  /** Width of the world, px, in the view that the courses were laid out for. */
  readonly world_px: number;
  readonly style: Style;
  /** The place the report is about, an index into places, or -1. */
  readonly subject: number;
  /** West, south, east, north around the places of the draft. */
  readonly view: readonly number[];
  readonly caveat: string;
  readonly borders: string;
  /** Outlines as `routemap.places.outlines_near` gives them. */
  readonly basemap: object | null;
}

/** What the names that a reader may type stand for, beside the names of `places`. */
export interface Names {
  /** Without case, accents and punctuation. */
  readonly folded: readonly string[];
  /** One place, or the readings of a name that may mean several. */
  readonly places: IntLists;
}

/** Other names of the known markets. */
export interface MarketNames {
  readonly folded: readonly string[];
  /** The canonical name. */
  readonly market: readonly string[];
}

/** Everything a review page knows: one JSON block. */
export interface Review {
  readonly version: 1;
  /** Names this draft: decisions that a browser kept for another one are not taken. */
  readonly key: string;
  /** A language of `routemap.words`, such as en. */
  readonly lang: string;
  /** Name under which decisions are saved. */
  readonly file: string;
  readonly report: Report;
  readonly sentences: Sentences;
  readonly claims: Claims;
  readonly map: ReviewMap;
  /** The words of the page's language, as `routemap.words.page_words` gives them. */
  readonly words: object;
}
