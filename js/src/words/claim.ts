// What one route claims, taken out of the columns, so that a language only has to say it.
import { type Model, OPEN, row } from "../model/model";

export interface Stop {
  readonly name: string;
  readonly isRegion: boolean;
}

export interface Claim {
  readonly kind: number;
  /** Commodity in the data's own words; "" when the source names none. */
  readonly commodity: string;
  readonly market: string;
  readonly stops: readonly Stop[];
  readonly openOrigin: boolean;
  readonly openDestination: boolean;
}

type PlaceRole = "origin" | "transit" | "destination";

export function claimOf(model: Model, route: number): Claim {
  const { routes } = model;
  const commodity = routes.commodity[route];
  const market = routes.market[route];
  const open = routes.open[route];
  return {
    kind: routes.kind[route],
    commodity: commodity < 0 ? "" : model.commodities[commodity],
    market: market < 0 ? "" : model.markets[market],
    stops: Array.from(row(routes.stops, route), (place) => model.places[place]),
    openOrigin: (open & OPEN.origin) !== 0,
    openDestination: (open & OPEN.destination) !== 0,
  };
}

/** What a stop is on its route: an open end makes the stop beside it a transit place. */
export function roleAt(claim: Claim, index: number): PlaceRole {
  if (index === 0 && !claim.openOrigin) return "origin";
  if (index === claim.stops.length - 1 && !claim.openDestination) return "destination";
  return "transit";
}

export interface Parts {
  readonly origin: Stop | null;
  readonly transit: readonly Stop[];
  readonly destination: Stop | null;
}

export function partsOf(claim: Claim): Parts {
  const stops = claim.stops;
  const first = claim.openOrigin ? 0 : 1;
  const last = claim.openDestination ? stops.length : stops.length - 1;
  return {
    origin: claim.openOrigin ? null : (stops[0] ?? null),
    transit: stops.slice(first, Math.max(first, last)),
    destination: claim.openDestination ? null : (stops[stops.length - 1] ?? null),
  };
}

export function roleOfOnly(claim: Claim): PlaceRole {
  if (claim.openOrigin && claim.openDestination) return "transit";
  return claim.openOrigin ? "destination" : "origin";
}
