// "How to read" as data: only the marks that the map draws, in the order in which they are explained.
// Python makes the same entries (src/routemap/scene/legend.py); tests/parity/scenes.json holds both to them.
import { LOOK, MAGNITUDES, ROLE, SUPPORTS } from "../../model/look";
import { FEW, MAGNITUDE, type Model } from "../../model/model";
import { isolated, type Words } from "../../words";
import { quantityFactor } from "../marks/crowding";
import { widthOfQuantity } from "../marks/widths";
import { widthSteps } from "./amounts";
import type { LegendFacts } from "./facts";

export type Mark =
  | "colour"
  | "width"
  | "support"
  | "few"
  | "open origin"
  | "open destination"
  | "undirected"
  | "domestic"
  | "behind"
  | "symbol"
  | "sign"
  | "region"
  | "ring"
  | "region symbol"
  | "fold"
  | "badge"
  | "disputed"
  | "more";

/** One mark and its meaning. */
export interface Entry {
  readonly mark: Mark;
  readonly text: string;
  /** Whose colour a line wears; absent where it stands for all. */
  readonly group?: number;
  /** Of a line's mark, px; absent for the usual one. */
  readonly width?: number;
  /** Position in SUPPORTS. */
  readonly support?: number;
  readonly hasHead?: boolean;
  /** Of a symbol, bits of ROLE. */
  readonly roles?: number;
  /** In a badge. */
  readonly number?: string;
}

export interface Section {
  readonly head: string;
  readonly entries: readonly Entry[];
  /** Kept where the whole legend would cover too much of the map. */
  readonly first?: boolean;
}

const { legend: LEGEND } = LOOK;

function colours(model: Model, facts: LegendFacts, say: Words): Entry[] {
  const { groups } = facts;
  if (groups.length < 2) return [];
  const named = model.page.kind === "overview" ? (name: string) => say.market(name) : (name: string) => name;
  const entries: Entry[] = groups
    .slice(0, LEGEND.most_colours)
    .map((group) => ({ mark: "colour", group, width: LEGEND.colour_px, text: named(model.groups[group].name) }));
  const rest = groups.length - LEGEND.most_colours;
  if (rest > 0) entries.push({ mark: "more", text: say.counted("legend.more", rest) });
  return entries;
}

/** Names a few units; counts the rest. */
function namedUnits(units: readonly string[], say: Words): string {
  const rest = units.length - LEGEND.most_named;
  const named = units.slice(0, LEGEND.most_named).map(isolated).join(say.word("term.comma"));
  return named + (rest > 0 ? ` ${say.counted("legend.more", rest)}` : "");
}

function widthOfWords(model: Model, facts: LegendFacts, say: Words, scales: number): Entry[] {
  const { magnitudes, thin, size } = facts;
  if (magnitudes.size < 2 && (magnitudes.size === 0 || scales === 0)) return [];
  return [...MAGNITUDES.keys()]
    .reverse()
    .filter((one) => magnitudes.has(one))
    .map((one) => ({
      mark: "width",
      width: model.style.magnitude_width[one] * thin * size,
      text: say.word(`magnitude.${MAGNITUDE[one]}`),
    }));
}

/** The measures of the most lines, the names of the others, then the source's words on size. */
function widths(model: Model, facts: LegendFacts, say: Words): Section[] {
  // One width for all says nothing, so the legend does not explain it.
  const isTold = facts.widths > 1;
  const scales = isTold ? facts.scales : [];
  const sections = scales.slice(0, LEGEND.most_scales).map(({ name, max, most, least }) => ({
    head: say.word("legend.width_of", { unit: name }),
    entries: widthSteps(most, least).map(
      (amount): Entry => ({
        mark: "width",
        width: widthOfQuantity(model.style, amount, max) * quantityFactor(facts.thin) * facts.size,
        text: say.number(amount),
      }),
    ),
  }));
  const rest = scales.slice(LEGEND.most_scales).map(({ name }) => name);
  if (rest.length > 0)
    sections[sections.length - 1].entries.push({
      mark: "more",
      text: say.word("legend.more_units", { units: namedUnits(rest, say) }),
    });
  const entries = isTold ? widthOfWords(model, facts, say, sections.length) : [];
  if (facts.unscaled.length > 0)
    entries.push({ mark: "more", text: say.word("legend.unscaled", { units: namedUnits(facts.unscaled, say) }) });
  return entries.length > 0 ? [...sections, { head: say.word("legend.width"), entries }] : sections;
}

