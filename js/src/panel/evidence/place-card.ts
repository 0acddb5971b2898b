// The card of a chosen place, or of two: its figures are also the filter for its role.

import { bdi, button, h } from "../../dom/dom";
import type { Role } from "../../model/store";
import type { Context } from "../context";
import { BIT, countBy, failures } from "../filters/judge";
import { groupSwatch } from "../swatch";
import { counterparts, placeFigures, regionsAround } from "./figures";

const MOST_BARS = 8;
const MOST_OTHERS = 12;

/** A list that shows its first items, and a button for the rest. */
function foldedList({ say }: Context, name: string, items: readonly HTMLElement[], most: number): HTMLElement {
  const rest = items.slice(most);
  for (const one of rest) one.hidden = true;
  const list = h("ul", { class: name }, ...items);
  if (rest.length === 0) return list;
  const all = button(say.counted("list.more", rest.length), { class: "plain unfold" }, () => {
    for (const one of rest) one.hidden = false;
    all.remove();
    rest[0].querySelector<HTMLElement>("button")?.focus();
  });
  return h("div", {}, list, all);
}

function figures({ model, store, say }: Context, place: number): HTMLElement {
  const { filters, places } = store.state;
  const failed = failures(model, filters, places);
  const counts = placeFigures(model, place, (route) => (failed[route] & ~BIT.role) === 0);
  const roles: readonly Exclude<Role, "any">[] = ["in", "out", "through", "within"];
  const buttons = roles
    .filter((role) => counts[role] > 0 || filters.role === role)
    .map((role) => {
      const pressed = filters.role === role;
      const one = h(
        "button",
        { type: "button", class: "figure", "aria-pressed": String(pressed), "data-role": role },
        h("span", { class: "figure-n" }, say.number(counts[role])),
        " ",
        h("span", { class: "figure-name" }, say.word(`figures.${role}`)),
      );
      one.addEventListener("click", () => {
        store.filter({ role: pressed ? "any" : role });
        document.querySelector<HTMLElement>(`.figure[data-role=${role}]`)?.focus();
      });
      return one;
    });
  const either =
    counts.either > 0
      ? h(
          "span",
          { class: "figure still" },
          h("span", { class: "figure-n" }, say.number(counts.either)),
          " ",
          h("span", { class: "figure-name" }, say.word("figures.either")),
        )
      : null;
  return h(
    "div",
    { class: "figures", role: "group", "aria-label": say.word("filter.by_role", { place: model.places[place].name }) },
    ...buttons,
    either,
  );
}

/** Small bars of what the place's routes carry. */
function breakdown(context: Context): HTMLElement | null {
  const { model, store, say } = context;
  const { visible } = store.state;
  const byMarket = model.markets.length > 1;
  const column = byMarket ? model.routes.market : model.routes.commodity;
  const failed = Uint32Array.from(visible, (one) => (one ? 0 : 1));
  const counts = [...countBy(failed, 0, (route) => column[route])]
    .filter(([value]) => value >= 0)
    .sort((a, b) => b[1] - a[1]);
  if (counts.length < 2) return null;
  const groupOf = (value: number): number => model.routes.group[column.indexOf(value)];
  const names = byMarket ? model.markets.map((market) => say.market(market)) : model.commodities;
  return h(
    "div",
    { class: "breakdown" },
    h("h3", { class: "small-head" }, byMarket ? say.word("place.by_market") : say.word("place.by_commodity")),
    foldedList(
      context,
      "bars",
      counts.map(([value, count]) => {
        const bar = h("span", { class: "share", "aria-hidden": "true" });
        bar.style.setProperty("--share", String(count / counts[0][1]));
        return h(
          "li",
          {},
          groupSwatch(model, groupOf(value)),
          h("span", { class: "bar-name" }, bdi(names[value])),
          bar,
          h("span", { class: "n" }, say.number(count)),
        );
      }),
      MOST_BARS,
    ),
  );
}

function others(context: Context, place: number): HTMLElement | null {
  const { model, store, say } = context;
  const { visible } = store.state;
  const found = counterparts(model, place, (route) => visible[route] === 1);
  if (found.length === 0) return null;
  return h(
    "div",
    { class: "others" },
    h("h3", { class: "small-head" }, say.word("place.named_with")),
    foldedList(
      context,
      "stops",
      found.map(([other, count]) => {
        const link = button(model.places[other].name, { class: "chip small" }, () =>
          store.set({ places: [place, other], route: -1, strand: -1 }),
        );
        link.append(" ", h("span", { class: "n" }, say.number(count)));
        return h("li", {}, link);
      }),
      MOST_OTHERS,
    ),
  );
}

export function placeCard(context: Context): HTMLElement[] {
  const { model, store, say } = context;
  const [place, second] = store.state.places;
  const one = model.places[place];
  if (second !== undefined) {
    const parts = [
      h("h2", { class: "card-title" }, say.word("place.between", { a: one.name, b: model.places[second].name })),
      h("p", { class: "soft" }, say.counted("noun.route", store.state.visibleCount)),
      breakdown(context),
    ];
    return parts.filter((part): part is HTMLElement => part !== null);
  }
  const around = regionsAround(model, place);
  const parts = [
    h("h2", { class: one.isRegion ? "card-title region" : "card-title" }, one.name),
    one.isRegion ? h("p", { class: "soft" }, say.counted("place.region_of", one.members.length)) : null,
    figures(context, place),
    breakdown(context),
    others(context, place),
    around.length === 0
      ? null
      : h(
          "div",
          { class: "others" },
          h("p", { class: "soft" }, say.word("place.also_in")),
          h(
            "ul",
            { class: "stops" },
            ...around.map((region) =>
              h(
                "li",
                {},
                button(model.places[region].name, { class: "chip small region" }, () =>
                  store.set({ places: [region], route: -1, strand: -1 }),
                ),
              ),
            ),
          ),
        ),
  ];
  return parts.filter((part): part is HTMLElement => part !== null);
}
