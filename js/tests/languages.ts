// The language files, as Python sends them to a page.
import ar from "../../src/routemap/words/ar.json";
import en from "../../src/routemap/words/en.json";
import es from "../../src/routemap/words/es.json";
import fr from "../../src/routemap/words/fr.json";
import nb from "../../src/routemap/words/nb.json";
import pt from "../../src/routemap/words/pt.json";
import ru from "../../src/routemap/words/ru.json";
import zh from "../../src/routemap/words/zh.json";
import type { Language, Text } from "../src/words/language";
import { Words } from "../src/words/words";

const FILES = { en, ar, es, fr, nb, pt, ru, zh } as const;
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
