// How two spellings of one name are made equal, as places/folding.py and routes/markets.py do it.

const LETTERS: Readonly<Record<string, string>> = {
  ø: "o",
  đ: "d",
  ł: "l",
  æ: "ae",
  œ: "oe",
  ð: "d",
  þ: "th",
  ı: "i",
  "&": " and ",
};
const SHORT_FORMS: Readonly<Record<string, string>> = {
  st: "saint",
  ste: "sainte",
  rep: "republic",
  dem: "democratic",
  fed: "federated",
  is: "islands",
};

export function fold(name: string): string {
  const bare = name
    .replace(/(?<=(?<![\p{L}\p{N}_])[A-Z])\.(?=[A-Z](?![\p{L}\p{N}_])|[^\p{L}\p{N}_]|$)/gu, "")
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replace(/['’‘ʻʼ`´]|\u00ad|\u200b|\u200c|\u200d|[\u0300-\u036f]/g, "")
    .replace(/[øđłæœðþı&]/g, (letter) => LETTERS[letter]);
  const words = bare
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean)
    .map((word) => (Object.hasOwn(SHORT_FORMS, word) ? SHORT_FORMS[word] : word));
  const without = words.filter((word) => word !== "the");
  return (without.length > 0 ? without : words).join(" ");
}

export function foldMarket(name: string): string {
  return name
    .replaceAll("&", " and ")
    .replaceAll("’", "'")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[\s_\-‐‑–—&]+/g, " ")
    .trim();
}

/** A quote without what two copies of it may differ in, as drafting/rows.py has it. */
export function normal(quote: string): string {
  return quote
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(" ");
}
