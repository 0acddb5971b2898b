// The list of routes: the map's accessible twin. Alternatives of one statement stand together.
// One tab stop; the arrow keys move inside. Long lists grow as one scrolls.

import { bdi, button, freshId, h } from "../../dom/dom";
import { KIND } from "../../model/model";
import { NO_HOVER, type State } from "../../model/store";
import { type Context, OPEN_AT_MOST } from "../context";
import { evidence } from "../evidence/evidence";
import { groupSwatch, routeSwatch } from "../swatch";
import { metaText, titleElement } from "../title";
import { arrange, type Section } from "./sections";

const CHUNK = 150;
/** Height of the count that stays at the top of the scroller. */
const STICKY = 40;

export class RouteList {
  readonly element: HTMLElement;
  private readonly body: HTMLElement;
  private readonly rows = new Map<number, HTMLButtonElement>();
  private readonly sizes: Int32Array;
  /** So few statements that each shows its evidence. */
  private readonly isOpen: boolean;
  private sections: Section[] = [];
  private limit = CHUNK;
  private scroller: HTMLElement;

  constructor(
    private readonly context: Context,
    id: string,
  ) {
    const { model, say, store } = context;
    this.sizes = new Int32Array(model.routes.count + 1);
    for (const statement of model.routes.statement) if (statement >= 0) this.sizes[statement] += 1;
    this.isOpen = this.sizes.filter((size) => size > 0).length <= OPEN_AT_MOST;
    const helpId = freshId("help");
    this.body = h("div", { class: "list-body" });
    this.element = h(
      "section",
      { class: "list", id, "aria-label": say.head("term.routes"), "aria-describedby": helpId, tabindex: -1 },
      h("p", { class: "vh", id: helpId }, say.word("list.help")),
      this.body,
    );
    this.scroller = this.element;
    this.wire();
    store.listen((state, changed) => this.changed(state, changed));
    this.fill();
  }

