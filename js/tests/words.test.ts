import { describe, expect, it } from "vitest";
import direction from "../../tests/parity/direction.json";
import parity from "../../tests/parity/words.json";
import { balanced, date, isolated, period, sentence } from "../src/words";
import { type Claim, claimOf } from "../src/words/claim";
import { from, inside, the } from "../src/words/french";
import { formsOf } from "../src/words/grammar";
import { LANGS, type Lang, languageOf, wordsIn } from "./languages";
import { sampleModel } from "./sample-model";

const claim = (change: Partial<Claim> & { names?: string[] } = {}): Claim => ({
  kind: 0,
  commodity: "amphetamines",
  market: "synthetic drug trade",
  openOrigin: false,
  openDestination: false,
  stops: (change.names ?? ["Poland", "Norway"]).map((name) => ({ name, isRegion: false })),
  ...change,
});
const say = (lang: Lang, change: Parameters<typeof claim>[0] = {}): string => sentence(wordsIn(lang), claim(change));

describe("English", () => {
  it("says a flow as a person would", () => {
    expect(say("en")).toBe("Amphetamines move from Poland to Norway.");
    expect(say("en", { names: ["Germany", "Norway"], openOrigin: true })).toBe(
      "Amphetamines reach Norway through Germany. The source does not say where they start.",
    );
    expect(say("en", { names: ["Norway", "Sweden"], openDestination: true })).toBe(
      "Amphetamines leave Norway through Sweden. The source does not say where they end.",
    );
    expect(say("en", { names: ["Germany", "Sweden"], openOrigin: true, openDestination: true })).toBe(
      "Amphetamines pass through Germany and Sweden. The source says neither where they start nor where they end.",
    );
  });

  it("agrees in number and sets articles", () => {
    expect(say("en", { commodity: "heroin", names: ["Netherlands", "United Kingdom"] })).toBe(
      "Heroin moves from the Netherlands to the United Kingdom.",
    );
    expect(say("en", { commodity: "cannabis", names: ["the Balkans", "Norway"] })).toBe(
      "Cannabis moves from the Balkans to Norway.",
    );
  });

  it("says the other kinds", () => {
    expect(say("en", { kind: 1, names: ["Norway", "Norway"], commodity: "firearms" })).toBe(
      "Firearms come from within Norway and stay there.",
    );
    expect(say("en", { kind: 2, names: ["Norway"], openOrigin: true })).toBe(
      "The source names Norway as a destination for amphetamines, and does not say where from.",
    );
    expect(say("en", { kind: 2, names: ["Norway"], openOrigin: true, openDestination: true })).toContain(
      "a transit country for",
    );
    expect(say("en", { kind: 3, names: ["Norway", "Sweden"] })).toBe(
      "Amphetamines move between Norway and Sweden. The source does not say in which direction.",
    );
  });

  it("names people and the market where no commodity is named", () => {
    expect(say("en", { commodity: "", market: "human trafficking" })).toContain("Victims of human trafficking move");
    expect(say("en", { commodity: "", market: "moon rocks" })).toContain("Traffic in the market “moon rocks” moves");
  });
});

