import { describe, expect, it } from "vitest";
import guard from "../../tests/parity/csv_guard.json";
import { toCsv, toTsv } from "../src/model/csv";
import { NO_FILTERS, type State, Store } from "../src/model/store";
import { counterparts, placeFigures, regionsAround } from "../src/panel/evidence/figures";
import { binKeys, countBins, spans } from "../src/panel/filters/bins";
import { judge } from "../src/panel/filters/judge";
import { candidates, closeness, suggest } from "../src/panel/filters/rank";
import { arrange } from "../src/panel/list/sections";
import { routeColumns, sorted } from "../src/panel/list/table-data";
import { ends, record } from "../src/panel/takeaway/columns";
import { readFragment, writeFragment } from "../src/panel/takeaway/fragment";
import { toGeoJson } from "../src/panel/takeaway/geojson";
import { embedCode } from "../src/panel/takeaway/share";
import { metaText, titleText } from "../src/panel/title";
import { wordsIn } from "./languages";
import { sampleModel } from "./sample-model";

const say = wordsIn("en");
const model = sampleModel([
  { stops: "DEU NOR", open: 1, commodity: "amphetamines", statement: 0, start: "2018" },
  { stops: "SWE NOR", open: 1, commodity: "amphetamines", statement: 0, start: "2018" },
  {
    stops: "NLD DEU NOR",
    commodity: "MDMA",
    confidence: 2,
    quantity: 12,
    unit: "kg",
    start: "2020-05",
    end: "2021-02",
    source: "A report",
  },
  { stops: "NOR", kind: 1, commodity: "=cmd|'/c calc'!A1" },
  { stops: "NOR SWE", kind: 3 },
  { stops: "TUR", kind: 2, open: 2 },
  { stops: "FJI WSM", note: 'line\nbreak, "quoted"' },
]);
const state = (patch: Partial<State> = {}): State => {
  const store = new Store(model, judge);
  store.set(patch);
  return store.state;
};

describe("titles", () => {
  it("say via at an open end", () => {
    expect(titleText(model, 0, say)).toBe("via Germany → Norway");
    expect(titleText(model, 2, say)).toBe("Netherlands → Germany → Norway");
    expect(titleText(model, 3, say)).toBe("Norway");
    expect(titleText(model, 4, say)).toBe("Norway – Sweden");
  });
  it("put into the second line what tells routes apart", () => {
    expect(metaText(model, 2, say)).toBe("MDMA · 12 kg · May 2020 – February 2021 · with caution");
    expect(metaText(model, 5, say)).toBe("origin");
    const kept = { ...model, extra: (_: number, name: string) => (name === "origin_as_written" ? "Stateless" : "") };
    expect(metaText(kept, 0, say)).toContain("origin: Stateless");
    expect(metaText(kept, 2, say)).not.toContain("Stateless");
  });
});

describe("list", () => {
  it("keeps statements whole, by kind", () => {
    const sections = arrange(model, new Uint8Array(7).fill(1), say);
    expect(sections.map((section) => [section.name, section.count])).toEqual([
      ["Routes", 5],
      ["Within one country", 1],
      ["Named, without a route", 1],
    ]);
    expect(sections[0].statements[0]).toEqual([0, 1]);
  });
  it("begins with the weakest where that is asked for", () => {
    const sections = arrange(model, new Uint8Array(7).fill(1), say, true);
    const levels = sections.map(({ statements }) =>
      statements.map((statement) => Math.min(...statement.map((route) => model.routes.confidence[route]))),
    );
    expect(levels.every((section) => new Set(section).size === 1)).toBe(true);
    expect(levels.map(([level]) => level)).toEqual([...levels.map(([level]) => level)].sort());
    expect(sections.reduce((sum, { count }) => sum + count, 0)).toBe(7);
    expect(sections[0].name).toBe("Said with caution");
  });
  it("needs no heading where flows are all there is", () => {
    expect(arrange(model, Uint8Array.from([1, 1, 0, 0, 0, 0, 0]), say)[0].name).toBe("");
  });
});

