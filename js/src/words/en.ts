// English words of the page, and the model for the other languages: `Words` is the shape of this object.
import { KIND } from "../model/model";
import { type Claim, markets, partsOf, roleOfOnly, type Stop, upperFirst } from "./claim";

const marketOf = markets({
  "human trafficking": { name: "human trafficking", subject: "victims of human trafficking", plural: true },
  "human smuggling": { name: "human smuggling", subject: "smuggled people", plural: true },
  "arms trafficking": { name: "arms trafficking", subject: "arms", plural: true },
  "flora crimes": { name: "flora crimes", subject: "protected plants and timber", plural: true },
  "fauna crimes": { name: "fauna crimes", subject: "wildlife" },
  "non-renewable resource crimes": {
    name: "non-renewable resource crimes",
    subject: "non-renewable resources",
    plural: true,
  },
  "heroin trade": { name: "heroin trade", subject: "heroin" },
  "cocaine trade": { name: "cocaine trade", subject: "cocaine" },
  "cannabis trade": { name: "cannabis trade", subject: "cannabis" },
  "synthetic drug trade": { name: "synthetic drug trade", subject: "synthetic drugs", plural: true },
  "counterfeit goods": { name: "counterfeit goods", subject: "counterfeit goods", plural: true },
  "illicit trade in excisable goods": {
    name: "illicit trade in excisable goods",
    subject: "excisable goods",
    plural: true,
  },
  "extortion and protection racketeering": { name: "extortion and protection racketeering", subject: "" },
  "cyber-dependent crimes": { name: "cyber-dependent crimes", subject: "" },
  "financial crimes": { name: "financial crimes", subject: "" },
});

const WITH_ARTICLE = new RegExp(
  "^(netherlands|philippines|bahamas|gambia|maldives|seychelles|comoros|holy see|congo|balkans|western balkans|maghreb|" +
    "sahel|caucasus|south caucasus|caribbean|middle east|horn of africa|gulf|golden triangle|golden crescent|levant|mekong|" +
    "arabian peninsula|iberian peninsula|former soviet union|democratic republic of .*)$|" +
    "( islands| states| republic| emirates| kingdom| federation| territories| peninsula| countries| region)$",
  "i",
);

function place(stop: Stop): string {
  if (/^(the|other) /i.test(stop.name)) return stop.name.replace(/^The /, "the ");
  return WITH_ARTICLE.test(stop.name) ? `the ${stop.name}` : stop.name;
}

