// The gallery page: one map of everything on top, and below it the pages, which Python wrote into the document.
import { number } from "../words";
import type { Context } from "./context";
import { besideLink, h } from "./dom";

/** Only where the document has no gallery of its own. */
function ownGallery({ model, say }: Context): HTMLElement {
  return h("section", { id: "gallery", class: "gallery", "aria-label": say.gallery }, h("h2", {}, say.gallery),
    h("ul", {}, ...model.page.links.map((link) => h("li", {}, besideLink(link.title, link.href), " ", h("span", { class: "soft" }, say.routes(number(say, link.count), link.count))))));
}

export function arrangeIndex(context: Context, root: HTMLElement): void {
  root.classList.add("is-index");
  document.documentElement.classList.add("is-index");
  const gallery = document.getElementById("gallery") ?? ownGallery(context);
  // A landmark of its own, beside the main one.
  if (!gallery.hasAttribute("aria-label")) gallery.setAttribute("aria-label", context.say.gallery);
  // Beside the root it keeps its place; inside, it goes below the map.
  if (!gallery.isConnected || root.contains(gallery)) root.append(gallery);
}
