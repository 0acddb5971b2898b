// What stands in the table's cells, and how a column sorts. Columns that say nothing on this page are left out.
import type { Model } from "../../model/model";
import { number, type Words } from "../../words";
import type { Context } from "../context";
import { placeFigures } from "../evidence/figures";
import { ends } from "../takeaway/columns";
import { commodityText, marketText, periodText, quantityText, titleText } from "../title";

export type Cell = string | number;

export interface Column {
  readonly name: string;
  readonly numeric: boolean;
  /** Whole sentences: wants room. */
  readonly long?: boolean;
  readonly cell: (item: number) => Cell;
  /** What the column sorts by, where that is not the cell. */
  readonly key?: (item: number) => Cell;
}

export function routeColumns(model: Model, say: Words): Column[] {
  const { routes } = model;
  const { cells } = say;
  const names =
    (part: "origin" | "transit" | "destination") =>
    (route: number): string =>
      ends(model, route, (place) => model.places[place].name)[part].replaceAll(" > ", ", ");
  const text = (name: string, cell: (route: number) => string): Column => ({ name, numeric: false, cell });
  const several = routes.kind.some((kind) => kind !== routes.kind[0]);
  const all: Column[] = [
    text(cells.route, (route) => titleText(model, route, say)),
    text(cells.market, (route) => (model.markets.length > 1 ? marketText(model, route, say) : "")),
    text(cells.commodity, (route) => commodityText(model, route)),
    text(cells.origin, names("origin")),
    text(cells.transit, names("transit")),
    text(cells.destination, names("destination")),
    {
      ...text(cells.kind, (route) => (several ? say.kinds[routes.kind[route]] : "")),
      key: (route) => routes.kind[route],
    },
    {
      ...text(cells.confidence, (route) => say.confidence[routes.confidence[route]]),
      key: (route) => routes.confidence[route],
    },
    {
      ...text(cells.magnitude, (route) => (routes.magnitude[route] ? say.magnitude[routes.magnitude[route]] : "")),
      key: (route) => routes.magnitude[route],
    },
    {
      name: cells.quantity,
      numeric: true,
      cell: (route) => quantityText(model, route, say),
      key: (route) => (Number.isNaN(routes.quantity[route]) ? -1 : routes.quantity[route]),
    },
    { ...text(cells.period, (route) => periodText(model, route, say)), key: (route) => model.text(route, "start") },
    { ...text(cells.actors, (route) => model.text(route, "actors")), long: true },
    { ...text(cells.source, (route) => model.text(route, "source")), long: true },
    text(cells.locator, (route) => model.text(route, "locator")),
    ...model.extraColumns.map((name) => text(name, (route) => model.extra(route, name))),
    { ...text(cells.note, (route) => model.text(route, "note")), long: true },
  ];
  const sample = Array.from({ length: Math.min(routes.count, 5000) }, (_, route) => route);
  return all.filter((column, index) => index === 0 || sample.some((route) => column.cell(route) !== ""));
}

export function placeColumns({ model, store, say }: Context): Column[] {
  const figure = (name: string, key: "in" | "out" | "through" | "within" | "either" | "total"): Column => ({
    name,
    numeric: true,
    cell: (place) => placeFigures(model, place, (route) => store.state.visible[route] === 1)[key],
  });
  const { figures, cells } = say;
  return [
    { name: cells.place, numeric: false, cell: (place) => model.places[place].name },
    figure(cells.total, "total"),
    figure(figures.in, "in"),
    figure(figures.out, "out"),
    figure(figures.through, "through"),
    figure(figures.within, "within"),
    figure(figures.either, "either"),
  ];
}

/** Stable; empty cells stand last whichever way the column is sorted. */
export function sorted(items: readonly number[], column: Column, down: boolean, locale: string): number[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  const keyOf = column.key ?? column.cell;
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  const sign = down ? -1 : 1;
  const empty = (key: Cell): boolean => key === "" || key === -1;
  keyed.sort((a, b) => {
    if (empty(a.key) !== empty(b.key)) return empty(a.key) ? 1 : -1;
    if (typeof a.key === "number" && typeof b.key === "number") return sign * (a.key - b.key);
    return sign * collator.compare(String(a.key), String(b.key));
  });
  return keyed.map(({ item }) => item);
}

export function total(say: Words, count: number): string {
  return say.routes(number(say, count), count);
}
