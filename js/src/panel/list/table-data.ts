// What stands in the table's cells, and how a column sorts. Columns that say nothing on this page are left out.
import { CONFIDENCE, KIND, MAGNITUDE, type Model } from "../../model/model";
import { shownColumns, type Words } from "../../words";
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

function kindText(say: Words, kind: number): string {
  if (kind === KIND.undirected) return say.word("mark.undirected");
  return say.word(kind === KIND.flow ? "kind.flow" : kind === KIND.domestic ? "kind.domestic" : "kind.role");
}

export function routeColumns(model: Model, say: Words): Column[] {
  const { routes } = model;
  const names =
    (part: "origin" | "transit" | "destination") =>
    (route: number): string =>
      ends(model, route, (place) => model.places[place].name)[part].replaceAll(" > ", ", ");
  const text = (name: string, cell: (route: number) => string): Column => ({ name, numeric: false, cell });
  const several = routes.kind.some((kind) => kind !== routes.kind[0]);
  const all: Column[] = [
    text(say.head("term.route"), (route) => titleText(model, route, say)),
    text(say.head("term.market"), (route) => (model.markets.length > 1 ? marketText(model, route, say) : "")),
    text(say.head("term.commodity"), (route) => commodityText(model, route)),
    text(say.head("term.origin"), names("origin")),
    text(say.head("term.transit"), names("transit")),
    text(say.head("term.destination"), names("destination")),
    {
      ...text(say.head("term.kind"), (route) => (several ? kindText(say, routes.kind[route]) : "")),
      key: (route) => routes.kind[route],
    },
    {
      ...text(say.head("term.support"), (route) => say.head(`support.${CONFIDENCE[routes.confidence[route]]}`)),
      key: (route) => routes.confidence[route],
    },
    {
      ...text(say.head("term.magnitude"), (route) =>
        routes.magnitude[route] ? say.head(`magnitude.${MAGNITUDE[routes.magnitude[route]]}`) : "",
      ),
      key: (route) => routes.magnitude[route],
    },
    {
      name: say.head("term.quantity"),
      numeric: true,
      cell: (route) => quantityText(model, route, say),
      // What is kept back stands between nobody and the smallest number that is told.
      key: (route) =>
        routes.atMost[route] > 0 ? 0.5 : Number.isNaN(routes.quantity[route]) ? -1 : routes.quantity[route],
    },
    {
      ...text(say.head("term.period"), (route) => periodText(model, route, say)),
      key: (route) => model.text(route, "start"),
    },
    { ...text(say.head("term.actors"), (route) => model.text(route, "actors")), long: true },
    { ...text(say.head("term.source"), (route) => model.text(route, "source")), long: true },
    text(say.head("term.locator"), (route) => model.text(route, "locator")),
    ...shownColumns(say, model).map(([column, name]) => text(name, (route) => model.extra(route, column))),
    { ...text(say.head("term.note"), (route) => model.text(route, "note")), long: true },
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
  return [
    { name: say.head("term.place"), numeric: false, cell: (place) => model.places[place].name },
    figure(say.head("term.routes"), "total"),
    figure(say.word("figures.in"), "in"),
    figure(say.word("figures.out"), "out"),
    figure(say.word("figures.through"), "through"),
    figure(say.word("figures.within"), "within"),
    figure(say.word("figures.either"), "either"),
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
  return say.counted("noun.route", count);
}
