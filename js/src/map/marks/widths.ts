// How wide a line is: by the root of its quantity, or by the magnitude its source states.
import { type Model, OPEN } from "../../model/model";
import type { Style } from "../../model/payload";

/** Area grows with quantity, not the line's side: the root keeps large flows from shouting. */
export function widthOfQuantity(style: Style, total: number, max: number): number {
  const [thin, wide] = style.width_range;
  if (!(max > 0)) return thin;
  return thin + (wide - thin) * Math.sqrt(Math.min(1, total / max));
}

export interface StrandMarks {
  /** Visible routes on each strand; 0 = not drawn. */
  readonly count: Uint32Array;
  readonly width: Float32Array;
  /** The best-supported of its routes decides the dash. */
  readonly confidence: Uint8Array;
  /** The unit the width shows, or -1 for magnitude; amount is the sum in that unit. */
  readonly unit: Int32Array;
  readonly amount: Float64Array;
  /** 1 = some visible route comes from an unknown origin into this strand's start. */
  readonly tailIn: Uint8Array;
  /** 1 = some visible route goes on from this strand's end to an unknown destination. */
  readonly tailOut: Uint8Array;
  /** Drawn strands, thinnest first, so that strong lines lie over weak ones. */
  readonly order: Int32Array;
}

interface Sums {
  /** By strand and unit; NaN where no route of the strand states a quantity, which may be 0. */
  readonly totals: Float64Array;
  readonly magnitude: Uint8Array;
}

function addRoutes(model: Model, visible: Uint8Array, marks: StrandMarks): Sums {
  const { routes, strands, units } = model;
  const totals = new Float64Array(strands.count * units.length).fill(NaN);
  const magnitude = new Uint8Array(strands.count);
  const { offsets, values } = routes.strands;
  for (let route = 0; route < routes.count; route++) {
    if (!visible[route]) continue;
    const [first, end] = [offsets[route], offsets[route + 1]];
    const unit = routes.unit[route];
    const quantity = routes.quantity[route];
    for (let at = first; at < end; at++) {
      const strand = values[at];
      marks.count[strand] += 1;
      if (routes.confidence[route] > marks.confidence[strand]) marks.confidence[strand] = routes.confidence[route];
      if (routes.magnitude[route] > magnitude[strand]) magnitude[strand] = routes.magnitude[route];
      if (unit < 0 || Number.isNaN(quantity)) continue;
      const cell = strand * units.length + unit;
      totals[cell] = (Number.isNaN(totals[cell]) ? 0 : totals[cell]) + quantity;
    }
    if (first === end) continue;
    if (routes.open[route] & OPEN.origin) marks.tailIn[values[first]] = 1;
    if (routes.open[route] & OPEN.destination) marks.tailOut[values[end - 1]] = 1;
  }
  return { totals, magnitude };
}

function setWidth(model: Model, strand: number, sums: Sums, marks: StrandMarks): void {
  const { style, units } = model;
  marks.unit[strand] = -1;
  marks.width[strand] = style.magnitude_width[sums.magnitude[strand]];
  let widest = 0;
  for (let unit = 0; unit < units.length; unit++) {
    const total = sums.totals[strand * units.length + unit];
    const width = Number.isNaN(total) ? 0 : widthOfQuantity(style, total, units[unit].max);
    if (width <= widest) continue;
    // Units are never added up: the one that gives the widest line speaks for the strand.
    widest = width;
    marks.unit[strand] = unit;
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
  const marks = {
    count: new Uint32Array(count),
    width: new Float32Array(count),
    confidence: new Uint8Array(count),
    unit: new Int32Array(count),
    amount: new Float64Array(count),
    tailIn: new Uint8Array(count),
    tailOut: new Uint8Array(count),
    order: new Int32Array(0),
  };
  const sums = addRoutes(model, visible, marks);
  const drawn: number[] = [];
  for (let strand = 0; strand < count; strand++) {
    if (marks.count[strand] === 0) continue;
    setWidth(model, strand, sums, marks);
    drawn.push(strand);
  }
  return { ...marks, order: byStrength(marks, drawn) };
}
