// The small note beside the pointer. Built from text nodes only: names come from the user's data.
import { CONFIDENCE, KIND, type Model, OPEN, row } from "../model/model";
import type { State } from "../model/store";
import { amount, isolated, oneSum, period, total, type Words } from "../words";
import { type Target, visibleOn } from "./pointer";

interface Note {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A route as its stops: "… → Germany → Norway". */
function routeTitle(model: Model, route: number, say: Words): string {
  const { routes, places } = model;
  const names = Array.from(row(routes.stops, route), (place) => places[place].name);
  if (routes.kind[route] === KIND.undirected) return names.join(" ↔ ");
  if (routes.kind[route] !== KIND.flow) return names[0] ?? "";
  if (routes.open[route] & OPEN.origin) names.unshift("…");
  if (routes.open[route] & OPEN.destination) names.push("…");
  return names.join(` ${say.word("term.arrow")} `);
}

function unique(texts: readonly string[], most: number): string {
  const known = [...new Set(texts.filter((text) => text !== ""))];
  return known.slice(0, most).map(isolated).join(", ") + (known.length > most ? " …" : "");
}

function noteOfRoute(model: Model, say: Words, route: number): Note {
  const { routes } = model;
  const size = amount(say, model, route) || say.described(routes.magnitude[route]);
  const when = period(say, model.text(route, "start"), model.text(route, "end"));
  const goods = model.text(route, "commodity") || say.market(model.markets[routes.market[route]] ?? "");
  return {
    title: routeTitle(model, route, say),
    lines: [
      [isolated(goods), size].filter(Boolean).join(" · "),
      [say.head(`support.${CONFIDENCE[routes.confidence[route]]}`), when].filter(Boolean).join(" · "),
    ],
  };
}

/** A part of a folded map says what it is. */
function noteOfFold(model: Model, say: Words, title: string, routes: readonly number[]): Note {
  const named = new Set(routes.flatMap((route) => [...row(model.routes.stops, route)]));
  const folded = [...named].reduce((all, place) => all + model.places[place].parts.length, 0);
  const countries = say.counted("noun.country", folded);
  const sum = total(say, model, routes) || oneSum(say, model, routes);
  return { title, lines: [say.counted("fold.line", routes.length, { countries }), sum] };
}

export function noteOf(model: Model, say: Words, state: State, target: Target): Note {
  if (target.kind === "place") {
    const routes = [...row(model.routesAt, target.place)].filter((route) => state.visible[route]);
    const { name, parts } = model.places[target.place];
    if (parts.length > 0) return { title: name, lines: [say.counted("fold.told", parts.length)] };
    return { title: model.places[target.place].name, lines: [say.counted("noun.route", routes.length)] };
  }
  const routes = visibleOn(model, state, target.strand);
  const { from, to, undirected } = model.strands;
  const [a, b] = [model.places[from[target.strand]], model.places[to[target.strand]]];
  const title = `${a.name} ${undirected[target.strand] ? "↔" : say.word("term.arrow")} ${b.name}`;
  if (a.parts.length + b.parts.length > 0) return noteOfFold(model, say, title, routes);
  if (routes.length === 1) return noteOfRoute(model, say, routes[0]);
  const best = Math.max(0, ...routes.map((route) => model.routes.confidence[route]));
  const goods = unique(
    routes.map(
      (route) => model.text(route, "commodity") || say.market(model.markets[model.routes.market[route]] ?? ""),
    ),
    3,
  );
  return {
    title,
    lines: [
      [say.counted("noun.route", routes.length), total(say, model, routes)].filter(Boolean).join(" · "),
      [goods, say.head(`support.${CONFIDENCE[best]}`)].filter(Boolean).join(" · "),
    ],
  };
}

// Through CSSOM, because a user's own map has no style sheet of ours.
const LOOK: Partial<CSSStyleDeclaration> = {
  position: "absolute",
  zIndex: "900",
  maxWidth: "260px",
  padding: "7px 10px",
  border: "1px solid var(--hairline, #e3e6e7)",
  borderRadius: "8px",
  background: "var(--panel, #fff)",
  color: "var(--ink, #20272b)",
  fontSize: "12.5px",
  lineHeight: "1.4",
  pointerEvents: "none",
  overflowWrap: "anywhere",
};

function lineOf(text: string, strong: boolean): HTMLElement {
  const line = document.createElement(strong ? "strong" : "span");
  line.textContent = text;
  Object.assign(line.style, {
    display: "block",
    fontWeight: strong ? "600" : "400",
    color: strong ? "inherit" : "var(--soft, #5d676d)",
  });
  return line;
}

export class Tooltip {
  private readonly element = document.createElement("div");

  constructor(private readonly host: HTMLElement) {
    this.element.className = "routemap-tip";
    this.element.hidden = true;
    Object.assign(this.element.style, LOOK);
    // The panel's list says the same to those who cannot see the map.
    this.element.setAttribute("aria-hidden", "true");
    host.append(this.element);
  }

  show(note: Note | null, x: number, y: number): void {
    this.element.hidden = !note;
    if (!note) return;
    const lines = note.lines.filter((text) => text !== "").map((text) => lineOf(text, false));
    this.element.replaceChildren(lineOf(note.title, true), ...lines);
    const { offsetWidth, offsetHeight } = this.element;
    const left = x + 16 + offsetWidth > this.host.clientWidth ? x - 14 - offsetWidth : x + 16;
    const top = y + 18 + offsetHeight > this.host.clientHeight ? y - 12 - offsetHeight : y + 18;
    this.element.style.left = `${Math.max(4, left)}px`;
    this.element.style.top = `${Math.max(4, top)}px`;
  }

  remove(): void {
    this.element.remove();
  }
}
