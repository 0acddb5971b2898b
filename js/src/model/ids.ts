import type { Payload } from "./payload";

/** The ids of routes, as webmap/short_ids.py shortens them: most begin with words that the page knows. */
export function idsOf({ routes, places }: Payload, market: Int32Array): string[] {
  const codes = places.code.map((code) => code.toLowerCase());
  return routes.id.map((id, route) => {
    if (id.startsWith("-"))
      return [routes.stems[market[route]], ...routes.stops[route].map((at) => codes[at])].join("-") + id;
    return id.startsWith("=") ? id.slice(1) : id;
  });
}