const PLAIN = SUPPORTS.indexOf("high");

function supports({ supports: used, has }: LegendFacts, say: Words): Entry[] {
  // All solid lines alike: there is nothing to tell apart.
  if (used.size === 1 && used.has(PLAIN)) return [];
  return LEGEND.support
    .filter((name) => used.has(SUPPORTS.indexOf(name)))
    .map((name) => ({
      mark: "support",
      support: SUPPORTS.indexOf(name),
      hasHead: has.arrows,
      text: say.word(`support.${name || "none"}`),
    }));
}

function lines({ has, atMost, ringSupport }: LegendFacts, say: Words): Entry[] {
  const entries: Entry[] = [];
  if (atMost > 0)
    entries.push({
      mark: "few",
      support: FEW,
      hasHead: has.arrows,
      text: say.word("mark.few", { below: say.number(atMost + 1) }),
    });
  if (has.origin) entries.push({ mark: "open origin", hasHead: true, text: say.word("mark.open_origin") });
  if (has.destination) entries.push({ mark: "open destination", text: say.word("mark.open_destination") });
  if (has.sign) entries.push({ mark: "sign", text: say.word("mark.no_room") });
  if (has.undirected) entries.push({ mark: "undirected", text: say.word("mark.undirected") });
  if (has.domestic)
    entries.push({
      mark: "domestic",
      support: ringSupport,
      text: say.word(has.fold ? "mark.within_place" : "mark.domestic"),
    });
  if (has.behind) entries.push({ mark: "behind", text: say.word("mark.behind") });
  return entries;
}

function places({ roles: found, regionRoles, has, badge }: LegendFacts, say: Words): Entry[] {
  const roles = found.map((role) => role & ~ROLE.undirected);
  const entries: Entry[] = (["origin", "transit", "destination"] as const)
    .filter((name) => roles.some((role) => (role & ROLE[name]) !== 0))
    .map((name) => ({ mark: "symbol", roles: ROLE[name], text: say.word(`term.${name}`) }));
  const mixed = roles.find((role) => (role & (role - 1)) !== 0);
  if (mixed) entries.push({ mark: "symbol", roles: mixed, text: say.word("mark.combined") });
  if (found.includes(ROLE.undirected))
    entries.push({ mark: "symbol", roles: ROLE.undirected, text: say.word("mark.undirected_end") });
  if (has.region) entries.push({ mark: "region", text: say.word("mark.region") });
  if (has.folded) entries.push({ mark: "ring", text: say.word("mark.region_folded") });
  for (const name of ["transit", "destination"] as const)
    if ((regionRoles & ROLE[name]) !== 0)
      entries.push({
        mark: "region symbol",
        roles: ROLE[name],
        text: say.word("mark.region_role", { role: say.word(`term.${name}`) }),
      });
  if (has.fold) entries.push({ mark: "fold", text: say.word("mark.folded") });
  if (badge > 0) entries.push({ mark: "badge", number: String(badge), text: say.word("mark.named") });
  if (has.disputed) entries.push({ mark: "disputed", text: say.word("mark.disputed") });
  return entries;
}

export function legendSections(model: Model, facts: LegendFacts, say: Words): Section[] {
  return [
    { head: say.word("legend.colour"), entries: colours(model, facts, say), first: true },
    ...widths(model, facts, say),
    { head: say.head("term.support"), entries: supports(facts, say), first: true },
    { head: say.word("legend.lines"), entries: lines(facts, say) },
    { head: say.head("term.places"), entries: places(facts, say) },
  ].filter((section) => section.entries.length > 0);
}
