// Which countries are tinted or hatched: the report's subject, countries that routes name, members of regions they name.
import { LOOK } from "../../model/look";
import { type Model, row } from "../../model/model";
import type { State } from "../../model/store";
import type { Theme } from "../view/theme";

export interface Tints {
  readonly subject: string;
  /** Codes of countries named as stops. */
  readonly concerned: ReadonlySet<string>;
  /** Codes of members of regions named as stops. */
  readonly hatched: ReadonlySet<string>;
}

/** Places of what the reader has chosen: themselves, or the stops of the chosen routes. */
function chosenPlaces(model: Model, { places, route, strand }: State): Set<number> {
  const chosen = new Set(places);
  const { routes, strands } = model;
  const touching = route >= 0 ? [route] : strand >= 0 ? row(strands.routes, strand) : [];
  for (const one of touching) for (const place of row(routes.stops, one)) chosen.add(place);
  return chosen;
}

export function tintsOf(model: Model, named: Iterable<number>, state: State): Tints {
  const { page, places } = model;
  const chosen = chosenPlaces(model, state);
  const concerned = new Set<string>();
  const hatched = new Set<string>();
  for (const place of named) {
    const { isRegion, members, code, parts } = places[place];
    for (const one of parts) concerned.add(one);
    if (parts.length > 0) continue;
    if (!isRegion) concerned.add(code);
    // A vast region would hatch half the map: it is a ring until it is chosen.
    else if (members.length <= LOOK.vast_members || chosen.has(place)) for (const one of members) hatched.add(one);
  }
  return { subject: places[page.subject]?.code ?? "", concerned, hatched };
}

/** The colour a country has, or "" where it is plain land. */
export function tintOf(code: string, tints: Tints, theme: Theme): string {
  if (code === tints.subject) return theme.subject;
  if (tints.concerned.has(code) || tints.hatched.has(code)) return theme.concerned;
  return "";
}
