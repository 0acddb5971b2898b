// How wide a line is, by the root of its quantity or by the magnitude its source states, and how it is supported.
import { LOOK, SUPPORTS } from "../../model/look";
import { FEW, KIND, type Model, OPEN, supportOf } from "../../model/model";
import type { Style } from "../../model/payload";

/** Area grows with quantity, not the line's side: the root keeps large flows from shouting. */
export function widthOfQuantity(style: Style, total: number, max: number): number {
  const [thin, wide] = style.width_range;
  if (!(max > 0)) return thin;
  return thin + (wide - thin) * Math.sqrt(Math.min(1, total / max));
}

/** The dash of a line: position in SUPPORTS, like `support` below. */
export function dashOf(support: number): readonly number[] {
  return LOOK.dash[support] ?? [];
}

const MIXED = SUPPORTS.indexOf("mixed");
const NONE = 255;

/** Of two together; NONE is none yet. Beside others, those of few people say nothing of a line. */
export function jointSupport(a: number, b: number): number {
  if (a !== NONE && b === FEW) return a;
  if (a === FEW) return b;
  return a === NONE || a === b ? b : MIXED;
}

/** An arrow round a place, for the routes of one colour group within it: as wide and as dashed as a line of them. */
export interface Ring {
  readonly group: number;
  readonly width: number;
  readonly support: number;
  readonly scale: number;
  readonly amount: number;
  readonly magnitude: number;
  /** Of routes of few people, the largest number that one may be; 0 for others. */
  readonly atMost: number;
}

export interface StrandMarks {
  /** Visible routes on each strand; 0 = not drawn. */
  readonly count: Uint32Array;
  readonly width: Float64Array;
  /** How well its routes are supported, or that they differ in it: position in SUPPORTS. */
  readonly support: Uint8Array;
  /** The scale the width shows, or -1 for magnitude; amount is the sum in the scale's unit. */
  readonly scale: Int32Array;
  readonly amount: Float64Array;
  /** The strongest word of the sources on size, position in MAGNITUDES. */
  readonly magnitude: Uint8Array;
  /** 1 = some visible route comes from an unknown origin into this strand's start. */
  readonly tailIn: Uint8Array;
  /** 1 = some visible route goes on from this strand's end to an unknown destination. */
  readonly tailOut: Uint8Array;
  /** By strand the units of its quantities that no width shows. */
  readonly unscaled: ReadonlyMap<number, ReadonlySet<number>>;
  /** Drawn strands, thinnest first, so that strong lines lie over weak ones. */
  readonly order: Int32Array;
}

/** What the routes on lines, or round places, come to: by line, in these columns. */
type Columns = Pick<StrandMarks, "count" | "width" | "support" | "scale" | "amount" | "magnitude">;

function columnsOf(count: number): Columns {
  return {
    count: new Uint32Array(count),
    width: new Float64Array(count),
    support: new Uint8Array(count).fill(NONE),
    scale: new Int32Array(count),
    amount: new Float64Array(count),
    magnitude: new Uint8Array(count),
  };
}

/** By line and scale the sum in the scale's unit; NaN where no route of the line states a quantity, which may be 0. */
function noTotals({ scales }: Model, count: number): Float64Array {
  return new Float64Array(count * scales.length).fill(NaN);
}

function addTo(
  { routes, units, scales }: Model,
  route: number,
  line: number,
  marks: Columns,
  totals: Float64Array,
  unscaled: Map<number, Set<number>>,
): void {
  const unit = units[routes.unit[route]];
  const amount = unit ? routes.quantity[route] * unit.factor : NaN;
  marks.count[line] += 1;
  marks.support[line] = jointSupport(marks.support[line], supportOf(routes, route));
  marks.magnitude[line] = Math.max(marks.magnitude[line], routes.magnitude[route]);
  if (!unit || Number.isNaN(amount)) return;
  if (unit.scale < 0) {
    unscaled.set(line, (unscaled.get(line) ?? new Set()).add(routes.unit[route]));
    return;
  }
  const cell = line * scales.length + unit.scale;
  totals[cell] = (Number.isNaN(totals[cell]) ? 0 : totals[cell]) + amount;
}

