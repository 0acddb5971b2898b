// What each place is in the visible routes; the symbol says it.
import { LOOK, ROLE } from "../../model/look";
import { KIND, type Model, OPEN } from "../../model/model";
import { markRings, type Ring } from "./widths";

export interface PlaceMarks {
  /** Bits of ROLE. */
  readonly roles: Uint8Array;
  /** Visible routes that name the place: its importance for the label. */
  readonly weight: Uint32Array;
  /** Statements that name the place without a counterpart; 0 = no badge. */
  readonly badge: Uint32Array;
  /** The arrows of routes within the place, the innermost first. */
  readonly domestic: ReadonlyMap<number, readonly Ring[]>;
  /** Places named by a visible route, most named first. */
  readonly named: Int32Array;
  /** Radius of a plain symbol, px: smaller where very many places share the window. */
  readonly radius: number;
}

type Building = { -readonly [K in keyof PlaceMarks]: PlaceMarks[K] } & {
  statements: Map<number, Set<number>>;
  /** Bits of ROLE in which places are named alone. */
  bare: Uint8Array;
};

/** Straight from the flat lists: a view of its stops for each of 60,000 routes would cost more than all the rest. */
function addRoute(model: Model, route: number, build: Building): void {
  const { routes } = model;
  const { offsets, values } = routes.stops;
  const [first, end] = [offsets[route], offsets[route + 1]];
  const kind = routes.kind[route];
  const open = routes.open[route];
  for (let at = first; at < end; at++) {
    const place = values[at];
    // A route that comes by twice is still one.
    if (values.indexOf(place, first) === at) build.weight[place] += 1;
    if (kind === KIND.undirected) build.roles[place] |= ROLE.undirected;
    else if (kind === KIND.flow || kind === KIND.role)
      (kind === KIND.flow ? build.roles : build.bare)[place] |=
        at === first && !(open & OPEN.origin)
          ? ROLE.origin
          : at === end - 1 && !(open & OPEN.destination)
            ? ROLE.destination
            : ROLE.transit;
  }
  if (kind !== KIND.role || first === end) return;
  const known = build.statements.get(values[first]) ?? new Set<number>();
  build.statements.set(values[first], known.add(routes.statement[route]));
}

export function markPlaces(model: Model, visible: Uint8Array): PlaceMarks {
  const count = model.places.length;
  const build: Building = {
    roles: new Uint8Array(count),
    weight: new Uint32Array(count),
    badge: new Uint32Array(count),
    domestic: markRings(model, visible),
    named: new Int32Array(0),
    radius: LOOK.symbol.radius_px,
    statements: new Map(),
    bare: new Uint8Array(count),
  };
  for (let route = 0; route < model.routes.count; route++) if (visible[route]) addRoute(model, route, build);
  // Where no line says what a place is, its symbol says what it is named as.
  for (let place = 0; place < count; place++) build.roles[place] ||= build.bare[place];
  for (const [place, statements] of build.statements) build.badge[place] = statements.size;
  const named = [...build.weight.keys()].filter((place) => build.weight[place] > 0);
  build.named = Int32Array.from(named.sort((a, b) => build.weight[b] - build.weight[a] || a - b));
  return build;
}

const MANY = 60;
const SHRUNK = 0.72;

/** The same with only those places named that have a line in view, or never have one; in a crowd they are drawn smaller. */
export function namedInView(
  marks: PlaceMarks,
  model: Model,
  strands: Int32Array,
  lone: Uint8Array,
  room = 1,
): PlaceMarks {
  const { from, to } = model.strands;
  const touched = lone.slice();
  for (const strand of strands) touched[from[strand]] = touched[to[strand]] = 1;
  const named = marks.named.filter((place) => touched[place] === 1);
  const share = Math.min(room, named.length > MANY ? SHRUNK : 1);
  return { ...marks, named, radius: share < 1 ? LOOK.symbol.radius_px * share : marks.radius };
}
