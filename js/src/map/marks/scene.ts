// Everything that is drawn at this moment, computed in the order in which its parts depend on each other:
// marks (on filters), lines (on zoom), names and obstacles (on the view). Each part is kept until it is stale.
import { LOOK } from "../../model/look";
import { type Model, row } from "../../model/model";
import { complete, type Steps } from "../../model/steps";
import type { State } from "../../model/store";
import { type Tints, tintsOf } from "../ground/tints";
import type { Rect, View } from "../view/stage";
import { type Anchors, anchorsOf } from "./anchors";
import { setApart } from "./apart";
import { badgeAngle, endsAt } from "./badges";
import { symbolShare, thinned, thinnedRings, thinning } from "./crowding";
import { sample } from "./curve";
import { type Emphasis, emphasise } from "./emphasis";
import { HitGrid } from "./hits";
import { type Drawing, drawLines, drawSteps } from "./lines";
import { pickStrands, placesIn, strandBoxes, strandsIn } from "./pick";
import { markPlaces, namedInView, type PlaceMarks } from "./roles";
import { inFull, type Told, tell } from "./strongest";
import { symbolRadii } from "./symbols";
import { markStrands, type StrandMarks } from "./widths";
import { dressed, type Worn, wear, wornMarks } from "./worn";

export type Judge = (model: Model, state: State) => Uint8Array;

const STEPS = 10;
const FEW_STEPS = 4;
/** More lines than this take longer than a frame. */
const AT_ONCE = 400;
const NOTHING: Drawing = { lines: [], tails: [], drafts: new Map() };
const MOST_EXTRA = 60;

function lonePlaces(model: Model, visible: Uint8Array): Uint8Array {
  const lone = new Uint8Array(model.places.length);
  const { stops, strands, count } = model.routes;
  for (let route = 0; route < count; route++) {
    if (!visible[route] || strands.offsets[route] !== strands.offsets[route + 1]) continue;
    for (let at = stops.offsets[route]; at < stops.offsets[route + 1]; at++) lone[stops.values[at]] = 1;
  }
  return lone;
}

function strongestOf({ order }: StrandMarks, most: number): Int32Array {
  return order.slice(order.length - most);
}

function same(a: Int32Array, b: Int32Array): boolean {
  return a === b || (a.length === b.length && a.every((value, at) => value === b[at]));
}

export class Scene {
  /** Where places are drawn: where they lie, or a little beside it where one would hide another. */
  anchors: Anchors;
  strands!: StrandMarks;
  places!: PlaceMarks;
  emphasis!: Emphasis;
  tints!: Tints;
  /** Routes drawn at all: those that pass the filters, whether or not they touch the chosen places. */
  drawn!: Uint8Array;
  /** As it is drawn: what is chosen in its own marks. */
  drawing: Drawing = NOTHING;
  private plain: Drawing = NOTHING;
  private worn: Worn | null = null;
  /** Boxes of the canvas that controls or other layers take up. */
  taken: readonly Rect[] = [];
  /** How much thinner than stated all lines are drawn. */
  thin = 1;
  private scale = NaN;
  /** Where places lie. */
  private readonly home: Anchors;
  private state!: State;
  private fullStrands!: StrandMarks;
  private fullPlaces!: PlaceMarks;
  /** How many lines can be told apart on the map. */
  room: number = LOOK.strongest.most;
  /** Weaker lines, faint behind those in full. */
  behind: Int32Array = new Int32Array(0);
  /** Places that some route names without any line. */
  private lone!: Uint8Array;
  private always: ReadonlySet<number> = new Set();
  private picked: Int32Array | null = null;
  private readonly boxes: Float64Array;
  private readonly badges = new Map<number, number>();
  private grid: HitGrid | null = null;
  private undrawn: Steps<Drawing> | null = null;

  /** What the places are called on the map. */
  labels: readonly string[];

