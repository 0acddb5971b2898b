// What a name turns into inside a sentence, where a language asks for more than the bare name: `{the:place}` in a
// template calls the form "the". A form that a language does not have leaves the name as it is.
import { from, inside, ofThing, the } from "./french";

type Form = (name: string) => string;
export type Forms = Readonly<Record<string, Form>>;

export function upperFirst(text: string): string {
  const [first = "", ...rest] = text;
  return first.toUpperCase() + rest.join("");
}

const WITH_ARTICLE = new RegExp(
  "^(netherlands|philippines|bahamas|gambia|maldives|seychelles|comoros|holy see|congo|balkans|western balkans|maghreb|" +
    "sahel|caucasus|south caucasus|caribbean|middle east|horn of africa|gulf|golden triangle|golden crescent|levant|mekong|" +
    "arabian peninsula|iberian peninsula|former soviet union|democratic republic of .*)$|" +
    "( islands| states| republic| emirates| kingdom| federation| territories| peninsula| countries| region)$",
  "i",
);

/** “Other European countries” is no name of its own: inside a sentence it has no capital. */
function lowerFirst(name: string): string {
  return /^(The|Other|Autres|Otros|Andre) /.test(name) ? name[0].toLowerCase() + name.slice(1) : name;
}

function englishThe(name: string): string {
  if (/^(the|other) /i.test(name)) return lowerFirst(name);
  return WITH_ARTICLE.test(name) ? `the ${name}` : name;
}

/** “de el Congo” becomes “del Congo”, “a el Sahel” becomes “al Sahel”. */
function contracted(preposition: "de" | "a"): Form {
  return (name) => (/^el /i.test(name) ? `${preposition}l ${name.slice(3)}` : `${preposition} ${name}`);
}

const FORMS: Readonly<Record<string, Forms>> = {
  en: { the: englishThe },
  fr: { the, from, in: inside, of: ofThing },
  es: { the: lowerFirst, from: contracted("de"), to: contracted("a") },
  nb: { the: lowerFirst },
};

export function formsOf(language: string): Forms {
  return { ...(Object.hasOwn(FORMS, language) ? FORMS[language] : {}), upper: upperFirst };
}

/** Is a commodity in the data's own words plural? Asked only by languages whose verbs agree. */
export function isPlural(commodity: string): boolean {
  return (
    /,|(?:[^s]s|people|migrants?|children|women|men)$/i.test(commodity) && !/(?:cannabis|ics|is|us)$/i.test(commodity)
  );
}
