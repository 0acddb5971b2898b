// A claim in one line: its stops, alternatives with "or", "via" where the origin is not known.
import { h, hidden, svg } from "../../dom/dom";
import { icon } from "../../dom/icons";
import { type Cell, cellOf } from "../model/cells";
import type { Context } from "../model/context";
import { type Claim, statusOf } from "../model/row";

/** More names than this are counted. */
const MOST_NAMED = 4;

interface Stage {
  readonly name: string;
  readonly via: boolean;
  readonly isRegion: boolean;
}

const lists = new Map<string, Intl.ListFormat>();

/** Making one takes longer than a hundred uses of it. */
function disjunction(locale: string): Intl.ListFormat {
  const known = lists.get(locale) ?? new Intl.ListFormat(locale, { type: "disjunction" });
  lists.set(locale, known);
  return known;
}

function either(names: readonly string[], context: Context): string {
  const { say } = context;
  const few = names.length > MOST_NAMED ? names.slice(0, MOST_NAMED - 1) : names;
  const rest = names.length - few.length;
  if (rest > 0) return `${few.join(", ")} ${say.counted("legend.more", rest)}`;
  return disjunction(say.locale).format(few);
}

function stagesOf(cell: Cell, via: boolean, context: Context): Stage[] {
  const { gazetteer, say } = context;
  if (cell.flat().length === 0) return [];
  if (cell.length === 1)
    return cell[0].map((code) => ({ name: gazetteer.name(code), via, isRegion: gazetteer.isRegion(code) }));
  const names = cell.map(
    (codes) =>
      codes.map((code) => gazetteer.name(code)).join(` ${say.word("term.arrow")} `) || say.word("term.unknown"),
  );
  return [{ name: either(names, context), via, isRegion: cell.flat().every((code) => gazetteer.isRegion(code)) }];
}

function stages(claim: Claim, context: Context): Stage[] {
  const [origin, transit, destination] = ["origin", "transit", "destination"].map((name) =>
    cellOf(claim.row[name] ?? ""),
  );
  const isOpen = origin.flat().length === 0;
  const first = stagesOf(origin, false, context);
  const last = stagesOf(destination, false, context);
  const between = stagesOf(transit, first.length === 0 || last.length === 0, context);
  return isOpen && first.length + between.length + last.length === 1
    ? [...between, ...last]
    : [...first, ...between, ...last];
}

/** What a claim about one place says of it. */
function loneRole({ row }: Claim): "origin" | "transit" | "destination" | null {
  const named = (["origin", "transit", "destination"] as const).filter(
    (name) => cellOf(row[name] ?? "").flat().length > 0,
  );
  if (named.length !== 1 || (named[0] === "transit" && cellOf(row.transit ?? "")[0].length > 1)) return null;
  return named[0];
}

export function titleText(claim: Claim, context: Context): string {
  const joint = claim.row.directed === "no" ? " – " : ` ${context.say.word("term.arrow")} `;
  return stages(claim, context)
    .map(({ name, via }) => (via ? `${context.say.word("term.via")} ${name}` : name))
    .join(joint);
}

export function titleElement(claim: Claim, context: Context): HTMLElement {
  const { say } = context;
  const undirected = claim.row.directed === "no";
  const title = h("span", { class: "route-title" });
  stages(claim, context).forEach(({ name, via, isRegion }, index) => {
    const stop = h("span", { class: "stop" });
    if (index > 0) {
      title.append(" ");
      stop.append(
        h("span", { class: "joint", "aria-hidden": "true" }, undirected ? "– " : `${say.word("term.arrow")} `),
        hidden(undirected ? " – " : ` ${say.word("term.to")} `),
      );
    }
    if (via) stop.append(h("span", { class: "via" }, `${say.word("term.via")} `));
    stop.append(h("span", { class: isRegion ? "name region" : "name" }, name));
    title.append(stop);
  });
  if (title.childElementCount === 0) title.append(say.word("review.no_places"));
  return title;
}

export function metaText(claim: Claim, context: Context): string {
  const { say, gazetteer } = context;
  const { market, commodity, confidence, magnitude } = claim.row;
  const role = loneRole(claim);
  const support = (["low", "medium", "high"] as const).find((one) => one === confidence);
  const size = (["minor", "moderate", "major"] as const).find((one) => one === magnitude);
  return [
    say.market(gazetteer.market(market ?? "")),
    commodity ?? "",
    role ? say.word(`term.${role}`) : "",
    size ? say.word(`described.${size}`) : "",
    support === "high" ? "" : say.word(`support_short.${support ?? "none"}`),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** The market's colour as a dash beside the claim. */
export function swatch(claim: Claim, { gazetteer }: Context): SVGElement {
  const drawing = svg(
    "svg",
    { class: "swatch", viewBox: "0 0 14 4", width: 14, height: 4, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: "M0 2H14", class: "stroke" }),
  );
  const { light, dark } = gazetteer.colours(gazetteer.market(claim.row.market ?? ""));
  drawing.style.setProperty("--light", light);
  drawing.style.setProperty("--dark", dark);
  return drawing;
}

const SIGNS = { draft: "dot", accepted: "check", edited: "pencil", rejected: "close", added: "plus" } as const;

export function stateElement(claim: Claim, { say }: Context): HTMLElement {
  const status = statusOf(claim);
  return h("span", { class: `state is-${status}` }, icon(SIGNS[status]), say.word(`review_state.${status}`));
}
