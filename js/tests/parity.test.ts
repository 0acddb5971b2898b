// What Python and the script both compute: the files of tests/parity, which tests/parity/test_parity.py holds Python to.
import { describe, expect, it } from "vitest";
import folding from "../../tests/parity/folding.json";
import marks from "../../tests/parity/marks.json";
import names from "../../tests/parity/names.json";
import strongest from "../../tests/parity/strongest.json";
import { labelsWithin, levelFor } from "../src/map/folds";
import { tintOf, tintsOf } from "../src/map/ground/tints";
import { widthSteps } from "../src/map/legend/amounts";
import { legendSections } from "../src/map/legend/entries";
import { legendFacts } from "../src/map/legend/facts";
import { anchorsOf } from "../src/map/marks/anchors";
import { setApart } from "../src/map/marks/apart";
import { badgeAngle } from "../src/map/marks/badges";
import { shareRim } from "../src/map/marks/ends";
import { type Head, headHalf, headLength } from "../src/map/marks/heads";
import { HitGrid } from "../src/map/marks/hits";
import { drawLines } from "../src/map/marks/lines";
import { markPlaces } from "../src/map/marks/roles";
import { inFull, toldApart } from "../src/map/marks/strongest";
import { badgeAway, rimOf, rimRadius, symbolRadius } from "../src/map/marks/symbols";
import { markStrands, widthOfQuantity } from "../src/map/marks/widths";
import { placeLabels } from "../src/map/names/labels";
import { linesThrough, nameRanks } from "../src/map/names/names";
import type { Theme } from "../src/map/view/theme";
import { decode } from "../src/model/decode";
import { foldModel } from "../src/model/fold";
import { LOOK } from "../src/model/look";
import type { Payload } from "../src/model/payload";
import { Store } from "../src/model/store";
import { type Lang, languageOf, wordsIn } from "./languages";

declare global {
  interface ImportMeta {
    glob<T>(pattern: string, options: { eager: true; import: "default" }): Record<string, T>;
  }
}

/** As in tests/parity/cases.py. */
const SCALE = 12;
const DIGITS = 3;

interface Expected {
  readonly width: number[];
  readonly support: number[];
  readonly tail_in: number[];
  readonly tail_out: number[];
  readonly roles: number[];
  readonly weight: number[];
  readonly rank: number[];
  readonly badge: number[];
  readonly domestic: Record<string, [group: number, width: number, support: number][]>;
  readonly rim: number[];
  readonly tints: { subject: string; concerned: string[]; hatched: string[]; of: Record<string, string> };
  readonly courses: { strand: number; chain: number[]; head: number[] | null }[];
  readonly tails: {
    place: number;
    group: number;
    incoming: boolean;
    width: number;
    support: number;
    near: number[];
    far: number[];
    head: number[] | null;
    sign: number[] | null;
  }[];
  readonly legend: { head: string; entries: Record<string, unknown>[] }[];
}

function near(found: Iterable<number>, expected: Iterable<number>): void {
  const [a, b] = [[...found], [...expected]];
  expect(a).toHaveLength(b.length);
  a.forEach((value, at) => expect(value).toBeCloseTo(b[at], DIGITS));
}

function nearHead(head: Head | null, expected: number[] | null): void {
  expect(head === null).toBe(expected === null);
  if (head && expected) near([head.x, head.y, head.dx, head.dy, head.length, head.half], expected);
}

interface SceneCase {
  readonly lang: Lang;
  readonly payload: Payload;
  readonly expected: Expected;
}

const scenes = import.meta.glob<SceneCase>("../../tests/parity/scenes/*.json", { eager: true, import: "default" });

