// One language as Python sends it: a part of src/routemap/words/<language>.json, whose English file gives the shape.
import type english from "../../../src/routemap/words/en.json";

type Sections = typeof english.terms & typeof english.script & typeof english.review;

/** Every word has one name: its section and its own, such as "support.high". */
export type Key = { [S in keyof Sections & string]: `${S}.${keyof Sections[S] & string}` }[keyof Sections & string];

/** A text, or its forms by plural category. */
export type Text = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

export interface MarketWords {
  readonly name: string;
  /** Noun phrase that stands for what moves; absent where only the market's name will do. */
  readonly subject?: string;
  /** The subject is plural, where the language's verbs ask. */
  readonly plural?: boolean;
}

export interface Language {
  readonly language: string;
  readonly locale: string;
  readonly markets: Readonly<Record<string, MarketWords>>;
  readonly sections: Readonly<Record<string, Readonly<Record<string, Text>>>>;
}
