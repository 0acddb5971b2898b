// Dates and periods as a language writes them.
import type { Words } from "./words";

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
