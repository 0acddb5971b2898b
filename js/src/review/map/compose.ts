// The claims as the payload that every map is drawn from, so that all that follows is the code of every other map.
// Courses are those that Python laid out for the draft; a line that a reader has brought in follows a simple bow.
import { expand } from "../../model/decode";
import { WORLD, xOf, yOf } from "../../model/mercator";
import type { Payload, Places, Strands } from "../../model/payload";
import type { Words } from "../../words";
import type { Gazetteer } from "../model/gazetteer";
import type { Review, ReviewMap } from "../model/payload";
import { bow, shiftOf } from "./bow";
import type { Route } from "./routes";

const TEXTS = ["start", "end", "actors", "source", "locator", "url", "quote", "note"] as const;

interface Leg {
  readonly route: number;
  readonly from: number;
  readonly to: number;
  readonly group: number;
  readonly undirected: number;
}

interface Course {
  readonly shift: number;
  readonly cx: number;
  readonly cy: number;
}

/** Texts once each; -1 for nothing. */
class Pool {
  readonly texts: string[] = [];
  private readonly at = new Map<string, number>();

  index(text: string): number {
    if (text === "") return -1;
    const known = this.at.get(text);
    if (known !== undefined) return known;
    this.at.set(text, this.texts.length);
    this.texts.push(text);
    return this.texts.length - 1;
  }
}

/** What is named in how many routes, the most often named first. */
function byCount(lists: Iterable<Iterable<string>>): string[] {
  const counts = new Map<string, number>();
  for (const list of lists) for (const one of new Set(list)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));
}

function placesOf(codes: readonly string[], gazetteer: Gazetteer): Places {
  const { places } = gazetteer.map;
  const at = codes.map((code) => gazetteer.index(code));
  const members: Record<string, readonly string[]> = {};
  at.forEach((one, index) => {
    const inside = places.members[String(one)];
    if (inside) members[String(index)] = inside;
  });
  return {
    code: codes,
    name: at.map((one) => places.name[one]),
    kind: codes.map((code) => (gazetteer.isRegion(code) ? 1 : 0)),
    lon: at.map((one) => places.lon[one]),
    lat: at.map((one) => places.lat[one]),
    members,
  };
}

const keyOf = (from: string, to: string, market: string, undirected: number): string =>
  [from, to, market, undirected].join("\u001f");

/** The courses that came with the page, by places, market and direction. */
function knownCourses({ strands, places, groups }: ReviewMap): Map<string, Course> {
  const count = strands.cx.length;
  const [from, to, shift, group, undirected] = (["from", "to", "shift", "group", "undirected"] as const).map((name) =>
    expand(strands[name], count),
  );
  const known = new Map<string, Course>();
  for (let at = 0; at < count; at++) {
    const [a, b, market] = [places.code[from[at]], places.code[to[at]], groups[group[at]].name];
    const course = { shift: shift[at], cx: strands.cx[at], cy: strands.cy[at] };
    known.set(keyOf(a, b, market, undirected[at]), course);
    // Without a direction the same line may be told from its other end, whose world it then starts in.
    if (undirected[at])
      known.set(keyOf(b, a, market, 1), { shift: -course.shift, cx: course.cx - course.shift * WORLD, cy: course.cy });
  }
  return known;
}

function legsOf(routes: readonly Route[], place: ReadonlyMap<string, number>, group: (route: Route) => number): Leg[] {
  return routes.flatMap((route, at) => {
    const stops = route.stops.map((code) => place.get(code) ?? 0);
    const undirected = route.isDirected ? 0 : 1;
    return stops.slice(1).flatMap((end, index) => {
      const start = stops[index];
      if (start === end) return [];
      const [from, to] = undirected && end < start ? [end, start] : [start, end];
      return [{ route: at, from, to, group: group(route), undirected }];
    });
  });
}

function inOrder(a: Leg, b: Leg): number {
  return a.from - b.from || a.to - b.to || a.group - b.group || a.undirected - b.undirected;
}

function strandsOf(legs: readonly Leg[], count: number): { drawn: Leg[]; ofRoute: number[][] } {
  const key = ({ from, to, group, undirected }: Leg): string => `${from},${to},${group},${undirected}`;
  const distinct = new Map(legs.map((leg) => [key(leg), leg]));
  const drawn = [...distinct.values()].sort(inOrder);
  const number = new Map(drawn.map((leg, at) => [key(leg), at]));
  const ofRoute: number[][] = Array.from({ length: count }, () => []);
  for (const leg of legs) ofRoute[leg.route].push(number.get(key(leg)) ?? 0);
  return { drawn, ofRoute };
}

