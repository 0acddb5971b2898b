// The table over the lower part of the map: the filtered routes and the totals per place, sortable, copyable,
// in step with list and map.

import { copyText } from "../../dom/clipboard";
import { bdi, button, freshId, h } from "../../dom/dom";
import { icon } from "../../dom/icons";
import type { Toast } from "../../dom/toast";
import { toTsv } from "../../model/csv";
import type { Context } from "../context";
import { visibleRoutes } from "../takeaway/download";
import { type Cell, type Column, placeColumns, routeColumns, sorted } from "./table-data";

const CHUNK = 200;
type Tab = "routes" | "places";

export class Table {
  readonly element: HTMLElement;
  readonly opener: HTMLButtonElement;
  private tab: Tab = "routes";
  private sort = { column: 0, down: false };
  private limit = CHUNK;
  private order: number[] = [];
  private readonly table: HTMLTableElement;
  private readonly scroller: HTMLElement;
  private readonly tabs: readonly HTMLButtonElement[];
  private readonly columns: { readonly [key in Tab]: readonly Column[] };

  constructor(
    private readonly context: Context,
    private readonly toast: Toast,
  ) {
    const { say, model, store } = context;
    this.columns = { routes: routeColumns(model, say), places: placeColumns(context) };
    const id = freshId("table");
    this.opener = h(
      "button",
      { type: "button", class: "bar-button", "aria-expanded": "false", "aria-controls": id },
      say.word("table.head"),
    );
    this.opener.addEventListener("click", () => this.show(this.element.hidden));
    this.table = h("table", { class: "table" });
    this.scroller = h(
      "div",
      {
        class: "table-scroll",
        role: "tabpanel",
        tabindex: 0,
        id: freshId("tabpanel"),
        "aria-label": say.head("term.routes"),
      },
      this.table,
    );
    this.tabs = (["routes", "places"] as const).map((tab) => this.tabButton(tab));
    const close = button("", { class: "icon-button", "aria-label": say.word("table.close") }, () => this.show(false));
    close.append(icon("close"));
    this.element = h(
      "section",
      { class: "table-room", id, "aria-label": say.word("table.head"), hidden: true },
      h(
        "div",
        { class: "table-bar" },
        h("div", { role: "tablist", class: "segments", "aria-label": say.word("table.head") }, ...this.tabs),
        button(say.word("table.copy"), { class: "plain" }, () => void this.copy()),
        close,
      ),
      this.scroller,
    );
    this.wire();
    this.fill();
    store.listen((_, changed) => {
      if (this.element.hidden) return;
      if (changed.has("visible")) {
        this.limit = CHUNK;
        this.fill();
      } else if (changed.has("route") || changed.has("places")) this.mark();
    });
  }

