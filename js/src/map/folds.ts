// Where more lines are in view than can be told apart, countries fold into parts of the world, and unfold as one comes
// closer or presses. What the reader has chosen or searched is never folded away.
import { type Folded, foldModel } from "../model/fold";
import { LOOK } from "../model/look";
import { KIND, type Model, row } from "../model/model";
import { NO_FILTERS, NO_HOVER, type State } from "../model/store";
import { oneSum, type Words } from "../words";
import { type Judge, Scene } from "./marks/scene";
import type { View } from "./view/stage";

const { fold: RULE } = LOOK;
const WITHIN = "↻";

/** How much of a level is in view. */
interface InView {
  readonly lines: number;
  readonly places: number;
}

/** The finest level of which few enough is in view, where `room` lines can be told apart; the finest comes first. */
export function levelFor(levels: readonly InView[], room: number): number {
  const fits = levels.findIndex(({ lines, places }, level) =>
    level === 0
      ? lines <= Math.max(RULE.least, RULE.countries * room)
      : lines <= RULE.subregions * room && places <= RULE.places * room,
  );
  return fits >= 0 ? fits : levels.length - 1;
}

/** The names of places; those that folding made say what moves within them. */
export function labelsWithin(model: Model, say: Words, visible: Uint8Array): string[] {
  // The legend says the unit of the only scale.
  const unsaid = model.scales.length === 1 ? model.scales[0].name : "";
  return model.places.map(({ name, parts }, place) => {
    if (parts.length === 0) return name;
    const within = [...row(model.routesAt, place)].filter(
      (route) => visible[route] === 1 && model.routes.kind[route] === KIND.domestic,
    );
    if (within.length === 0) return name;
    const sum = oneSum(say, model, within, unsaid) || say.counted("noun.route", within.length);
    return `${name} ${WITHIN} ${sum}`;
  });
}

interface Level {
  readonly scene: Scene;
  readonly folded: Folded;
  state: State | null;
}

export class Folds {
  /** The page's own places. */
  readonly base: Scene;
  /** Which level is shown; 0 = none is folded. */
  level = 0;
  /** At the reader's wish nothing is folded, at this zoom and closer. */
  private unfoldedFrom = Infinity;
  private readonly levels: readonly Level[];
  private state!: State;
  private visible: Uint8Array | null = null;

  constructor(model: Model, judge: Judge | null, say: Words) {
    this.base = new Scene(model, judge);
    this.levels = model.folds.map((fold) => {
      const folded = foldModel(model, fold);
      const labels = (visible: Uint8Array): readonly string[] => labelsWithin(folded.model, say, visible);
      return { folded, scene: new Scene(folded.model, null, labels), state: null };
    });
  }

  get any(): boolean {
    return this.levels.length > 0;
  }

  get scene(): Scene {
    return this.sceneOf(this.level);
  }

  /** What the shown scene knows of the reader: places and lines are those of the page, which it does not have. */
  get shownState(): State {
    return this.levels[this.level - 1]?.state ?? this.state;
  }

  get isUnfolded(): boolean {
    return this.unfoldedFrom < Infinity;
  }

  /** How many countries are folded in what is shown. */
  get countries(): number {
    return this.scene.model.places.reduce((all, { parts }) => all + parts.length, 0);
  }

  /** So many lines can be told apart now. */
  makeRoom(room: number): void {
    if (room === this.base.room) return;
    for (const scene of [this.base, ...this.levels.map((level) => level.scene)]) scene.room = room;
    this.take(this.state, true);
  }

  private sceneOf(level: number): Scene {
    return this.levels[level - 1]?.scene ?? this.base;
  }

  take(state: State, filtersChanged: boolean): void {
    this.state = state;
    this.base.take(state, filtersChanged);
    const isNew = state.visible !== this.visible;
    this.visible = state.visible;
    for (const level of this.levels) {
      const kept = isNew ? this.counting(state.visible, level.folded.repeats) : (level.state?.visible ?? state.visible);
      level.state = { ...state, visible: kept, places: [], route: -1, strand: -1, hover: NO_HOVER };
      if (filtersChanged) level.scene.take(level.state, true);
    }
  }

  private counting(visible: Uint8Array, repeats: readonly number[]): Uint8Array {
    if (repeats.length === 0) return visible;
    const kept = visible.slice();
    for (const route of repeats) kept[route] = 0;
    return kept;
  }

  /** The level that fits what is in view; without one, what fits all that passes the filters. */
  private fitting(view: View | null): number {
    const { places, route, strand, filters } = this.state;
    const isChosen = places.length > 0 || route >= 0 || strand >= 0 || filters.query !== NO_FILTERS.query;
    if (isChosen || this.isUnfolded || !this.any) return 0;
    return levelFor(
      [this.base, ...this.levels.map((level) => level.scene)].map((scene) => scene.inView(view)),
      this.base.room,
    );
  }

  /** Before a view is drawn: which level it shows. */
  look(view: View): void {
    if (Math.log2(view.scale) < this.unfoldedFrom - 0.01) this.unfoldedFrom = Infinity;
    this.level = this.fitting(view);
  }

  /** The scene that a view of everything shows. */
  get whole(): Scene {
    return this.sceneOf(this.fitting(null));
  }

  /** At the reader's wish: nothing is folded from this zoom on, or all as it fits. */
  unfold(from: number): void {
    this.unfoldedFrom = from;
  }

  /** The countries and lines of the page behind a folded place or line. */
  partsOf(target: { readonly place: number } | { readonly strand: number }): { strands: number[]; places: number[] } {
    const shown = this.levels[this.level - 1];
    if (!shown) return { strands: [], places: [] };
    const { folded, state } = shown;
    if ("place" in target)
      return { strands: [], places: [...folded.of.keys()].filter((at) => folded.of[at] === target.place) };
    const own = this.base.model.routes;
    const routes = [...row(folded.model.strands.routes, target.strand)].filter((one) => state?.visible[one] === 1);
    return {
      strands: [...new Set(routes.flatMap((route) => [...row(own.strands, route)]))],
      places: [...new Set(routes.flatMap((route) => [...row(own.stops, route)]))],
    };
  }
}
