// The gallery page: one map of everything on top, and below it the pages, which Python wrote into the document.

import { besideLink, button, h } from "../dom/dom";
import type { Toast } from "../dom/toast";
import type { Context } from "./context";
import { copyOut, embedCode } from "./takeaway/share";

/** Only where the document has no gallery of its own. */
function ownGallery({ model, say }: Context): HTMLElement {
  return h(
    "section",
    { id: "gallery", class: "gallery", "aria-label": say.word("page.gallery") },
    h("h2", {}, say.word("page.gallery")),
    h(
      "ul",
      {},
      ...model.page.links.map((link) =>
        h(
          "li",
          {},
          besideLink(link.title, link.href),
          " ",
          h("span", { class: "soft" }, say.counted("noun.route", link.count)),
        ),
      ),
    ),
  );
}

/** Below each card the code that shows its map in a report. */
function addEmbedCodes(context: Context, toast: Toast, gallery: HTMLElement): void {
  const { model, say } = context;
  for (const link of model.page.links) {
    const card = [...gallery.querySelectorAll<HTMLAnchorElement>("a[href]")]
      .find((one) => one.getAttribute("href") === link.href)
      ?.closest("article, li");
    card?.append(
      button(
        say.word("takeaway.copy_embed"),
        { class: "plain gallery-embed", "aria-label": `${say.word("takeaway.copy_embed")}: ${link.title}` },
        () => void copyOut(embedCode(link.title, link.href, "embed"), context, toast),
      ),
    );
  }
}

export function arrangeIndex(context: Context, toast: Toast, root: HTMLElement): void {
  root.classList.add("is-index");
  document.documentElement.classList.add("is-index");
  const gallery = document.getElementById("gallery") ?? ownGallery(context);
  // There is nothing to scroll under the title here.
  const summary = root.querySelector(".summary");
  if (summary) root.querySelector(".head")?.append(summary);
  addEmbedCodes(context, toast, gallery);
  // Beside the root it keeps its place; inside, it goes below the map.
  if (!gallery.isConnected || root.contains(gallery)) root.append(gallery);
}
