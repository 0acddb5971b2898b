// What of the map's marks is drawn at this moment, for the legend to explain that and nothing else.
import { LOOK, SUPPORTS } from "../../model/look";
import { FEW, type Model, row } from "../../model/model";
import type { PlaceMarks } from "../marks/roles";
import type { Ring, StrandMarks } from "../marks/widths";

const PLAIN = SUPPORTS.indexOf("high");

interface ScaleFact {
  readonly name: string;
  readonly max: number;
  /** The largest total of a line that is shown, where widths may end below `max`. */
  readonly most: number;
  /** The smallest total of a line whose width shows it. */
  readonly least: number;
  readonly lines: number;
}

export interface LegendFacts {
  /** Colour groups that have a line or a circular arrow; places named alone wear no colour. */
  readonly groups: readonly number[];
  readonly supports: ReadonlySet<number>;
  /** Of the routes on lines of few people, the largest number that one may be; 0 = none. */
  readonly atMost: number;
  /** Words on size of the lines whose width says it. */
  readonly magnitudes: ReadonlySet<number>;
  /** Of the quantities that widths show, that of the most lines first. */
  readonly scales: readonly ScaleFact[];
  /** Units of quantities that no width shows, those of the most lines first. */
  readonly unscaled: readonly string[];
  readonly has: {
    readonly arrows: boolean;
    readonly origin: boolean;
    readonly destination: boolean;
    readonly domestic: boolean;
    readonly undirected: boolean;
    /** A question mark stands for an open end. */
    readonly sign: boolean;
    /** Weaker lines stay behind those in full. */
    readonly behind: boolean;
    /** A region whose countries are hatched. */
    readonly region: boolean;
    /** A region that is a ring alone. */
    readonly folded: boolean;
    /** Countries that this map has folded. */
    readonly fold: boolean;
    readonly disputed: boolean;
  };
  /** Roles of the countries on the map, bits of ROLE; each once. */
  readonly roles: readonly number[];
  /** Roles of the regions on the map, all together. */
  readonly regionRoles: number;
  /** How all routes within a place are supported; where they differ, as if stated plainly. */
  readonly ringSupport: number;
  /** How many widths the lines have. */
  readonly widths: number;
  /** The largest number on a badge; 0 = none. */
  readonly badge: number;
  /** How much thinner than stated the lines are drawn. */
  readonly thin: number;
  /** How much larger than usual all is drawn. */
  readonly size: number;
}

/** What is on the map: the strands in `marks.order`, the places in `places.named`. */
interface OnMap {
  readonly marks: StrandMarks;
  readonly places: PlaceMarks;
  readonly disputed: boolean;
  readonly thin: number;
  readonly size?: number;
  /** Countries that are hatched now; those of no vast region where nothing is chosen. */
  readonly hatched?: ReadonlySet<string>;
  /** Places of whose countries some are in view, where that is known; else all that are named count. */
  readonly areas?: ArrayLike<number> | undefined;
  /** Lines that stay behind those in full. */
  readonly behind?: ArrayLike<number>;
  /** What is drawn of the lines and open ends, once it is: a line may be too short to show. */
  readonly drawn?: Drawn | undefined;
}

interface Drawn {
  readonly lines: readonly { readonly strand: number }[];
  readonly tails: readonly {
    readonly strands: readonly number[];
    readonly support: number;
    readonly incoming: boolean;
    readonly sign?: unknown;
  }[];
}

/** What is chosen is explained, in the support that it wears; what stands back behind it is not. */
function supportsOf({ lines, tails }: Drawn, { order, support }: StrandMarks): number[] {
  const shown = new Set(order);
  return [
    ...lines.filter(({ strand }) => shown.has(strand)).map(({ strand }) => support[strand]),
    ...tails.filter(({ strands }) => strands.some((one) => shown.has(one))).map((tail) => tail.support),
  ];
}