describe.each(Object.entries(scenes))("scene %s", (_, { lang, payload, expected }) => {
  const model = decode({ ...payload, words: languageOf(lang), basemap: null } as unknown as Payload);
  const all = new Uint8Array(model.routes.count).fill(1);
  const strands = markStrands(model, all);
  const places = markPlaces(model, all);
  const drawing = drawLines(model, anchorsOf(model), strands, places, SCALE);

  it("has lines of the same width and support", () => {
    near(strands.width, expected.width);
    expect([...strands.support]).toEqual(expected.support);
    expect([...strands.tailIn]).toEqual(expected.tail_in);
    expect([...strands.tailOut]).toEqual(expected.tail_out);
  });

  it("has places of the same roles, weight and badges", () => {
    expect([...places.roles]).toEqual(expected.roles);
    expect([...places.weight]).toEqual(expected.weight);
    near(nameRanks({ model, places, strands }), expected.rank);
    expect([...places.badge]).toEqual(expected.badge);
    expect(Object.keys(Object.fromEntries(places.domestic))).toEqual(Object.keys(expected.domestic));
    for (const [place, rings] of places.domestic)
      near(
        rings.flatMap(({ group, width, support }) => [group, width, support]),
        expected.domestic[place].flat(),
      );
    near(
      model.places.map((_, place) => rimOf(model, places, place)),
      expected.rim,
    );
  });

  it("has the same ground", () => {
    const { subject, concerned, hatched, of } = expected.tints;
    const tints = tintsOf(model, places.named, new Store(model, () => all).state);
    expect(tints.subject).toBe(subject);
    expect([...tints.concerned].sort()).toEqual(concerned);
    expect([...tints.hatched].sort()).toEqual(hatched);
    const theme = { subject: "subject", concerned: "concerned" } as Theme;
    for (const [code, tint] of Object.entries(of)) expect(tintOf(code, tints, theme) || "land", code).toBe(tint);
  });

  it("has the same courses", () => {
    const lines = [...drawing.lines].sort((a, b) => a.strand - b.strand);
    expect(lines.map((line) => line.strand)).toEqual(expected.courses.map((course) => course.strand));
    lines.forEach((line, at) => {
      near(line.chain, expected.courses[at].chain);
      nearHead(line.head, expected.courses[at].head);
    });
  });

  it("has the same open ends", () => {
    const tails = [...drawing.tails].sort(
      (a, b) => a.place - b.place || a.group - b.group || Number(a.incoming) - Number(b.incoming),
    );
    expect(tails).toHaveLength(expected.tails.length);
    tails.forEach((tail, at) => {
      const { place, group, incoming, support, width, near: from, far, head, sign } = expected.tails[at];
      expect({ ...tail }).toMatchObject({ place, group, incoming, support });
      near([tail.width, ...tail.near, ...tail.far], [width, ...from, ...far]);
      nearHead(tail.head, head);
      near(tail.sign ?? [], sign ?? []);
    });
  });

  it("has the same legend", () => {
    const facts = legendFacts(model, { marks: strands, places, disputed: false, thin: 1 });
    const sections = legendSections(model, facts, wordsIn(lang)).map(({ head, entries }) => ({
      head,
      entries: entries.map(({ mark, text, width = 0, support = null, hasHead = false, roles = 0, number = "" }) => ({
        mark,
        text,
        width: Number(width.toFixed(DIGITS)),
        support,
        has_head: hasHead,
        roles,
        number,
      })),
    }));
    const rounded = expected.legend.map(({ head, entries }) => ({
      head,
      entries: entries.map((entry) => ({ ...entry, width: Number((entry.width as number).toFixed(DIGITS)) })),
    }));
    expect(sections).toEqual(rounded);
  });
});

describe("marks", () => {
  const style = { magnitude_width: [], width_range: [1.5, 9] };

  it("have heads of the same size", () => {
    for (const { width, size } of marks.heads) near([headLength(width), headHalf(width)], size);
  });

  it("have symbols and rims of the same radius", () => {
    for (const { roles, is_region, rings, radius, rim } of marks.symbols)
      near(
        [
          symbolRadius(LOOK.symbol.radius_px, roles, is_region),
          rimRadius(LOOK.symbol.radius_px, roles, is_region, rings),
        ],
        [radius, rim],
      );
  });

  it("stand apart alike where one would hide another", () => {
    for (const { at, radius, moved } of marks.apart) {
      const column = (side: number): Float64Array => Float64Array.from(at, (one) => one[side] / 3);
      const { x, y } = setApart({ x: column(0), y: column(1) }, radius, 3);
      moved.forEach((one, k) => near([x[k] * 3, y[k] * 3], one));
    }
  });

  it("share rims alike", () => {
    for (const { rim, ends, slots } of marks.rims)
      shareRim(ends, rim).forEach((slot, at) => near([slot.angle, slot.radius], slots[at]));
  });

  it("have badges at the same place", () => {
    for (const { roles, count, ends, spot } of marks.badges) {
      const rim = rimRadius(LOOK.symbol.radius_px, roles, false, []);
      const [away, angle] = [roles ? badgeAway(rim, count) : 0, badgeAngle(ends)];
      near([100 + Math.cos(angle) * away, 100 + Math.sin(angle) * away], spot);
    }
  });

  it("are explained by the same amounts", () => {
    for (const { largest, least, steps } of marks.steps) expect(widthSteps(largest, least)).toEqual(steps);
    for (const { share, width } of marks.quantities) near([widthOfQuantity(style, share, 1)], [width]);
  });
});

