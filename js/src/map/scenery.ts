// What a view is fitted to: the places and lines on show, in one copy of the world.
import { WORLD } from "../model/mercator";
import { boxOf } from "./marks/curve";
import type { Scene } from "./marks/scene";
import { rimOf } from "./marks/symbols";
import type { Scenery, Spot } from "./view/camera";
import { type Extent, narrowest } from "./view/extent";

const MOST_SPOTS = 250;
const MOST_POINTS = 400;
const PER_LINE = 12;

export interface Parts {
  readonly strands: Iterable<number>;
  readonly places: Iterable<number>;
}

interface Boxes {
  readonly boxes: Extent[];
  readonly inLines: ReadonlySet<number>;
}

function boxesOf(scene: Scene, strands: readonly number[]): Boxes {
  const { from, to, shift, cx, cy, courses } = scene.model.strands;
  const { x, y } = scene.anchors;
  const inLines = new Set<number>();
  const boxes = strands.map((one): Extent => {
    const [a, b] = [from[one], to[one]];
    const endX = x[b] + shift[one] * WORLD;
    const [middleX, middleY] = [(x[a] + 2 * cx[one] + endX) / 4, (y[a] + 2 * cy[one] + y[b]) / 4];
    inLines.add(a).add(b);
    return boxOf([x[a], y[a], endX, y[b], middleX, middleY, ...(courses.get(one) ?? [])]);
  });
  return { boxes, inLines };
}

/** Points along the lines, each in the copy of the world that lies nearest to the middle. */
function pointsOf(scene: Scene, strands: readonly number[], boxes: readonly Extent[], centre: number): number[] {
  const { from, to, shift, cx, cy } = scene.model.strands;
  const { x, y } = scene.anchors;
  const each = Math.max(2, Math.min(PER_LINE, Math.floor(MOST_POINTS / Math.max(1, strands.length))));
  const points: number[] = [];
  for (let i = 0; i < strands.length && points.length < 2 * MOST_POINTS; i++) {
    const one = strands[i];
    const home = Math.round((centre - (boxes[i][0] + boxes[i][2]) / 2) / WORLD) * WORLD;
    const [a, b] = [from[one], to[one]];
    for (let step = 1; step < each; step++) {
      const t = step / each;
      const u = 1 - t;
      points.push(
        u * u * x[a] + 2 * u * t * cx[one] + t * t * (x[b] + shift[one] * WORLD) + home,
        u * u * y[a] + 2 * u * t * cy[one] + t * t * y[b],
      );
    }
  }
  return points;
}

/** Null when there is nothing to show; `width` measures a place's name, px of a usual map, `size` times as large here. */
export function sceneryOf(scene: Scene, parts: Parts, width: (place: number) => number, size: number): Scenery | null {
  const { model, anchors, places } = scene;
  const strands = [...parts.strands];
  const { boxes, inLines } = boxesOf(scene, strands);
  const named = new Set([...parts.places, ...inLines]);
  for (const place of named)
    if (!inLines.has(place)) boxes.push([anchors.x[place], anchors.y[place], anchors.x[place], anchors.y[place]]);
  const extent = narrowest(boxes);
  if (!extent) return null;
  const centre = (extent[0] + extent[2]) / 2;
  const spots = [...named]
    .sort((a, b) => places.weight[b] - places.weight[a] || a - b)
    .slice(0, MOST_SPOTS)
    .map(
      (place): Spot => ({
        x: anchors.x[place] + Math.round((centre - anchors.x[place]) / WORLD) * WORLD,
        y: anchors.y[place],
        rim: rimOf(model, places, place) * size,
        name: width(place) * size,
      }),
    );
  return { extent, spots, lines: pointsOf(scene, strands, boxes, centre) };
}
