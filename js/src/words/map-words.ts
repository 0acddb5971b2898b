// The words of the map itself: its controls and its legend.

export interface MapWords {
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly label: (title: string) => string;
  readonly width: (unit: string) => string;
  readonly magnitude: readonly string[];
  readonly confidence: readonly string[];
  readonly noMagnitude: string;
  readonly origin: string;
  readonly transit: string;
  readonly destination: string;
  readonly combined: string;
  readonly region: string;
  readonly openOrigin: string;
  readonly openDestination: string;
  readonly domestic: string;
  readonly undirected: string;
  readonly role: string;
  readonly disputed: string;
  readonly subject: string;
  readonly heads: {
    readonly colour: string;
    readonly width: string;
    readonly dash: string;
    readonly places: string;
    readonly special: string;
  };
  readonly more: (count: string) => string;
  readonly allMarks: string;
  readonly fewerMarks: string;
  readonly linesDrawn: string;
  readonly strongest: (count: string) => string;
  readonly allLines: (count: string) => string;
}

const en: MapWords = {
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  label: (title) => `Map: ${title}. Arrow keys move it, plus and minus zoom.`,
  width: (unit) => `Width: ${unit}`,
  magnitude: ["no size stated", "minor", "moderate", "major"],
  confidence: ["not assessed", "inferred by the analyst", "hedged in the source", "stated plainly"],
  noMagnitude: "Width says nothing about size here",
  origin: "origin",
  transit: "transit",
  destination: "destination",
  combined: "several roles, combined",
  region: "region, not a point",
  openOrigin: "origin not stated",
  openDestination: "destination not stated",
  domestic: "within one country",
  undirected: "direction not stated",
  role: "named without a counterpart",
  disputed: "disputed border",
  subject: "subject of the report",
  heads: { colour: "Colour", width: "Width", dash: "Support", places: "Places", special: "Lines" },
  more: (count) => `and ${count} more`,
  allMarks: "All marks",
  fewerMarks: "Fewer marks",
  linesDrawn: "Lines drawn",
  strongest: (count) => `${count} strongest lines`,
  allLines: (count) => `all ${count} lines`,
};

const fr: MapWords = {
  zoomIn: "Agrandir",
  zoomOut: "Réduire",
  label: (title) => `Carte : ${title}. Les flèches la déplacent, plus et moins changent l’échelle.`,
  width: (unit) => `Largeur : ${unit}`,
  magnitude: ["ampleur non indiquée", "mineure", "moyenne", "majeure"],
  confidence: ["non évalué", "déduit par l’analyste", "nuancé dans la source", "affirmé"],
  noMagnitude: "La largeur n’indique pas l’ampleur",
  origin: "origine",
  transit: "transit",
  destination: "destination",
  combined: "plusieurs rôles, combinés",
  region: "région, pas un point",
  openOrigin: "origine non indiquée",
  openDestination: "destination non indiquée",
  domestic: "à l’intérieur d’un pays",
  undirected: "sens non indiqué",
  role: "nommé sans contrepartie",
  disputed: "frontière contestée",
  subject: "sujet du rapport",
  heads: { colour: "Couleur", width: "Largeur", dash: "Appui", places: "Lieux", special: "Lignes" },
  more: (count) => `et ${count} autres`,
  allMarks: "Tous les signes",
  fewerMarks: "Moins de signes",
  linesDrawn: "Lignes tracées",
  strongest: (count) => `${count} lignes les plus fortes`,
  allLines: (count) => `les ${count} lignes`,
};

const es: MapWords = {
  zoomIn: "Acercar",
  zoomOut: "Alejar",
  label: (title) => `Mapa: ${title}. Las flechas lo mueven, más y menos cambian la escala.`,
  width: (unit) => `Anchura: ${unit}`,
  magnitude: ["magnitud no indicada", "menor", "moderada", "mayor"],
  confidence: ["no evaluado", "inferido por el analista", "matizado en la fuente", "afirmado"],
  noMagnitude: "La anchura no indica la magnitud",
  origin: "origen",
  transit: "tránsito",
  destination: "destino",
  combined: "varios papeles, combinados",
  region: "región, no un punto",
  openOrigin: "origen no indicado",
  openDestination: "destino no indicado",
  domestic: "dentro de un país",
  undirected: "sentido no indicado",
  role: "nombrado sin contraparte",
  disputed: "frontera en disputa",
  subject: "objeto del informe",
  heads: { colour: "Color", width: "Anchura", dash: "Respaldo", places: "Lugares", special: "Líneas" },
  more: (count) => `y ${count} más`,
  allMarks: "Todos los signos",
  fewerMarks: "Menos signos",
  linesDrawn: "Líneas dibujadas",
  strongest: (count) => `${count} líneas más fuertes`,
  allLines: (count) => `las ${count} líneas`,
};

const nb: MapWords = {
  zoomIn: "Zoom inn",
  zoomOut: "Zoom ut",
  label: (title) => `Kart: ${title}. Piltastene flytter det, pluss og minus endrer målestokken.`,
  width: (unit) => `Bredde: ${unit}`,
  magnitude: ["omfang ikke oppgitt", "mindre", "moderat", "stort"],
  confidence: ["ikke vurdert", "utledet av analytikeren", "med forbehold i kilden", "sagt rett ut"],
  noMagnitude: "Bredden sier ikke noe om omfang",
  origin: "opphav",
  transit: "transitt",
  destination: "mål",
  combined: "flere roller, kombinert",
  region: "region, ikke et punkt",
  openOrigin: "opphav ikke oppgitt",
  openDestination: "mål ikke oppgitt",
  domestic: "innenfor ett land",
  undirected: "retning ikke oppgitt",
  role: "nevnt uten motpart",
  disputed: "omstridt grense",
  subject: "rapportens emne",
  heads: { colour: "Farge", width: "Bredde", dash: "Belegg", places: "Steder", special: "Linjer" },
  more: (count) => `og ${count} til`,
  allMarks: "Alle tegn",
  fewerMarks: "Færre tegn",
  linesDrawn: "Linjer som tegnes",
  strongest: (count) => `${count} sterkeste linjer`,
  allLines: (count) => `alle ${count} linjer`,
};

const ALL: Readonly<Record<string, MapWords>> = { en, fr, es, nb };

export function mapWords(lang: string): MapWords {
  return Object.hasOwn(ALL, lang) ? ALL[lang] : en;
}
