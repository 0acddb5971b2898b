// How many lines a map draws in full: as many of the strongest as can be told apart; the rest stay faint behind them.
// The rule is that of src/routemap/scene/strongest.py; tests/parity/strongest.json holds both to it.
import { LOOK } from "../../model/look";
import { type Model, row } from "../../model/model";
import type { StrandMarks } from "./widths";

const { strongest: RULE } = LOOK;

export function toldApart(width: number, height: number): number {
  return Math.min(Math.max(Math.floor((width * height) / RULE.px_per_line + 0.5), RULE.least), RULE.most);
}

type Strengths = Pick<StrandMarks, "order" | "width" | "count">;

/** How many of the strongest are drawn in full where so many can be told apart; `asked` is what somebody asked for. */
export function inFull({ order, width, count }: Strengths, room: number, asked = Infinity): number {
  const all = order.length;
  if (Number.isFinite(asked)) return Math.min(asked, all);
  if (all <= RULE.slack * room) return all;
  const last = order[all - room];
  let most = room;
  for (; most < all; most++) {
    const next = order[all - 1 - most];
    if (width[next] !== width[last] || count[next] !== count[last]) break;
  }
  return most <= RULE.ties * room ? most : room;
}

export interface Told {
  /** Lines drawn in full, and all that there are. */
  readonly shown: number;
  readonly all: number;
  /** How much of the measure of the most lines runs on those in full alone, whole per cent; null where none is drawn. */
  readonly share: number | null;
  readonly unit: string;
}

/** The scale that shows the most lines, or -1. */
function usualScale(model: Model, { order, scale }: StrandMarks): number {
  const lines = new Array<number>(model.scales.length).fill(0);
  for (const strand of order) if (scale[strand] >= 0) lines[scale[strand]] += 1;
  const [first] = [...lines.keys()]
    .filter((one) => lines[one] > 0)
    .sort((a, b) => lines[b] - lines[a] || (model.scales[a].name < model.scales[b].name ? -1 : 1));
  return first ?? -1;
}

function shareOf({ routes, units }: Model, visible: Uint8Array, full: Uint8Array, scale: number): number {
  let [shown, all] = [0, 0];
  for (let route = 0; route < routes.count; route++) {
    const unit = units[routes.unit[route]];
    const amount = routes.quantity[route];
    if (!visible[route] || !unit || unit.scale !== scale || Number.isNaN(amount)) continue;
    const over = row(routes.strands, route);
    if (over.length === 0) continue;
    all += amount * unit.factor;
    if (over.every((strand) => full[strand] === 1)) shown += amount * unit.factor;
  }
  return Math.floor((100 * shown) / Math.max(all, Number.MIN_VALUE) + 1e-9);
}

export function tell(model: Model, marks: StrandMarks, visible: Uint8Array, picked: Int32Array): Told {
  const [shown, all] = [picked.length, marks.order.length];
  const scale = shown < all ? usualScale(model, marks) : -1;
  if (scale < 0) return { shown, all, share: null, unit: "" };
  const full = new Uint8Array(model.strands.count);
  for (const strand of picked) full[strand] = 1;
  return { shown, all, share: shareOf(model, visible, full, scale), unit: model.scales[scale].name };
}
