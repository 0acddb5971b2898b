// One box for everything: it filters by text as one types and suggests places, commodities and markets.

import { bdi, button, debounced, h } from "../../dom/dom";
import { icon } from "../../dom/icons";
import { COMBOBOX, Listbox, type Option } from "../../dom/listbox";
import type { Context } from "../context";
import { candidates, type Suggestion, suggest } from "./rank";

const WAIT_MS = 120;

export class Search {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly list: Listbox;
  private readonly clear: HTMLButtonElement;
  private readonly all: Suggestion[];
  private shown: Suggestion[] = [];

  constructor(private readonly context: Context) {
    const { say, model, store } = context;
    this.all = candidates(model, (market) => say.market(market));
    this.input = h("input", {
      type: "search",
      class: "search-input",
      value: store.state.filters.query,
      ...COMBOBOX,
      placeholder: say.word("search.placeholder"),
      "aria-label": say.word("search.label"),
      enterkeyhint: "search",
    });
    this.list = new Listbox(this.input, say.word("search.suggestions"), (index) => this.choose(this.shown[index]));
    this.clear = button(
      "",
      { class: "search-clear", "aria-label": say.word("search.clear"), hidden: store.state.filters.query === "" },
      () => {
        this.input.value = "";
        this.typed();
        this.input.focus();
      },
    );
    this.clear.append(icon("close"));
    this.element = h(
      "div",
      { class: "search", role: "search" },
      icon("search"),
      this.input,
      this.clear,
      this.list.element,
    );
    this.wire(debounced(WAIT_MS, this.list.element, () => this.typed()));
    store.listen((state, changed) => {
      if (
        changed.has("filters") &&
        state.filters.query !== this.input.value.trim() &&
        document.activeElement !== this.input
      )
        this.input.value = state.filters.query;
      this.clear.hidden = this.input.value === "";
    });
  }

  private wire(typed: () => void): void {
    this.input.addEventListener("input", typed);
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("focus", () => {
      if (this.input.value) this.open();
    });
  }

  private typed(): void {
    const { store } = this.context;
    if (store.state.filters.query !== this.input.value.trim()) store.filter({ query: this.input.value.trim() });
    this.clear.hidden = this.input.value === "";
    if (document.activeElement === this.input) this.open();
  }

  private open(): void {
    const { say } = this.context;
    this.shown = suggest(this.all, this.input.value);
    const kinds = { commodity: say.word("term.commodity"), market: say.word("term.market") };
    const options: Option[] = this.shown.map((one) => {
      const isRegion = one.kind === "place" && this.context.model.places[one.index].isRegion;
      const kind =
        one.kind === "place" ? (isRegion ? say.word("term.region") : say.word("term.country")) : kinds[one.kind];
      return {
        children: [
          h("span", { class: isRegion ? "name region" : "name" }, bdi(one.name)),
          h("span", { class: "soft" }, `${kind} · ${say.counted("noun.route", one.count)}`),
        ],
      };
    });
    const found = this.context.store.state.visibleCount;
    const query = this.input.value.trim();
    if (query !== "" && found > 0) options.push(this.asText(query, found));
    this.list.show(options);
    const count = options.length;
    if (query) this.context.announce(count === 0 ? say.word("search.none") : say.counted("search.suggested", count));
  }

  /** The last suggestion: what the box does already while one types. */
  private asText(query: string, found: number): Option {
    const { say } = this.context;
    return {
      kind: "as-text",
      children: [
        h("span", {}, say.word("search.text", { query })),
        h("span", { class: "soft" }, say.counted("noun.route", found)),
      ],
    };
  }

  private key(event: KeyboardEvent): void {
    const { list } = this;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.isOpen) list.step(event.key === "ArrowDown" ? 1 : -1);
      else this.open();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (list.active >= 0) this.choose(this.shown[list.active]);
      else {
        this.typed();
        list.close();
      }
    } else if (event.key === "Escape" && (list.isOpen || this.input.value)) {
      event.preventDefault();
      if (list.isOpen) {
        list.close();
        return;
      }
      this.input.value = "";
      this.typed();
    }
  }

  private choose(one: Suggestion | undefined): void {
    if (!one) {
      this.list.close();
      return;
    }
    const { store } = this.context;
    const { filters } = store.state;
    this.input.value = "";
    this.clear.hidden = true;
    if (one.kind === "place")
      store.set({ filters: { ...filters, query: "", role: "any" }, places: [one.index], route: -1, strand: -1 });
    else {
      const key = one.kind === "commodity" ? "commodities" : "markets";
      store.set({ filters: { ...filters, query: "", [key]: new Set([...filters[key], one.index]) } });
    }
    this.list.close();
  }
}
