// Norwegian (bokmål) words of the page.
import { KIND } from "../model/model";
import { type Claim, markets, partsOf, roleOfOnly, type Stop, upperFirst } from "./claim";
import type { Words } from "./en";

const marketOf = markets({
  "human trafficking": { name: "menneskehandel", subject: "ofre for menneskehandel" },
  "human smuggling": { name: "menneskesmugling", subject: "smuglede mennesker" },
  "arms trafficking": { name: "våpensmugling", subject: "våpen" },
  "flora crimes": { name: "florakriminalitet", subject: "vernede planter og tømmer" },
  "fauna crimes": { name: "faunakriminalitet", subject: "ville dyr" },
  "non-renewable resource crimes": {
    name: "kriminalitet med ikke-fornybare ressurser",
    subject: "ikke-fornybare ressurser",
  },
  "heroin trade": { name: "heroinhandel", subject: "heroin" },
  "cocaine trade": { name: "kokainhandel", subject: "kokain" },
  "cannabis trade": { name: "cannabishandel", subject: "cannabis" },
  "synthetic drug trade": { name: "handel med syntetiske stoffer", subject: "syntetiske stoffer" },
  "extortion and protection racketeering": { name: "utpressing", subject: "" },
  "counterfeit goods": { name: "forfalskede varer", subject: "forfalskede varer" },
  "illicit trade in excisable goods": {
    name: "ulovlig handel med avgiftspliktige varer",
    subject: "avgiftsbelagte varer",
  },
  "cyber-dependent crimes": { name: "datakriminalitet", subject: "" },
  "financial crimes": { name: "økonomisk kriminalitet", subject: "" },
});

const place = (stop: Stop): string => stop.name;

function list(stops: readonly Stop[]): string {
  return new Intl.ListFormat("nb-NO", { type: "conjunction" }).format(stops.map(place));
}

function subject(claim: Claim): string {
  if (claim.commodity) return claim.commodity;
  const market = marketOf(claim.market);
  return market?.subject || (claim.market ? `trafikk i markedet «${market?.name ?? claim.market}»` : "trafikk");
}

function flowSentence(claim: Claim): string {
  const { origin, transit, destination } = partsOf(claim);
  const start = `${upperFirst(subject(claim))} rapporteres å`;
  const by = transit.length ? ` via ${list(transit)}` : "";
  if (origin && destination) return `${start} gå fra ${place(origin)} til ${place(destination)}${by}.`;
  if (destination) return `${start} nå ${place(destination)}${by}; opphavet er ikke oppgitt.`;
  if (origin) return `${start} forlate ${place(origin)}${by}; bestemmelsesstedet er ikke oppgitt.`;
  return `${start} passere ${list(transit)}; verken opphav eller bestemmelsessted er oppgitt.`;
}

function sentence(claim: Claim): string {
  const text = subject(claim);
  const only = claim.stops[0];
  if (!only) return `${upperFirst(text)} er rapportert; intet sted er oppgitt.`;
  switch (claim.kind) {
    case KIND.domestic:
      return `${upperFirst(text)} rapporteres å komme fra ${place(only)} selv og å bli der.`;
    case KIND.undirected:
      return `${upperFirst(text)} rapporteres å gå mellom ${list(claim.stops)}; retningen er ikke oppgitt.`;
    case KIND.role: {
      const what = {
        origin: "opphavssted for",
        transit: only.isRegion ? "transittområde for" : "transittland for",
        destination: "mål for",
      };
      return `Kilden nevner ${place(only)} som ${what[roleOfOnly(claim)]} ${text}; ingen motpart er oppgitt.`;
    }
    default:
      return flowSentence(claim);
  }
}

const plural = (n: number, one: string, many: string): string => (n === 1 ? one : many);