describe("columns", () => {
  it("tell origin, transit, destination", () => {
    const code = (place: number): string => model.places[place].code;
    expect(ends(model, 0, code)).toEqual({ origin: "", transit: "DEU", destination: "NOR" });
    expect(ends(model, 2, code)).toEqual({ origin: "NLD", transit: "DEU", destination: "NOR" });
    expect(ends(model, 3, code)).toEqual({ origin: "NOR", transit: "", destination: "NOR" });
    expect(ends(model, 5, code)).toEqual({ origin: "TUR", transit: "", destination: "" });
    expect(record(model, 4).get("directed")).toBe("no");
  });
  it("leave out of the table what says nothing here, and sort the empty last", () => {
    const names = routeColumns(model, say).map((column) => column.name);
    expect(names).not.toContain("Market");
    expect(names).not.toContain("Actors");
    const quantity = routeColumns(model, say).find((column) => column.name === "Quantity")!;
    expect(sorted([0, 1, 2], quantity, true, "en")).toEqual([2, 0, 1]);
    expect(sorted([0, 1, 2], quantity, false, "en")).toEqual([2, 0, 1]);
  });
});

describe("CSV", () => {
  it("quotes and neutralises", () => {
    expect(
      toCsv(
        ["a", "b"],
        [
          ["=1+1", 'x "y", z'],
          ["-5", "+5"],
        ],
      ),
    ).toBe('\uFEFFa,b\r\n\'=1+1,"x ""y"", z"\r\n\'-5,\'+5\r\n');
    expect(toTsv(["a"], [["@x\ty"]])).toBe("a\n'@x y\n");
  });

  it.each(guard)("guards a cell as Python does: $text", ({ text, guarded }) => {
    const written = toCsv(["a"], [[text]])
      .split("a\r\n")[1]
      .slice(0, -2);
    expect(written.replace(/^"(.*)"$/s, "$1")).toBe(guarded);
  });
});

describe("GeoJSON", () => {
  const collection = JSON.parse(toGeoJson(model, [0, 3, 5, 6])) as {
    features: {
      id: string;
      geometry: { type: string; coordinates: number[][] } | null;
      properties: Record<string, unknown>;
    }[];
  };
  it("has one feature per route, and no line where there is none", () => {
    expect(collection.features.map((feature) => feature.id)).toEqual(["r0", "r3", "r5", "r6"]);
    expect(collection.features[2].geometry).toBeNull();
    expect(collection.features[0].properties).toMatchObject({
      transit: "DEU",
      quantity: null,
      directed: true,
      kind: "flow",
    });
  });
  it("closes the loop of a domestic route", () => {
    const loop = collection.features[1].geometry!.coordinates;
    expect(loop[0]).toEqual(loop[loop.length - 1]);
  });
  it("cuts at the date line", () => {
    const { type, coordinates } = collection.features[3].geometry!;
    expect(type).toBe("MultiLineString");
    expect((coordinates as unknown as number[][][]).map((part) => [part[0][0], part[part.length - 1][0]])).toEqual([
      [178, 180],
      [-180, -172],
    ]);
  });
});

describe("places", () => {
  const all = (): boolean => true;
  it("have figures, counterparts and the regions around them", () => {
    expect(placeFigures(model, 0, all)).toEqual({ in: 3, out: 0, through: 0, within: 1, either: 1, total: 5 });
    expect(counterparts(model, 0, all)).toEqual([
      [1, 2],
      [3, 2],
      [2, 1],
    ]);
    expect(regionsAround(model, 4)).toEqual([]);
    const named = sampleModel([{ stops: "balkans NOR" }, { stops: "TUR NOR" }]);
    expect(regionsAround(named, 4)).toEqual([5]);
  });
});

