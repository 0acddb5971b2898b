// The columns of a route as text, in the order of the routes table: the one source of table, CSV and GeoJSON.
import { KINDS } from "../../model/look";
import { CONFIDENCE, KIND, MAGNITUDE, type Model, row } from "../../model/model";
import { claimOf, partsOf, type Stop } from "../../words/claim";

export const NAME_COLUMNS = ["origin_name", "transit_names", "destination_name", "kind"] as const;

export interface Names {
  readonly origin: string;
  readonly transit: string;
  readonly destination: string;
}

/** Origin, transit and destination; `of` gives what stands for a stop, its code or its name. */
export function ends(model: Model, route: number, of: (place: number) => string): Names {
  const stops = Array.from(row(model.routes.stops, route));
  const claim = { ...claimOf(model, route), stops: stops.map((place): Stop => ({ name: of(place), isRegion: false })) };
  const { origin, transit, destination } = partsOf(claim);
  if (claim.kind === KIND.domestic) return { origin: of(stops[0]), transit: "", destination: of(stops[0]) };
  return {
    origin: origin?.name ?? "",
    transit: transit.map((stop) => stop.name).join(" > "),
    destination: destination?.name ?? "",
  };
}

function known(name: string): string {
  return name === "none" ? "" : name;
}

export function record(model: Model, route: number): Map<string, string> {
  const { routes } = model;
  const codes = ends(model, route, (place) => model.places[place].code);
  const names = ends(model, route, (place) => model.places[place].name);
  const quantity = routes.quantity[route];
  const text = (
    column: "start" | "end" | "actors" | "source" | "locator" | "url" | "quote" | "note",
  ): [string, string] => [column, model.text(route, column)];
  const pick = (list: readonly string[], index: number): string => (index < 0 ? "" : list[index]);
  return new Map<string, string>([
    ["id", routes.id[route]],
    ["statement", pick(model.statements, routes.statement[route])],
    ["market", pick(model.markets, routes.market[route])],
    ["commodity", pick(model.commodities, routes.commodity[route])],
    ["origin", codes.origin],
    ["transit", codes.transit],
    ["destination", codes.destination],
    ["directed", routes.kind[route] === KIND.undirected ? "no" : "yes"],
    ["confidence", known(CONFIDENCE[routes.confidence[route]])],
    ["magnitude", known(MAGNITUDE[routes.magnitude[route]])],
    ["quantity", Number.isNaN(quantity) ? "" : String(quantity)],
    ["unit", routes.unit[route] < 0 ? "" : model.units[routes.unit[route]].name],
    text("start"),
    text("end"),
    text("actors"),
    text("source"),
    text("locator"),
    text("url"),
    text("quote"),
    text("note"),
    ["origin_name", names.origin],
    ["transit_names", names.transit],
    ["destination_name", names.destination],
    ["kind", KINDS[routes.kind[route]]],
    ...model.extraColumns.map((name): [string, string] => [name, model.extra(route, name)]),
  ]);
}
