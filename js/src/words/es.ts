// Spanish words of the page. “Un flujo de …” spares agreement with a commodity whose gender the data do not tell.
import { KIND } from "../model/model";
import { type Claim, markets, partsOf, roleOfOnly, type Stop, upperFirst } from "./claim";
import type { Words } from "./en";

const marketOf = markets({
  "human trafficking": { name: "trata de personas", subject: "víctimas de trata" },
  "human smuggling": { name: "tráfico ilícito de migrantes", subject: "migrantes" },
  "arms trafficking": { name: "tráfico de armas", subject: "armas" },
  "flora crimes": { name: "delitos contra la flora", subject: "plantas protegidas y madera" },
  "fauna crimes": { name: "delitos contra la fauna", subject: "fauna silvestre" },
  "non-renewable resource crimes": {
    name: "delitos contra los recursos no renovables",
    subject: "recursos no renovables",
  },
  "heroin trade": { name: "tráfico de heroína", subject: "heroína" },
  "cocaine trade": { name: "tráfico de cocaína", subject: "cocaína" },
  "cannabis trade": { name: "tráfico de cannabis", subject: "cannabis" },
  "synthetic drug trade": { name: "tráfico de drogas sintéticas", subject: "drogas sintéticas" },
  "extortion and protection racketeering": { name: "extorsión", subject: "" },
  "counterfeit goods": { name: "falsificación de mercancías", subject: "productos falsificados" },
  "illicit trade in excisable goods": {
    name: "comercio ilícito de bienes sujetos a impuestos especiales",
    subject: "bienes sujetos a impuestos especiales",
  },
  "cyber-dependent crimes": { name: "ciberdelitos", subject: "" },
  "financial crimes": { name: "delitos financieros", subject: "" },
});

/** “de el Congo” becomes “del Congo”, “a el Sahel” becomes “al Sahel”. */
function joined(preposition: "de" | "a", stop: Stop): string {
  const name = stop.name;
  return /^el /i.test(name) ? `${preposition}l ${name.slice(3)}` : `${preposition} ${name}`;
}

function list(stops: readonly Stop[]): string {
  return new Intl.ListFormat("es", { type: "conjunction" }).format(stops.map((stop) => stop.name));
}

function subject(claim: Claim): string {
  if (claim.commodity) return claim.commodity;
  const market = marketOf(claim.market);
  return market?.subject || (claim.market ? `tráfico en el mercado «${market?.name ?? claim.market}»` : "tráfico");
}

function flowSentence(claim: Claim): string {
  const { origin, transit, destination } = partsOf(claim);
  const start = `Se informa de un flujo de ${subject(claim)}`;
  const by = transit.length ? ` pasando por ${list(transit)}` : "";
  if (origin && destination) return `${start} ${joined("de", origin)} ${joined("a", destination)}${by}.`;
  if (destination) return `${start} que llega ${joined("a", destination)}${by}; no se indica el origen.`;
  if (origin) return `${start} que sale ${joined("de", origin)}${by}; no se indica el destino.`;
  return `${start} que pasa por ${list(transit)}; no se indican ni el origen ni el destino.`;
}

function sentence(claim: Claim): string {
  const text = subject(claim);
  const only = claim.stops[0];
  if (!only) return `Se informa de ${text}; no se indica ningún lugar.`;
  switch (claim.kind) {
    case KIND.domestic:
      return `Se informa de un flujo de ${text} que procede ${joined("de", only)} y allí se queda.`;
    case KIND.undirected:
      return `Se informa de un flujo de ${text} entre ${list(claim.stops)}; no se indica el sentido.`;
    case KIND.role: {
      const what = {
        origin: "lugar de origen de",
        transit: only.isRegion ? "zona de tránsito de" : "país de tránsito de",
        destination: "destino de",
      };
      return `La fuente nombra ${joined("a", only)} como ${what[roleOfOnly(claim)]} ${text}; no se indica contraparte.`;
    }
    default:
      return flowSentence(claim);
  }
}

const plural = (n: number, one: string, many: string): string => (n === 1 ? one : many);