function addRoutes(
  model: Model,
  visible: Uint8Array,
  marks: StrandMarks,
  unscaled: Map<number, Set<number>>,
): Float64Array {
  const { routes, strands } = model;
  const totals = noTotals(model, strands.count);
  const { offsets, values } = routes.strands;
  for (let route = 0; route < routes.count; route++) {
    if (!visible[route]) continue;
    const [first, end] = [offsets[route], offsets[route + 1]];
    for (let at = first; at < end; at++) addTo(model, route, values[at], marks, totals, unscaled);
    if (first === end) continue;
    if (routes.open[route] & OPEN.origin) marks.tailIn[values[first]] = 1;
    if (routes.open[route] & OPEN.destination) marks.tailOut[values[end - 1]] = 1;
  }
  return totals;
}

function setWidth(model: Model, strand: number, totals: Float64Array, marks: Columns): void {
  const { style, scales } = model;
  marks.scale[strand] = -1;
  marks.width[strand] = style.magnitude_width[marks.magnitude[strand]];
  let widest = 0;
  for (let scale = 0; scale < scales.length; scale++) {
    const total = totals[strand * scales.length + scale];
    const width = Number.isNaN(total) ? 0 : widthOfQuantity(style, total, scales[scale].max);
    if (width <= widest) continue;
    // Measures are never added up: the one that gives the widest line speaks for the strand.
    widest = width;
    marks.scale[strand] = scale;
    marks.amount[strand] = total;
    marks.width[strand] = width;
  }
}

/** Drawn strands, weak ones first. */
function byStrength(marks: Omit<StrandMarks, "order">, drawn: readonly number[]): Int32Array {
  return Int32Array.from(drawn).sort(
    (a, b) => marks.width[a] - marks.width[b] || marks.count[a] - marks.count[b] || b - a,
  );
}

export function markStrands(model: Model, visible: Uint8Array): StrandMarks {
  const { count } = model.strands;
  const unscaled = new Map<number, Set<number>>();
  const marks = {
    ...columnsOf(count),
    tailIn: new Uint8Array(count),
    tailOut: new Uint8Array(count),
    unscaled,
    order: new Int32Array(0),
  };
  const totals = addRoutes(model, visible, marks, unscaled);
  const drawn: number[] = [];
  for (let strand = 0; strand < count; strand++) {
    if (marks.count[strand] === 0) continue;
    setWidth(model, strand, totals, marks);
    drawn.push(strand);
  }
  return { ...marks, order: byStrength(marks, drawn) };
}

/** By place the arrows that go round it, in the order of their groups: the innermost first. */
export function markRings(model: Model, visible: Uint8Array): ReadonlyMap<number, readonly Ring[]> {
  const { routes, groups } = model;
  const byKey = new Map<number, number[]>();
  for (let route = 0; route < routes.count; route++) {
    if (!visible[route] || routes.kind[route] !== KIND.domestic) continue;
    const key = routes.stops.values[routes.stops.offsets[route]] * groups.length + routes.group[route];
    const known = byKey.get(key);
    if (known) known.push(route);
    else byKey.set(key, [route]);
  }
  const keys = [...byKey.keys()].sort((a, b) => a - b);
  const marks = columnsOf(keys.length);
  const totals = noTotals(model, keys.length);
  const rings = new Map<number, Ring[]>();
  keys.forEach((key, at) => {
    const own = byKey.get(key) ?? [];
    for (const route of own) addTo(model, route, at, marks, totals, new Map());
    setWidth(model, at, totals, marks);
    const place = Math.floor(key / groups.length);
    const ring = {
      group: key % groups.length,
      width: marks.width[at],
      support: marks.support[at],
      scale: marks.scale[at],
      amount: marks.amount[at],
      magnitude: marks.magnitude[at],
      atMost: marks.support[at] === FEW ? Math.max(...own.map((route) => routes.atMost[route])) : 0,
    };
    rings.set(place, [...(rings.get(place) ?? []), ring]);
  });
  return rings;
}
