// The page's JSON block becomes the Model: columns expanded, lists flattened, texts left in the pool.
import { bytesOf } from "./base85";
import { idsOf } from "./ids";
import {
  AT_MOST,
  isCounted,
  type Lists,
  type Model,
  type Place,
  type Routes,
  type Strands,
  type TextColumn,
} from "./model";
import type { IntLists, Ints, Numbers, Payload, RowInts } from "./payload";
import { complete, type Steps } from "./steps";

/** Large pages carry their payload deflated: {"version": 2, "deflate": a zlib stream in letters of base85.ts}. */
interface Packed {
  readonly version: 2;
  readonly deflate: string;
}

export function isPacked(data: object): data is Packed {
  return typeof (data as Partial<Packed>).deflate === "string";
}

export async function unpack<T = Payload>(packed: Packed): Promise<T> {
  const stream = new Blob([bytesOf(packed.deflate)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text()) as T;
}

/** A column as one number per row; the payload writes a constant column as one value, a climbing one as its steps. */
export function expand(column: RowInts, count: number): Int32Array {
  if (typeof column === "number") return new Int32Array(count).fill(column);
  if (!("steps" in column)) return Int32Array.from(column);
  let sum = 0;
  return Int32Array.from(column.steps, (step) => {
    sum += step;
    return sum;
  });
}

function byteColumn(column: Ints, count: number): Uint8Array {
  return Uint8Array.from(expand(column, count));
}

function numbersOf(column: Numbers, count: number): Float64Array {
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++)
    values[i] = (typeof column === "number" || column === null ? column : column[i]) ?? NaN;
  return values;
}

export function flatten(lists: IntLists): Lists {
  const offsets = new Int32Array(lists.length + 1);
  lists.forEach((list, index) => {
    offsets[index + 1] = offsets[index] + list.length;
  });
  const values = new Int32Array(offsets[lists.length]);
  lists.forEach((list, index) => values.set(list, offsets[index]));
  return { offsets, values };
}

/** For every value the rows that hold it, each row once. */
export function invert(lists: Lists, size: number): Lists {
  const rows = lists.offsets.length - 1;
  const offsets = new Int32Array(size + 1);
  const last = new Int32Array(size);
  const eachOnce = (visit: (value: number, index: number) => void): void => {
    last.fill(-1);
    for (let index = 0; index < rows; index++)
      for (let at = lists.offsets[index]; at < lists.offsets[index + 1]; at++) {
        const value = lists.values[at];
        if (last[value] === index) continue;
        last[value] = index;
        visit(value, index);
      }
  };
  eachOnce((value) => {
    offsets[value + 1] += 1;
  });
  for (let i = 0; i < size; i++) offsets[i + 1] += offsets[i];
  const values = new Int32Array(offsets[size]);
  const next = offsets.slice(0, size);
  eachOnce((value, index) => {
    values[next[value]++] = index;
  });
  return { offsets, values };
}

function decodePlaces(payload: Payload): Place[] {
  const { code, name, kind, lon, lat, members } = payload.places;
  const kinds = expand(kind, code.length);
  return code.map((one, index) => ({
    code: one,
    name: name[index],
    isRegion: kinds[index] === 1,
    lon: lon[index],
    lat: lat[index],
    members: members[String(index)] ?? [],
    parts: [],
  }));
}

/** As routes/columns.py: words such as first and last are ours only where records are counted. */
function countedColumns(names: readonly string[]): string[] {
  const has = (name: string): boolean => names.includes(name);
  return has("records") && (has(AT_MOST) || (has("first") && has("last"))) ? names.filter(isCounted) : [];
}

function atMostOf({ routes, text }: Payload): Uint32Array {
  const column = countedColumns(Object.keys(routes.extra)).includes(AT_MOST) ? routes.extra[AT_MOST] : -1;
  return Uint32Array.from(expand(column, routes.count), (at) => Number(text[at] ?? 0) || 0);
}

