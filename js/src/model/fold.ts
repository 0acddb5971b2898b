// A level of folding as a model of its own: the same routes, with countries as the part of the world they lie in.
// Python folds by the same rule (src/routemap/scene/folding.py); tests/parity/folding.json holds both to it.
import { byStrand, expand, invert } from "./decode";
import { KIND, type Lists, type Model, type Place, type Routes, row, type Strands } from "./model";
import type { Fold } from "./payload";

const SIGN = "~";

export interface Folded {
  readonly model: Model;
  /** Which of its places each place of the page is folded into, or is. */
  readonly of: Int32Array;
  /** Routes that do not count: alternatives that fall together with one before them. */
  readonly repeats: readonly number[];
}

function placesOf(base: Model, { of, places }: Fold): Place[] {
  const inside = new Map<number, Place[]>();
  of.forEach((place, at) => {
    inside.set(place, [...(inside.get(place) ?? []), base.places[at]]);
  });
  return places.code.map((code, at) => {
    const own = inside.get(at) ?? [];
    const [lon, lat, name] = [places.lon[at], places.lat[at], places.name[at]];
    if (!code.startsWith(SIGN) && own.length === 1) return own[0];
    return { code, name, lon, lat, isRegion: true, members: [], parts: own.map((place) => place.code) };
  });
}

interface Gathered {
  readonly strands: Lists;
  readonly ends: readonly (readonly [from: number, to: number, group: number, undirected: number])[];
}

/** The lines of the folded places, in the order of their ends, colour and sense, as Python numbers them. */
function gather({ strands, routes, places, groups }: Model, of: Int32Array): Gathered {
  const keyOf = new Float64Array(strands.count);
  const [many, colours] = [places.length, groups.length];
  for (let strand = 0; strand < strands.count; strand++) {
    const undirected = strands.undirected[strand];
    let [a, b] = [of[strands.from[strand]], of[strands.to[strand]]];
    if (undirected && a > b) [a, b] = [b, a];
    // What stays within one place is no line.
    keyOf[strand] = a === b ? -1 : ((a * many + b) * colours + strands.group[strand]) * 2 + undirected;
  }
  const keys = [...new Set(keyOf)].filter((key) => key >= 0).sort((a, b) => a - b);
  const number = new Map(keys.map((key, at) => [key, at]));
  const offsets = new Int32Array(routes.count + 1);
  const values: number[] = [];
  for (let route = 0; route < routes.count; route++) {
    for (const strand of row(routes.strands, route)) {
      const at = number.get(keyOf[strand]);
      if (at !== undefined) values.push(at);
    }
    offsets[route + 1] = values.length;
  }
  const ends = keys.map((key) => {
    const pair = Math.floor(key / 2 / colours);
    return [Math.floor(pair / many), pair % many, Math.floor(key / 2) % colours, key % 2] as const;
  });
  return { strands: { offsets, values: Int32Array.from(values) }, ends };
}

function strandsOf({ strands, edges }: Fold, { ends, strands: of }: Gathered): Strands {
  const count = ends.length;
  return {
    count,
    from: Int32Array.from(ends, ([from]) => from),
    to: Int32Array.from(ends, ([, to]) => to),
    shift: expand(strands.shift, count),
    cx: Float64Array.from(strands.cx),
    cy: Float64Array.from(strands.cy),
    group: Int32Array.from(ends, ([, , group]) => group),
    undirected: Uint8Array.from(ends, ([, , , undirected]) => undirected),
    edges: byStrand(edges),
    courses: new Map(),
    routes: invert(of, count),
  };
}

/** What runs within one folded place goes round it. */
function routesOf({ routes }: Model, of: Int32Array, strands: Lists): Routes {
  const stops = { offsets: routes.stops.offsets, values: routes.stops.values.map((place) => of[place]) };
  const kind = routes.kind.map((one, route) => {
    const isWithin = one !== KIND.role && strands.offsets[route] === strands.offsets[route + 1];
    return isWithin ? KIND.domestic : one;
  });
  return { ...routes, stops, kind, strands };
}

export function foldModel(base: Model, fold: Fold): Folded {
  const of = Int32Array.from(fold.of);
  const gathered = gather(base, of);
  const routes = routesOf(base, of, gathered.strands);
  const places = placesOf(base, fold);
  const model: Model = {
    ...base,
    page: { ...base.page, subject: base.page.subject < 0 ? -1 : of[base.page.subject] },
    style: fold.style,
    scales: base.scales.map((scale, at) => ({ ...scale, max: fold.scales[at] })),
    places,
    routes,
    strands: strandsOf(fold, gathered),
    routesAt: invert(routes.stops, places.length),
    folds: [],
  };
  return { model, of, repeats: fold.repeats };
}
