import type { Payload } from "../src/payload";

/** Poland → Norway twice, Norway → Sweden onwards to the unknown, and Poland named alone. */
export function smallPayload(): Payload {
  return {
    version: 1,
    page: {
      kind: "market", lang: "en", title: "Heroin", context: "", summary: "", caveat: "", borders: "", source_line: "",
      subject: 1, notes: [], links: [], view: [5, 50, 25, 65], file: "heroin.html",
    },
    style: {
      dash: [[], [0.01, 2.2], [3.4, 2], []], magnitude_width: [2.6, 2, 3.2, 5], width_range: [1.5, 9],
      casing_width: 1.5, symbol_radius: 5.5,
    },
    groups: [{ name: "heroin", light: "#782130", dark: "#f35a6d" }],
    markets: ["heroin trade"], commodities: ["heroin"],
    units: [{ name: "kg", max: 100 }, { name: "pieces", max: 1000 }],
    text: ["A report"],
    places: { code: ["POL", "NOR", "SWE"], name: ["Poland", "Norway", "Sweden"], kind: 0, lon: [19, 9, 15], lat: [52, 61, 62], members: {} },
    strands: { from: [0, 1], to: [1, 2], shift: 0, cx: [138, 137], cy: [76, 70], group: 0, undirected: 0 },
    routes: {
      count: 4, id: ["a", "b", "c", "d"], statement: [0, 1, 2, 3], market: 0, group: 0, commodity: 0, kind: [0, 0, 0, 2],
      stops: [[0, 1], [0, 1], [1, 2], [0]], open: [0, 1, 2, 2], strands: [[0], [0], [1], []], confidence: [2, 3, 0, 3],
      magnitude: [0, 3, 1, 0], quantity: [12, null, 25, null], unit: [0, -1, 1, -1], start: -1, end: -1, actors: -1,
      source: 0, locator: -1, url: -1, quote: -1, note: -1, extra: { "region code": [-1, 0, -1, -1] },
    },
    basemap: null,
  };
}