export const es: Words = {
  lang: "es",
  locale: "es-ES",
  sentence,
  marketName: (name) => upperFirst(marketOf(name)?.name ?? name),

  panel: "Rutas",
  skipToList: "Ir a la lista de rutas",
  skipToMap: "Ir al mapa",
  map: (title) => `Mapa: ${title}`,
  hidePanel: "Ocultar la lista",
  showPanel: "Mostrar la lista",
  routes: (n, count) => `${n} ${plural(count, "ruta", "rutas")}`,
  shownOf: (shown, known, count) => `Se muestran ${shown} de ${known} ${plural(count, "ruta", "rutas")}`,
  allShown: (known, count) => `${known} ${plural(count, "ruta", "rutas")}, todas a la vista`,
  nothing: "Ninguna ruta cumple estos filtros.",
  more: (n) => `Mostrar ${n} más`,
  topOnly: (n) => `El mapa dibuja las ${n} líneas más fuertes.`,
  about: "Sobre este mapa",
  source: "Fuente",
  otherMaps: "Otros mapas",
  appearance: "Aspecto",
  themes: { auto: "Auto", light: "Claro", dark: "Oscuro" },

  search: "Lugar, sustancia, fuente",
  searchLabel: "Buscar lugar, sustancia, fuente",
  clearSearch: "Borrar la búsqueda",
  suggestions: "Sugerencias",
  suggested: (n) => (n === 0 ? "Sin sugerencias" : `${n} ${plural(n, "sugerencia", "sugerencias")}; use las flechas`),
  country: "país",
  region: "región",
  commodity: "producto",
  market: "mercado",
  textSearch: (query) => `El texto contiene «${query}»`,

  filters: "Filtros",
  moreFilters: "Más filtros",
  fewerFilters: "Menos filtros",
  all: "Todas",
  clear: "Quitar los filtros",
  remove: (name) => `Quitar el filtro: ${name}`,
  byMarket: "Mercado",
  byCommodity: "Producto",
  byConfidence: "Grado de respaldo",
  byMagnitude: "Tamaño según la fuente",
  byRole: (name) => `Papel de ${name}`,
  byQuantity: (unit) => `Cantidad, ${unit}`,
  byPeriod: "Período",
  from: "desde",
  to: "hasta",
  columns: { actors: "Actores", source: "Fuente" },
  none: "sin nombrar",

  confidence: ["Sin evaluar", "Deducida por el analista", "Con reservas en la fuente", "Afirmada sin reservas"],
  confidenceShort: ["sin evaluar", "deducida", "con reservas", "sin reservas"],
  magnitude: ["Tamaño no indicado", "Menor", "Moderado", "Mayor"],
  magnitudeIn: ["", "descrita como menor", "descrita como moderada", "descrita como mayor"],
  roles: { any: "todos", in: "entrada", out: "salida", through: "tránsito", within: "interior" },
  roleHere: { origin: "origen", transit: "tránsito", destination: "destino" },
  semicolon: "; ",
  noQuantity: "sin cantidad",
  via: "vía",
  within: "dentro de",

  listHeads: { flow: "Rutas", domestic: "Dentro de un país", role: "Nombrados sin contraparte" },
  alternatives: (n) => `Una afirmación, ${n} alternativas`,
  alternativesShown: (shown, n) => `Una afirmación, ${shown} de ${n} alternativas`,
  rolesTold: (n) => `Una afirmación, ${n} papeles`,
  rolesToldShown: (shown, n) => `Una afirmación, ${shown} de ${n} papeles`,
  listHelp: "Use las flechas para recorrer las rutas e Intro para abrir una.",

  selected: "Selección",
  back: "Volver",
  close: "Cerrar",
  period: "Período",
  quantity: "Cantidad",
  actors: "Actores",
  note: "Nota",
  quote: "En palabras de la fuente",
  openSource: "Abrir la fuente",
  siblings: "Alternativas de la misma afirmación",
  shared: (n) => `${n} rutas comparten esta línea`,

  placeCard: "Lugar",
  figures: { in: "entrada", out: "salida", through: "tránsito", within: "interior", either: "ambos sentidos" },
  routesBetween: (a, b) => `Entre ${a} y ${b}`,
  namedWith: "Nombrado junto con",
  byWhat: "Por producto",
  byWhichMarket: "Por mercado",
  regionOf: (n) => `Una región de ${n} países, no un punto`,
  alsoIn: "Incluido también en una región que nombran las fuentes:",

  table: "Tabla",
  closeTable: "Cerrar la tabla",
  tableRoutes: "Rutas",
  tablePlaces: "Lugares",
  copy: "Copiar",
  copied: "Copiado.",
  copyFailed: "Aquí no se permite copiar; el texto está seleccionado para que lo copie.",
  cells: {
    route: "Ruta",
    origin: "Origen",
    transit: "Tránsito",
    destination: "Destino",
    market: "Mercado",
    commodity: "Producto",
    kind: "Tipo",
    confidence: "Respaldo",
    magnitude: "Tamaño",
    quantity: "Cantidad",
    period: "Período",
    actors: "Actores",
    source: "Fuente",
    locator: "Lugar en la fuente",
    note: "Nota",
    place: "Lugar",
    total: "Rutas",
  },
  kinds: ["flujo", "interior", "solo papel", "sentido no indicado"],

  share: "Compartir",
  download: "Descargar",
  copyLink: "Copiar el enlace a esta vista",
  copyEmbed: "Copiar el código para insertar",
  print: "Imprimir",
  data: "Rutas filtradas",
  picture: "Esta vista",
  asFile: (name) => `Descargar ${name}`,
  pictureFailed: "No se pudo crear la imagen.",
  wait: "Creando la imagen …",

  time: "Tiempo",
  play: "Reproducir",
  pause: "Pausa",
  stepBack: "Antes",
  stepOn: "Después",
  wholePeriod: "Todo el período",
  barLabel: (period, n) => `${period}: ${n}`,
  undatedHidden: (n) => `${n} sin fecha, no se muestran`,

  sheetLarger: "Mostrar más lista",
  sheetSmaller: "Mostrar más mapa",
  legend: "Cómo leer el mapa",
  twoFingers: "Dos dedos mueven el mapa.",
  wholeMap: "Abrir el mapa completo",
  gallery: "Un mapa por mercado",
};
