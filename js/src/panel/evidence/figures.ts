// What the routes say about one place: figures for its card and for the table of places.

import { KIND, type Model, row } from "../../model/model";
import { rolesAt } from "../filters/judge";

interface Figures {
  in: number;
  out: number;
  through: number;
  within: number;
  either: number;
  total: number;
}

export function placeFigures(model: Model, place: number, shown: (route: number) => boolean): Figures {
  const figures: Figures = { in: 0, out: 0, through: 0, within: 0, either: 0, total: 0 };
  for (const route of row(model.routesAt, place)) {
    if (!shown(route)) continue;
    figures.total += 1;
    if (model.routes.kind[route] === KIND.undirected) figures.either += 1;
    else for (const role of rolesAt(model, route, place)) figures[role] += 1;
  }
  return figures;
}

/** Places that stand on a route together with this one, most often first. */
export function counterparts(model: Model, place: number, shown: (route: number) => boolean): [number, number][] {
  const counts = new Map<number, number>();
  for (const route of row(model.routesAt, place)) {
    if (!shown(route)) continue;
    for (const other of new Set(row(model.routes.stops, route)))
      if (other !== place) counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

/** Regions of the page that contain a country, and are named by routes. */
export function regionsAround(model: Model, place: number): number[] {
  const { code, isRegion } = model.places[place];
  if (isRegion) return [];
  return model.places.flatMap((other, index) =>
    other.isRegion && other.members.includes(code) && model.routesAt.offsets[index + 1] > model.routesAt.offsets[index]
      ? [index]
      : [],
  );
}
