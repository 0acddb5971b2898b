// French words of the page.
import { KIND } from "../model/model";
import { type Claim, markets, partsOf, roleOfOnly, type Stop, upperFirst } from "./claim";
import type { Words } from "./en";
import { from, ofThing, the, to } from "./french";

const marketOf = markets({
  "human trafficking": { name: "traite des êtres humains", subject: "victimes de la traite" },
  "human smuggling": { name: "trafic de migrants", subject: "migrants" },
  "arms trafficking": { name: "trafic d’armes", subject: "armes" },
  "flora crimes": { name: "crimes contre la flore", subject: "plantes protégées et bois" },
  "fauna crimes": { name: "crimes contre la faune", subject: "animaux sauvages" },
  "non-renewable resource crimes": {
    name: "crimes liés aux ressources non renouvelables",
    subject: "ressources non renouvelables",
  },
  "heroin trade": { name: "trafic d’héroïne", subject: "héroïne" },
  "cocaine trade": { name: "trafic de cocaïne", subject: "cocaïne" },
  "cannabis trade": { name: "trafic de cannabis", subject: "cannabis" },
  "synthetic drug trade": { name: "trafic de drogues de synthèse", subject: "drogues de synthèse" },
  "extortion and protection racketeering": { name: "extorsion et racket", subject: "" },
  "counterfeit goods": { name: "contrefaçon", subject: "contrefaçons" },
  "illicit trade in excisable goods": {
    name: "commerce illicite de produits soumis à accise",
    subject: "produits soumis à accise",
  },
  "cyber-dependent crimes": { name: "cybercriminalité", subject: "" },
  "financial crimes": { name: "crimes financiers", subject: "" },
});

function list(stops: readonly Stop[]): string {
  return new Intl.ListFormat("fr", { type: "conjunction" }).format(stops.map((stop) => the(stop.name)));
}

function subject(claim: Claim): string {
  if (claim.commodity) return claim.commodity;
  const market = marketOf(claim.market);
  return market?.subject || (claim.market ? `trafic (${market?.name ?? claim.market})` : "trafic");
}

function flowSentence(claim: Claim): string {
  const { origin, transit, destination } = partsOf(claim);
  const start = `Un flux ${ofThing(subject(claim))} est signalé`;
  const by = transit.length ? ` en passant par ${list(transit)}` : "";
  if (origin && destination) return `${start} ${from(origin.name)} vers ${the(destination.name)}${by}.`;
  if (destination) return `${start} vers ${the(destination.name)}${by} ; l’origine n’est pas indiquée.`;
  if (origin) return `${start} au départ ${from(origin.name)}${by} ; la destination n’est pas indiquée.`;
  return `${start} par ${list(transit)} ; ni l’origine ni la destination ne sont indiquées.`;
}

function sentence(claim: Claim): string {
  const text = subject(claim);
  const only = claim.stops[0];
  if (!only) return `Un flux ${ofThing(text)} est signalé ; aucun lieu n’est indiqué.`;
  switch (claim.kind) {
    case KIND.domestic:
      return `Un flux ${ofThing(text)} est signalé ${to(only.name)} même : il en vient et y reste.`;
    case KIND.undirected:
      return `Un flux ${ofThing(text)} est signalé entre ${list(claim.stops)} ; le sens n’est pas indiqué.`;
    case KIND.role: {
      const what = {
        origin: "lieu d’origine",
        transit: only.isRegion ? "zone de transit" : "pays de transit",
        destination: "destination",
      };
      return `La source cite ${the(only.name)} comme ${what[roleOfOnly(claim)]} (${text}) ; aucune contrepartie n’est indiquée.`;
    }
    default:
      return flowSentence(claim);
  }
}

const plural = (n: number, one: string, many: string): string => (n < 2 ? one : many);

