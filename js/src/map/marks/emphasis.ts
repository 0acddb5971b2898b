// What stands out: the selection in full strength, its siblings behind it, everything else as a shadow.
import { type Model, row } from "../../model/model";
import type { State } from "../../model/store";

export const SIBLING = 0.6;
export const FADED = 0.12;
/** Place symbols and names fade less than lines: the ground must stay readable. */
const FADED_PLACE = 0.35;

export interface Emphasis {
  readonly active: boolean;
  readonly strands: Float32Array;
  readonly places: Float32Array;
}

type Raise = (route: number, strength: number) => void;

function raiseChosen(model: Model, state: State, raise: Raise): void {
  const { routes, strands } = model;
  if (state.route >= 0) {
    const statement = routes.statement[state.route];
    for (let route = 0; route < routes.count; route++)
      if (routes.statement[route] === statement && state.visible[route]) raise(route, SIBLING);
    raise(state.route, 1);
  } else if (state.strand >= 0) {
    for (const route of row(strands.routes, state.strand)) if (state.visible[route]) raise(route, SIBLING);
  } else for (let route = 0; route < routes.count; route++) if (state.visible[route]) raise(route, 1);
}

export function emphasise(model: Model, state: State): Emphasis {
  const active = state.route >= 0 || state.strand >= 0 || state.places.length > 0;
  const strands = new Float32Array(model.strands.count).fill(active ? FADED : 1);
  const places = new Float32Array(model.places.length).fill(active ? FADED_PLACE : 1);
  if (!active) return { active, strands, places };
  raiseChosen(model, state, (route, strength) => {
    for (const strand of row(model.routes.strands, route)) strands[strand] = Math.max(strands[strand], strength);
    for (const place of row(model.routes.stops, route)) places[place] = 1;
  });
  if (state.strand >= 0 && state.route < 0) strands[state.strand] = 1;
  for (const place of state.places) places[place] = 1;
  return { active, strands, places };
}
