// How many statements and routes are shown of how many known, apart: a place that is only named is no route. Always in
// sight, and told to a screen reader when it changes.

import { button, h } from "../../dom/dom";
import { KIND } from "../../model/model";
import { NO_FILTERS } from "../../model/store";
import { few } from "../../words";
import type { Context } from "../context";
import { isFiltered } from "./judge";

type Noun = "noun.statement" | "noun.route" | "noun.role";

interface Tally {
  readonly statements: number;
  readonly lines: number;
  readonly roles: number;
}

export function buildCount({ model, store, say }: Context): HTMLElement {
  const text = h("p", { class: "count-text", role: "status" });
  const clear = button(say.word("filter.clear"), { class: "plain", hidden: true }, () => {
    const held = document.activeElement === clear;
    store.set({ filters: NO_FILTERS });
    // The button goes; whoever pressed it goes on with the list.
    if (held) clear.closest(".panel")?.querySelector<HTMLElement>(".list")?.focus({ preventScroll: true });
  });
  const order = h("button", { type: "button", class: "plain", "aria-pressed": "false" }, say.word("list.weakest"));
  order.addEventListener("click", () => store.set({ weakest: !store.state.weakest }));
  order.hidden = new Set(model.routes.confidence).size < 2;
  const shownRoutes = function* (): Generator<number> {
    const { visible } = store.state;
    for (let route = 0; route < model.routes.count; route++) if (visible[route]) yield route;
  };
  const tally = (routes: Iterable<number>): Tally => {
    const statements = new Set<number>();
    let [lines, roles] = [0, 0];
    for (const route of routes) {
      statements.add(model.routes.statement[route]);
      if (model.routes.kind[route] === KIND.role) roles += 1;
      else lines += 1;
    }
    return { statements: statements.size, lines, roles };
  };
  const known = tally(model.routes.kind.keys());
  const part = (key: Noun, of: keyof Tally, shown: Tally): string => {
    const [some, all] = [say.number(shown[of]), say.number(known[of])];
    return say.counted(key, known[of], { n: some === all ? all : say.word("list.part", { shown: some, n: all }) });
  };
  const update = (): void => {
    const { filters, top, weakest } = store.state;
    const shown = tally(shownRoutes());
    text.textContent = [
      known.statements < model.routes.count || known.lines === 0 ? part("noun.statement", "statements", shown) : "",
      known.lines > 0 ? part("noun.route", "lines", shown) : say.word("noun.no_route"),
      known.roles > 0 ? part("noun.role", "roles", shown) : "",
    ]
      .filter(Boolean)
      .join(" · ");
    const rest = few(say, model, shownRoutes());
    if (rest) text.append(` · ${rest}`);
    if (Number.isFinite(top) && top < model.strands.count) text.append(`. ${say.counted("map.strongest_only", top)}`);
    clear.hidden = !isFiltered(filters);
    order.setAttribute("aria-pressed", String(weakest));
  };
  store.listen((_, changed) => {
    if (changed.has("visibleCount") || changed.has("filters") || changed.has("top") || changed.has("weakest")) update();
  });
  update();
  return h("div", { class: "count" }, text, order, clear);
}