  constructor(
    readonly model: Model,
    private readonly judge: Judge | null,
    private readonly label: ((visible: Uint8Array) => readonly string[]) | null = null,
  ) {
    this.labels = model.places.map(({ name }) => name);
    this.home = this.anchors = anchorsOf(model);
    this.boxes = strandBoxes(model, this.home);
  }

  /** Filters or selection changed. */
  take(state: State, filtersChanged: boolean): void {
    this.state = state;
    if (filtersChanged || !this.drawn) {
      const drawn =
        state.places.length > 0 && this.judge ? this.judge(this.model, { ...state, places: [] }) : state.visible;
      if (drawn !== this.drawn) this.mark(drawn);
      this.scale = NaN;
    }
    this.always = this.chosenStrands(state);
    this.emphasis = emphasise(this.model, state);
    this.worn = wornMarks(this.model, state, this.fullStrands, this.fullPlaces.domestic);
    this.tints = tintsOf(this.model, this.places.named, state);
  }

  private mark(drawn: Uint8Array): void {
    const { model } = this;
    this.drawn = drawn;
    this.strands = this.fullStrands = markStrands(model, drawn);
    this.places = this.fullPlaces = markPlaces(model, drawn);
    this.lone = lonePlaces(model, drawn);
    if (this.label) this.labels = this.label(drawn);
  }

  /** Few lines are drawn at once; of many, the caller carries on with `drawRest`. */
  show(view: View): void {
    const { model, home, state, fullStrands } = this;
    const most = inFull(fullStrands, this.room, state.top);
    const { full: picked, behind } = pickStrands(model, home, this.boxes, fullStrands.order, view, most, this.always);
    this.behind = behind;
    if (view.scale === this.scale && this.picked && same(picked, this.picked)) {
      this.dress(picked);
      return;
    }
    this.scale = view.scale;
    this.picked = picked;
    this.thin = thinning(model, home, picked, view.scale);
    this.places = namedInView(
      this.fullPlaces,
      model,
      picked,
      this.lone,
      symbolShare(home, this.fullPlaces.named, view.scale),
    );
    this.anchors = setApart(home, symbolRadii(model, this.places), view.scale);
    this.tints = tintsOf(model, this.places.named, state);
    this.places = { ...this.places, domestic: thinnedRings(this.fullPlaces.domestic, this.thin) };
    this.badges.clear();
    this.grid = null;
    const plain = { ...thinned(fullStrands, this.thin), order: picked };
    this.undrawn = drawSteps(model, this.anchors, plain, this.places, view.scale);
    this.plain = NOTHING;
    this.dress(picked);
    if (!this.isSlow) complete(this.drawRest());
  }

  /** Where lines run does not change with what is chosen; only what they wear does. */
  private dress(picked: Int32Array): void {
    const { worn, plain, emphasis, thin } = this;
    this.places = { ...this.places, domestic: thinnedRings(worn?.rings ?? this.fullPlaces.domestic, thin) };
    this.strands = { ...thinned(worn?.marks ?? this.fullStrands, thin), order: picked };
    this.drawing = worn ? dressed(plain, worn, emphasis, thin) : plain;
    this.grid = null;
  }

  /** What is said of the lines drawn in full. */
  get told(): Told {
    return tell(this.model, this.fullStrands, this.drawn, this.picked ?? this.fullStrands.order);
  }

  /** How many lines begin and end in a view, and how many places lie in it; without a view, how many there are. */
  inView(view: View | null): { lines: number; places: number } {
    const { order } = this.fullStrands;
    const { named } = this.fullPlaces;
    if (!view) return { lines: order.length, places: named.length };
    const { from, to } = this.model.strands;
    const isIn = placesIn(this.home, view);
    return {
      lines: order.reduce((count, strand) => count + (isIn[from[strand]] & isIn[to[strand]]), 0),
      places: named.reduce((count, place) => count + isIn[place], 0),
    };
  }

