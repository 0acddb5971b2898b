// Names of the places named by visible routes, as they are written on the map.
import { LOOK } from "../../model/look";
import { WORLD } from "../../model/mercator";
import type { Model } from "../../model/model";
import { joins } from "../../words";
import type { Scene } from "../marks/scene";
import { badgeAway, badgeWidth, rimOf } from "../marks/symbols";
import type { Pen } from "../view/pen";
import type { Rect, View } from "../view/stage";
import type { Theme } from "../view/theme";
import { copiesOfPoint } from "../view/world";
import { overlap, type Placed, placeLabels, type Wanted } from "./labels";

const { name: NAME, lettering: LETTERING, badge: BADGE, tail: TAIL } = LOOK;
/** Square pixels per name: beyond that the map would be a list. */
const AREA_OF_NAME = 9500;
/** The stops of a chosen route are named whatever is in the way; of a chosen place with many routes they may wait. */
const MOST_CHOSEN = 16;

export interface Spot {
  readonly place: number;
  readonly x: number;
  readonly y: number;
  readonly rim: number;
}

interface Name extends Placed {
  readonly place: number;
  readonly text: string;
}

export interface Names {
  readonly spots: readonly Spot[];
  readonly names: readonly Name[];
}

interface Face {
  readonly font: string;
  readonly spacing: string;
  readonly height: number;
}

export function faceOf(model: Model, place: number, theme: Theme): Face {
  const { isRegion, name } = model.places[place];
  const joined = joins(name);
  // No letters that join are slanted.
  if (isRegion) return faceIn(`${joined ? "" : "italic "}${LETTERING.region_weight}`, "region", theme, joined);
  return faceIn(
    String(LETTERING[place === model.page.subject ? "subject_weight" : "country_weight"]),
    "country",
    theme,
    joined,
  );
}

function faceIn(weight: string, kind: "region" | "country", theme: Theme, joined: boolean): Face {
  const size = LETTERING[`${kind}_px`];
  return {
    font: `${weight} ${size}px ${theme.font}`,
    spacing: joined ? "0px" : `${LETTERING[`${kind}_spacing_px`]}px`,
    height: Math.round(size * LETTERING.line),
  };
}

function writtenName({ model, labels }: Named, place: number): string {
  return model.places[place].isRegion ? labels[place] : labels[place].toLocaleUpperCase(model.page.lang);
}

type Named = Pick<Scene, "model" | "labels">;

const widths = new Map<string, number>();

/** How wide the words of a note at the edge are, px. */
export function noteWidth(pen: Pen, text: string, letter: number, theme: Theme): number {
  return widthOf(pen, text, { font: `500 ${letter}px ${theme.font}`, spacing: "0px", height: 0 });
}

/** How wide a place's name is on the map, px. */
export function nameWidth(pen: Pen, scene: Named, place: number, theme: Theme): number {
  return widthOf(pen, writtenName(scene, place), faceOf(scene.model, place, theme));
}

