// The filters of this page, in a drawer one press away: what it leaves of the list stays in sight below it.

import { bdi, button, freshId, h } from "../../dom/dom";
import { CONFIDENCE, MAGNITUDE, type Model } from "../../model/model";
import type { Filters } from "../../model/store";
import type { Context } from "../context";
import { groupSwatch } from "../swatch";
import { Chips, type Option, toggled } from "./chips";
import { BIT, countBy, facetBits, facetText, failures } from "./judge";
import { QuantityRange } from "./quantity-range";

type Column = "markets" | "commodities" | "confidence" | "magnitude";
type Refresh = (filters: Filters, failed: Uint32Array) => void;

const BITS: Readonly<Record<Column, number>> = {
  markets: BIT.market,
  commodities: BIT.commodity,
  confidence: BIT.confidence,
  magnitude: BIT.magnitude,
};
const MOST_FACET_VALUES = 40;

function columnOf(model: Model, column: Column): Int32Array | Uint8Array {
  const { routes } = model;
  return {
    markets: routes.market,
    commodities: routes.commodity,
    confidence: routes.confidence,
    magnitude: routes.magnitude,
  }[column];
}

function present(values: Int32Array | Uint8Array): number[] {
  const counts = new Map<number, number>();
  for (const value of values) if (value >= 0) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, more]) => more - many || a - b).map(([value]) => value);
}

/** The colour group of a column's value, when colour means just that on this page. */
function groupOf(model: Model, column: Column, value: number): number {
  const values = columnOf(model, column);
  if (column !== (model.markets.length > 1 ? "markets" : "commodities")) return -1;
  let group = -1;
  for (let route = 0; route < values.length; route++) {
    if (values[route] !== value) continue;
    if (group >= 0 && model.routes.group[route] !== group) return -1;
    group = model.routes.group[route];
  }
  return group;
}

export class FilterBar {
  /** The drawer. */
  readonly element: HTMLElement;
  /** Opens and closes it, and says how many filters are on; null where nothing tells routes apart. */
  readonly opener: HTMLButtonElement | null;
  private readonly refreshers: Refresh[] = [];

  constructor(
    private readonly context: Context,
    private readonly opened: () => void,
  ) {
    const { say, store } = context;
    const id = freshId("filters");
    this.element = h("div", {
      class: "filters",
      id,
      role: "group",
      "aria-label": say.word("filter.head"),
      hidden: true,
    });
    for (const column of this.columns()) this.addGroup(this.headOf(column), this.columnChips(column).element);
    this.addQuantity();
    for (const column of ["source", "actors", ...context.model.ownColumns]) this.addFacet(column);
    this.opener =
      this.element.childElementCount === 0
        ? null
        : button("", { class: "filter-opener", "aria-expanded": "false", "aria-controls": id }, () => this.turn());
    store.listen((_, changed) => {
      if (changed.has("filters") || changed.has("places")) this.update();
    });
    this.update();
  }

  /** Columns that tell routes apart on this page, the most telling first. */
  private columns(): Column[] {
    const { model } = this.context;
    const order: Column[] = ["markets", "commodities", "confidence", "magnitude"];
    return order.filter((column) => present(columnOf(model, column)).length > 1);
  }

  private headOf(column: Column): string {
    const { say } = this.context;
    return {
      markets: say.head("term.market"),
      commodities: say.head("term.commodity"),
      confidence: say.word("filter.by_support"),
      magnitude: say.word("filter.by_magnitude"),
    }[column];
  }

  private columnChips(column: Column): Chips<number> {
    const { model, say, store } = this.context;
    const values = columnOf(model, column);
    const ranked = column === "confidence" || column === "magnitude";
    const names = {
      markets: model.markets.map((market) => say.market(market)),
      commodities: model.commodities,
      confidence: CONFIDENCE.map((level) => say.head(`support.${level}`)),
      magnitude: MAGNITUDE.map((level) => say.head(`magnitude.${level}`)),
    }[column];
    const order = ranked ? present(values).sort((a, b) => b - a) : present(values);
    const options = order.map((value): Option<number> => {
      const group = groupOf(model, column, value);
      return {
        value,
        name: names[value],
        ...(group >= 0 && model.groups.length > 1 ? { mark: groupSwatch(model, group) } : {}),
      };
    });
    const chips = new Chips(say, this.headOf(column), options, (value) =>
      store.filter({ [column]: toggled(store.state.filters[column], value) }),
    );
    this.refreshers.push((filters, failed) => {
      const counts = countBy(failed, BITS[column], (route) => values[route]);
      chips.update(
        (value) => filters[column].has(value),
        (value) => counts.get(value) ?? 0,
      );
    });
    return chips;
  }

  private addGroup(name: string, content: HTMLElement): void {
    this.element.append(h("div", { class: "filter-group" }, h("p", { class: "small-head" }, bdi(name)), content));
  }

  private addQuantity(): void {
    const { model } = this.context;
    if (!model.routes.quantity.some((value) => !Number.isNaN(value))) return;
    const range = new QuantityRange(this.context);
    this.refreshers.push((filters) => range.update(filters.quantity));
    this.element.append(range.element);
  }

  private addFacet(column: string): void {
    const { model, say, store } = this.context;
    const counts = new Map<string, number>();
    for (let route = 0; route < model.routes.count; route++) {
      const text = facetText(model, route, column);
      counts.set(text, (counts.get(text) ?? 0) + 1);
      if (counts.size > MOST_FACET_VALUES) return;
    }
    if (counts.size < 2) return;
    const options = [...counts]
      .sort((a, b) => Number(a[0] === "") - Number(b[0] === "") || b[1] - a[1])
      .map(([value]): Option<string> => ({ value, name: value || say.word("filter.none") }));
    const name = column === "actors" || column === "source" ? say.head(`term.${column}`) : column;
    const chips = new Chips(say, name, options, (value) => {
      const { facets } = store.state.filters;
      const chosen = toggled(facets.get(column) ?? new Set<string>(), value);
      const next = new Map(facets);
      if (chosen.size > 0) next.set(column, chosen);
      else next.delete(column);
      store.filter({ facets: next });
    });
    this.refreshers.push((filters, failed) => {
      const bit = facetBits(filters).find(([known]) => known === column)?.[1] ?? 0;
      const found = countBy(failed, bit, (route) => facetText(model, route, column));
      chips.update(
        (value) => filters.facets.get(column)?.has(value) ?? false,
        (value) => found.get(value) ?? 0,
      );
    });
    this.addGroup(name, chips.element);
  }

  private turn(): void {
    this.element.hidden = !this.element.hidden;
    this.opener?.setAttribute("aria-expanded", String(!this.element.hidden));
    if (!this.element.hidden) this.opened();
  }

  private update(): void {
    const { model, say, store } = this.context;
    const { filters, places } = store.state;
    const failed = failures(model, filters, places);
    for (const refresh of this.refreshers) refresh(filters, failed);
    const on = this.element.querySelectorAll(".chip[aria-pressed=true]").length + (filters.quantity ? 1 : 0);
    this.opener?.replaceChildren(
      say.word("filter.head"),
      ...(on ? [h("span", { class: "n" }, ` ${say.number(on)}`)] : []),
    );
    this.opener?.classList.toggle("is-on", on > 0);
  }
}