  private wire(): void {
    const { store } = this.context;
    const routeOf = (event: Event): number =>
      Number((event.target as Element).closest<HTMLElement>("[data-route]")?.dataset.route ?? -1);
    this.body.addEventListener("click", (event) => {
      const route = routeOf(event);
      if (route >= 0) store.set({ route: route === store.state.route ? -1 : route, strand: -1 });
    });
    const hover = (event: Event): void => {
      const route = routeOf(event);
      if (route !== store.state.hover.route) store.set({ hover: route < 0 ? NO_HOVER : { ...NO_HOVER, route } });
    };
    this.body.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "touch") hover(event);
    });
    this.body.addEventListener("pointerleave", () => store.set({ hover: NO_HOVER }));
    this.body.addEventListener("focusin", (event) => {
      if ((event.target as Element).matches(":focus-visible")) hover(event);
    });
    this.body.addEventListener("focusout", () => store.set({ hover: NO_HOVER }));
    this.body.addEventListener("keydown", (event) => this.key(event));
  }

  /** The element that scrolls the list; the list grows before its end comes into sight. */
  scrollIn(scroller: HTMLElement): void {
    this.scroller = scroller;
    scroller.addEventListener(
      "scroll",
      () => {
        if (scroller.scrollTop + scroller.clientHeight > scroller.scrollHeight - 400) this.grow();
      },
      { passive: true },
    );
  }

  private changed(state: State, changed: ReadonlySet<keyof State>): void {
    if (changed.has("visible") || changed.has("weakest")) {
      this.limit = CHUNK;
      this.fill();
    } else if (changed.has("route")) this.mark();
    if (changed.has("route") && state.route >= 0) this.reveal(state.route);
    if (changed.has("hover") || changed.has("visible")) this.markHover(state);
  }

  private fill(): void {
    const { model, say, store } = this.context;
    this.rows.clear();
    this.sections = arrange(model, store.state.visible, say, store.state.weakest);
    const parts: HTMLElement[] = [];
    let left = this.limit;
    let total = 0;
    for (const section of this.sections) {
      total += section.count;
      if (left <= 0) continue;
      const [element, used] = this.sectionElement(section, left);
      parts.push(element);
      left -= used;
    }
    if (total === 0) parts.push(h("p", { class: "empty" }, say.word("list.nothing")));
    const rest = total - this.limit;
    if (rest > 0)
      parts.push(button(say.counted("list.more", Math.min(rest, CHUNK)), { class: "row-more" }, () => this.grow()));
    this.body.replaceChildren(...parts);
    this.mark();
  }

  private grow(): void {
    const total = this.sections.reduce((sum, section) => sum + section.count, 0);
    if (this.limit >= total) return;
    const active = document.activeElement as HTMLElement | null;
    const focused = Number(active?.dataset.route ?? -1);
    const onButton = active?.classList.contains("row-more") === true && this.body.contains(active);
    this.limit += CHUNK;
    const { scrollTop } = this.scroller;
    this.fill();
    this.scroller.scrollTop = scrollTop;
    // The button that asked for more is made anew too; when there is no more, its place is the last row's.
    const next = onButton
      ? (this.body.querySelector<HTMLElement>(".row-more") ?? [...this.rows.values()].at(-1))
      : this.rows.get(focused);
    next?.focus({ preventScroll: true });
  }

  private sectionElement(section: Section, most: number): [HTMLElement, number] {
    const { model, say } = this.context;
    const list = h("ul", { class: "rows" });
    let used = 0;
    for (const statement of section.statements) {
      if (used >= most) break;
      used += statement.length;
      const rows = this.statementRows(statement);
      const size = this.sizes[model.routes.statement[statement[0]]] ?? 1;
      if (size < 2) {
        list.append(...rows);
        continue;
      }
      list.append(
        h(
          "li",
          { class: "statement" },
          h("p", { class: "statement-head" }, this.statementHead(statement, size)),
          h("ul", {}, ...rows),
        ),
      );
    }
    const head = section.name
      ? h(
          "h2",
          { class: "list-head" },
          section.group >= 0 ? groupSwatch(model, section.group) : null,
          bdi(section.name),
          h("span", { class: "n" }, ` ${say.number(section.count)}`),
        )
      : null;
    return [h("div", { class: "section" }, head, list), used];
  }

  /** The rows of a statement; where it is one of few, with its evidence below them, told once for all that share it. */
  private statementRows(statement: readonly number[]): HTMLElement[] {
    const rows = statement.map((route) => h("li", {}, this.rowElement(route)));
    if (!this.isOpen) return rows;
    const cards = statement.map((route) => h("div", { class: "open-card" }, ...evidence(this.context, route)));
    cards.forEach((card, index) => {
      if (card.textContent !== cards[index + 1]?.textContent) rows[index].append(card);
    });
    return rows;
  }

  private statementHead(shown: readonly number[], size: number): string {
    const { model, say } = this.context;
    // A place that a sentence calls both source and destination is both: its routes are no alternatives.
    const isOfRoles = shown.every((route) => model.routes.kind[route] === KIND.role);
    if (shown.length === size) return say.counted(isOfRoles ? "list.roles_told" : "list.alternatives", size);
    const key = isOfRoles ? "list.roles_told_shown" : "list.alternatives_shown";
    return say.counted(key, size, { shown: say.number(shown.length) });
  }

  private rowElement(route: number): HTMLButtonElement {
    const { model, say } = this.context;
    const meta = metaText(model, route, say, true);
    const row = h(
      "button",
      { type: "button", class: "row", "data-route": route, tabindex: -1 },
      routeSwatch(model, route),
      h(
        "span",
        { class: "row-text" },
        titleElement(model, route, say),
        meta ? " " : null,
        meta ? h("span", { class: "row-meta" }, meta) : null,
      ),
    );
    this.rows.set(route, row);
    return row;
  }

  /** The chosen row is marked, and is the list's tab stop; else the first row is. */
  private mark(): void {
    const { route } = this.context.store.state;
    const statement = route >= 0 ? this.context.model.routes.statement[route] : -1;
    let stop = this.rows.get(route);
    for (const [index, row] of this.rows) {
      stop ??= row;
      row.tabIndex = -1;
      if (index === route) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
      row.classList.toggle(
        "is-sibling",
        statement >= 0 && index !== route && this.context.model.routes.statement[index] === statement,
      );
    }
    if (stop) stop.tabIndex = 0;
  }

  private markHover({ hover }: State): void {
    const { model } = this.context;
    const onStrand =
      hover.strand >= 0
        ? new Set(
            model.strands.routes.values.subarray(
              model.strands.routes.offsets[hover.strand],
              model.strands.routes.offsets[hover.strand + 1],
            ),
          )
        : null;
    for (const [route, row] of this.rows)
      row.classList.toggle("is-hover", route === hover.route || (onStrand?.has(route) ?? false));
  }

  /** Brings the head of the list to the top, below the count. */
  show(): void {
    requestAnimationFrame(() => {
      const down = this.element.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top - STICKY;
      if (down > 0) this.scroller.scrollTop += down;
    });
  }

  /** Brings a row into the list's own window, without moving the page around it. */
  reveal(route: number, focus = false): void {
    const total = this.sections.reduce((sum, section) => sum + section.count, 0);
    while (!this.rows.has(route) && this.limit < total) {
      this.limit += CHUNK * 4;
      this.fill();
    }
    const row = this.rows.get(route);
    if (!row) return;
    requestAnimationFrame(() => {
      const [own, view] = [row.getBoundingClientRect(), this.scroller.getBoundingClientRect()];
      const above = view.top + STICKY + 8 - own.top;
      const below = own.bottom + 8 - view.bottom;
      if (above > 0) this.scroller.scrollTop -= above;
      else if (below > 0) {
        this.scroller.scrollTop += below;
        // Half a filter at the top helps nobody: as the row stays in sight, the count goes to the top.
        const head = this.element.getBoundingClientRect().top - STICKY - view.top;
        if (head > 0) this.scroller.scrollTop += head;
      }
    });
    if (focus) row.focus({ preventScroll: true });
  }

  private key(event: KeyboardEvent): void {
    const rows = [...this.rows.values()];
    const at = rows.indexOf(document.activeElement as HTMLButtonElement);
    if (at < 0) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = rows[Math.max(0, Math.min(rows.length - 1, to))];
    rows[at].tabIndex = -1;
    next.tabIndex = 0;
    this.reveal(Number(next.dataset.route), true);
  }
}
