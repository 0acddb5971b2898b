// The language files, as Python sends them to a page.
import en from "../../src/routemap/words/en.json";
import es from "../../src/routemap/words/es.json";
import fr from "../../src/routemap/words/fr.json";
import nb from "../../src/routemap/words/nb.json";
import type { Language, Text } from "../src/words/language";
import { Words } from "../src/words/words";

const FILES = { en, fr, es, nb } as const;
export type Lang = keyof typeof FILES;
export const LANGS = Object.keys(FILES) as Lang[];

export function languageOf(lang: Lang): Language {
  const { language, locale, markets, terms, script, review } = FILES[lang];
  const sections: Record<string, Record<string, Text>> = { ...terms, ...script, ...review };
  return { language, locale, markets, sections };
}

export function wordsIn(lang: Lang): Words {
  return new Words(languageOf(lang));
}