function scaleFacts(model: Model, { order, scale, amount }: StrandMarks, rings: readonly Ring[]): ScaleFact[] {
  const facts = model.scales.map(({ name, max }) => ({ name, max, most: 0, least: Infinity, lines: 0 }));
  const add = (which: number, stated: number): void => {
    const fact = facts[which];
    if (!fact) return;
    fact.least = Math.min(fact.least, stated);
    fact.most = Math.max(fact.most, stated);
    fact.lines += 1;
  };
  for (const strand of order) add(scale[strand], amount[strand]);
  for (const ring of rings) add(ring.scale, ring.amount);
  return facts.filter((fact) => fact.lines > 0).sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1));
}

function unscaledOf({ units }: Model, { order, unscaled }: StrandMarks): string[] {
  const name = (unit: number): string => units[unit].name;
  const lines = new Map<number, number>();
  if (unscaled.size > 0)
    for (const strand of order)
      for (const unit of unscaled.get(strand) ?? []) lines.set(unit, (lines.get(unit) ?? 0) + 1);
  return [...lines]
    .sort(([a, some], [b, others]) => others - some || (name(a) < name(b) ? -1 : 1))
    .map(([unit]) => name(unit));
}

function largestFew({ routes, strands }: Model, { order, support }: StrandMarks, rings: readonly Ring[]): number {
  let most = rings.reduce((largest, { atMost }) => Math.max(largest, atMost), 0);
  for (const strand of order)
    if (support[strand] === FEW)
      for (const route of row(strands.routes, strand)) most = Math.max(most, routes.atMost[route]);
  return most;
}

export function legendFacts(
  model: Model,
  { marks, places, disputed, thin, hatched, drawn, areas, behind = [], size = 1 }: OnMap,
): LegendFacts {
  const { group, undirected } = model.strands;
  const order = [...marks.order];
  const named = [...places.named];
  const rings = named.flatMap((place) => places.domestic.get(place) ?? []);
  const isFold = (place: number): boolean => model.places[place].parts.length > 0;
  const isSource = (place: number): boolean => model.places[place].isRegion && !isFold(place);
  const countries = named.filter((place) => !isSource(place));
  const regions = named.filter(isSource);
  const isArea = (place: number): boolean => {
    const { members } = model.places[place];
    return hatched ? members.every((one) => hatched.has(one)) : members.length <= LOOK.vast_members;
  };
  return {
    groups: [...new Set([...order.map((strand) => group[strand]), ...rings.map((ring) => ring.group)])].sort(
      (a, b) => a - b,
    ),
    supports: new Set([
      ...(drawn ? supportsOf(drawn, marks) : order.map((strand) => marks.support[strand])),
      ...rings.map((ring) => ring.support),
    ]),
    atMost: largestFew(model, marks, rings),
    magnitudes: new Set([
      ...order.filter((one) => marks.scale[one] < 0).map((one) => marks.magnitude[one]),
      ...rings.filter((ring) => ring.scale < 0).map((ring) => ring.magnitude),
    ]),
    scales: scaleFacts(model, marks, rings),
    unscaled: unscaledOf(model, marks),
    has: {
      arrows: order.some((strand) => !undirected[strand]),
      origin: drawn ? drawn.tails.some((tail) => tail.incoming) : order.some((strand) => marks.tailIn[strand] === 1),
      destination: drawn
        ? drawn.tails.some((tail) => !tail.incoming)
        : order.some((strand) => marks.tailOut[strand] === 1),
      domestic: rings.length > 0,
      undirected: order.some((strand) => undirected[strand] === 1),
      sign: drawn?.tails.some(({ sign }) => sign) ?? false,
      behind: behind.length > 0,
      region: Array.from(areas ?? regions).some((place) => isSource(place) && isArea(place)),
      folded: regions.some((place) => !isArea(place)),
      fold: named.some(isFold),
      disputed,
    },
    roles: countries.map((place) => places.roles[place]),
    regionRoles: regions.reduce((all, place) => all | places.roles[place], 0),
    ringSupport: new Set(rings.map(({ support }) => support)).size === 1 ? rings[0].support : PLAIN,
    widths: new Set(
      [...order.map((strand) => marks.width[strand]), ...rings.map(({ width }) => width)].map((px) => px.toFixed(2)),
    ).size,
    badge: named.reduce((most, place) => Math.max(most, places.badge[place]), 0),
    thin,
    size,
  };
}
