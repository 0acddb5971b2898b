import { describe, expect, it } from "vitest";
import { lonOf, xOf, yOf } from "../src/model/mercator";
import { decodeOutlines } from "../src/model/outlines";
import { unpackNumbers } from "../src/model/packing";

/** As `routemap.places.packing` does it, for numbers that have one digit or two. */
function pack(numbers: readonly number[]): string[] {
  const letter = (digit: number): string => String.fromCharCode(35 + digit + (digit >= 57 ? 1 : 0));
  const doubled = numbers.map((number) => (number < 0 ? -2 * number - 1 : 2 * number));
  const higher = doubled.filter((number) => number >= 45).map((number) => letter(Math.floor(number / 45)));
  return [doubled.map((number) => letter(number < 45 ? number : 45 + (number % 45))).join(""), higher.join("")];
}

/** Arcs as points in tenths of a degree, each from the end of the one before. */
function topology(arcs: readonly (readonly (readonly [number, number])[])[], ids: string, shape: readonly number[]) {
  const steps = arcs.flatMap((arc) => arc.slice(1).map(([x, y], i) => [x - arc[i][0], y - arc[i][1]]));
  const begun = arcs.map(([[x, y]], k) => {
    const [lastX, lastY] = k ? (arcs[k - 1].at(-1) ?? [0, 0]) : [0, 0];
    return [x - lastX, y - lastY];
  });
  return {
    step: 0.1,
    corner: [0, 0],
    ids,
    shape: pack(shape),
    size: pack(arcs.map((arc) => arc.length - 1)),
    east: pack(begun.map(([x]) => x)),
    north: pack(begun.map(([, y]) => y)),
    x: pack(steps.map(([x]) => x)),
    y: pack(steps.map(([, y]) => y)),
  };
}

// Two squares that share the edge x = 10°: the second runs along it backwards.
const ARCS = [
  [
    [100, 0],
    [100, 100],
  ],
  [
    [100, 100],
    [0, 100],
    [0, 0],
    [100, 0],
  ],
  [
    [100, 0],
    [200, 0],
    [200, 100],
    [100, 100],
  ],
] as const;
const SHAPE = [1, 2, 0, 0, 1, 2, 0, -3];

describe("unpackNumbers", () => {
  it("reads what Python writes", () => {
    expect(unpackNumbers(["#$OQ", "$"])).toEqual([0, -1, 22, 23]);
    expect(unpackNumbers(pack([-1000, 0, 57, 44, -23, 1012]))).toEqual([-1000, 0, 57, 44, -23, 1012]);
    expect(unpackNumbers([])).toEqual([]);
  });
});

describe("decodeOutlines", () => {
  it("draws a shared border once and closes both countries over it", () => {
    const outlines = decodeOutlines(topology(ARCS, "AAABBB", [...SHAPE, 0]));
    expect(outlines.countries.map((country) => country.id)).toEqual(["AAA", "BBB"]);
    expect(outlines.borders).toHaveLength(1);
    expect(outlines.coasts).toHaveLength(2);
    for (const [k, west] of [0, 10].entries()) {
      const { box, rings } = outlines.countries[k];
      expect(lonOf(box[0])).toBeCloseTo(west);
      expect(lonOf(box[2])).toBeCloseTo(west + 10);
      expect(rings[0]).toHaveLength(10);
      expect(rings[0].slice(0, 2)).toEqual(rings[0].slice(-2));
    }
  });

  it("takes a disputed border out of the others", () => {
    const outlines = decodeOutlines(topology(ARCS, "AAABBB", [...SHAPE, 1, 1, 3]));
    expect(outlines.borders).toHaveLength(0);
    expect(outlines.disputed).toHaveLength(1);
  });

  it("draws nothing along the cut at 180°", () => {
    const ring = [
      [170, 0],
      [180, 0],
      [180, 10],
      [170, 10],
      [170, 0],
    ] as const;
    const outlines = decodeOutlines({ ...topology([ring], "CCC", [1, 1, 0, 0]), step: 1 });
    const seam = xOf(180);
    for (const { path } of outlines.coasts)
      for (let i = 2; i < path.length; i += 2) expect(path[i] === seam && path[i - 2] === seam).toBe(false);
    expect(outlines.countries[0].rings[0]).toHaveLength(10);
  });

  it("keeps the poles finite", () => {
    expect(Number.isFinite(yOf(-90))).toBe(true);
    expect(yOf(0)).toBeCloseTo(128);
  });
});
