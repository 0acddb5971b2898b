// French joins a preposition to a country's article: de Norvège, du Danemark, d’Allemagne, des Pays-Bas, de Cuba.
// The data give bare names, so the gender is told from the name, with the exceptions listed.
type Article = "la" | "le" | "l’" | "les" | "";

const NONE =
  /^(Cuba|Chypre|Malte|Monaco|Singapour|Madagascar|Israël|Haïti|Oman|Bahreïn|Djibouti|Maurice|Andorre|Saint-Marin|Taïwan|Hong Kong|Macao|Kiribati|Nauru|Tuvalu|Tonga|Vanuatu|Palaos|Porto Rico|Jersey|Guernesey|Gibraltar|Mayotte|Sao Tomé.*|Sainte?-.*|Trinité.*|Antigua.*)$/i;
const MASCULINE_IN_E =
  /^(Mexique|Mozambique|Cambodge|Zimbabwe|Belize|Suriname|Bélize|Moyen-Orient|Caucase|Golfe|Triangle.*|Croissant.*)$/i;
const PLURAL =
  /^(États|Etats|Pays|Émirats|Philippines|Îles|Comores|Maldives|Seychelles|Bahamas|Fidji|Samoa américaines|Balkans|Caraïbes|Territoires|Terres|autres? )/i;
const MASCULINE_COMPOUND = /^(Royaume|Proche|Moyen|Territoire|Burkina|Sahel|Maghreb|Mékong|Sri Lanka|Timor)/i;

function articleOf(name: string): Article {
  if (NONE.test(name)) return "";
  if (PLURAL.test(name)) return "les";
  if (/^[aeiouyàâäéèêëîïôöùûüœ]/i.test(name) && !/^(Yémen|Yougoslavie)/i.test(name)) return "l’";
  if (MASCULINE_COMPOUND.test(name) || MASCULINE_IN_E.test(name)) return "le";
  const head = name.split(/[\s,(-]/)[0] ?? name;
  return /^(République|Corée|Guinée|Bosnie|Macédoine|Nouvelle|Papouasie|Côte|Corne|Fédération|Russie|Polynésie|Région|Péninsule)$/i.test(
    head,
  ) || /e$/i.test(head)
    ? "la"
    : "le";
}

/** An article may already stand in the name: “les Balkans”. */
function split(name: string): [Article, string] {
  const found = /^(la |le |les |l[’'])(.+)$/i.exec(name);
  if (!found) return [articleOf(name), name.replace(/^Autres /, "autres ")];
  const article = found[1].trim().toLowerCase().replace("'", "’");
  return [article as Article, found[2]];
}

export function the(name: string): string {
  const [article, bare] = split(name);
  if (article === "l’") return `l’${bare}`;
  return article ? `${article} ${bare}` : bare;
}

export function from(name: string): string {
  const [article, bare] = split(name);
  const starts = /^[aeiouàâäéèêëîïôöùûüœ]/i.test(bare);
  if (article === "le") return `du ${bare}`;
  if (article === "les") return `des ${bare}`;
  return article === "l’" || starts ? `d’${bare}` : `de ${bare}`;
}

export function inside(name: string): string {
  const [article, bare] = split(name);
  if (article === "le") return `au ${bare}`;
  if (article === "les") return `aux ${bare}`;
  return article === "" ? `à ${bare}` : `en ${bare}`;
}

/** “de l’amphétamine” needs an article nobody gave us; “flux d’amphétamine” does not. */
export function ofThing(name: string): string {
  return /^[aeiouàâäéèêëîïôöùûüœh]/i.test(name) && !/^h(asch|ash|aricot)/i.test(name) ? `d’${name}` : `de ${name}`;
}