  private tabButton(tab: Tab): HTMLButtonElement {
    const { say } = this.context;
    const one = button(
      tab === "routes" ? say.head("term.routes") : say.head("term.places"),
      { class: "segment", role: "tab", "aria-controls": this.scroller.id },
      () => this.choose(tab),
    );
    one.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
      event.preventDefault();
      this.choose(this.tab === "routes" ? "places" : "routes");
      this.tabs.find((other) => other.tabIndex === 0)?.focus();
    });
    return one;
  }

  private wire(): void {
    const { store } = this.context;
    this.table.addEventListener("click", (event) => {
      const row = (event.target as Element).closest<HTMLElement>("[data-row]");
      if (!row || (event.target as Element).closest("a")) return;
      const index = Number(row.dataset.row);
      if (this.tab === "routes") store.set({ route: index, strand: -1 });
      else store.set({ places: [index], route: -1, strand: -1 });
    });
    this.scroller.addEventListener(
      "scroll",
      () => {
        const { scrollTop, clientHeight, scrollHeight } = this.scroller;
        if (scrollTop + clientHeight > scrollHeight - 300 && this.limit < this.order.length) {
          this.limit += CHUNK;
          this.rows();
        }
      },
      { passive: true },
    );
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      this.show(false);
    });
  }

  show(open: boolean): void {
    if (open === !this.element.hidden) return;
    this.element.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    if (open) {
      this.fill();
      this.tabs.find((tab) => tab.tabIndex === 0)?.focus();
    } else this.opener.focus();
    this.context.relaid();
  }

  private choose(tab: Tab): void {
    this.tab = tab;
    this.sort = tab === "routes" ? { column: 0, down: false } : { column: 1, down: true };
    this.limit = CHUNK;
    this.fill();
  }

  private items(): number[] {
    const { model, store } = this.context;
    if (this.tab === "routes") return [...visibleRoutes(this.context)];
    const { offsets, values } = model.routesAt;
    return model.places
      .map((_, place) => place)
      .filter((place) =>
        values.subarray(offsets[place], offsets[place + 1]).some((route) => store.state.visible[route] === 1),
      );
  }

  private fill(): void {
    const { say } = this.context;
    this.tabs.forEach((tab, index) => {
      const on = (index === 0) === (this.tab === "routes");
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
    });
    this.scroller.setAttribute("aria-label", this.tab === "routes" ? say.head("term.routes") : say.head("term.places"));
    const columns = this.columns[this.tab];
    const head = h("tr", {}, ...columns.map((column, index) => this.headCell(column, index)));
    const caption = h(
      "caption",
      { class: "vh" },
      `${this.context.model.page.title}: ${this.tab === "routes" ? say.head("term.routes") : say.head("term.places")}`,
    );
    this.order = this.element.hidden ? [] : sorted(this.items(), columns[this.sort.column], this.sort.down, say.locale);
    this.table.replaceChildren(caption, h("thead", {}, head), h("tbody"));
    this.rows();
  }

  private headCell(column: Column, index: number): HTMLElement {
    const on = this.sort.column === index;
    const sort = h(
      "button",
      { type: "button", class: "sort" },
      bdi(column.name),
      on ? icon(this.sort.down ? "down" : "up") : null,
    );
    sort.addEventListener("click", () => {
      this.sort = { column: index, down: on ? !this.sort.down : column.numeric };
      this.fill();
      this.table.querySelectorAll<HTMLElement>(".sort")[index]?.focus();
    });
    return h(
      "th",
      {
        scope: "col",
        class: column.numeric ? "numeric" : null,
        "aria-sort": on ? (this.sort.down ? "descending" : "ascending") : null,
      },
      sort,
    );
  }

  private rows(): void {
    const body = this.table.tBodies[0];
    const columns = this.columns[this.tab];
    for (const item of this.order.slice(body.rows.length, this.limit)) {
      const cells = columns.map((column, index) => {
        const text = column.cell(item);
        if (index > 0)
          return h("td", { class: column.numeric ? "numeric" : column.long ? "long" : null }, bdi(this.shown(text)));
        return h("th", { scope: "row" }, h("button", { type: "button", class: "cell-button" }, this.shown(text)));
      });
      body.append(h("tr", { "data-row": item }, ...cells));
    }
    this.mark();
  }

  private shown(cell: Cell): string {
    return typeof cell === "number" ? this.context.say.number(cell) : cell;
  }

  private mark(): void {
    const { route, places } = this.context.store.state;
    for (const row of this.table.tBodies[0].rows) {
      const index = Number(row.dataset.row);
      row.classList.toggle("is-chosen", this.tab === "routes" ? index === route : places.includes(index));
    }
  }

  private async copy(): Promise<void> {
    const { say } = this.context;
    const columns = this.columns[this.tab];
    const text = toTsv(
      columns.map((column) => column.name),
      this.order.map((item) => columns.map((column) => String(column.cell(item)))),
    );
    if (await copyText(text)) this.toast.tell(say.word("table.copied"));
    else this.toast.offer(text);
  }
}
