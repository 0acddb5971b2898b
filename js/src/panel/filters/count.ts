// How many routes are shown of how many known: always in sight, and told to a screen reader when it changes.

import { button, h } from "../../dom/dom";
import { NO_FILTERS } from "../../model/store";
import { few } from "../../words";
import type { Context } from "../context";
import { isFiltered } from "./judge";

export function buildCount({ model, store, say }: Context): HTMLElement {
  const text = h("p", { class: "count-text", role: "status" });
  const clear = button(say.word("filter.clear"), { class: "plain", hidden: true }, () => {
    const held = document.activeElement === clear;
    store.set({ filters: NO_FILTERS });
    // The button goes; whoever pressed it goes on with the list.
    if (held) clear.closest(".panel")?.querySelector<HTMLElement>(".list")?.focus({ preventScroll: true });
  });
  const shownRoutes = function* (): Generator<number> {
    const { visible } = store.state;
    for (let route = 0; route < model.routes.count; route++) if (visible[route]) yield route;
  };
  const update = (): void => {
    const { visibleCount, filters, top } = store.state;
    const known = model.routes.count;
    text.textContent =
      visibleCount === known
        ? say.counted("list.all_shown", known)
        : say.counted("list.shown_of", known, { shown: say.number(visibleCount) });
    const rest = few(say, model, shownRoutes());
    if (rest) text.append(` · ${rest}`);
    if (Number.isFinite(top) && top < model.strands.count) text.append(`. ${say.counted("map.strongest_only", top)}`);
    clear.hidden = !isFiltered(filters);
  };
  store.listen((_, changed) => {
    if (changed.has("visibleCount") || changed.has("filters") || changed.has("top")) update();
  });
  update();
  return h("div", { class: "count" }, text, clear);
}
