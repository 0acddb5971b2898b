import { describe, expect, it } from "vitest";
import { roundDown, widthSteps } from "../src/map/legend/amounts";
import { badgeAngle } from "../src/map/marks/badges";
import {
  distanceToSegment,
  leavesCircle,
  pieceOf,
  pointAt,
  type Quadratic,
  reversed,
  sample,
} from "../src/map/marks/curve";
import { shareRim } from "../src/map/marks/ends";
import { HitGrid } from "../src/map/marks/hits";
import { spread, turningOrder } from "../src/map/marks/spread";
import { fitCamera, freeWindow } from "../src/map/view/camera";
import { coreOf } from "../src/map/view/core";
import { narrowest } from "../src/map/view/extent";
import { latOf, lonOf, xOf, yOf } from "../src/model/mercator";

const CURVE: Quadratic = { x0: 0, y0: 0, cx: 50, cy: 80, x1: 100, y1: 0 };

describe("curves", () => {
  it("leave a circle at its radius", () => {
    const p = pointAt(CURVE, leavesCircle(CURVE, 20));
    expect(Math.hypot(p.x, p.y)).toBeCloseTo(20, 3);
    expect(leavesCircle(CURVE, 500)).toBe(1);
  });

  it("keep their shape when cut into a cubic piece", () => {
    const start = pointAt(CURVE, 0.2);
    const points = sample([start.x, start.y, ...pieceOf(CURVE, 0.2, 0.9)], 7);
    for (let i = 0; i <= 7; i++) {
      const p = pointAt(CURVE, 0.2 + (0.7 * i) / 7);
      expect(points[2 * i]).toBeCloseTo(p.x, 6);
      expect(points[2 * i + 1]).toBeCloseTo(p.y, 6);
    }
  });

  it("can be walked backwards", () => {
    expect(pointAt(reversed(CURVE), 0.25)).toEqual(pointAt(CURVE, 0.75));
  });

  it("measure the distance to a segment and to its ends", () => {
    expect(distanceToSegment(5, 3, 0, 0, 10, 0)).toBe(3);
    expect(distanceToSegment(-4, 3, 0, 0, 10, 0)).toBe(5);
    expect(distanceToSegment(3, 4, 0, 0, 0, 0)).toBe(5);
  });
});

describe("ends at a rim", () => {
  it("are cut where the circle is emptiest, so that no crowd is torn apart", () => {
    const { angles } = turningOrder([0.1, -0.1, 3]);
    expect(angles[angles.length - 1] - angles[0]).toBeLessThan(4);
    for (let i = 1; i < angles.length; i++) expect(angles[i]).toBeGreaterThanOrEqual(angles[i - 1]);
  });

  it("stay where they are when there is room", () => {
    const slots = shareRim(
      [0, 1.5, 3].map((angle) => ({ angle, half: 4, head: 9 })),
      6,
    );
    slots.forEach((slot, i) => expect(Math.cos(slot.angle - [0, 1.5, 3][i])).toBeCloseTo(1, 6));
  });

  it("keep their order and at least the angle they need", () => {
    const apart = [0.3, 0.3, 0.3, 0.3];
    const moved = spread([1, 1.01, 1.02, 1.5], apart);
    for (let i = 1; i < moved.length; i++) expect(moved[i] - moved[i - 1]).toBeGreaterThan(0.3 - 1e-9);
  });

  it("move the heavy less than the light", () => {
    const [heavy, light] = spread([1, 1], [0.4, 0.4], [9, 1]);
    expect(Math.abs(heavy - 1)).toBeLessThan(Math.abs(light - 1));
  });

  it("never let two arrowheads overlap in a crowd of five", () => {
    const ends = [1.4, 1.45, 1.5, 1.55, 1.6].map((angle) => ({ angle, half: 4.5, head: 9.4 }));
    const middles = shareRim(ends, 6).map(({ angle, radius }) => [
      Math.cos(angle) * (radius + 5),
      Math.sin(angle) * (radius + 5),
    ]);
    for (let i = 0; i < 5; i++)
      for (let j = 0; j < i; j++)
        expect(Math.hypot(middles[i][0] - middles[j][0], middles[i][1] - middles[j][1])).toBeGreaterThan(6);
  });
});

describe("hit grid", () => {
  const grid = new HitGrid();
  grid.add(0, [0, 0, 100, 0], 2);
  grid.add(1, [0, 10, 100, 10], 8);

  it("finds the nearest edge, counting the width of the line", () => {
    expect(grid.nearest(50, 5, 6)?.item).toBe(1);
    expect(grid.nearest(50, 1, 6)?.item).toBe(0);
  });

  it("finds nothing beyond the tolerance", () => {
    expect(grid.nearest(50, 40, 6)).toBeNull();
    expect(grid.nearest(-20, -20, 6)).toBeNull();
  });

  it("works across cells and for negative coordinates", () => {
    const wide = new HitGrid();
    wide.add(7, [-500, -300, 500, 300], 2);
    expect(wide.nearest(-250, -150, 3)?.item).toBe(7);
  });
});