export class Composer {
  private readonly known: Map<string, Course>;

  constructor(
    private readonly review: Review,
    private readonly gazetteer: Gazetteer,
    private readonly say: Words,
  ) {
    this.known = knownCourses(review.map);
  }

  payload(routes: readonly Route[]): Payload {
    const { review, gazetteer, say } = this;
    const { map, report } = review;
    const codes = byCount(routes.map(({ stops }) => stops));
    const place = new Map(codes.map((code, at) => [code, at]));
    const markets = byCount(routes.map(({ market }) => [market]));
    const pools = { market: new Pool(), commodity: new Pool(), unit: new Pool(), text: new Pool() };
    const group = ({ market }: Route): number => markets.indexOf(market);
    const { drawn, ofRoute } = strandsOf(legsOf(routes, place, group), routes.length);
    const places = placesOf(codes, gazetteer);
    const texts = Object.fromEntries(
      TEXTS.map((name) => [name, routes.map(({ claim }) => pools.text.index(claim.row[name] ?? ""))]),
    ) as Record<(typeof TEXTS)[number], number[]>;
    const quantity = routes.map(({ claim }) => (claim.row.quantity ? Number(claim.row.quantity) : null));
    return {
      version: 1,
      page: {
        kind: "overview",
        lang: review.lang,
        title: report.name,
        context: report.subject,
        byline: "",
        summary: "",
        caveat: map.caveat,
        cautions: [],
        borders: map.borders,
        source_line: report.source,
        subject: place.get(gazetteer.code(map.subject)) ?? -1,
        notes: [],
        links: [],
        view: map.view,
        file: "",
      },
      style: map.style,
      groups: markets.map((market) => ({ ...gazetteer.colours(market), name: say.market(market) })),
      statements: [...new Set(routes.map(({ statement }) => statement))].map(() => ""),
      scales: [],
      places,
      strands: this.courses(drawn, places, markets),
      edges: {},
      courses: {},
      folds: [],
      routes: {
        count: routes.length,
        // Whole, as model/ids.ts reads them.
        id: routes.map(({ id }) => id.replace(/^(?=[-=])/, "=")),
        stems: [],
        statement: routes.map(({ statement }) => statement),
        market: routes.map(({ market }) => pools.market.index(market)),
        group: routes.map(group),
        commodity: routes.map(({ claim }) => pools.commodity.index(claim.row.commodity ?? "")),
        kind: routes.map(({ kind }) => kind),
        stops: routes.map(({ stops }) => stops.map((code) => place.get(code) ?? 0)),
        open: routes.map(({ open }) => open),
        strands: ofRoute,
        confidence: routes.map(({ confidence }) => confidence),
        magnitude: routes.map(({ magnitude }) => magnitude),
        quantity,
        unit: routes.map(({ claim }, at) => (quantity[at] === null ? -1 : pools.unit.index(claim.row.unit ?? ""))),
        ...texts,
        extra: {},
      },
      markets: pools.market.texts,
      commodities: pools.commodity.texts,
      units: pools.unit.texts.map((name) => ({ name, scale: -1, factor: 1 })),
      text: pools.text.texts,
      hosts: {},
      words: review.words,
      basemap: map.basemap,
    };
  }

  private courses(drawn: readonly Leg[], places: Places, markets: readonly string[]): Strands {
    const at = places.lon.map((lon, index) => ({ x: xOf(lon), y: yOf(places.lat[index]) }));
    const repeats = new Map<string, number>();
    const courses = drawn.map(({ from, to, group, undirected }): Course => {
      const known = this.known.get(keyOf(places.code[from], places.code[to], markets[group], undirected));
      const pair = `${from},${to}`;
      const repeat = repeats.get(pair) ?? 0;
      repeats.set(pair, repeat + 1);
      if (known) return known;
      const shift = shiftOf(at[from].x, at[to].x);
      const end = { x: at[to].x + shift * WORLD, y: at[to].y };
      return { shift, ...bow(at[from], end, this.review.map.world_px, repeat) };
    });
    return {
      from: drawn.map(({ from }) => from),
      to: drawn.map(({ to }) => to),
      shift: courses.map(({ shift }) => shift),
      cx: courses.map(({ cx }) => cx),
      cy: courses.map(({ cy }) => cy),
      group: drawn.map(({ group }) => group),
      undirected: drawn.map(({ undirected }) => undirected),
    };
  }
}