export const fr: Words = {
  lang: "fr",
  locale: "fr-FR",
  sentence,
  marketName: (name) => upperFirst(marketOf(name)?.name ?? name),

  panel: "Routes",
  skipToList: "Aller à la liste des routes",
  skipToMap: "Aller à la carte",
  map: (title) => `Carte : ${title}`,
  hidePanel: "Masquer la liste",
  showPanel: "Afficher la liste",
  routes: (n, count) => `${n} ${plural(count, "route", "routes")}`,
  shownOf: (shown, known, count) => `${shown} sur ${known} ${plural(count, "route affichée", "routes affichées")}`,
  allShown: (known, count) => `${known} ${plural(count, "route, affichée", "routes, toutes affichées")}`,
  nothing: "Aucune route ne répond à ces filtres.",
  more: (n) => `Afficher ${n} de plus`,
  topOnly: (n) => `La carte trace les ${n} lignes les plus fortes.`,
  about: "À propos de cette carte",
  source: "Source",
  otherMaps: "Autres cartes",
  appearance: "Apparence",
  themes: { auto: "Auto", light: "Clair", dark: "Sombre" },

  search: "Lieu, substance, source",
  searchLabel: "Chercher lieu, substance, source",
  clearSearch: "Effacer la recherche",
  suggestions: "Suggestions",
  suggested: (n) =>
    n === 0 ? "Aucune suggestion" : `${n} ${plural(n, "suggestion", "suggestions")} ; utilisez les flèches`,
  country: "pays",
  region: "région",
  commodity: "produit",
  market: "marché",
  textSearch: (query) => `Le texte contient « ${query} »`,

  filters: "Filtres",
  moreFilters: "Plus de filtres",
  fewerFilters: "Moins de filtres",
  all: "Toutes",
  clear: "Effacer les filtres",
  remove: (name) => `Retirer le filtre : ${name}`,
  byMarket: "Marché",
  byCommodity: "Produit",
  byConfidence: "Degré d’appui",
  byMagnitude: "Ampleur selon la source",
  byRole: (name) => `Rôle : ${name}`,
  byQuantity: (unit) => `Quantité, ${unit}`,
  byPeriod: "Période",
  from: "de",
  to: "à",
  columns: { actors: "Acteurs", source: "Source" },
  none: "non nommé",

  confidence: ["Non évaluée", "Déduite par l’analyste", "Avec réserve dans la source", "Affirmée sans réserve"],
  confidenceShort: ["non évaluée", "déduite", "avec réserve", "sans réserve"],
  magnitude: ["Ampleur non indiquée", "Mineure", "Modérée", "Majeure"],
  magnitudeIn: ["", "décrite comme mineure", "décrite comme modérée", "décrite comme majeure"],
  roles: { any: "tous", in: "entrée", out: "sortie", through: "transit", within: "interne" },
  roleHere: { origin: "origine", transit: "transit", destination: "destination" },
  semicolon: " ; ",
  noQuantity: "sans quantité",
  via: "via",
  within: "à l’intérieur",

  listHeads: { flow: "Routes", domestic: "À l’intérieur d’un pays", role: "Cités sans contrepartie" },
  alternatives: (n) => `Une affirmation, ${n} variantes`,
  alternativesShown: (shown, n) => `Une affirmation, ${shown} variantes sur ${n}`,
  rolesTold: (n) => `Une affirmation, ${n} rôles`,
  rolesToldShown: (shown, n) => `Une affirmation, ${shown} rôles sur ${n}`,
  listHelp: "Parcourez les routes avec les flèches, ouvrez-en une avec Entrée.",

  selected: "Sélection",
  back: "Retour",
  close: "Fermer",
  period: "Période",
  quantity: "Quantité",
  actors: "Acteurs",
  note: "Note",
  quote: "Selon les mots de la source",
  openSource: "Ouvrir la source",
  siblings: "Variantes de la même affirmation",
  shared: (n) => `${n} routes partagent cette ligne`,

  placeCard: "Lieu",
  figures: { in: "entrée", out: "sortie", through: "transit", within: "interne", either: "deux sens" },
  routesBetween: (a, b) => `Entre ${the(a)} et ${the(b)}`,
  namedWith: "Cité avec",
  byWhat: "Par produit",
  byWhichMarket: "Par marché",
  regionOf: (n) => `Une région de ${n} pays, pas un point`,
  alsoIn: "Compris aussi dans une région que citent les sources :",

  table: "Tableau",
  closeTable: "Fermer le tableau",
  tableRoutes: "Routes",
  tablePlaces: "Lieux",
  copy: "Copier",
  copied: "Copié.",
  copyFailed: "La copie n’est pas permise ici ; le texte est sélectionné pour que vous le copiiez.",
  cells: {
    route: "Route",
    origin: "Origine",
    transit: "Transit",
    destination: "Destination",
    market: "Marché",
    commodity: "Produit",
    kind: "Genre",
    confidence: "Appui",
    magnitude: "Ampleur",
    quantity: "Quantité",
    period: "Période",
    actors: "Acteurs",
    source: "Source",
    locator: "Endroit dans la source",
    note: "Note",
    place: "Lieu",
    total: "Routes",
  },
  kinds: ["flux", "interne", "rôle seul", "sens non indiqué"],

  share: "Partager",
  download: "Télécharger",
  copyLink: "Copier le lien vers cette vue",
  copyEmbed: "Copier le code d’intégration",
  print: "Imprimer",
  data: "Routes filtrées",
  picture: "Cette vue",
  asFile: (name) => `Télécharger ${name}`,
  pictureFailed: "L’image n’a pas pu être créée.",
  wait: "Création de l’image …",

  time: "Temps",
  play: "Lire",
  pause: "Pause",
  stepBack: "Avant",
  stepOn: "Après",
  wholePeriod: "Toute la période",
  barLabel: (period, n) => `${period} : ${n}`,
  undatedHidden: (n) => `${n} sans date, non affichées`,

  sheetLarger: "Agrandir la liste",
  sheetSmaller: "Agrandir la carte",
  legend: "Comment lire la carte",
  twoFingers: "Deux doigts déplacent la carte.",
  wholeMap: "Ouvrir la carte entière",
  gallery: "Une carte par marché",
};