  /** Weaker lines behind those in full, in the part of the map that shows. */
  behindIn(view: View): Int32Array {
    return strandsIn(this.behind, this.boxes, view);
  }

  /** There are too many lines to draw them within a frame. */
  get isSlow(): boolean {
    return (this.picked?.length ?? 0) > AT_ONCE;
  }

  /** Nothing is under the pointer, and no name avoids a line, until this is done. */
  *drawRest(): Steps<void> {
    const steps = this.undrawn;
    if (!steps) return;
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield;
    // A newer view may have asked for other lines meanwhile.
    if (steps !== this.undrawn) return;
    this.plain = step.value;
    this.undrawn = null;
    this.dress(this.strands.order);
  }

  /** The direction from a place's symbol in which its badge stands. */
  badgeAngle(place: number, isBlocked: (angle: number) => boolean): number {
    let angle = this.badges.get(place);
    if (angle === undefined) {
      angle = badgeAngle(endsAt(this.model, this.anchors, this.drawing, place, this.scale), isBlocked);
      this.badges.set(place, angle);
    }
    return angle;
  }

  /** What the reader has chosen is drawn however weak it is; of a place with many lines, the strongest. */
  private chosenStrands({ route, strand, places, visible, top }: State): ReadonlySet<number> {
    const { routes } = this.model;
    const chosen = new Set<number>(strand >= 0 ? [strand] : []);
    if (route >= 0) for (const one of row(routes.strands, route)) chosen.add(one);
    if (places.length === 0) return chosen;
    const marks = markStrands(this.model, visible);
    for (const one of strongestOf(marks, inFull(marks, this.room, top))) chosen.add(one);
    return chosen;
  }

  /**
   * Lines of strands in the marks of some routes alone, or as they are drawn: also of strands that are not drawn at
   * present, for what the list points to may be among the weak ones.
   */
  linesOf(strands: ReadonlySet<number>, routes: Uint8Array | null): Drawing["lines"] {
    const { model, anchors, emphasis, thin } = this;
    const worn = routes && wear(model, [routes], this.fullStrands);
    const known = worn ? dressed(this.plain, worn, emphasis, thin).lines : this.drawing.lines;
    const found = known.filter((line) => strands.has(line.strand));
    const drawn = new Set(found.map((line) => line.strand));
    const missing = [...strands].filter((strand) => !drawn.has(strand)).slice(0, MOST_EXTRA);
    if (missing.length === 0) return found;
    const marks = worn ? thinned(worn.marks, thin) : this.strands;
    const extra = { ...marks, order: Int32Array.from(missing) };
    return [...found, ...drawLines(model, anchors, extra, this.places, this.scale).lines];
  }

  /** Lines and open ends under their index: lines first, then tails. */
  get hits(): HitGrid {
    if (this.grid) return this.grid;
    const grid = new HitGrid();
    const { lines, tails } = this.drawing;
    const steps = lines.length > AT_ONCE ? FEW_STEPS : STEPS;
    lines.forEach((line, index) => grid.add(index, sample(line.chain, steps), line.width));
    tails.forEach((tail, index) => grid.add(lines.length + index, [...tail.near, ...tail.far], tail.width));
    this.grid = grid;
    return grid;
  }

  /** Whether so many lines are all that the filters leave. */
  isAllInFull(count: number): boolean {
    return count === this.fullStrands.order.length;
  }

  /** Strands and places of the routes that pass everything chosen; of many strands, the strongest. */
  shownParts(visible: Uint8Array): { strands: Set<number>; places: Set<number> } {
    const { model, state } = this;
    const marks = visible === this.drawn ? this.fullStrands : markStrands(model, visible);
    const strands = new Set(strongestOf(marks, inFull(marks, this.room, state.top)));
    const places = new Set<number>();
    lonePlaces(model, visible).forEach((yes, place) => {
      if (yes) places.add(place);
    });
    for (const strand of strands) places.add(model.strands.from[strand]).add(model.strands.to[strand]);
    return { strands, places };
  }
}