function widthOf(pen: Pen, text: string, face: Face): number {
  const key = `${face.font}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    pen.font = face.font;
    pen.letterSpacing = face.spacing;
    width = pen.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

function spotsOf(scene: Scene, view: View): Spot[] {
  const { model, places, anchors } = scene;
  const spots: Spot[] = [];
  for (const place of places.named) {
    const [x, y] = [anchors.x[place] * view.scale, anchors.y[place] * view.scale];
    const rim = rimOf(model, places, place);
    for (const dx of copiesOfPoint(view, x, y, rim)) spots.push({ place, x: x + dx, y: y + view.dy, rim });
  }
  return spots;
}

/** Where the badge of a place stands: on the anchor, or beside the symbol that stands there. */
export function badgeAt(scene: Scene, spot: Spot): { x: number; y: number } {
  const bare = scene.places.roles[spot.place] === 0 && !scene.places.domestic.has(spot.place);
  if (bare) return { x: spot.x, y: spot.y };
  const width = badgeWidth(scene.places.badge[spot.place]);
  const away = badgeAway(spot.rim, scene.places.badge[spot.place]);
  const at = (angle: number): { x: number; y: number } => ({
    x: spot.x + Math.cos(angle) * away,
    y: spot.y + Math.sin(angle) * away,
  });
  const angle = scene.badgeAngle(spot.place, (one) =>
    scene.taken.some((box) => overlap(square(at(one).x, at(one).y, width / 2), box) > 0),
  );
  return at(angle);
}

function square(x: number, y: number, half: number): Rect {
  return { left: x - half, top: y - half, right: x + half, bottom: y + half };
}

function marksOf(scene: Scene, spots: readonly Spot[]): Rect[] {
  const boxes: Rect[] = [];
  for (const spot of spots) {
    boxes.push(square(spot.x, spot.y, spot.rim));
    const count = scene.places.badge[spot.place];
    if (count === 0) continue;
    const { x, y } = badgeAt(scene, spot);
    const half = badgeWidth(count) / 2;
    boxes.push({ left: x - half, right: x + half, top: y - BADGE.height_px / 2, bottom: y + BADGE.height_px / 2 });
  }
  return boxes;
}

function headsOf({ drawing }: Scene, view: View): Rect[] {
  const boxes: Rect[] = [];
  const add = (x: number, y: number, half: number): void => {
    for (const dx of copiesOfPoint(view, x, y, 0)) boxes.push(square(x + dx, y + view.dy, half));
  };
  for (const { sign } of drawing.tails) if (sign) add(sign[0], sign[1], TAIL.sign_px / 2 + 1);
  for (const { head } of [...drawing.lines, ...drawing.tails])
    if (head)
      add(
        head.x - (head.dx * head.length) / 2,
        head.y - (head.dy * head.length) / 2,
        Math.max(head.half, head.length / 2),
      );
  return boxes;
}

/** At how many steps along a box a line runs through it; `touches` tells whether one is within reach of a point. */
export function linesThrough(box: Rect, touches: (x: number, y: number, reach: number) => boolean): number {
  const reach = NAME.near_line_px;
  const [width, middle] = [box.right - box.left, (box.top + box.bottom) / 2];
  const steps = Math.max(1, Math.ceil(width / (2 * reach)));
  let crossings = 0;
  for (let step = 0; step < steps && crossings < NAME.most_lines; step++)
    if (touches(box.left + (width * (step + 0.5)) / steps, middle, reach)) crossings += 1;
  return crossings;
}

function linesOnMap(scene: Scene, view: View, box: Rect): number {
  const world = WORLD * view.scale;
  const copy = Math.floor(((box.left + box.right) / 2 - view.dx) / world) * world;
  // Lines near the edge of a world may be filed in the copy before.
  const shifts = copy === 0 ? [0] : [0, copy];
  return linesThrough(box, (x, y, reach) =>
    shifts.some((shift) => scene.hits.touches(x - view.dx - shift, y - view.dy, reach)),
  );
}

/** What is on the map already: boxes that no name may cover, and places that another layer has named. */
export interface Taken {
  readonly boxes: readonly Rect[];
  readonly codes: ReadonlySet<string>;
}

/** A layer's own names and symbols, for the layers that come after it. */
export function takenBy(scene: Scene, { spots, names }: Names): Taken {
  return {
    boxes: [...names.map(({ box }) => box), ...spots.map(({ x, y, rim }) => square(x, y, rim))],
    codes: new Set(names.map(({ place }) => scene.model.places[place].code)),
  };
}

/**
 * How much the name of each place matters: the subject first, then by routes and the widest line. Where much is said to
 * arrive counts more than where many lines do.
 */
export function nameRanks({ model, places, strands }: Pick<Scene, "model" | "places" | "strands">): Float64Array {
  const widest = new Float64Array(model.places.length).fill(1);
  for (const strand of strands.order)
    for (const place of [model.strands.from[strand], model.strands.to[strand]])
      widest[place] = Math.max(widest[place], strands.width[strand]);
  return widest.map(
    (width, place) => places.weight[place] * width + (place === model.page.subject ? NAME.subject_rank : 0),
  );
}

export function placeNames(scene: Scene, view: View, pen: Pen, free: Rect, theme: Theme, taken: Taken): Names {
  const { model, places, emphasis } = scene;
  const spots = spotsOf(scene, view);
  const ranks = nameRanks(scene);
  const chosen = emphasis.active ? spots.filter(({ place }) => emphasis.places[place] === 1).length : 0;
  const wanted: Wanted[] = spots.map(({ place, x, y, rim }, item) => {
    const face = faceOf(model, place, theme);
    const subject = place === model.page.subject;
    const bare = places.roles[place] === 0 && places.badge[place] > 0;
    const raised = emphasis.active && emphasis.places[place] === 1 ? 1e6 : 0;
    return {
      item,
      x,
      y,
      clear: bare ? badgeWidth(places.badge[place]) / 2 : rim,
      height: face.height,
      width: widthOf(pen, writtenName(scene, place), face),
      rank: ranks[place] + raised,
      always: subject || (raised > 0 && chosen <= MOST_CHOSEN),
    };
  });
  const { left, top, right, bottom } = view.shown;
  const most = Math.max(20, ((right - left) * (bottom - top)) / AREA_OF_NAME);
  const unnamed = wanted.filter(({ item }) => !taken.codes.has(model.places[spots[item].place].code));
  const placed = placeLabels(unnamed, {
    most,
    hard: [...marksOf(scene, spots), ...taken.boxes],
    heads: headsOf(scene, view),
    // As its own symbol is measured: with the arrow round it, or by the badge that stands for it.
    spots: wanted.map(({ x, y, clear }) => ({ x, y, rim: clear })),
    free,
    shown: view.shown,
    lines: (box) => linesOnMap(scene, view, box),
  });
  return {
    spots,
    names: placed.map((one) => ({
      ...one,
      place: spots[one.item].place,
      text: writtenName(scene, spots[one.item].place),
    })),
  };
}
