// What is on the map at this moment, as plain data: for tests, and for those who embed a page. docs/embed.md says
// what each part means; lengths and places are pixels of the map's own window.
import { ROLE } from "../model/look";
import type { Camera } from "../model/map-handle";
import { row } from "../model/model";
import type { State } from "../model/store";
import type { Tints } from "./ground/tints";
import type { Leaving } from "./leaving";
import type { Section } from "./legend/entries";
import type { Head } from "./marks/heads";
import { type LineWork, opacityOf, tailStrength } from "./marks/paint-lines";
import type { Scene } from "./marks/scene";
import { symbolRadius } from "./marks/symbols";
import { dashOf } from "./marks/widths";
import { badgeAt, type Names } from "./names/names";
import type { Rect, View } from "./view/stage";
import { groupColour } from "./view/theme";
import { copies, copiesOfPoint } from "./view/world";

type Pair = readonly [x: number, y: number];

export interface Drawn {
  readonly camera: Camera;
  /** The part of the window that nothing lies over. */
  readonly free: Rect;
  readonly shown: number;
  readonly symbols: readonly DrawnSymbol[];
  readonly badges: readonly {
    readonly place: string;
    readonly x: number;
    readonly y: number;
    readonly number: number;
  }[];
  readonly names: readonly {
    readonly place: string;
    readonly text: string;
    readonly box: Rect;
    /** A fine line leads to its symbol. */
    readonly tied: boolean;
  }[];
  /** Notes at the edge of a closer view, for places outside to which lines run. */
  readonly leaving: readonly { readonly place: string; readonly text: string; readonly box: Rect }[];
  readonly lines: readonly DrawnLine[];
  readonly tails: readonly DrawnTail[];
  readonly areas: readonly { readonly place: string; readonly tint: "subject" | "concerned" | "region" }[];
  readonly legend: readonly { readonly head: string; readonly entries: readonly string[] }[];
}

interface DrawnSymbol {
  readonly place: string;
  /** origin, transit, destination, undirected, domestic; none where only a badge stands. */
  readonly roles: readonly string[];
  readonly isRegion: boolean;
  readonly x: number;
  readonly y: number;
  /** Radius. */
  readonly radius: number;
  readonly opacity: number;
}

interface DrawnHead {
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly half: number;
}

interface DrawnLine {
  readonly from: string;
  readonly to: string;
  readonly directed: boolean;
  /** Ids of the routes on show that run on it. */
  readonly routes: readonly string[];
  /** Start, then three points for each cubic piece. */
  readonly course: readonly Pair[];
  readonly width: number;
  readonly dash: readonly number[];
  readonly opacity: number;
  readonly colour: string;
  readonly head: DrawnHead | null;
}

interface DrawnTail {
  readonly place: string;
  /** Comes out of nothing to the place; otherwise fades out from it. */
  readonly incoming: boolean;
  readonly course: readonly [Pair, Pair];
  readonly width: number;
  readonly opacity: number;
  readonly colour: string;
  readonly head: DrawnHead | null;
  /** The middle of the question mark behind a stub that has no room to be longer; null where there is none. */
  readonly sign: Pair | null;
}

interface Source {
  readonly scene: Scene;
  readonly names: Names;
  readonly leaving: readonly Leaving[];
  readonly work: LineWork;
  readonly state: State;
  readonly view: View;
  readonly camera: Camera;
  readonly free: Rect;
  /** How strongly the canvas of the lines is shown: fainter while something is pointed at. */
  readonly strength: number;
  /** What stands in the legend now. */
  readonly legend: readonly Section[];
  readonly hasGround: boolean;
}

const short = (value: number): number => Math.round(value * 100) / 100;

const ROLES = Object.entries(ROLE);

/** From the canvas, which is larger than the window, to the window. */
function toWindow({ shown, size }: View, x: number, y: number): Pair {
  return [short((x - shown.left) * size), short((y - shown.top) * size)];
}

function boxIn({ shown, size }: View, { left, top, right, bottom }: Rect): Rect {
  const [dx, dy] = [shown.left, shown.top];
  return {
    left: short((left - dx) * size),
    top: short((top - dy) * size),
    right: short((right - dx) * size),
    bottom: short((bottom - dy) * size),
  };
}

function meets(a: Rect, b: Rect): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
}

function isIn({ shown }: View, x: number, y: number): boolean {
  return x >= shown.left && x <= shown.right && y >= shown.top && y <= shown.bottom;
}

