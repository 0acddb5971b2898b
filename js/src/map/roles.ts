// What each place is in the visible routes; the symbol says it.
import { KIND, OPEN, type Model, row } from "../model";

export const ROLE = { origin: 1, transit: 2, destination: 4, undirected: 8 } as const;

const MANY = 60;

export interface PlaceMarks {
  /** Bits of ROLE. */
  readonly roles: Uint8Array;
  /** Visible routes that name the place: its importance for the label. */
  readonly weight: Uint32Array;
  /** Statements that name the place without a counterpart; 0 = no badge. */
  readonly badge: Uint32Array;
  /** Colour groups of routes within the place. */
  readonly domestic: ReadonlyMap<number, readonly number[]>;
  /** Places named by a visible route, most named first. */
  readonly named: Int32Array;
  /** Radius of a plain symbol, px: smaller where very many places share the window. */
  readonly radius: number;
}

type Building = { -readonly [K in keyof PlaceMarks]: PlaceMarks[K] } & {
  statements: Map<number, Set<number>>;
  groups: Map<number, Set<number>>;
};

function rolesOfFlow(stops: Int32Array, open: number, roles: Uint8Array): void {
  stops.forEach((place, at) => {
    const first = at === 0 && !(open & OPEN.origin);
    const last = at === stops.length - 1 && !(open & OPEN.destination);
    roles[place] |= first ? ROLE.origin : last ? ROLE.destination : ROLE.transit;
  });
}

function addRoute(model: Model, route: number, build: Building): void {
  const { routes } = model;
  const stops = row(routes.stops, route);
  for (const place of stops) build.weight[place] += 1;
  const kind = routes.kind[route];
  if (kind === KIND.flow) rolesOfFlow(stops, routes.open[route], build.roles);
  else if (kind === KIND.undirected) for (const place of stops) build.roles[place] |= ROLE.undirected;
  else if (stops.length > 0) {
    const into = kind === KIND.role ? build.statements : build.groups;
    const entry = kind === KIND.role ? routes.statement[route] : routes.group[route];
    const known = into.get(stops[0]) ?? new Set<number>();
    into.set(stops[0], known.add(entry));
  }
}

export function markPlaces(model: Model, visible: Uint8Array, shrink = 1): PlaceMarks {
  const count = model.places.length;
  const build: Building = {
    roles: new Uint8Array(count), weight: new Uint32Array(count), badge: new Uint32Array(count),
    domestic: new Map(), named: new Int32Array(0), radius: model.style.symbol_radius, statements: new Map(), groups: new Map(),
  };
  for (let route = 0; route < model.routes.count; route++) if (visible[route]) addRoute(model, route, build);
  for (const [place, statements] of build.statements) build.badge[place] = statements.size;
  build.domestic = new Map([...build.groups].map(([place, groups]) => [place, [...groups].sort((a, b) => a - b)]));
  const named = [...build.weight.keys()].filter((place) => build.weight[place] > 0);
  build.named = Int32Array.from(named.sort((a, b) => build.weight[b] - build.weight[a] || a - b));
  if (named.length > MANY) build.radius *= shrink;
  return build;
}
