// The card of one route: what is claimed, how well, who says so and where.

import { bdi, button, h, outerLink } from "../../dom/dom";
import { CONFIDENCE, row } from "../../model/model";
import { claimOf, isolated, sentence, shownColumns, total } from "../../words";
import { roleAt } from "../../words/claim";
import type { Context } from "../context";
import { routeSwatch } from "../swatch";
import { commodityText, marketText, metaText, periodText, quantityText, titleElement } from "../title";

const MOST_SIBLINGS = 12;

/** “Stated plainly; described as major; no quantity.” or “Stated plainly; 1,200 people; 2024.” */
export function supportText({ model, say }: Context, route: number): string {
  const { routes } = model;
  const parts = [
    say.head(`support.${CONFIDENCE[routes.confidence[route]]}`),
    routes.atMost[route] > 0 ? "" : say.described(routes.magnitude[route]),
    quantityText(model, route, say) || say.word("card.no_quantity"),
    periodText(model, route, say),
  ];
  return `${parts.filter(Boolean).join(say.word("card.semicolon"))}${say.word("term.stop")}`;
}

function facts(context: Context, route: number): HTMLElement | null {
  const { model, say } = context;
  const entries: [string, string][] = [
    [say.head("term.actors"), model.text(route, "actors")],
    ...shownColumns(say, model).map(([column, name]): [string, string] => [name, model.extra(route, column)]),
  ];
  const told = entries.filter(([, value]) => value !== "");
  return told.length === 0
    ? null
    : h(
        "dl",
        { class: "facts" },
        ...told.flatMap(([name, value]) => [h("dt", {}, bdi(name)), h("dd", {}, bdi(value))]),
      );
}

function sourceLine({ model, say }: Context, route: number): HTMLElement | null {
  const source = model.text(route, "source");
  const locator = model.text(route, "locator");
  const url = model.text(route, "url");
  if (!source && !locator && !url) return null;
  const line = h("p", { class: "cite" }, h("span", { class: "small-head" }, say.head("term.source")), " ");
  if (source) line.append(bdi(source));
  if (locator) line.append(source ? " · " : "", bdi(locator));
  if (url) line.append(" ", outerLink(say.word("card.open_source"), url, model.host(route)));
  return line;
}

function siblings(context: Context, route: number): HTMLElement | null {
  const { model, say, store } = context;
  const statement = model.routes.statement[route];
  if (statement < 0) return null;
  const others: number[] = [];
  model.routes.statement.forEach((one, index) => {
    if (one === statement && index !== route) others.push(index);
  });
  if (others.length === 0) return null;
  return h(
    "div",
    { class: "siblings" },
    h("h3", { class: "small-head" }, say.word("card.siblings")),
    routeLinks(context, others.slice(0, MOST_SIBLINGS), store.state.route),
    others.length > MOST_SIBLINGS ? h("p", { class: "soft" }, `+ ${say.number(others.length - MOST_SIBLINGS)}`) : null,
  );
}

/** Short buttons that lead to other routes. */
function routeLinks({ model, say, store }: Context, routes: readonly number[], current: number): HTMLElement {
  return h(
    "ul",
    { class: "route-links" },
    ...routes.map((route) => {
      const link = h(
        "button",
        { type: "button", class: "route-link", "aria-current": route === current ? "true" : null },
        routeSwatch(model, route),
        titleElement(model, route, say),
      );
      link.addEventListener("click", () => store.set({ route }));
      return h("li", {}, link);
    }),
  );
}

/** The stops as buttons: each leads to its place's card. */
function stops({ model, say, store }: Context, route: number): HTMLElement {
  const claim = claimOf(model, route);
  const places = [...new Set(row(model.routes.stops, route))];
  return h(
    "ul",
    { class: "stops" },
    ...places.map((place, index) => {
      const role = claim.kind === 0 ? ` (${say.word(`term.${roleAt(claim, index)}`)})` : "";
      return h(
        "li",
        {},
        button(
          model.places[place].name,
          { class: "chip small", "aria-label": `${model.places[place].name}${role}` },
          () => store.set({ places: [place], route: -1, strand: -1 }),
        ),
      );
    }),
  );
}

/** How well a claim is supported, who says so, in which words, and what the analyst makes of it: in this order. */
export function evidence(context: Context, route: number): HTMLElement[] {
  const { model, say } = context;
  const quote = model.text(route, "quote");
  const note = model.text(route, "note");
  const parts: (HTMLElement | null)[] = [
    h("p", { class: "support" }, supportText(context, route)),
    sourceLine(context, route),
    quote
      ? h(
          "div",
          { class: "quoted" },
          h("p", { class: "small-head" }, say.word("card.quote")),
          h("blockquote", { class: "quote" }, bdi(quote)),
        )
      : null,
    note ? h("p", { class: "note" }, h("span", { class: "small-head" }, say.head("term.note")), " ", bdi(note)) : null,
    facts(context, route),
  ];
  return parts.filter((part): part is HTMLElement => part !== null);
}

export function routeCard(context: Context, route: number): HTMLElement[] {
  const { model, say } = context;
  const claim = claimOf(model, route);
  const several = model.markets.length > 1;
  const what = [
    several ? marketText(model, route, say) : "",
    several || model.groups.length > 1 ? commodityText(model, route) : "",
  ]
    .filter(Boolean)
    .map(isolated)
    .join(" · ");
  const parts: (HTMLElement | null)[] = [
    h("h2", { class: "card-title" }, routeSwatch(model, route), titleElement(model, route, say)),
    what ? h("p", { class: "card-what" }, what) : null,
    h("p", { class: "claim" }, sentence(say, claim)),
    ...evidence(context, route),
    siblings(context, route),
    stops(context, route),
  ];
  return parts.filter((part): part is HTMLElement => part !== null);
}

/** A line that several routes share: they are listed to choose from. */
export function strandCard(context: Context, routes: readonly number[]): HTMLElement[] {
  const { say, store, model } = context;
  const first = model.places;
  const strand = store.state.strand;
  const joint = model.strands.undirected[strand] ? "–" : say.word("term.arrow");
  const title = `${first[model.strands.from[strand]].name} ${joint} ${first[model.strands.to[strand]].name}`;
  const sum = total(say, model, routes);
  const list = h(
    "ul",
    { class: "rows" },
    ...routes.slice(0, 200).map((route) => {
      const link = h(
        "button",
        { type: "button", class: "row", tabindex: 0 },
        routeSwatch(model, route),
        h(
          "span",
          { class: "row-text" },
          titleElement(model, route, say),
          " ",
          h("span", { class: "row-meta" }, metaText(model, route, say)),
        ),
      );
      link.addEventListener("click", () => store.set({ route }));
      return h("li", {}, link);
    }),
  );
  return [
    h("h2", { class: "card-title" }, title),
    h("p", { class: "soft" }, say.counted("card.shared", routes.length)),
    ...(sum ? [h("p", { class: "support" }, sum)] : []),
    list,
  ];
}
