// A model from a few lines, for tests of the panel's pure parts.
import { decode } from "../src/model/decode";
import type { Model } from "../src/model/model";
import type { Payload } from "../src/model/payload";
import { languageOf } from "./languages";

export interface Line {
  readonly stops: string;
  readonly kind?: number;
  readonly open?: number;
  readonly market?: string;
  readonly commodity?: string;
  readonly confidence?: number;
  readonly magnitude?: number;
  readonly quantity?: number;
  readonly unit?: string;
  readonly start?: string;
  readonly end?: string;
  readonly statement?: number;
  readonly source?: string;
  readonly note?: string;
  readonly method?: string;
}

const PLACES: readonly [string, string, number, number, number][] = [
  ["NOR", "Norway", 0, 9, 61],
  ["DEU", "Germany", 0, 10, 51],
  ["NLD", "Netherlands", 0, 5, 52],
  ["SWE", "Sweden", 0, 15, 62],
  ["TUR", "Türkiye", 0, 35, 39],
  ["balkans", "the Balkans", 1, 21, 43],
  ["FJI", "Fiji", 0, 178, -18],
  ["WSM", "Samoa", 0, -172, -14],
];

function pool(): { of: (text: string | undefined) => number; all: string[] } {
  const all: string[] = [];
  return {
    all,
    of: (text) => {
      if (!text) return -1;
      if (!all.includes(text)) all.push(text);
      return all.indexOf(text);
    },
  };
}

export function sampleModel(lines: readonly Line[]): Model {
  const [text, markets, commodities, units, groups] = [pool(), pool(), pool(), pool(), pool()];
  const codes = PLACES.map(([code]) => code);
  const columns = {
    count: lines.length,
    id: lines.map((_, index) => `r${index}`),
    stems: [],
    statement: lines.map((line, index) => line.statement ?? index),
    market: lines.map((line) => markets.of(line.market ?? "synthetic drug trade")),
    group: lines.map((line) => groups.of(line.commodity ?? "not stated")),
    commodity: lines.map((line) => commodities.of(line.commodity)),
    kind: lines.map((line) => line.kind ?? 0),
    stops: lines.map((line) => line.stops.split(" ").map((code) => codes.indexOf(code))),
    open: lines.map((line) => line.open ?? 0),
    strands: lines.map(() => []),
    confidence: lines.map((line) => line.confidence ?? 3),
    magnitude: lines.map((line) => line.magnitude ?? 0),
    quantity: lines.map((line) => line.quantity ?? null),
    unit: lines.map((line) => units.of(line.unit)),
    start: lines.map((line) => text.of(line.start)),
    end: lines.map((line) => text.of(line.end)),
    actors: -1,
    source: lines.map((line) => text.of(line.source)),
    locator: -1,
    url: -1,
    quote: -1,
    note: lines.map((line) => text.of(line.note)),
    extra: { method: lines.map((line) => text.of(line.method)) },
  };
  const payload: Payload = {
    version: 1,
    page: {
      kind: "market",
      lang: "en",
      title: "Synthetic drug trade",
      context: "",
      byline: "",
      summary: "",
      caveat: "",
      cautions: [],
      borders: "",
      source_line: "",
      subject: 0,
      notes: [],
      links: [],
      view: [0, 40, 30, 70],
      file: "synthetic.html",
    },
    style: {
      magnitude_width: [2.6, 2, 3.2, 5],
      width_range: [1.5, 9],
    },
    statements: lines.map((_, statement) => `statement ${statement}`),
    groups: groups.all.map((name) => ({ name, light: "#b03030", dark: "#f08080" })),
    markets: markets.all,
    commodities: commodities.all,
    scales: units.all.map((name) => ({ name, max: 1 })),
    units: units.all.map((name, scale) => ({ name, scale, factor: 1 })),
    text: text.all,
    hosts: {},
    places: {
      code: codes,
      name: PLACES.map(([, name]) => name),
      kind: PLACES.map(([, , kind]) => kind),
      lon: PLACES.map((place) => place[3]),
      lat: PLACES.map((place) => place[4]),
      members: { 5: ["SRB", "BGR", "TUR"] },
    },
    strands: { from: [], to: [], shift: [], cx: [], cy: [], group: [], undirected: [] },
    edges: {},
    courses: {},
    folds: [],
    routes: columns,
    words: languageOf("en"),
    basemap: null,
  };
  return decode(payload);
}