describe("search", () => {
  it("ranks the beginning of a name before its middle", () => {
    expect(["Norway", "Equatorial Norway", "Xnor", "Sweden"].map((name) => closeness(name, "nor"))).toEqual([
      1,
      2,
      3,
      Infinity,
    ]);
    expect(
      suggest(
        candidates(model, (market) => say.market(market)),
        "n",
      ).map((one) => one.name),
    ).toEqual(["Norway", "Netherlands", "Germany", "Sweden", "amphetamines"]);
    expect(
      suggest(
        candidates(model, (market) => say.market(market)),
        '"><img src=x>',
      ),
    ).toEqual([]);
  });
});

describe("time", () => {
  it("bins by year, or by month where all dates are that fine", () => {
    const all = spans(model);
    expect(binKeys(all)).toEqual(["2018", "2019", "2020", "2021"]);
    expect(countBins(binKeys(all), all, () => true).map((bin) => bin.count)).toEqual([2, 0, 1, 1]);
    const months = spans(
      sampleModel([
        { stops: "NOR SWE", start: "2020-11" },
        { stops: "NOR SWE", start: "2021-01-05" },
      ]),
    );
    expect(binKeys(months)).toEqual(["2020-11", "2020-12", "2021-01"]);
  });
  it("stays away where there is one period only", () => {
    expect(
      binKeys(
        spans(
          sampleModel([{ stops: "NOR SWE", start: "2020" }, { stops: "NOR SWE", start: "2020" }, { stops: "NOR SWE" }]),
        ),
      ),
    ).toEqual([]);
  });
});

describe("address", () => {
  it("comes back as it went", () => {
    const before = state({
      filters: {
        ...NO_FILTERS,
        query: "a&b=c",
        commodities: new Set([1]),
        confidence: new Set([2, 3]),
        role: "in",
        quantity: [0, 1, 50],
        period: ["2018", "2020"],
        facets: new Map([["source", new Set(["A report"])]]),
      },
      places: [0],
      route: 2,
      theme: "dark",
      embed: true,
      top: 100,
      weakest: true,
    });
    const text = writeFragment(model, before, { lat: 60.12, lng: 10.5, zoom: 4.25 });
    const { state: after, view } = readFragment(model, `#${text}`);
    expect(after).toMatchObject({
      filters: before.filters,
      places: [0],
      route: 2,
      theme: "dark",
      embed: true,
      top: 100,
      weakest: true,
    });
    expect(view).toEqual({ lat: 60.12, lng: 10.5, zoom: 4.25 });
  });
  it("is empty for the untouched page, and #embed alone works", () => {
    expect(writeFragment(model, state(), null)).toBe("");
    expect(readFragment(model, "#embed").state.embed).toBe(true);
  });
  it("ignores what the model does not know", () => {
    const hostile = [
      "#place=%3Cscript%3E&route=__proto__&market=constructor&role=toString&period=9..1&quantity=kg:1e9..x&at=NaN,1,2&theme=%22onload&top=-3",
      "#f.__proto__=x&f.source=%3Cimg%3E&at=1,2,999",
      `#${"a=b&".repeat(5000)}`,
      "#%E0%A4%A",
    ];
    for (const text of hostile) {
      const { state: read, view } = readFragment(model, text);
      expect(view).toBeNull();
      expect(read.places ?? []).toEqual([]);
      expect(read.route ?? -1).toBe(-1);
      expect(read.theme).toBeUndefined();
      expect(read.filters ?? NO_FILTERS).toEqual(NO_FILTERS);
    }
    expect(readFragment(model, "#q=%00%1Babc").state.filters?.query).toBe("abc");
  });
});

it("escapes the embed code", () => {
  const code = embedCode('A "map" <b>', "x.html", "embed&q=\"'");
  expect(code).toContain('title="A &quot;map&quot; &lt;b&gt;"');
  expect(code).toContain('src="x.html#embed&amp;q=&quot;\'"');
  expect(code).toContain('loading="lazy"');
});
