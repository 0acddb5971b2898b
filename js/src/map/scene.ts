// Everything that is drawn at this moment, computed in the order in which its parts depend on each other:
// marks (on filters), lines (on zoom), names and obstacles (on the view). Each part is kept until it is stale.
import { row, type Model } from "../model";
import type { State } from "../store";
import { anchorsOf, type Anchors } from "./anchors";
import { badgeAngle, endsAt } from "./badges";
import { thinned, thinning } from "./crowding";
import { sample } from "./curve";
import { emphasise, type Emphasis } from "./emphasis";
import { HitGrid } from "./hits";
import { drawLines, type Drawing } from "./lines";
import { markPlaces, type PlaceMarks } from "./roles";
import { tintsOf, type Tints } from "./tints";
import { markStrands, type StrandMarks } from "./widths";

export type Judge = (model: Model, state: State) => Uint8Array;

const STEPS = 10;
const MOST_EXTRA = 60;

export class Scene {
  readonly anchors: Anchors;
  strands!: StrandMarks;
  places!: PlaceMarks;
  emphasis!: Emphasis;
  tints!: Tints;
  /** Routes drawn at all: those that pass the filters, whether or not they touch the chosen places. */
  drawn!: Uint8Array;
  drawing: Drawing = { lines: [], tails: [] };
  private scale = NaN;
  private state!: State;
  private detail = 1;
  /** How much thinner than stated all lines are drawn. */
  thin = 1;
  private fullStrands!: StrandMarks;
  private readonly badges = new Map<number, number>();
  private grid: HitGrid | null = null;

  constructor(readonly model: Model, private readonly judge: Judge | null) {
    this.anchors = anchorsOf(model);
  }

  /** Filters or selection changed. */
  take(state: State, filtersChanged: boolean): void {
    this.state = state;
    if (filtersChanged || !this.drawn) {
      this.drawn = state.places.length > 0 && this.judge ? this.judge(this.model, { ...state, places: [] }) : state.visible;
      this.mark();
      this.scale = NaN;
    }
    this.emphasis = emphasise(this.model, state);
    this.tints = tintsOf(this.model, this.places.named, state);
  }

  zoomTo(scale: number): void {
    if (scale === this.scale) return;
    this.refine(scale);
    this.scale = scale;
    this.thin = thinning(this.model, this.anchors, this.fullStrands.order, scale);
    this.strands = thinned(this.fullStrands, this.thin);
    this.drawing = drawLines(this.model, this.anchors, this.strands, this.places, this.drawn, scale, this.thin);
    this.grid = null;
    this.badges.clear();
  }

  /** The direction from a place's symbol in which its badge stands. */
  badgeAngle(place: number): number {
    let angle = this.badges.get(place);
    if (angle === undefined) {
      angle = badgeAngle(endsAt(this.model, this.anchors, this.drawing, place, this.scale));
      this.badges.set(place, angle);
    }
    return angle;
  }

  /** Where only the strongest lines are drawn, more of them come with every step closer. */
  private refine(scale: number): void {
    const detail = Math.min(64, 2 ** Math.max(0, Math.floor(Math.log2(scale)) - 2));
    if (detail === this.detail) return;
    this.detail = detail;
    this.mark();
  }

  private mark(): void {
    const { model, state, drawn, detail } = this;
    this.fullStrands = markStrands(model, drawn, state.top * detail, this.chosenStrands(state));
    this.strands = thinned(this.fullStrands, this.thin);
    this.places = markPlaces(model, this.routesOfLines(), detail === 1 ? 0.72 : 1);
    this.tints = tintsOf(model, this.places.named, state);
  }

  /** Where weak lines are left out, so are the places that only they name. */
  private routesOfLines(): Uint8Array {
    const { model, drawn } = this;
    if (this.strands.order.length === 0 || !Number.isFinite(this.state.top)) return drawn;
    const lines = new Uint8Array(model.strands.count);
    for (const strand of this.strands.order) lines[strand] = 1;
    const { offsets, values } = model.routes.strands;
    return drawn.map((passes, route) => {
      if (!passes || offsets[route] === offsets[route + 1]) return passes;
      for (let at = offsets[route]; at < offsets[route + 1]; at++) if (lines[values[at]]) return 1;
      return 0;
    });
  }

  /** What the reader has chosen is drawn however weak it is; of a place with many lines, the strongest. */
  private chosenStrands({ route, strand, places, visible, top }: State): ReadonlySet<number> {
    const { routes } = this.model;
    const chosen = new Set<number>(strand >= 0 ? [strand] : []);
    if (route >= 0) for (const one of row(routes.strands, route)) chosen.add(one);
    if (places.length > 0 && Number.isFinite(top)) for (const one of markStrands(this.model, visible, top).order) chosen.add(one);
    return chosen;
  }

  /** Lines for strands that are not drawn at present: what the list points to may be among the weak ones. */
  extraLines(strands: ReadonlySet<number>, visible: Uint8Array): Drawing["lines"] {
    const known = new Set(this.drawing.lines.map((line) => line.strand));
    const missing = [...strands].filter((strand) => !known.has(strand)).slice(0, MOST_EXTRA);
    if (missing.length === 0) return [];
    const marks = { ...this.strands, order: Int32Array.from(missing) };
    return drawLines(this.model, this.anchors, marks, this.places, visible, this.scale, this.thin).lines;
  }

  /** Lines and open ends under their index: lines first, then tails. */
  get hits(): HitGrid {
    if (this.grid) return this.grid;
    const grid = new HitGrid();
    const { lines, tails } = this.drawing;
    lines.forEach((line, index) => grid.add(index, sample(line.chain, STEPS), line.width));
    tails.forEach((tail, index) => grid.add(lines.length + index, [...tail.near, ...tail.far], tail.width));
    this.grid = grid;
    return grid;
  }

  /** Strands and places of the routes that pass everything chosen. */
  shownParts(visible: Uint8Array): { strands: Set<number>; places: Set<number> } {
    const strands = new Set<number>();
    const places = new Set<number>();
    const { routes } = this.model;
    const drawn = new Set(this.strands.order);
    for (let route = 0; route < routes.count; route++) {
      if (!visible[route]) continue;
      const own = row(routes.strands, route);
      const lines = own.filter((strand) => drawn.has(strand));
      for (const strand of lines) strands.add(strand);
      if (lines.length > 0 || own.length === 0) for (const place of row(routes.stops, route)) places.add(place);
    }
    return { strands, places };
  }
}
