// How much a route is, and several together: small numbers of people that are kept back are told as such.
import { AT_MOST, isCounted, type Model } from "../model/model";
import { isolated } from "./direction";
import type { Words } from "./words";

function withUnit(text: string, model: Model, unit: number): string {
  return `${text} ${unit < 0 ? "" : isolated(model.units[unit].name)}`.trim();
}

/** “1,240 people”, “< 5 people”; empty where no number is known. As routes/counts.py. */
export function amount(say: Words, model: Model, route: number): string {
  const { quantity, unit, atMost } = model.routes;
  if (atMost[route] > 0) return withUnit(`< ${say.number(atMost[route] + 1)}`, model, unit[route]);
  return Number.isNaN(quantity[route]) ? "" : withUnit(say.number(quantity[route]), model, unit[route]);
}

/** “3 flows below 5”; empty where no number is kept back. */
export function few(say: Words, model: Model, routes: Iterable<number>): string {
  const flows = new Map<number, number>();
  for (const route of routes) {
    const most = model.routes.atMost[route];
    if (most > 0) flows.set(most, (flows.get(most) ?? 0) + 1);
  }
  const parts = [...flows].sort(([a], [b]) => a - b);
  return say.listed(parts.map(([most, count]) => say.counted("few.flows", count, { below: say.number(most + 1) })));
}

/** “1,240 people and 3 flows below 5”; units are never added together. Empty where no number is kept back. */
export function total(say: Words, model: Model, routes: readonly number[]): string {
  const rest = few(say, model, routes);
  if (!rest) return "";
  const sums = new Map<number, number>();
  for (const route of routes) {
    const { quantity, unit } = model.routes;
    if (!Number.isNaN(quantity[route])) sums.set(unit[route], (sums.get(unit[route]) ?? 0) + quantity[route]);
  }
  const told = [...sums].sort(([a], [b]) => a - b).map(([unit, sum]) => withUnit(say.number(sum), model, unit));
  return say.listed([...told, rest]);
}

/** “1,240 people” where all routes state a number in one unit and of one period; else empty. Without a unit not to say. */
export function oneSum(say: Words, model: Model, routes: readonly number[], unsaid = ""): string {
  const { quantity, unit } = model.routes;
  const kindOf = (route: number): string =>
    [unit[route], model.text(route, "start"), model.text(route, "end")].join("\n");
  const isOne = routes.every((route) => !Number.isNaN(quantity[route]) && kindOf(route) === kindOf(routes[0]));
  if (!isOne || routes.length === 0) return "";
  const sum = say.number(routes.reduce((all, route) => all + quantity[route], 0));
  const one = unit[routes[0]];
  return model.units[one]?.name === unsaid ? sum : withUnit(sum, model, one);
}

/** The columns beside those of every table that readers are shown, and what they are called. */
export function shownColumns(say: Words, model: Model): readonly (readonly [column: string, name: string])[] {
  const named = (name: string): string =>
    model.ownColumns.includes(name) || !isCounted(name) || name === AT_MOST ? name : say.head(`term.${name}`);
  return model.extraColumns
    .filter((name) => name !== AT_MOST || model.ownColumns.includes(name))
    .map((name) => [name, named(name)]);
}
