// The state of the page as a URL fragment, by names and codes and not by indices, so that a link outlives a
// rebuild. Reading trusts nothing: what the model does not know is left out, and no text of it is ever shown
// unless it is a search the reader could have typed.

import type { Camera } from "../../model/map-handle";
import { CONFIDENCE, MAGNITUDE, type Model } from "../../model/model";
import { type Filters, NO_FILTERS, type Role, type State, type Theme } from "../../model/store";
import { facetText } from "../filters/judge";

interface Address {
  readonly state: Partial<Omit<State, "visible" | "visibleCount">>;
  readonly view: Camera | null;
}

const LONGEST = 8000;
const LONGEST_QUERY = 200;
const ROLES: readonly string[] = ["in", "out", "through", "within"];
const ISO = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

function indices(values: readonly string[], known: readonly string[]): Set<number> {
  return new Set(values.map((value) => known.indexOf(value)).filter((index) => index >= 0));
}

function listOf(params: URLSearchParams, name: string): string[] {
  return params.getAll(name).slice(0, 100);
}

function numbersIn(text: string | null, many: number): number[] | null {
  const parts = (text ?? "").split(",");
  if (parts.length !== many || !parts.every((part) => /^-?\d{1,15}(\.\d{1,10})?$/.test(part))) return null;
  return parts.map(Number);
}

function readQuantity(model: Model, text: string | null): Filters["quantity"] {
  const found = /^(.*):(-?[\d.]+)\.\.(-?[\d.]+)$/s.exec(text ?? "");
  if (!found) return null;
  const unit = model.units.findIndex((one) => one.name === found[1]);
  const [low, high] = [Number(found[2]), Number(found[3])];
  return unit >= 0 && Number.isFinite(low) && Number.isFinite(high) && low <= high ? [unit, low, high] : null;
}

function readPeriod(text: string | null): Filters["period"] {
  const [from, to, more] = (text ?? "").split("..");
  return more === undefined && from && to && ISO.test(from) && ISO.test(to) && from <= to ? [from, to] : null;
}

function readFacets(model: Model, params: URLSearchParams): Filters["facets"] {
  const facets = new Map<string, ReadonlySet<string>>();
  for (const column of ["actors", "source", ...model.extraColumns]) {
    const wanted = new Set(listOf(params, `f.${column}`));
    if (wanted.size === 0) continue;
    const known = new Set<string>();
    for (let route = 0; route < model.routes.count; route++) {
      const text = facetText(model, route, column);
      if (wanted.has(text)) known.add(text);
    }
    if (known.size > 0) facets.set(column, known);
  }
  return facets;
}

function readFilters(model: Model, params: URLSearchParams): Filters {
  const role = params.get("role") ?? "any";
  return {
    ...NO_FILTERS,
    query: (params.get("q") ?? "").replace(/\p{C}/gu, "").slice(0, LONGEST_QUERY),
    markets: indices(listOf(params, "market"), model.markets),
    commodities: indices(listOf(params, "commodity"), model.commodities),
    confidence: indices(listOf(params, "confidence"), CONFIDENCE),
    magnitude: indices(listOf(params, "magnitude"), MAGNITUDE),
    role: (ROLES.includes(role) ? role : "any") as Role,
    quantity: readQuantity(model, params.get("quantity")),
    period: readPeriod(params.get("period")),
    facets: readFacets(model, params),
  };
}

export function readFragment(model: Model, hash: string): Address {
  const text = hash.replace(/^#/, "");
  if (!text || text.length > LONGEST) return { state: {}, view: null };
  const params = new URLSearchParams(text);
  const codes = model.places.map((place) => place.code);
  const places = [...indices(listOf(params, "place"), codes)].slice(0, 2);
  const at = numbersIn(params.get("at"), 3);
  const theme = params.get("theme");
  const top = numbersIn(params.get("top"), 1)?.[0] ?? Infinity;
  return {
    state: {
      filters: readFilters(model, params),
      places,
      route: model.routes.id.indexOf(params.get("route") ?? "\u0000"),
      strand: -1,
      top: top >= 1 ? Math.floor(top) : Infinity,
      weakest: params.get("order") === "weakest",
      embed: params.has("embed"),
      ...(theme === "light" || theme === "dark" ? { theme: theme as Theme } : {}),
    },
    view:
      at && Math.abs(at[0]) <= 90 && Math.abs(at[1]) <= 1000 && at[2] >= 0 && at[2] <= 20
        ? { lat: at[0], lng: at[1], zoom: at[2] }
        : null,
  };
}

export function writeFragment(model: Model, state: State, view: Camera | null): string {
  const params = new URLSearchParams();
  const { filters } = state;
  const each = (name: string, chosen: ReadonlySet<number>, known: readonly string[]): void => {
    for (const index of [...chosen].sort((a, b) => a - b)) params.append(name, known[index]);
  };
  if (state.embed) params.set("embed", "");
  if (filters.query.trim()) params.set("q", filters.query.trim());
  each("market", filters.markets, model.markets);
  each("commodity", filters.commodities, model.commodities);
  each("confidence", filters.confidence, CONFIDENCE);
  each("magnitude", filters.magnitude, MAGNITUDE);
  if (filters.role !== "any") params.set("role", filters.role);
  if (filters.quantity)
    params.set("quantity", `${model.units[filters.quantity[0]].name}:${filters.quantity[1]}..${filters.quantity[2]}`);
  if (filters.period) params.set("period", filters.period.join(".."));
  for (const [column, chosen] of filters.facets) for (const value of chosen) params.append(`f.${column}`, value);
  for (const place of state.places) params.append("place", model.places[place].code);
  if (state.route >= 0) params.set("route", model.routes.id[state.route]);
  if (Number.isFinite(state.top)) params.set("top", String(state.top));
  if (state.weakest) params.set("order", "weakest");
  if (state.theme !== "auto") params.set("theme", state.theme);
  if (view) params.set("at", [view.lat.toFixed(4), view.lng.toFixed(4), view.zoom.toFixed(2)].join(","));
  return params.toString().replace(/^embed=(&|$)/, "embed$1");
}