describe("French, Spanish, Norwegian", () => {
  it("set French articles", () => {
    expect(say("fr", { commodity: "héroïne", names: ["Allemagne", "Danemark"] })).toBe(
      "Un flux d’héroïne va d’Allemagne vers le Danemark.",
    );
    expect(say("fr", { names: ["Pays-Bas", "Norvège"], openOrigin: true })).toBe(
      "Un flux d’amphetamines atteint la Norvège par les Pays-Bas. La source ne dit pas d’où il part.",
    );
    expect([from("Mexique"), from("Norvège"), from("États-Unis"), from("Cuba"), from("les Balkans")]).toEqual([
      "du Mexique",
      "de Norvège",
      "des États-Unis",
      "de Cuba",
      "des Balkans",
    ]);
    expect([inside("Danemark"), inside("Iran"), inside("Pays-Bas"), inside("Malte")]).toEqual([
      "au Danemark",
      "en Iran",
      "aux Pays-Bas",
      "à Malte",
    ]);
    expect([the("Iran"), the("Sahel"), the("Israël")]).toEqual(["l’Iran", "le Sahel", "Israël"]);
  });

  it("join Spanish prepositions", () => {
    expect(say("es", { commodity: "heroína", names: ["Polonia", "Noruega"] })).toBe(
      "Un flujo de heroína va de Polonia a Noruega.",
    );
    expect(say("es", { names: ["el Sahel", "Noruega"] })).toContain("del Sahel a Noruega");
  });

  it("say Norwegian without agreement", () => {
    expect(say("nb", { commodity: "heroin", names: ["Tyskland", "Norge"], openOrigin: true })).toBe(
      "Heroin når Norge via Tyskland. Kilden sier ikke hvor ferden begynner.",
    );
  });

  it("end every sentence and leave no hole, in all languages and kinds", () => {
    for (const lang of LANGS)
      for (const kind of [0, 1, 2, 3])
        for (const commodity of ["", "arms"])
          for (const open of [0, 1, 2, 3]) {
            const names = kind === 1 || kind === 2 ? ["Norway"] : ["Norway", "Sweden", "Finland"];
            const text = say(lang, {
              kind,
              commodity,
              names,
              openOrigin: (open & 1) > 0,
              openDestination: (open & 2) > 0,
            });
            expect(text).toMatch(lang === "zh" ? /^.+。$/u : /^[\p{Lu}\p{Lo}].*\.$/u);
            expect(text).not.toMatch(/undefined|null|[{}]| {2}|\s,/);
          }
  });
});

it("has every form that a template asks for", () => {
  for (const lang of LANGS) {
    const asked = JSON.stringify(languageOf(lang)).matchAll(/\{(\w+):\w+\}/g);
    for (const [, form] of asked) expect(Object.keys(formsOf(lang))).toContain(form);
  }
});

it("says a market's name, whether it is canonical, translated or the user's own", () => {
  const fr = wordsIn("fr");
  expect(fr.market("heroin trade")).toBe("Trafic d’héroïne");
  expect(fr.market("Trafic d’héroïne")).toBe("Trafic d’héroïne");
  expect(fr.market("moon rocks")).toBe("Moon rocks");
});

describe("what Python computes too", () => {
  it.each(parity.plurals)("counts: $lang $key $count", ({ lang, key, count, text }) => {
    expect(wordsIn(lang as Lang).counted(key as "noun.route", count)).toBe(text);
  });

  it.each(parity.numbers)("writes numbers: $lang $value", ({ lang, value, text }) => {
    expect(wordsIn(lang as Lang).number(value)).toBe(text);
  });

  it.each(parity.sentences)("fills sentences: $text", ({ lang, key, count, values, text }) => {
    const filled = values as unknown as Readonly<Record<string, string>>;
    expect(wordsIn(lang as Lang).counted(key as "claim.flow", count, filled)).toBe(text);
  });

  it.each(parity.lists)("joins lists: $lang $parts", ({ lang, parts, text }) => {
    expect(wordsIn(lang as Lang).listed(parts)).toBe(text);
  });

  it.each(parity.categories)("knows plural categories: $locale $count", ({ locale, count, category }) => {
    expect(new Intl.PluralRules(locale).select(count)).toBe(category);
  });
});

it("writes dates as the language does", () => {
  expect(date(wordsIn("en"), "2021-05")).toBe("May 2021");
  expect(date(wordsIn("nb"), "2021-05-17")).toBe("17. mai 2021");
  expect(date(wordsIn("en"), "soon")).toBe("soon");
  expect(period(wordsIn("en"), "2019", "2021")).toBe("2019 – 2021");
  expect(period(wordsIn("en"), "2019", "2019")).toBe("2019");
});

it("takes the claim out of the columns", () => {
  const model = sampleModel([{ stops: "DEU NOR", open: 1, commodity: "amphetamines" }]);
  expect(sentence(wordsIn("en"), claimOf(model, 0))).toBe(
    "Amphetamines reach Norway through Germany. The source does not say where they start.",
  );
});

describe("direction", () => {
  it("keeps texts apart as Python does", () => {
    for (const one of direction) {
      expect(balanced(one.text)).toBe(one.balanced);
      expect(isolated(one.text)).toBe(one.isolated);
    }
  });

  it("fills no hole with what turns the sentence", () => {
    expect(say("en", { commodity: "\u2069\u202eb" })).toContain("\u2068\u202eb\u202c\u2069 moves");
  });
});
