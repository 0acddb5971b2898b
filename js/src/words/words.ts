// The words of one language: looked up by name, put into their plural form, filled with values.
import { MAGNITUDE, type Model } from "../model/model";
import { isolated } from "./direction";
import { type Forms, formsOf, upperFirst } from "./grammar";
import type { Key, Language, MarketWords, Text } from "./language";

type Value = string | readonly string[];
type Values = Readonly<Record<string, Value>>;

export class Words {
  readonly locale: string;
  private readonly forms: Forms;
  private readonly texts = new Map<string, Text>();
  private readonly markets = new Map<string, MarketWords>();
  private readonly plural: Intl.PluralRules;
  private readonly numbers: Intl.NumberFormat;
  private readonly lists: Intl.ListFormat;

  constructor({ language, locale, markets, sections }: Language) {
    this.locale = locale;
    this.forms = formsOf(language);
    this.plural = new Intl.PluralRules(locale);
    this.numbers = new Intl.NumberFormat(locale, { maximumSignificantDigits: 15 });
    this.lists = new Intl.ListFormat(locale, { type: "conjunction" });
    for (const [section, texts] of Object.entries(sections))
      for (const [name, text] of Object.entries(texts)) this.texts.set(`${section}.${name}`, text);
    // By the canonical name and by that of this language: the groups of an overview are translated already.
    for (const [canonical, market] of Object.entries(markets))
      this.markets.set(canonical, market).set(market.name.toLowerCase(), market);
  }

  word(key: Key, values: Values = {}): string {
    return this.filled(this.form(key, "other"), values);
  }

  /** The word as a heading or a sentence begins. */
  head(key: Key, values: Values = {}): string {
    return upperFirst(this.word(key, values));
  }

  /** The form for that many, in which {n} is the number as the language writes it. */
  counted(key: Key, count: number, values: Values = {}): string {
    return this.filled(this.form(key, this.plural.select(count)), { n: this.number(count), ...values });
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  listed(parts: readonly string[]): string {
    return this.lists.format(parts);
  }

  marketWords(name: string): MarketWords | undefined {
    return this.markets.get(name.toLowerCase());
  }

  /** A market's name as a heading; the user's own names stay as they are. */
  market(name: string): string {
    return upperFirst(this.marketWords(name)?.name ?? name);
  }

  /** “described as major”, or nothing where the source says nothing: one bare word says nothing in a row. */
  described(magnitude: number): string {
    const name = MAGNITUDE[magnitude];
    return name === "none" ? "" : this.word(`described.${name}`);
  }

  private form(key: string, category: Intl.LDMLPluralRule): string {
    const text = this.texts.get(key);
    if (text === undefined) throw new Error(`routemap: no word "${key}"`);
    return typeof text === "string" ? text : (text[category] ?? text.other ?? "");
  }

  /** What fills a hole comes from data: none of it may turn the direction of the sentence. */
  private filled(template: string, values: Values): string {
    return template.replace(/\{(?:(\w+):)?(\w+)\}/g, (hole, form: string | undefined, name: string) => {
      const value = values[name];
      if (value === undefined) return hole;
      const turned = form && Object.hasOwn(this.forms, form) ? this.forms[form] : (text: string) => text;
      const said = (one: string): string => isolated(turned(one));
      return typeof value === "string" ? said(value) : this.listed(value.map(said));
    });
  }
}

const known = new WeakMap<Model, Words>();

/** The words that came with the routes. */
export function wordsOf(model: Model): Words {
  const words = known.get(model) ?? new Words(model.language as Language);
  known.set(model, words);
  return words;
}
