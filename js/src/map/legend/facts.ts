// What the routes of a page use of the map's marks: counted once, for the legend to explain that and nothing else.
import { KIND, type Model, OPEN } from "../../model/model";
import { markPlaces, type PlaceMarks } from "../marks/roles";

interface LegendFacts {
  /** Colour groups that have a line or a circular arrow; places named alone wear no colour. */
  readonly groups: ReadonlySet<number>;
  readonly confidences: ReadonlySet<number>;
  /** Magnitudes of the lines without a quantity. */
  readonly magnitudes: ReadonlySet<number>;
  /** Smallest quantity of a line by unit; Infinity = none. */
  readonly least: Float64Array;
  readonly has: {
    readonly arrows: boolean;
    readonly origin: boolean;
    readonly destination: boolean;
    readonly domestic: boolean;
    readonly undirected: boolean;
  };
  readonly places: PlaceMarks;
}

const known = new WeakMap<Model, LegendFacts>();

export function legendFacts(model: Model): LegendFacts {
  const found = known.get(model) ?? count(model);
  known.set(model, found);
  return found;
}

function count(model: Model): LegendFacts {
  const { routes, units } = model;
  const [groups, confidences, magnitudes] = [new Set<number>(), new Set<number>(), new Set<number>()];
  const least = new Float64Array(units.length).fill(Infinity);
  const has = { arrows: false, origin: false, destination: false, domestic: false, undirected: false };
  for (let route = 0; route < routes.count; route++) {
    const kind = routes.kind[route];
    if (kind !== KIND.role) groups.add(routes.group[route]);
    if (kind === KIND.domestic) has.domestic = true;
    if (kind === KIND.undirected) has.undirected = true;
    if (kind !== KIND.flow && kind !== KIND.undirected) continue;
    confidences.add(routes.confidence[route]);
    const unit = routes.unit[route];
    if (unit >= 0 && routes.quantity[route] > 0) least[unit] = Math.min(least[unit], routes.quantity[route]);
    else magnitudes.add(routes.magnitude[route]);
    if (kind !== KIND.flow) continue;
    has.arrows = true;
    if (routes.stops.offsets[route] === routes.stops.offsets[route + 1]) continue;
    if (routes.open[route] & OPEN.origin) has.origin = true;
    if (routes.open[route] & OPEN.destination) has.destination = true;
  }
  return {
    groups,
    confidences,
    magnitudes,
    least,
    has,
    places: markPlaces(model, new Uint8Array(routes.count).fill(1)),
  };
}