function symbols({ scene, names, view }: Source): DrawnSymbol[] {
  const { model, places, emphasis } = scene;
  return names.spots
    .filter((spot) => isIn(view, spot.x, spot.y))
    .map(({ place, x, y }) => {
      const bits = places.roles[place];
      const roles = ROLES.filter(([, bit]) => (bits & bit) !== 0).map(([name]) => name);
      const { code, isRegion } = model.places[place];
      const [left, top] = toWindow(view, x, y);
      return {
        place: code,
        roles: places.domestic.has(place) ? [...roles, "domestic"] : roles,
        isRegion,
        x: left,
        y: top,
        radius: bits === 0 && !isRegion ? 0 : short(symbolRadius(places.radius, bits, isRegion) * view.size),
        opacity: short(emphasis.places[place]),
      };
    });
}

function badges({ scene, names, view }: Source): Drawn["badges"] {
  return names.spots
    .filter((spot) => scene.places.badge[spot.place] > 0 && isIn(view, spot.x, spot.y))
    .map((spot) => {
      const at = badgeAt(scene, spot);
      const [x, y] = toWindow(view, at.x, at.y);
      return { place: scene.model.places[spot.place].code, x, y, number: scene.places.badge[spot.place] };
    });
}

function headIn(view: View, head: Head | null, dx: number): DrawnHead | null {
  if (!head) return null;
  const [x, y] = toWindow(view, head.x + dx, head.y + view.dy);
  return { x, y, length: short(head.length * view.size), half: short(head.half * view.size) };
}

function courseIn(view: View, chain: ArrayLike<number>, dx: number): Pair[] {
  const course: Pair[] = [];
  for (let i = 0; i < chain.length; i += 2) course.push(toWindow(view, chain[i] + dx, chain[i + 1] + view.dy));
  return course;
}

function lines({ scene, work, state, view, strength }: Source): DrawnLine[] {
  const { model } = scene;
  const { from, to, undirected, group, routes } = model.strands;
  return scene.drawing.lines.flatMap((line) => {
    const { strand, width, support } = line;
    const on = Array.from(row(routes, strand)).filter((route) => state.visible[route] === 1);
    return copies(view, line.box).map((dx) => ({
      from: model.places[from[strand]].code,
      to: model.places[to[strand]].code,
      directed: undirected[strand] === 0,
      routes: on.map((route) => model.routes.id[route]),
      course: courseIn(view, line.chain, dx),
      width: short(width * view.size),
      dash: dashOf(support).map((part) => short(part * width * view.size)),
      opacity: short(strength * opacityOf(work.emphasis.strands[strand], support)),
      colour: groupColour(model.groups, group[strand], work.theme),
      head: headIn(view, line.head, dx),
    }));
  });
}

function tails({ scene, work, view, strength }: Source): DrawnTail[] {
  const { model, drawing } = scene;
  return drawing.tails.flatMap((tail) => {
    const [x, y] = tail.far;
    return copiesOfPoint(view, x, y, 0).map((dx) => ({
      place: model.places[tail.place].code,
      incoming: tail.incoming,
      course: [toWindow(view, tail.near[0] + dx, tail.near[1] + view.dy), toWindow(view, x + dx, y + view.dy)] as const,
      width: short(tail.width * view.size),
      opacity: short(strength * opacityOf(tailStrength(tail, work.emphasis), tail.support)),
      colour: groupColour(model.groups, tail.group, work.theme),
      head: headIn(view, tail.head, dx),
      sign: tail.sign && toWindow(view, tail.sign[0] + dx, tail.sign[1] + view.dy),
    }));
  });
}

function areas({ subject, concerned, hatched }: Tints): Drawn["areas"] {
  const found = new Map<string, "subject" | "concerned" | "region">();
  for (const place of concerned) found.set(place, "concerned");
  for (const place of hatched) found.set(place, "region");
  if (subject) found.set(subject, "subject");
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([place, tint]) => ({ place, tint }));
}

export function drawnScene(source: Source): Drawn {
  const { scene, names, state, view, camera, free, legend, hasGround } = source;
  return {
    camera,
    free,
    shown: state.visibleCount,
    symbols: symbols(source),
    badges: badges(source),
    names: names.names
      .filter(({ box }) => meets(view.shown, box))
      .map(({ place, text, box, lead }) => ({
        place: scene.model.places[place].code,
        text,
        box: boxIn(view, box),
        tied: lead !== null,
      })),
    leaving: source.leaving.map(({ place, text, box }) => ({ place: scene.model.places[place].code, text, box })),
    lines: lines(source),
    tails: tails(source),
    areas: hasGround ? areas(scene.tints) : [],
    legend: legend.map(({ head, entries }) => ({ head, entries: entries.map(({ text }) => text) })),
  };
}
