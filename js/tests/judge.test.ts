import { describe, expect, it } from "vitest";
import { type Filters, NO_FILTERS } from "../src/model/store";
import { BIT, countBy, failures, fold, isFiltered, judge, rolesAt } from "../src/panel/filters/judge";
import { sampleModel } from "./sample-model";

const model = sampleModel([
  {
    stops: "DEU NOR",
    open: 1,
    commodity: "amphetamines",
    start: "2019",
    source: "A report",
    note: "Trykk på Østlandet",
  },
  {
    stops: "NLD DEU NOR",
    commodity: "MDMA",
    confidence: 2,
    quantity: 12,
    unit: "kg",
    start: "2020-05",
    end: "2021-02",
  },
  { stops: "NOR", kind: 1, commodity: "amphetamines", magnitude: 3 },
  { stops: "NOR SWE", kind: 3 },
  { stops: "NOR", kind: 2, open: 1 },
  { stops: "TUR balkans", open: 2, quantity: 400, unit: "pills", method: "=seizure" },
]);
const [NOR, DEU, NLD, SWE] = [0, 1, 2, 3];

const passing = (filters: Partial<Filters>, places: number[] = []): number[] =>
  [...judge(model, { filters: { ...NO_FILTERS, ...filters }, places })].flatMap((one, route) => (one ? [route] : []));

describe("judge", () => {
  it("lets everything pass without filters", () => expect(passing({})).toEqual([0, 1, 2, 3, 4, 5]));

  it("searches places, commodities, notes and extra columns without accents and case, all words", () => {
    expect(passing({ query: "TURKIYE" })).toEqual([5]);
    expect(passing({ query: "ostlandet" })).toEqual([0]);
    expect(passing({ query: "germany mdma" })).toEqual([1]);
    expect(passing({ query: "seizure" })).toEqual([5]);
    expect(passing({ query: ".*+?(" })).toEqual([]);
  });

  it("takes any of the values of one filter, and all filters together", () => {
    expect(passing({ commodities: new Set([0, 1]) })).toEqual([0, 1, 2]);
    expect(passing({ commodities: new Set([0]), magnitude: new Set([3]) })).toEqual([2]);
  });

  it("compares quantities within one unit only", () => {
    expect(passing({ quantity: [0, 10, 1000] })).toEqual([1]);
    expect(passing({ quantity: [1, 0, 399] })).toEqual([]);
  });

  it("keeps a route whose period touches the chosen one, and drops the undated", () => {
    expect(passing({ period: ["2020", "2020"] })).toEqual([1]);
    expect(passing({ period: ["2021-02", "2021-03"] })).toEqual([1]);
    expect(passing({ period: ["2021-03", "2021-03"] })).toEqual([]);
    expect(passing({ period: ["2019", "2021"] })).toEqual([0, 1]);
  });

  it("shows the routes of one place, or between two", () => {
    expect(passing({}, [NLD])).toEqual([1]);
    expect(passing({}, [NOR, SWE])).toEqual([3]);
  });

  it("filters by the role of the first chosen place", () => {
    expect(passing({ role: "in" }, [NOR])).toEqual([0, 1, 3, 4]);
    expect(passing({ role: "out" }, [NOR])).toEqual([3]);
    expect(passing({ role: "within" }, [NOR])).toEqual([2]);
    expect(passing({ role: "through" }, [DEU])).toEqual([0, 1]);
  });

  it("filters by the text of a further column", () => {
    expect(passing({ facets: new Map([["method", new Set(["=seizure"])]]) })).toEqual([5]);
  });
});

describe("roles", () => {
  it("makes the place beside an open end a transit place", () => {
    expect(rolesAt(model, 0, DEU)).toEqual(["through"]);
    expect(rolesAt(model, 1, NLD)).toEqual(["out"]);
    expect(rolesAt(model, 5, 5)).toEqual(["through"]);
  });
});

describe("counts of options", () => {
  it("count under all filters but their own", () => {
    const filters: Filters = { ...NO_FILTERS, commodities: new Set([1]), confidence: new Set([3]) };
    const failed = failures(model, filters, []);
    const byCommodity = countBy(failed, BIT.commodity, (route) => model.routes.commodity[route]);
    expect(byCommodity.get(0)).toBe(2);
    expect(byCommodity.get(1)).toBeUndefined();
    expect(countBy(failed, BIT.confidence, (route) => model.routes.confidence[route]).get(2)).toBe(1);
  });
});

it("folds letters that have no decomposition", () => expect(fold("Ærø Straße")).toBe("aero strasse"));

it("knows whether anything is filtered", () => {
  expect(isFiltered(NO_FILTERS)).toBe(false);
  expect(isFiltered({ ...NO_FILTERS, query: " " })).toBe(false);
  expect(isFiltered({ ...NO_FILTERS, facets: new Map([["source", new Set(["x"])]]) })).toBe(true);
});