function* decodeRoutes(payload: Payload): Steps<Routes> {
  const { routes } = payload;
  const { count } = routes;
  const market = expand(routes.market, count);
  const stops = flatten(routes.stops);
  yield;
  const strands = flatten(routes.strands);
  yield;
  return {
    count,
    id: idsOf(payload, market),
    statement: expand(routes.statement, count),
    market,
    group: expand(routes.group, count),
    commodity: expand(routes.commodity, count),
    kind: byteColumn(routes.kind, count),
    open: byteColumn(routes.open, count),
    confidence: byteColumn(routes.confidence, count),
    magnitude: byteColumn(routes.magnitude, count),
    quantity: numbersOf(routes.quantity, count),
    unit: expand(routes.unit, count),
    atMost: atMostOf(payload),
    stops,
    strands,
  };
}

export function byStrand(lists: Readonly<Record<string, readonly number[]>>): Map<number, readonly number[]> {
  return new Map(Object.entries(lists).map(([strand, list]) => [Number(strand), list]));
}

function decodeStrands(payload: Payload, routes: Routes): Strands {
  const { strands } = payload;
  const count = strands.cx.length;
  return {
    count,
    from: expand(strands.from, count),
    to: expand(strands.to, count),
    shift: expand(strands.shift, count),
    cx: Float64Array.from(strands.cx),
    cy: Float64Array.from(strands.cy),
    group: expand(strands.group, count),
    undirected: byteColumn(strands.undirected, count),
    edges: byStrand(payload.edges),
    courses: byStrand(payload.courses),
    routes: invert(routes.strands, count),
  };
}

const TEXTS = ["start", "end", "actors", "source", "locator", "url", "quote", "note"] as const;

/** Keeps the columns of texts alone: nothing else of a large payload may stay in memory twice. */
function* decodeTexts(
  { text, hosts, commodities, routes }: Payload,
  commodity: Int32Array,
): Steps<Pick<Model, "text" | "extra" | "host">> {
  const columns = new Map<string, Int32Array>();
  for (const name of TEXTS) columns.set(name, expand(routes[name], routes.count));
  yield;
  const extras = new Map<string, Int32Array>();
  for (const [name, column] of Object.entries(routes.extra)) extras.set(name, expand(column, routes.count));
  const at = (column: Int32Array | undefined, route: number): string => text[column?.[route] ?? -1] ?? "";
  return {
    text: (route: number, column: TextColumn): string =>
      column === "commodity" ? (commodities[commodity[route]] ?? "") : at(columns.get(column), route),
    extra: (route: number, column: string): string => at(extras.get(column), route),
    host: (route: number): string => hosts[columns.get("url")?.[route] ?? -1] ?? "",
  };
}

/** A statement without a text of its own is called by its first route. */
function statementsOf({ statements }: Payload, { id, statement: of }: Routes): string[] {
  const texts = [...statements];
  for (let route = of.length - 1; route >= 0; route--)
    if (of[route] >= 0 && statements[of[route]] === "") texts[of[route]] = id[route];
  return texts;
}

/** Step by step, because 60,000 routes take longer than a frame. */
export function* decodeSteps(payload: Payload): Steps<Model> {
  const routes = yield* decodeRoutes(payload);
  yield;
  const strands = decodeStrands(payload, routes);
  yield;
  const places = decodePlaces(payload);
  const extraColumns = Object.keys(payload.routes.extra);
  const counted = countedColumns(extraColumns);
  const { page, style, groups, markets, commodities, scales, units, words, basemap } = payload;
  return {
    page,
    style,
    groups,
    statements: statementsOf(payload, routes),
    markets,
    commodities,
    scales,
    units,
    places,
    routes,
    strands,
    language: words,
    basemap,
    extraColumns,
    ownColumns: extraColumns.filter((name) => !counted.includes(name)),
    ...(yield* decodeTexts(payload, routes.commodity)),
    routesAt: invert(routes.stops, places.length),
    folds: payload.folds,
  };
}

export function decode(payload: Payload): Model {
  return complete(decodeSteps(payload));
}