describe("fit", () => {
  const extent = [100, 60, 150, 110] as const;
  const corners = [
    [100, 60],
    [150, 110],
    [100, 110],
    [150, 60],
  ].map(([x, y]) => ({ x, y, rim: 6, name: 60 }));
  const fitted = (over: { left: number; top: number; right: number; bottom: number }[]): [number, number][] => {
    const { lat, lng, zoom } = fitCamera({ extent, spots: corners, lines: [] }, { width: 1000, height: 800, over }, 0);
    expect(Math.abs(zoom * 10 - Math.round(zoom * 10))).toBeLessThan(1e-6);
    return corners.map(({ x, y }) => [(x - xOf(lng)) * 2 ** zoom + 500, (y - yOf(lat)) * 2 ** zoom + 400]);
  };

  it("keeps the extent beside what covers a whole side", () => {
    for (const [x, y] of fitted([{ left: 700, top: 0, right: 1000, bottom: 800 }])) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(700);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(800);
    }
  });

  it("keeps symbols clear of a legend in a corner, and fills the window when there is none", () => {
    const legend = { left: 640, top: 420, right: 984, bottom: 784 };
    for (const [x, y] of fitted([legend])) {
      expect(x > legend.left - 12 && y > legend.top - 12).toBe(false);
      expect(x).toBeGreaterThan(0);
      expect(y).toBeGreaterThan(0);
    }
    const span = (points: [number, number][]): number => points[1][0] - points[0][0];
    expect(span(fitted([]))).toBeGreaterThan(span(fitted([legend])));
  });

  it("does not make way for what leaves nothing to look at", () => {
    expect(freeWindow({ width: 400, height: 600, over: [{ left: 0, top: 50, right: 400, bottom: 600 }] }).bottom).toBe(
      588,
    );
    expect(freeWindow({ width: 400, height: 600, over: [{ left: 0, top: 400, right: 400, bottom: 600 }] }).bottom).toBe(
      388,
    );
  });

  it("takes the short way round the world", () => {
    const [west, , east] = narrowest([
      [10, 0, 12, 1],
      [250, 0, 252, 1],
    ]) ?? [0, 0, 0, 0];
    expect(east - west).toBeLessThan(30);
  });

  it("turns degrees into world pixels and back", () => {
    expect(lonOf(xOf(-77.5))).toBeCloseTo(-77.5, 9);
    expect(latOf(yOf(64.2))).toBeCloseTo(64.2, 9);
  });
});

describe("badges", () => {
  it("stand to the upper right, and elsewhere where a line ends there", () => {
    expect(badgeAngle([])).toBeCloseTo(-Math.PI / 4);
    const crowded = badgeAngle([-Math.PI / 4, Math.PI / 4]);
    expect(Math.cos(crowded)).toBeLessThan(0.01);
  });
});

describe("legend of widths", () => {
  it("shows round amounts only", () => {
    expect([0.7, 9, 34, 5200, 1000].map(roundDown)).toEqual([0.5, 5, 20, 5000, 1000]);
  });

  it("leaves out amounts below the smallest", () => {
    expect(widthSteps(5200, 60)).toEqual([5000, 500, 100]);
    expect(widthSteps(5200, 1)).toEqual([5000, 500, 50]);
  });
});

describe("the crowded core of a wide map", () => {
  const crowd = [0, 1, 2, 3, 4, 5].map((k) => [500 + 25 * (k % 3), 300 + 25 * Math.floor(k / 3)] as const);
  const lines = [0, 1, 2, 3, 4].flatMap((k) => [[k, k + 1] as const, [k + 1, k] as const]);
  const core = (at: readonly (readonly [number, number])[], all: readonly (readonly [number, number])[]) =>
    coreOf({ places: at.map((_, k) => k), at: (place) => at[place], lines: all, width: 1000 });

  it("leaves far places out", () => {
    const found = core([...crowd, [20, 20], [980, 580]], [...lines, [0, 6], [1, 7]]);
    expect([...(found ?? [])]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("is none where most lines lead away, or places have room", () => {
    const away = Array.from({ length: 12 }, (_, k) => [k % 6, 6 + (k % 2)] as const);
    expect(core([...crowd, [20, 20], [980, 580]], [...lines, ...away])).toBeNull();
    expect(
      core(
        crowd.map(([x, y]) => [(x - 500) * 4, (y - 300) * 4] as const),
        lines,
      ),
    ).toBeNull();
  });
});
