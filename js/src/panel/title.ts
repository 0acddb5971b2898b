// How a route is called in one line: "via Germany → Norway" where the origin is not known.

import { h, hidden } from "../dom/dom";
import { CONFIDENCE, KIND, type Model } from "../model/model";
import { amount, isolated, period, type Words } from "../words";
import { claimOf, partsOf } from "../words/claim";

/** Stated plainly: the ordinary case, and not worth a word in every row. */
const PLAIN = 3;

interface TitlePart {
  readonly name: string;
  readonly via: boolean;
  readonly isRegion: boolean;
}

function titleParts(model: Model, route: number): TitlePart[] {
  const claim = claimOf(model, route);
  if (claim.kind !== KIND.flow)
    return claim.stops
      .slice(0, claim.kind === KIND.undirected ? undefined : 1)
      .map((stop) => ({ ...stop, via: false }));
  const last = claim.stops.length - 1;
  return claim.stops.map((stop, index) => ({
    ...stop,
    via: (index === 0 && claim.openOrigin) || (index === last && claim.openDestination),
  }));
}

export function titleText(model: Model, route: number, say: Words): string {
  const joint = model.routes.kind[route] === KIND.undirected ? " – " : ` ${say.word("term.arrow")} `;
  return titleParts(model, route)
    .map((part) => (part.via ? `${say.word("term.via")} ${part.name}` : part.name))
    .join(joint);
}

/** The same with soft joints, so that the names stand out; a line may break before an arrow, not after it. */
export function titleElement(model: Model, route: number, say: Words): HTMLElement {
  const undirected = model.routes.kind[route] === KIND.undirected;
  const title = h("span", { class: "route-title" });
  titleParts(model, route).forEach((part, index) => {
    const piece = h("span", { class: "stop" });
    if (index > 0) {
      const sign = h(
        "span",
        { class: "joint", "aria-hidden": "true" },
        undirected ? "– " : `${say.word("term.arrow")} `,
      );
      title.append(" ");
      piece.append(sign, hidden(undirected ? " – " : ` ${say.word("term.to")} `));
    }
    if (part.via) piece.append(h("span", { class: "via" }, `${say.word("term.via")} `));
    piece.append(h("span", { class: part.isRegion ? "name region" : "name" }, part.name));
    title.append(piece);
  });
  return title;
}

export function quantityText(model: Model, route: number, say: Words): string {
  return amount(say, model, route);
}

export function periodText(model: Model, route: number, say: Words): string {
  return period(say, model.text(route, "start"), model.text(route, "end"));
}

export function commodityText(model: Model, route: number): string {
  const commodity = model.routes.commodity[route];
  return commodity < 0 ? "" : model.commodities[commodity];
}

export function marketText(model: Model, route: number, say: Words): string {
  const market = model.routes.market[route];
  return market < 0 ? "" : say.market(model.markets[market]);
}

/** What the table says of ends that are no place, such as "Stateless". */
function keptWords(model: Model, route: number, say: Words): string[] {
  const claim = claimOf(model, route);
  return (
    [
      ["origin", claim.openOrigin],
      ["destination", claim.openDestination],
    ] as const
  )
    .filter(([, isOpen]) => isOpen)
    .map(([end]) => [say.word(`term.${end}`), model.extra(route, `${end}_as_written`)])
    .filter(([, said]) => said !== "")
    .map(([end, said]) => `${end}: ${isolated(said)}`);
}

/** The soft line below a route's title: what tells it from its neighbours on this page. */
export function metaText(model: Model, route: number, say: Words, underMarket = false): string {
  const { routes } = model;
  const claim = claimOf(model, route);
  const only = claim.kind === KIND.role ? partsOf(claim) : null;
  return [
    model.markets.length > 1 && !underMarket ? marketText(model, route, say) : "",
    model.groups.length > 1 || model.markets.length > 1 ? commodityText(model, route) : "",
    only
      ? only.destination
        ? say.word("term.destination")
        : only.origin
          ? say.word("term.origin")
          : say.word("term.transit")
      : "",
    ...keptWords(model, route, say),
    quantityText(model, route, say),
    periodText(model, route, say),
    // One bare word ("major") says nothing in a row.
    routes.atMost[route] > 0 ? "" : say.described(routes.magnitude[route]),
    routes.confidence[route] === PLAIN ? "" : say.word(`support_short.${CONFIDENCE[routes.confidence[route]]}`),
  ]
    .filter(Boolean)
    .map(isolated)
    .join(" · ");
}
