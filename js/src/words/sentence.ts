// What one route claims, as a sentence that a person might say. The sentences are the language's own templates; this
// module chooses among them and knows no language.
import { KIND } from "../model/model";
import { type Claim, partsOf, roleOfOnly } from "./claim";
import { isPlural } from "./grammar";
import type { Words } from "./words";

/** What moves: the commodity in the data's own words, else what stands for the market. */
function subjectOf(say: Words, { commodity, market }: Claim): { text: string; many: boolean } {
  if (commodity) return { text: commodity, many: isPlural(commodity) };
  const known = say.marketWords(market);
  if (known?.subject) return { text: known.subject, many: known.plural === true };
  if (!market) return { text: say.word("claim.traffic"), many: false };
  return { text: say.word("claim.traffic_in", { market: known?.name ?? market }), many: false };
}

function flowKey(hasOrigin: boolean, hasDestination: boolean) {
  if (hasOrigin && hasDestination) return "claim.flow";
  if (hasDestination) return "claim.no_origin";
  return hasOrigin ? "claim.no_destination" : "claim.neither";
}

function roleKey(claim: Claim) {
  const role = roleOfOnly(claim);
  return role === "transit" && claim.stops[0].isRegion ? "claim.as_transit_region" : (`claim.as_${role}` as const);
}

export function sentence(say: Words, claim: Claim): string {
  const { text: subject, many } = subjectOf(say, claim);
  const count = many ? 2 : 1;
  const stops = claim.stops.map((stop) => stop.name);
  if (stops.length === 0) return say.counted("claim.nowhere", count, { subject });
  const place = stops[0];
  if (claim.kind === KIND.domestic) return say.counted("claim.domestic", count, { subject, place });
  if (claim.kind === KIND.undirected) return say.counted("claim.undirected", count, { subject, stops });
  if (claim.kind === KIND.role) return say.word(roleKey(claim), { subject, place });
  const { origin, destination, ...parts } = partsOf(claim);
  const transit = parts.transit.map((stop) => stop.name);
  const values = { subject, transit, origin: origin?.name ?? "", destination: destination?.name ?? "" };
  const by = transit.length > 0 ? say.word("claim.by", { transit }) : "";
  return say.counted(flowKey(origin !== null, destination !== null), count, { ...values, by });
}
