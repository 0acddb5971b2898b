// What the reader has chosen wears its own evidence: the dash and the width of the chosen routes alone, not what they
// come to together with the others that share a line.
import { type Model, row } from "../../model/model";
import type { State } from "../../model/store";
import { thinned } from "./crowding";
import type { Emphasis } from "./emphasis";
import { type Drawing, redrawLine } from "./lines";
import type { PlaceMarks } from "./roles";
import { redrawTail, type Tail } from "./tails";
import { markRings, markStrands, type StrandMarks } from "./widths";

export interface Worn {
  /** Marks of all strands, those of the chosen routes their own; open ends as they are without a choice. */
  readonly marks: StrandMarks;
  /** By strand: the chosen routes that run on it; 0 = it wears the marks of all. */
  readonly own: Uint32Array;
  /** Chosen routes with an open end there. */
  readonly tailIn: Uint8Array;
  readonly tailOut: Uint8Array;
  /** The arrows round places, those of the chosen routes in their own marks. */
  readonly rings: PlaceMarks["domestic"];
}

function only(model: Model, routes: Iterable<number>, visible: Uint8Array): Uint8Array {
  const found = new Uint8Array(model.routes.count);
  for (const route of routes) found[route] = visible[route];
  return found;
}

/** Routes that stand out together, weakest first: each set takes the strands of the sets before it. */
function chosen(model: Model, { route, strand, places, visible }: State): Uint8Array[] {
  const { statement } = model.routes;
  if (route >= 0) {
    const siblings = visible.map((yes, one) => (yes && statement[one] === statement[route] ? 1 : 0));
    return [siblings, only(model, [route], visible)];
  }
  if (strand >= 0) return [only(model, row(model.strands.routes, strand), visible)];
  return places.length > 0 ? [visible] : [];
}

/** Null while nothing is chosen. */
export function wornMarks(model: Model, state: State, full: StrandMarks, rings: PlaceMarks["domestic"]): Worn | null {
  const sets = chosen(model, state);
  return sets.length > 0 ? wear(model, sets, full, rings) : null;
}

/** The marks of the strands of these routes; of several sets, those of the last that has the strand. */
export function wear(
  model: Model,
  sets: readonly Uint8Array[],
  full: StrandMarks,
  rings: PlaceMarks["domestic"] = new Map(),
): Worn {
  const { count } = model.strands;
  const worn = { own: new Uint32Array(count), tailIn: new Uint8Array(count), tailOut: new Uint8Array(count) };
  const marks = {
    ...full,
    width: full.width.slice(),
    support: full.support.slice(),
    scale: full.scale.slice(),
    amount: full.amount.slice(),
    magnitude: full.magnitude.slice(),
  };
  for (const routes of sets) {
    const own = markStrands(model, routes);
    for (const strand of own.order) {
      for (const name of ["width", "support", "scale", "amount", "magnitude"] as const)
        marks[name][strand] = own[name][strand];
      worn.own[strand] = own.count[strand];
      worn.tailIn[strand] = own.tailIn[strand];
      worn.tailOut[strand] = own.tailOut[strand];
    }
  }
  return { ...worn, marks, rings: sets.reduce((worn, routes) => wornRings(model, worn, routes), rings) };
}

function wornRings(model: Model, rings: PlaceMarks["domestic"], routes: Uint8Array): PlaceMarks["domestic"] {
  const own = markRings(model, routes);
  if (own.size === 0) return rings;
  return new Map(
    [...rings].map(([place, some]) => [
      place,
      some.map((ring) => own.get(place)?.find(({ group }) => group === ring.group) ?? ring),
    ]),
  );
}

/** The drawing with the chosen routes' lines in their own marks, in the order of their widths. */
export function dressed(drawing: Drawing, worn: Worn, emphasis: Emphasis, thin: number): Drawing {
  const marks = thinned(worn.marks, thin);
  const lines = drawing.lines.map((line) => {
    const draft = drawing.drafts.get(line.strand);
    return worn.own[line.strand] > 0 && draft ? redrawLine(draft, marks) : line;
  });
  return { ...drawing, lines, tails: drawing.tails.map((tail) => dressedTail(tail, worn, emphasis, marks)) };
}

/** An open end stands out only where a chosen route has it. */
function dressedTail(tail: Tail, worn: Worn, emphasis: Emphasis, marks: StrandMarks): Tail {
  const ends = tail.incoming ? worn.tailIn : worn.tailOut;
  const own = tail.strands.filter((strand) => ends[strand] > 0);
  const most = Math.max(...own.map((strand) => emphasis.strands[strand]));
  if (own.length > 0)
    return redrawTail(
      tail,
      own.filter((strand) => emphasis.strands[strand] === most),
      marks,
    );
  return { ...tail, strands: tail.strands.filter((strand) => worn.own[strand] === 0) };
}
