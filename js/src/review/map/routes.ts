// Claims as routes: alternatives expanded, kinds and open ends told, as reading a table does (routes/stops.py).
import { CONFIDENCES, KINDS, MAGNITUDES } from "../../model/look";
import { OPEN } from "../../model/model";
import { type Cell, cellOf } from "../model/cells";
import type { Gazetteer } from "../model/gazetteer";
import type { Claim } from "../model/row";

export interface Route {
  readonly id: string;
  readonly claim: Claim;
  /** Ordinal of the claim among those that give routes. */
  readonly statement: number;
  readonly market: string;
  /** Codes of the known stops in travel order. */
  readonly stops: readonly string[];
  readonly open: number;
  readonly kind: number;
  readonly isDirected: boolean;
  readonly confidence: number;
  readonly magnitude: number;
}

function position(words: readonly string[], word: string): number {
  return Math.max(0, words.indexOf(word));
}

function kindOf(stops: readonly string[], isDirected: boolean): number {
  if (new Set(stops).size > 1) return KINDS.indexOf(isDirected ? "flow" : "undirected");
  return KINDS.indexOf(stops.length > 1 ? "domestic" : "role");
}

/** Of the cells with alternatives, the places of one: adding another leaves the other ids as they are. */
function suffix(cells: readonly Cell[], chosen: readonly (readonly string[])[]): string {
  const varying = chosen.filter((_, at) => cells[at].length > 1);
  return varying.map((codes) => codes.join("-").toLowerCase() || "unknown").join("-");
}

function routesOf(claim: Claim, statement: number, places: Gazetteer): Route[] {
  const { row } = claim;
  const cells = ["origin", "transit", "destination"].map((name) => {
    const cell = cellOf(row[name] ?? "").map((codes) => codes.filter((code) => places.has(code)));
    return cell.filter((codes, at) => cell.findIndex((one) => one.join() === codes.join()) === at);
  });
  const isDirected = row.directed !== "no";
  const routes: Route[] = [];
  for (const origin of cells[0])
    for (const transit of cells[1])
      for (const destination of cells[2]) {
        const stops = [...origin, ...transit, ...destination];
        if (stops.length === 0) continue;
        const ending = suffix(cells, [origin, transit, destination]);
        routes.push({
          id: ending ? `${claim.id}.${ending}` : claim.id,
          claim,
          statement,
          market: places.market(row.market ?? ""),
          stops,
          open: (origin.length === 0 ? OPEN.origin : 0) + (destination.length === 0 ? OPEN.destination : 0),
          kind: kindOf(stops, isDirected),
          isDirected,
          confidence: position(CONFIDENCES, row.confidence ?? ""),
          magnitude: position(MAGNITUDES, row.magnitude ?? ""),
        });
      }
  return routes;
}

/** Of all claims, whatever was decided: which of them are on the map is a filter. */
export function allRoutes(claims: readonly Claim[], places: Gazetteer): Route[] {
  let statement = -1;
  return claims.flatMap((claim) => {
    const routes = routesOf(claim, statement + 1, places);
    if (routes.length > 0) statement += 1;
    return routes;
  });
}
