// The filtered routes as RFC 7946, as Python writes them (src/routemap/routes/geojson.py).
import { KIND, type Model, row } from "../../model/model";
import { record } from "./columns";
import { type Legs, lineThrough, type Point } from "./route-line";

function geometry(model: Model, route: number, legs: Legs): object | null {
  const kind = model.routes.kind[route];
  const stops = Array.from(
    row(model.routes.stops, route),
    (place): Point => [model.places[place].lon, model.places[place].lat],
  );
  if (kind === KIND.role || stops.length === 0) return null;
  const parts = lineThrough(kind === KIND.domestic ? [stops[0], stops[0]] : stops, legs);
  return parts.length === 1
    ? { type: "LineString", coordinates: parts[0] }
    : { type: "MultiLineString", coordinates: parts };
}

/** Empty cells are null. */
function properties(model: Model, route: number): object {
  const quantity = model.routes.quantity[route];
  return Object.fromEntries(
    [...record(model, route)].map(([name, text]): [string, unknown] => {
      if (name === "quantity") return [name, Number.isNaN(quantity) ? null : quantity];
      return [name, name === "directed" ? text === "yes" : text || null];
    }),
  );
}

export function toGeoJson(model: Model, routes: Iterable<number>): string {
  const legs: Legs = new Map();
  const features = Array.from(routes, (route) =>
    JSON.stringify({
      type: "Feature",
      id: model.routes.id[route],
      properties: properties(model, route),
      geometry: geometry(model, route, legs),
    }),
  );
  return `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`;
}
