import { describe, expect, it } from "vitest";
import { anchorsOf } from "../src/map/marks/anchors";
import { emphasise, FADED, SIBLING } from "../src/map/marks/emphasis";
import { drawLines } from "../src/map/marks/lines";
import { markPlaces } from "../src/map/marks/roles";
import { markStrands, widthOfQuantity } from "../src/map/marks/widths";
import { overlap, placeLabels, type Wanted } from "../src/map/names/labels";
import { decode } from "../src/model/decode";
import { LOOK, ROLE, SUPPORTS } from "../src/model/look";
import { Store } from "../src/model/store";
import { smallPayload } from "./small-payload";

const model = decode(smallPayload());
const all = new Uint8Array(model.routes.count).fill(1);

describe("strands", () => {
  const marks = markStrands(model, all);

  it("merge routes: that their support differs, the sum of one unit", () => {
    expect([...marks.count]).toEqual([2, 1]);
    expect(SUPPORTS[marks.support[0]]).toBe("mixed");
    expect(marks.amount[0]).toBe(12);
    expect(marks.scale[0]).toBe(0);
    expect(marks.scale[1]).toBe(1);
  });

  it("know their open ends", () => {
    expect([...marks.tailIn]).toEqual([1, 0]);
    expect([...marks.tailOut]).toEqual([0, 1]);
  });

  it("fall back on the magnitude when the quantity is filtered out", () => {
    const hidden = markStrands(model, Uint8Array.from([0, 1, 0, 0]));
    expect(hidden.scale[0]).toBe(-1);
    expect(hidden.width[0]).toBe(5);
    expect([...hidden.order]).toEqual([0]);
  });

  it("go from weak to strong", () => {
    const { order, width } = markStrands(model, all);
    expect(width[order[0]]).toBeLessThanOrEqual(width[order[1]]);
  });

  it("grow with the root of the quantity", () => {
    const width = (total: number): number => widthOfQuantity(model.style, total, 100);
    expect(width(0)).toBe(1.5);
    expect(width(100)).toBe(9);
    expect(width(25)).toBeCloseTo(5.25);
  });
});

describe("places", () => {
  const marks = markPlaces(model, all);

  it("combine their roles; beside an open end a stop is transit", () => {
    expect(marks.roles[0]).toBe(ROLE.origin | ROLE.transit);
    expect(marks.roles[1]).toBe(ROLE.origin | ROLE.destination);
    expect(marks.roles[2]).toBe(ROLE.transit);
  });

  it("count statements without a counterpart", () => {
    expect([...marks.badge]).toEqual([1, 0, 0]);
  });
});

describe("drawing", () => {
  it("ends every arrow outside the symbol it points to", () => {
    const places = markPlaces(model, all);
    const { lines, tails } = drawLines(model, anchorsOf(model), markStrands(model, all), places, 32);
    const anchors = anchorsOf(model);
    expect(lines).toHaveLength(2);
    for (const { head, strand } of lines) {
      const to = model.strands.to[strand];
      const distance = Math.hypot((head?.x ?? 0) - anchors.x[to] * 32, (head?.y ?? 0) - anchors.y[to] * 32);
      expect(distance).toBeGreaterThan(LOOK.symbol.radius_px);
      expect(distance).toBeLessThan(40);
    }
    expect(tails.map((tail) => tail.incoming).sort()).toEqual([false, true]);
  });
});

describe("emphasis", () => {
  const store = new Store(model, () => all);

  it("shows everything while nothing is chosen", () => {
    expect([...emphasise(model, store.state).strands]).toEqual([1, 1]);
  });

  it("fades what does not belong to the chosen route", () => {
    const { strands } = emphasise(model, { ...store.state, route: 0 });
    expect(strands[0]).toBe(1);
    expect(strands[1]).toBeCloseTo(FADED);
  });

  it("keeps alternatives of the statement at their strength", () => {
    const twins = decode({ ...smallPayload(), routes: { ...smallPayload().routes, statement: [0, 1, 0, 3] } });
    expect(emphasise(twins, { ...store.state, route: 0 }).strands[1]).toBeCloseTo(SIBLING);
  });
});

describe("names", () => {
  const frame = { left: 0, top: 0, right: 400, bottom: 300 };
  const obstacles = { most: 30, hard: [], spots: [], free: frame, shown: frame, lines: () => 0 };
  const wanted = (item: number, x: number, y: number, more: Partial<Wanted> = {}): Wanted => ({
    item,
    x,
    y,
    clear: 6,
    width: 60,
    height: 13,
    rank: 10 - item,
    always: false,
    ...more,
  });

  it("never cover each other", () => {
    const crowd = Array.from({ length: 30 }, (_, i) => wanted(i, 150 + (i % 6) * 18, 120 + Math.floor(i / 6) * 14));
    const placed = placeLabels(crowd, obstacles);
    expect(placed.length).toBeGreaterThan(2);
    placed.forEach((a, i) => placed.slice(0, i).forEach((b) => expect(overlap(a.box, b.box)).toBe(0)));
  });

  it("go to the important first, and to the subject always", () => {
    const hard = [{ left: -100, top: -100, right: 500, bottom: 400 }];
    const placed = placeLabels([wanted(0, 100, 100), wanted(1, 200, 100, { always: true })], { ...obstacles, hard });
    expect(placed.map((one) => one.item)).toEqual([1]);
  });

  it("leave a line where there is room, tied to their symbol if that is far", () => {
    // A band of lines lies over everything near the place.
    const lines = (box: { top: number; bottom: number }): number =>
      box.bottom > 75 && box.top < 125 && box.bottom - box.top > 4 ? 4 : 0;
    const [{ box, lead }] = placeLabels([wanted(0, 200, 100)], { ...obstacles, lines });
    expect(lines(box)).toBe(0);
    expect(lead).not.toBeNull();
    const [[x0, y0, x1, y1]] = [lead ?? [0, 0, 0, 0]];
    expect(Math.hypot(x0 - 200, y0 - 100)).toBeCloseTo(6);
    expect(x1 >= box.left && x1 <= box.right && y1 >= box.top && y1 <= box.bottom).toBe(true);
  });

  it("stand nearer to their own symbol than to another", () => {
    const spots = [
      { x: 200, y: 100, rim: 6 },
      { x: 216, y: 100, rim: 6 },
    ];
    const hard = spots.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
    const [{ box }] = placeLabels([wanted(0, 200, 100)], { ...obstacles, hard, spots });
    expect(box.right).toBeLessThanOrEqual(200);
  });

  it("of places out of sight stay out of sight", () => {
    const placed = placeLabels([wanted(0, -10, 100, { width: 90 })], obstacles);
    placed.forEach(({ box }) => expect(overlap(box, frame)).toBe(0));
  });

  it("stay inside the window", () => {
    const [placed] = placeLabels([wanted(0, 390, 100)], obstacles);
    expect(placed.box.right).toBeLessThanOrEqual(400);
  });
});
