import { describe, expect, it } from "vitest";
import { lonOf, xOf, yOf } from "../src/model/mercator";
import { decodeOutlines } from "../src/model/topojson";

// Two squares that share the edge x = 10, in tenths of a degree.
const SQUARES = {
  type: "Topology",
  transform: { scale: [0.1, 0.1], translate: [0, 0] },
  arcs: [
    [
      [100, 0],
      [0, 100],
    ],
    [
      [100, 100],
      [-100, 0],
      [0, -100],
      [100, 0],
    ],
    [
      [100, 100],
      [100, 0],
      [0, -100],
      [-100, 0],
    ],
  ],
  objects: {
    countries: {
      type: "GeometryCollection",
      geometries: [
        { type: "Polygon", id: "AAA", arcs: [[0, 1]] },
        { type: "MultiPolygon", id: "BBB", arcs: [[[2, 0]]] },
      ],
    },
    disputed: { type: "MultiLineString", arcs: [] },
  },
};

describe("decodeOutlines", () => {
  it("draws a shared border once and closes both countries over it", () => {
    const outlines = decodeOutlines(SQUARES);
    expect(outlines.countries.map((country) => country.id)).toEqual(["AAA", "BBB"]);
    expect(outlines.borders).toHaveLength(1);
    expect(outlines.coasts).toHaveLength(2);
    const [left] = outlines.countries;
    expect(lonOf(left.box[0])).toBeCloseTo(0);
    expect(lonOf(left.box[2])).toBeCloseTo(10);
    expect(left.rings[0]).toHaveLength(10);
  });

  it("takes a disputed border out of the others", () => {
    const disputed = { type: "LineString", arcs: [0] };
    const outlines = decodeOutlines({ ...SQUARES, objects: { ...SQUARES.objects, disputed } });
    expect(outlines.borders).toHaveLength(0);
    expect(outlines.disputed).toHaveLength(1);
  });

  it("draws nothing along the cut at 180°", () => {
    const outlines = decodeOutlines({
      type: "Topology",
      arcs: [
        [
          [170, 0],
          [180, 0],
          [180, 10],
          [170, 10],
          [170, 0],
        ],
      ],
      objects: { countries: { type: "Polygon", id: "CCC", arcs: [[0]] } },
    });
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