function list(stops: readonly Stop[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(stops.map(place));
}

function subject(claim: Claim): { text: string; are: string } {
  if (claim.commodity) {
    const many =
      /(?:[^s]s|people|migrants?|children|women|men)$/i.test(claim.commodity) &&
      !/(?:cannabis|ics|is|us)$/i.test(claim.commodity);
    return { text: claim.commodity, are: many ? "are" : "is" };
  }
  const market = marketOf(claim.market);
  if (market?.subject) return { text: market.subject, are: market.plural ? "are" : "is" };
  return { text: claim.market ? `traffic in the market “${claim.market}”` : "traffic", are: "is" };
}

function flowSentence(claim: Claim): string {
  const { text, are } = subject(claim);
  const { origin, transit, destination } = partsOf(claim);
  const start = `${upperFirst(text)} ${are} reported to`;
  const by = transit.length ? ` by way of ${list(transit)}` : "";
  if (origin && destination) return `${start} move from ${place(origin)} to ${place(destination)}${by}.`;
  if (destination) return `${start} reach ${place(destination)}${by}; the origin is not stated.`;
  if (origin) return `${start} leave ${place(origin)}${by}; the destination is not stated.`;
  return `${start} pass through ${list(transit)}; neither origin nor destination is stated.`;
}

function sentence(claim: Claim): string {
  const { text, are } = subject(claim);
  const only = claim.stops[0];
  if (!only) return `${upperFirst(text)} ${are} reported; no place is stated.`;
  switch (claim.kind) {
    case KIND.domestic:
      return `${upperFirst(text)} ${are} reported to come from within ${place(only)} and to stay there.`;
    case KIND.undirected:
      return `${upperFirst(text)} ${are} reported to move between ${list(claim.stops)}; the direction is not stated.`;
    case KIND.role: {
      const what = {
        origin: "a source of",
        transit: only.isRegion ? "a transit area for" : "a transit country for",
        destination: "a destination for",
      };
      return `The source names ${place(only)} as ${what[roleOfOnly(claim)]} ${text}; no counterpart is stated.`;
    }
    default:
      return flowSentence(claim);
  }
}

const plural = (n: number, one: string, many: string): string => (n === 1 ? one : many);

export const en = {
  lang: "en",
  locale: "en-GB",
  sentence,
  marketName: (name: string): string => upperFirst(marketOf(name)?.name ?? name),

  // panel
  panel: "Routes",
  skipToList: "Skip to the list of routes",
  skipToMap: "Skip to the map",
  map: (title: string): string => `Map: ${title}`,
  hidePanel: "Hide the list",
  showPanel: "Show the list",
  routes: (n: string, count: number): string => `${n} ${plural(count, "route", "routes")}`,
  shownOf: (shown: string, known: string, count: number): string =>
    `${shown} of ${known} ${plural(count, "route", "routes")} shown`,
  allShown: (known: string, count: number): string => `${known} ${plural(count, "route", "routes")}, all shown`,
  nothing: "No route passes these filters.",
  more: (n: string): string => `Show ${n} more`,
  topOnly: (n: string): string => `The map draws the ${n} strongest lines.`,
  about: "About this map",
  source: "Source",
  otherMaps: "Other maps",
  appearance: "Appearance",
  themes: { auto: "Auto", light: "Light", dark: "Dark" },

  // search
  search: "Place, substance, source",
  searchLabel: "Search place, substance, source",
  clearSearch: "Clear search",
  suggestions: "Suggestions",
  suggested: (n: number): string =>
    n === 0 ? "No suggestion" : `${n} ${plural(n, "suggestion", "suggestions")}; use the arrow keys`,
  country: "country",
  region: "region",
  commodity: "commodity",
  market: "market",
  textSearch: (query: string): string => `Text contains “${query}”`,

  // filters
  filters: "Filters",
  moreFilters: "More filters",
  fewerFilters: "Fewer filters",
  all: "All",
  clear: "Clear filters",
  remove: (name: string): string => `Remove filter: ${name}`,
  byMarket: "Market",
  byCommodity: "Commodity",
  byConfidence: "How well supported",
  byMagnitude: "Size in the source’s words",
  byRole: (place: string): string => `Role of ${place}`,
  byQuantity: (unit: string): string => `Quantity, ${unit}`,
  byPeriod: "Period",
  from: "from",
  to: "to",
  columns: { actors: "Actors", source: "Source" } as Readonly<Record<string, string>>,
  none: "not named",

  // terms of the data
  confidence: ["Not assessed", "Inferred by the analyst", "Hedged in the source", "Stated plainly"],
  confidenceShort: ["not assessed", "inferred", "hedged", "plain"],
  magnitude: ["No size stated", "Minor", "Moderate", "Major"],
  magnitudeIn: ["", "described as minor", "described as moderate", "described as major"],
  roles: { any: "any", in: "into", out: "out of", through: "through", within: "within" },
  roleHere: { origin: "origin", transit: "transit", destination: "destination" },
  semicolon: "; ",
  noQuantity: "no quantity",
  via: "via",
  within: "within",

  // list
  listHeads: { flow: "Routes", domestic: "Within one country", role: "Named without a counterpart" },
  alternatives: (n: string): string => `One statement, ${n} alternatives`,
  alternativesShown: (shown: string, n: string): string => `One statement, ${shown} of ${n} alternatives`,
  rolesTold: (n: string): string => `One statement, ${n} roles`,
  rolesToldShown: (shown: string, n: string): string => `One statement, ${shown} of ${n} roles`,
  listHelp: "Use the arrow keys to move through the routes, Enter to open one.",

  // card
  selected: "Selected",
  back: "Back",
  close: "Close",
  period: "Period",
  quantity: "Quantity",
  actors: "Actors",
  note: "Note",
  quote: "In the source’s words",
  openSource: "Open the source",
  siblings: "Alternatives in the same statement",
  shared: (n: string): string => `${n} routes share this line`,

  // place
  placeCard: "Place",
  figures: { in: "in", out: "out", through: "through", within: "within", either: "either way" },
  routesBetween: (a: string, b: string): string => `Between ${a} and ${b}`,
  namedWith: "Named together with",
  byWhat: "By commodity",
  byWhichMarket: "By market",
  regionOf: (n: string): string => `A region of ${n} countries, not a point`,
  alsoIn: "Also covered by a region that the sources name:",

  // table
  table: "Table",
  closeTable: "Close the table",
  tableRoutes: "Routes",
  tablePlaces: "Places",
  copy: "Copy",
  copied: "Copied.",
  copyFailed: "Copying is not allowed here; the text is selected for you to copy.",
  cells: {
    route: "Route",
    origin: "Origin",
    transit: "Transit",
    destination: "Destination",
    market: "Market",
    commodity: "Commodity",
    kind: "Kind",
    confidence: "Support",
    magnitude: "Size",
    quantity: "Quantity",
    period: "Period",
    actors: "Actors",
    source: "Source",
    locator: "Where in the source",
    note: "Note",
    place: "Place",
    total: "Routes",
  },
  kinds: ["flow", "domestic", "role only", "direction not stated"],

  // share and download
  share: "Share",
  download: "Download",
  copyLink: "Copy link to this view",
  copyEmbed: "Copy embed code",
  print: "Print",
  data: "Filtered routes",
  picture: "This view",
  asFile: (name: string): string => `Download ${name}`,
  pictureFailed: "The picture could not be made.",
  wait: "Making the picture …",

  // time
  time: "Time",
  play: "Play",
  pause: "Pause",
  stepBack: "Earlier",
  stepOn: "Later",
  wholePeriod: "Whole period",
  barLabel: (period: string, n: string): string => `${period}: ${n}`,
  undatedHidden: (n: string): string => `${n} undated, not shown`,

  // sheet, legend, embed
  sheetLarger: "Show more of the list",
  sheetSmaller: "Show more of the map",
  legend: "How to read",
  twoFingers: "Two fingers move the map.",
  wholeMap: "Open the whole map",
  gallery: "One map per market",
};

export type Words = typeof en;
