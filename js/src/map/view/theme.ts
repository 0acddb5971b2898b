// The colours of the page, read from its style sheet; a user's own map has none, so each has a default.
import { GROUND } from "../../model/look";
import type { Group } from "../../model/payload";

export interface Theme {
  readonly dark: boolean;
  readonly sea: string;
  readonly land: string;
  readonly border: string;
  readonly concerned: string;
  readonly subject: string;
  readonly ink: string;
  readonly soft: string;
  readonly hairline: string;
  readonly panel: string;
  readonly accent: string;
  readonly region: string;
  readonly font: string;
}

const LIGHT: Theme = {
  ...GROUND,
  dark: false,
  font: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
};

const NAMES = Object.keys(GROUND) as (keyof typeof GROUND)[];

/** A dark page is one whose land is dark, however it was chosen. */
function isDark(colour: string): boolean {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour);
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour);
  const parts = long ? long.slice(1) : short ? short.slice(1).map((one) => one + one) : ["ff", "ff", "ff"];
  const [red, green, blue] = parts.map((part) => parseInt(part, 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 110;
}

export function readTheme(element: Element): Theme {
  const style = getComputedStyle(element);
  const read = (name: string, otherwise: string): string => style.getPropertyValue(`--${name}`).trim() || otherwise;
  const colours = Object.fromEntries(NAMES.map((name) => [name, read(name, LIGHT[name])])) as Pick<
    Theme,
    (typeof NAMES)[number]
  >;
  return { ...colours, dark: isDark(colours.land), font: read("font", style.fontFamily || LIGHT.font) };
}

export function groupColour(groups: readonly Group[], group: number, theme: Theme): string {
  const found = groups[group];
  if (!found) return theme.ink;
  return theme.dark ? found.dark : found.light;
}

/** Calls back when the reader or the system changes between light and dark. */
export function watchTheme(changed: () => void): () => void {
  const media = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
  for (const one of media) one.addEventListener("change", changed);
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    for (const one of media) one.removeEventListener("change", changed);
    observer.disconnect();
  };
}