describe("names", () => {
  it("stand at the same places", () => {
    const { width, height, wanted, hard, lines, expected } = names;
    const grid = new HitGrid();
    lines.forEach(([x, y], at) => grid.add(at, [x, y, x, y], 0));
    const frame = { left: 0, top: 0, right: width, bottom: height };
    const placed = placeLabels(
      wanted.map((one) => ({ ...one, always: false })),
      {
        hard: hard.map(([left, top, right, bottom]) => ({ left, top, right, bottom })),
        spots: wanted.map(({ x, y, clear }) => ({ x, y, rim: clear })),
        lines: (box) => linesThrough(box, (x, y, reach) => grid.touches(x, y, reach)),
        free: frame,
        shown: frame,
        most: Infinity,
      },
    );
    expect(placed.map((one) => one.item)).toEqual(expected.map((one) => one.item));
    placed.forEach(({ box, lead }, at) => {
      near([box.left, box.top, box.right, box.bottom], expected[at].box);
      near(lead ?? [], expected[at].lead ?? []);
    });
  });
});

describe("the strongest lines", () => {
  it.each(strongest)("are those that can be told apart: %j", ({ size, room, width, routes, asked, full }) => {
    if (size) expect(toldApart(size[0], size[1])).toBe(room);
    if (!width || !routes || !full) return;
    const order = Int32Array.from(width.keys()).sort((a, b) => width[a] - width[b] || routes[a] - routes[b] || b - a);
    const strengths = { order, width: Float64Array.from(width), count: Uint32Array.from(routes) };
    const most = inFull(strengths, room, asked ?? Infinity);
    expect([...order.slice(order.length - most)].sort((a, b) => a - b)).toEqual(full);
  });
});

describe("folding", () => {
  const model = decode({ ...folding.payload, words: languageOf("en"), basemap: null } as unknown as Payload);
  const say = wordsIn("en");

  it.each(folding.levels.map((level, at) => [at, level] as const))(
    "makes the lines and places of level %i",
    (at, level) => {
      const { model: folded, repeats } = foldModel(model, model.folds[at]);
      const visible = new Uint8Array(folded.routes.count).fill(1);
      for (const route of repeats) visible[route] = 0;
      const { from, to, group, undirected } = folded.strands;
      const marks = markStrands(folded, visible);
      const places = markPlaces(folded, visible);
      expect([...from].map((start, one) => [folded.places[start].code, folded.places[to[one]].code])).toEqual(
        level.ends,
      );
      expect([...group]).toEqual(level.group);
      expect([...undirected]).toEqual(level.undirected);
      near(marks.width, level.width);
      expect([...marks.support]).toEqual(level.support);
      expect([[...marks.tailIn], [...marks.tailOut]]).toEqual(level.tails);
      expect([...places.roles]).toEqual(level.roles);
      expect([...places.badge]).toEqual(level.badge);
      const rings = [...places.domestic].map(([place, some]) => [
        folded.places[place].code,
        some.map((one) => [one.group, Number(one.width.toFixed(5)), one.support]),
      ]);
      expect(Object.fromEntries(rings)).toEqual(level.rings);
      expect(labelsWithin(folded, say, visible)).toEqual(level.names);
    },
  );

  it.each(folding.fitting)("shows the finest level that fits: %j", ({ room, levels, level }) => {
    expect(levelFor(levels, room)).toBe(level);
  });
});
