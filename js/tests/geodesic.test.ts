import { describe, expect, it } from "vitest";
import parity from "../../tests/parity/geodesic.json";
import { inverse, walk } from "../src/panel/takeaway/geodesic";
import { cutAtDateLine, lineThrough, type Point } from "../src/panel/takeaway/route-line";

/** Degrees of the great circle, so that a longitude beside a pole weighs what it is. */
function apart([lon1, lat1]: number[], [lon2, lat2]: number[]): number {
  const turn = Math.abs(((lon2 - lon1 + 540) % 360) - 180);
  return Math.max(turn * Math.cos((lat1 * Math.PI) / 180), Math.abs(lat2 - lat1));
}

describe("the line of a route", () => {
  it.each(parity)("is the one that Python writes: $name", ({ stops, parts }) => {
    const made = lineThrough(stops as unknown as Point[], new Map());
    expect(made.map((part) => part.length)).toEqual(parts.map((part) => part.length));
    made.forEach((part, at) => {
      part.forEach((point, i) => {
        expect(apart([...point], parts[at][i])).toBeLessThan(2.5e-6);
      });
    });
  });

  it("cuts at the date line, and both sides end there at one latitude", () => {
    const parts = cutAtDateLine([
      [170, 0],
      [-170, 10],
    ]);
    expect(parts).toEqual([
      [
        [170, 0],
        [180, 5],
      ],
      [
        [-180, 5],
        [-170, 10],
      ],
    ]);
  });
});

describe("geodesics", () => {
  it("are as long as the ellipsoid says, there and back", () => {
    // A quarter of the equator and of a meridian of WGS 84.
    expect(inverse(0, 0, 90, 0).lengthM).toBeCloseTo(10018754.171, 2);
    expect(inverse(0, 0, 0, 90).lengthM).toBeCloseTo(10001965.729, 2);
    expect(inverse(10, 52, 10, 52).lengthM).toBeCloseTo(0, 6);
    expect(inverse(-3.7, 40.4, 174.8, -41.3).lengthM).toBeCloseTo(inverse(174.8, -41.3, -3.7, 40.4).lengthM, 4);
  });

  it("arrive where they lead", () => {
    const { lengthM, azimuth } = inverse(10.5, 59.9, -70.6, -33.4);
    const [lon, lat] = walk(10.5, 59.9, azimuth)(lengthM);
    expect(lon).toBeCloseTo(-70.6, 7);
    expect(lat).toBeCloseTo(-33.4, 7);
  });
});
