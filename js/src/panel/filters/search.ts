// One box for everything: it filters by text as one types and suggests places, commodities and markets.

import { bdi, button, debounced, freshId, h } from "../../dom/dom";
import { icon } from "../../dom/icons";
import type { Context } from "../context";
import { candidates, type Suggestion, suggest } from "./rank";

const WAIT_MS = 120;

export class Search {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly options: HTMLElement;
  private readonly clear: HTMLButtonElement;
  private readonly all: Suggestion[];
  private shown: Suggestion[] = [];
  private active = -1;

  constructor(private readonly context: Context) {
    const { say, model, store } = context;
    this.all = candidates(model, (market) => say.market(market));
    const listId = freshId("suggestions");
    this.input = h("input", {
      type: "search",
      class: "search-input",
      value: store.state.filters.query,
      role: "combobox",
      placeholder: say.word("search.placeholder"),
      "aria-label": say.word("search.label"),
      "aria-expanded": "false",
      "aria-controls": listId,
      "aria-autocomplete": "list",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "search",
    });
    this.options = h("ul", {
      id: listId,
      class: "suggestions",
      role: "listbox",
      "aria-label": say.word("search.suggestions"),
      hidden: true,
    });
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
    this.element = h("div", { class: "search", role: "search" }, icon("search"), this.input, this.clear, this.options);
    this.wire(debounced(WAIT_MS, this.options, () => this.typed()));
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
    this.input.addEventListener("blur", () => this.close());
    // A press on an option must not take the focus out of the box before the click arrives.
    this.options.addEventListener("pointerdown", (event) => event.preventDefault());
    this.options.addEventListener("click", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.choose(this.shown[Number(option.dataset.index)]);
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
    this.active = -1;
    const kinds = { commodity: say.word("term.commodity"), market: say.word("term.market") };
    this.options.replaceChildren(
      ...this.shown.map((one, index) => {
        const isRegion = one.kind === "place" && this.context.model.places[one.index].isRegion;
        const kind =
          one.kind === "place" ? (isRegion ? say.word("term.region") : say.word("term.country")) : kinds[one.kind];
        return h(
          "li",
          { role: "option", id: `${this.options.id}-${index}`, "data-index": index, "aria-selected": "false" },
          h("span", { class: isRegion ? "name region" : "name" }, bdi(one.name)),
          h("span", { class: "soft" }, `${kind} · ${say.counted("noun.route", one.count)}`),
        );
      }),
    );
    const found = this.context.store.state.visibleCount;
    const query = this.input.value.trim();
    if (query !== "" && found > 0) this.options.append(this.asText(query, found));
    const count = this.options.childElementCount;
    this.options.hidden = count === 0;
    this.input.setAttribute("aria-expanded", String(count > 0));
    this.input.removeAttribute("aria-activedescendant");
    if (query) this.context.announce(count === 0 ? say.word("search.none") : say.counted("search.suggested", count));
  }

  /** The last suggestion: what the box does already while one types. */
  private asText(query: string, found: number): HTMLElement {
    const { say } = this.context;
    const index = this.shown.length;
    return h(
      "li",
      {
        role: "option",
        id: `${this.options.id}-${index}`,
        "data-index": index,
        "aria-selected": "false",
        class: "as-text",
      },
      h("span", {}, say.word("search.text", { query })),
      h("span", { class: "soft" }, say.counted("noun.route", found)),
    );
  }

  private close(): void {
    this.options.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.options.hidden) this.open();
      else this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (this.active >= 0) this.choose(this.shown[this.active]);
      else {
        this.typed();
        this.close();
      }
    } else if (event.key === "Escape" && (!this.options.hidden || this.input.value)) {
      event.preventDefault();
      if (!this.options.hidden) {
        this.close();
        return;
      }
      this.input.value = "";
      this.typed();
    }
  }

  private move(by: number): void {
    const count = this.options.childElementCount;
    if (count === 0) return;
    this.active = (this.active + by + count + (this.active < 0 && by < 0 ? 1 : 0)) % count;
    [...this.options.children].forEach((option, index) =>
      option.setAttribute("aria-selected", String(index === this.active)),
    );
    const option = this.options.children[this.active];
    this.input.setAttribute("aria-activedescendant", option.id);
    this.options.scrollTop = Math.max(0, (option as HTMLElement).offsetTop - this.options.clientHeight / 2);
  }

  private choose(one: Suggestion | undefined): void {
    if (!one) {
      this.close();
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
    this.close();
  }
}
