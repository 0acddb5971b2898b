// Context, title, summary at the top; caveat, borders, source at the foot.

import { besideLink, button, freshId, h } from "../dom/dom";
import type { Theme } from "../model/store";
import type { Context } from "./context";

/** What stays in sight, and the summary, which scrolls away with the tools. */
export function buildHeader({ model }: Context): { head: HTMLElement; summary: HTMLElement | null; titleId: string } {
  const { page } = model;
  const titleId = freshId("title");
  const head = h(
    "header",
    { class: "head" },
    page.context ? h("p", { class: "context" }, page.context) : null,
    h("h1", { id: titleId }, page.title),
  );
  return { head, summary: page.summary ? h("p", { class: "summary" }, page.summary) : null, titleId };
}

function themeChoice({ store, say }: Context): HTMLElement {
  const group = h("div", { class: "segments", role: "group", "aria-label": say.word("page.appearance") });
  const names = ["auto", "light", "dark"] as const;
  const buttons = names.map((theme: Theme) =>
    button(say.word(`theme.${theme}`), { class: "segment" }, () => store.set({ theme })),
  );
  group.append(...buttons);
  const show = (): void =>
    buttons.forEach((one, index) => one.setAttribute("aria-pressed", String(names[index] === store.state.theme)));
  store.listen((_, changed) => {
    if (changed.has("theme")) show();
  });
  show();
  return group;
}

export function applyTheme(theme: Theme): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** The chosen theme stands on the document, where both style sheets look for it. */
export function followTheme({ store }: Context): void {
  store.listen((state, changed) => {
    if (changed.has("theme")) applyTheme(state.theme);
  });
  if (store.state.theme !== "auto") applyTheme(store.state.theme);
}

/** Seen in an embed only. */
function wholeMap({ model, say }: Context): Node {
  const link = besideLink(say.word("page.whole_map"), model.page.file, { class: "whole" });
  if (!(link instanceof HTMLAnchorElement)) return document.createTextNode("");
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

export function buildFooter(context: Context): HTMLElement {
  const { page } = context.model;
  const { say } = context;
  const inside = h("div", { hidden: true });
  const about = h("details", { class: "about" }, h("summary", {}, say.word("page.about")), inside);
  // What is folded away is also out of the tab order of tools that go by size.
  about.addEventListener("toggle", () => {
    inside.hidden = !about.open;
  });
  for (const note of page.notes) inside.append(h("p", {}, note));
  if (page.links.length > 0 && page.kind !== "index") {
    const others = page.links.filter((link) => link.href !== page.file);
    inside.append(
      h("p", { class: "small-head" }, say.word("page.other_maps")),
      h("ul", { class: "links" }, ...others.map((link) => h("li", {}, besideLink(link.title, link.href)))),
    );
  }
  inside.append(themeChoice(context));
  return h(
    "footer",
    { class: "foot" },
    h("p", {}, [page.caveat, page.borders].filter(Boolean).join(" ")),
    " ",
    page.source_line ? h("p", { class: "source-line" }, page.source_line, wholeMap(context)) : wholeMap(context),
    about,
  );
}
