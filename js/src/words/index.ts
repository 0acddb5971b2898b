// The page's words by language, and numbers and dates as that language writes them.
import { en, type Words } from "./en";
import { es } from "./es";
import { fr } from "./fr";
import { nb } from "./nb";

export { type Claim, claimOf } from "./claim";
export type { Words } from "./en";

const ALL: Readonly<Record<string, Words>> = { en, fr, es, nb };

export function words(lang: string): Words {
  return Object.hasOwn(ALL, lang) ? ALL[lang] : en;
}

const formats = new Map<string, Intl.NumberFormat>();

export function number(say: Words, value: number): string {
  let format = formats.get(say.locale);
  if (!format) {
    format = new Intl.NumberFormat(say.locale, { maximumFractionDigits: 2 });
    formats.set(say.locale, format);
  }
  return format.format(value);
}

/** ISO text of the precision given; what is no date stays as it is. */
export function date(say: Words, iso: string): string {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(iso);
  if (!found?.[2]) return iso;
  const day = new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3] ?? 1)));
  if (Number.isNaN(day.getTime())) return iso;
  const style: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", timeZone: "UTC" };
  return new Intl.DateTimeFormat(say.locale, found[3] ? { ...style, day: "numeric" } : style).format(day);
}

export function period(say: Words, start: string, end: string): string {
  if (start && end && start !== end) return `${date(say, start)} – ${date(say, end)}`;
  return date(say, start || end);
}
