// Where the page is: its address, and the name of its file.
import type { Context } from "../context";

/** The page's address without its fragment; "" where it has none of its own, as in a notebook. */
export function here(): string {
  return location.protocol === "about:" ? "" : location.href.split("#")[0];
}

/** The name the page was given when it was built, else the one it was opened by. */
export function fileName({ model }: Context): string {
  return model.page.file || (/([^/\\?]+\.html?)(?:\?|$)/i.exec(here())?.[1] ?? "");
}
