// Many lines: which of them are drawn, how thin, and in steps that can be interrupted.
import { describe, expect, it } from "vitest";
import { tintsOf } from "../src/map/ground/tints";
import { anchorsOf } from "../src/map/marks/anchors";
import { thinned, thinning } from "../src/map/marks/crowding";
import { drawLines, drawSteps } from "../src/map/marks/lines";
import { pickStrands, strandBoxes } from "../src/map/marks/pick";
import { markPlaces, namedInView } from "../src/map/marks/roles";
import { markStrands } from "../src/map/marks/widths";
import { decode } from "../src/model/decode";
import { WORLD } from "../src/model/mercator";
import { complete, inSlices, runSlice, type Steps } from "../src/model/steps";
import { Store } from "../src/model/store";
import { sampleModel } from "./sample-model";
import { smallPayload } from "./small-payload";

const model = decode(smallPayload());
const anchors = anchorsOf(model);
const all = new Uint8Array(model.routes.count).fill(1);
const { order } = markStrands(model, all);
const boxes = strandBoxes(model, anchors);
/** A window of `size` px at zoom 4 with its corner at a point of the world. */
const view = (x: number, y: number, size = 400) => ({
  size: 1,
  scale: 16,
  dx: -x * 16,
  dy: -y * 16,
  width: size,
  height: size,
  shown: { left: 0, top: 0, right: size, bottom: size },
});

describe("strands picked for a view", () => {
  const none = new Set<number>();

  it("are all, while there are no more than asked for", () => {
    expect(pickStrands(model, anchors, boxes, order, view(0, 0), 2, none)).toEqual({
      full: order,
      behind: new Int32Array(0),
    });
  });

  it("are the strongest that begin or end in view, and what is chosen", () => {
    const strongest = order[order.length - 1];
    expect([...pickStrands(model, anchors, boxes, order, view(128, 60), 1, none).full]).toEqual([strongest]);
    expect([...pickStrands(model, anchors, boxes, order, view(128, 60), 1, new Set([order[0]])).full]).toEqual([
      ...order,
    ]);
    expect([...pickStrands(model, anchors, boxes, order, view(10, 200, 50), 1, none).full]).toEqual([]);
  });

  it("leave the others of the view behind", () => {
    const [weakest] = order;
    expect([...pickStrands(model, anchors, boxes, order, view(128, 60), 1, none).behind]).toEqual([weakest]);
  });

  it("are found in another copy of the world", () => {
    expect(pickStrands(model, anchors, boxes, order, view(128 + WORLD, 60), 1, none).full).toHaveLength(1);
  });

  it("leave only their own places named, and those without any line", () => {
    const marks = markPlaces(model, all);
    expect([...namedInView(marks, model, Int32Array.from([1]), new Uint8Array(3)).named].sort()).toEqual([1, 2]);
    expect(namedInView(marks, model, Int32Array.from([1]), Uint8Array.from([1, 0, 0])).named).toHaveLength(3);
  });
});

describe("crowded lines", () => {
  it("are thinner on a small map and full on a large one", () => {
    const many = Array.from({ length: 9 }, () => 0);
    expect(thinning(model, anchors, many, 2)).toBeCloseTo(0.6);
    expect(thinning(model, anchors, many, 64)).toBe(1);
    expect(thinning(model, anchors, [0, 1], 2)).toBe(1);
    const marks = markStrands(model, all);
    // Quantities less than magnitudes: else the largest is hardly wider than the smallest.
    expect(thinned(marks, 0.5).width[0]).toBeCloseTo(marks.width[0] * Math.SQRT1_2);
    const bare = markStrands(model, Uint8Array.from([0, 1, 0, 0]));
    expect(thinned(bare, 0.5).width[0]).toBeCloseTo(bare.width[0] / 2);
  });
});

describe("steps", () => {
  function* count(to: number, seen: number[]): Steps<void> {
    for (let i = 0; i < to; i++) {
      seen.push(i);
      yield;
    }
  }

  it("can be interrupted and taken up again", async () => {
    const seen: number[] = [];
    const steps = count(3, seen);
    expect(runSlice(steps, -1)).toBe(false);
    expect(seen).toEqual([0]);
    await inSlices(steps);
    expect(seen).toEqual([0, 1, 2]);
  });

  it("draw what is drawn at once", () => {
    const what = [model, anchors, markStrands(model, all), markPlaces(model, all), 32] as const;
    expect(complete(drawSteps(...what))).toEqual(drawLines(...what));
  });
});

describe("tints", () => {
  const vast = Array.from({ length: 30 }, (_, i) => `X${i}`);
  const several = (): ReturnType<typeof sampleModel> => {
    const made = sampleModel([{ stops: "balkans NOR" }, { stops: "DEU NOR" }]);
    const places = made.places.map((place) => (place.isRegion ? { ...place, members: vast } : place));
    return { ...made, places, page: { ...made.page, kind: "overview" } };
  };
  const region = 5;

  it("hatch a vast region among many markets only when it or its route is chosen", () => {
    const overview = several();
    const { state } = new Store(overview, () => new Uint8Array(2).fill(1));
    const hatched = (patch: object): number => tintsOf(overview, [0, 1, region], { ...state, ...patch }).hatched.size;
    expect(hatched({})).toBe(0);
    expect(hatched({ places: [region] })).toBe(30);
    expect(hatched({ route: 0 })).toBe(30);
    expect(hatched({ route: 1 })).toBe(0);
  });

  it("hatch it on the page of its market no sooner", () => {
    const market = { ...several(), page: { ...several().page, kind: "market" as const } };
    expect(tintsOf(market, [region], new Store(market, () => new Uint8Array(2)).state).hatched.size).toBe(0);
  });
});