export const nb: Words = {
  lang: "nb",
  locale: "nb-NO",
  sentence,
  marketName: (name) => upperFirst(marketOf(name)?.name ?? name),

  panel: "Ruter",
  skipToList: "Hopp til listen over ruter",
  skipToMap: "Hopp til kartet",
  map: (title) => `Kart: ${title}`,
  hidePanel: "Skjul listen",
  showPanel: "Vis listen",
  routes: (n, count) => `${n} ${plural(count, "rute", "ruter")}`,
  shownOf: (shown, known, count) => `${shown} av ${known} ${plural(count, "rute", "ruter")} vises`,
  allShown: (known, count) => `${known} ${plural(count, "rute", "ruter")}, alle vises`,
  nothing: "Ingen rute passer til disse filtrene.",
  more: (n) => `Vis ${n} til`,
  topOnly: (n) => `Kartet tegner de ${n} sterkeste linjene.`,
  about: "Om dette kartet",
  source: "Kilde",
  otherMaps: "Andre kart",
  appearance: "Utseende",
  themes: { auto: "Auto", light: "Lyst", dark: "Mørkt" },

  search: "Sted, stoff, kilde",
  searchLabel: "Søk sted, stoff, kilde",
  clearSearch: "Tøm søket",
  suggestions: "Forslag",
  suggested: (n) => (n === 0 ? "Ingen forslag" : `${n} forslag; bruk piltastene`),
  country: "land",
  region: "region",
  commodity: "vare",
  market: "marked",
  textSearch: (query) => `Teksten inneholder «${query}»`,

  filters: "Filtre",
  moreFilters: "Flere filtre",
  fewerFilters: "Færre filtre",
  all: "Alle",
  clear: "Fjern filtre",
  remove: (name) => `Fjern filter: ${name}`,
  byMarket: "Marked",
  byCommodity: "Vare",
  byConfidence: "Hvor godt belagt",
  byMagnitude: "Omfang med kildens ord",
  byRole: (name) => `Rollen til ${name}`,
  byQuantity: (unit) => `Mengde, ${unit}`,
  byPeriod: "Periode",
  from: "fra",
  to: "til",
  columns: { actors: "Aktører", source: "Kilde" },
  none: "ikke nevnt",

  confidence: ["Ikke vurdert", "Sluttet av analytikeren", "Med forbehold i kilden", "Sagt rett ut"],
  confidenceShort: ["ikke vurdert", "sluttet", "med forbehold", "rett ut"],
  magnitude: ["Omfang ikke oppgitt", "Lite", "Middels", "Stort"],
  magnitudeIn: ["", "omtalt som liten", "omtalt som middels", "omtalt som stor"],
  roles: { any: "alle", in: "inn til", out: "ut fra", through: "gjennom", within: "innenfor" },
  roleHere: { origin: "opphav", transit: "transitt", destination: "mål" },
  semicolon: "; ",
  noQuantity: "ingen mengde",
  via: "via",
  within: "innenfor",

  listHeads: { flow: "Ruter", domestic: "Innenfor ett land", role: "Nevnt uten motpart" },
  alternatives: (n) => `Ett utsagn, ${n} alternativer`,
  alternativesShown: (shown, n) => `Ett utsagn, ${shown} av ${n} alternativer`,
  rolesTold: (n) => `Ett utsagn, ${n} roller`,
  rolesToldShown: (shown, n) => `Ett utsagn, ${shown} av ${n} roller`,
  listHelp: "Bruk piltastene for å gå gjennom rutene, Enter for å åpne en.",

  selected: "Valgt",
  back: "Tilbake",
  close: "Lukk",
  period: "Periode",
  quantity: "Mengde",
  actors: "Aktører",
  note: "Merknad",
  quote: "Med kildens ord",
  openSource: "Åpne kilden",
  siblings: "Alternativer i samme utsagn",
  shared: (n) => `${n} ruter deler denne linjen`,

  placeCard: "Sted",
  figures: { in: "inn", out: "ut", through: "gjennom", within: "innenfor", either: "begge veier" },
  routesBetween: (a, b) => `Mellom ${a} og ${b}`,
  namedWith: "Nevnt sammen med",
  byWhat: "Etter vare",
  byWhichMarket: "Etter marked",
  regionOf: (n) => `En region på ${n} land, ikke et punkt`,
  alsoIn: "Også dekket av en region som kildene nevner:",

  table: "Tabell",
  closeTable: "Lukk tabellen",
  tableRoutes: "Ruter",
  tablePlaces: "Steder",
  copy: "Kopier",
  copied: "Kopiert.",
  copyFailed: "Kopiering er ikke tillatt her; teksten er markert så du kan kopiere den.",
  cells: {
    route: "Rute",
    origin: "Opphav",
    transit: "Transitt",
    destination: "Mål",
    market: "Marked",
    commodity: "Vare",
    kind: "Art",
    confidence: "Belegg",
    magnitude: "Omfang",
    quantity: "Mengde",
    period: "Periode",
    actors: "Aktører",
    source: "Kilde",
    locator: "Sted i kilden",
    note: "Merknad",
    place: "Sted",
    total: "Ruter",
  },
  kinds: ["strøm", "innenlands", "bare rolle", "retning ikke oppgitt"],

  share: "Del",
  download: "Last ned",
  copyLink: "Kopier lenke til denne visningen",
  copyEmbed: "Kopier kode for innbygging",
  print: "Skriv ut",
  data: "Filtrerte ruter",
  picture: "Denne visningen",
  asFile: (name) => `Last ned ${name}`,
  pictureFailed: "Bildet kunne ikke lages.",
  wait: "Lager bildet …",

  time: "Tid",
  play: "Spill av",
  pause: "Stopp",
  stepBack: "Tidligere",
  stepOn: "Senere",
  wholePeriod: "Hele perioden",
  barLabel: (period, n) => `${period}: ${n}`,
  undatedHidden: (n) => `${n} uten dato, vises ikke`,

  sheetLarger: "Vis mer av listen",
  sheetSmaller: "Vis mer av kartet",
  legend: "Slik leses kartet",
  twoFingers: "To fingre flytter kartet.",
  wholeMap: "Åpne hele kartet",
  gallery: "Ett kart per marked",
};
