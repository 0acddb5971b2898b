// Quantity from … to …, within one unit: units are never compared with each other.

import { debounced, h } from "../../dom/dom";
import type { Filters } from "../../model/store";
import type { Context } from "../context";

export class QuantityRange {
  readonly element: HTMLElement;
  private readonly unit: HTMLSelectElement;
  private readonly low: HTMLInputElement;
  private readonly high: HTMLInputElement;

  constructor(private readonly context: Context) {
    const { model, say } = context;
    const used = new Set(
      Array.from(model.routes.unit).filter((unit, route) => unit >= 0 && !Number.isNaN(model.routes.quantity[route])),
    );
    this.unit = h(
      "select",
      { "aria-label": say.head("term.quantity"), hidden: used.size < 2 },
      ...[...used].sort((a, b) => a - b).map((unit) => h("option", { value: unit }, model.units[unit].name)),
    );
    const field = (name: string): HTMLInputElement =>
      h("input", {
        type: "number",
        min: 0,
        step: "any",
        inputmode: "decimal",
        "aria-label": `${say.head("term.quantity")}, ${name}`,
        placeholder: name,
      });
    this.low = field(say.word("filter.from"));
    this.high = field(say.word("filter.to"));
    const first = [...used][0];
    const head =
      used.size === 1 && first !== undefined
        ? say.word("filter.by_quantity", { unit: model.units[first].name })
        : say.head("term.quantity");
    this.element = h(
      "div",
      { class: "filter-group" },
      h("p", { class: "small-head" }, head),
      h("div", { class: "range-fields" }, this.unit, this.low, h("span", { "aria-hidden": "true" }, "–"), this.high),
    );
    const changed = debounced(250, this.element, () => this.changed());
    for (const one of [this.unit, this.low, this.high]) one.addEventListener("input", changed);
  }

  private changed(): void {
    const low = this.low.value === "" ? 0 : Number(this.low.value);
    const high = this.high.value === "" ? Number.MAX_VALUE : Number(this.high.value);
    const empty = this.low.value === "" && this.high.value === "";
    this.context.store.filter({
      quantity: empty || Number.isNaN(low + high) ? null : [Number(this.unit.value), low, high],
    });
  }

  update(quantity: Filters["quantity"]): void {
    if ([this.low, this.high, this.unit].includes(document.activeElement as HTMLInputElement)) return;
    this.low.value = quantity && quantity[1] > 0 ? String(quantity[1]) : "";
    this.high.value = quantity && quantity[2] < Number.MAX_VALUE ? String(quantity[2]) : "";
    if (quantity) this.unit.value = String(quantity[0]);
  }
}
