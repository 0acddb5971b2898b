// Context, title, summary at the top; the caveat in one line at the foot, and behind it what is known of the map.

import { besideLink, button, freshId, h } from "../dom/dom";
import type { Theme } from "../model/store";
import { type Context, OPEN_AT_MOST } from "./context";

/** Two lines of it; the rest on request, so that the list is seen. */
function buildSummary({ model, say }: Context): HTMLElement | null {
  if (!model.page.summary) return null;
  const text = h("p", { class: "summary-text" }, model.page.summary);
  const more = button(say.word("page.more"), { class: "plain summary-more", hidden: true }, () => {
    element.classList.add("is-whole");
    more.hidden = true;
    text.tabIndex = -1;
    text.focus({ preventScroll: true });
  });
  // A claim that the open cards below support is told whole.
  const isTold = new Set(model.routes.statement).size <= OPEN_AT_MOST;
  const element = h("div", { class: isTold ? "summary is-whole" : "summary" }, text, more);
  const look = (): void => {
    more.hidden = element.classList.contains("is-whole") || text.scrollHeight <= text.clientHeight + 1;
  };
  new ResizeObserver(look).observe(text);
  return element;
}

/** What stays in sight, and the summary, which scrolls away with the tools. */
export function buildHeader(context: Context): { head: HTMLElement; summary: HTMLElement | null; titleId: string } {
  const { page } = context.model;
  const titleId = freshId("title");
  const head = h(
    "header",
    { class: "head" },
    page.context ? h("p", { class: "context" }, page.context) : null,
    h("h1", { id: titleId }, page.title),
    otherMaps(context),
    page.byline ? h("p", { class: "byline" }, page.byline) : null,
  );
  return { head, summary: buildSummary(context), titleId };
}

/** The maps beside this one, at its title; links, so that they open in a tab of their own too. */
function otherMaps({ model, say }: Context): HTMLElement | null {
  const { page } = model;
  const others = page.links.filter((link) => link.href !== page.file);
  if (others.length === 0 || page.kind === "index") return null;
  const links = others.map((link) => h("li", {}, besideLink(link.title, link.href)));
  return h(
    "details",
    { class: "maps" },
    h("summary", {}, say.word("page.other_maps")),
    h("ul", { class: "links" }, ...links),
  );
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
  const aboutId = freshId("about");
  const about = h("div", { class: "about", id: aboutId, hidden: true });
  const toggle = button(
    say.word("page.about"),
    { class: "plain about-toggle", "aria-expanded": "false", "aria-controls": aboutId },
    () => {
      about.hidden = !about.hidden;
      toggle.setAttribute("aria-expanded", String(!about.hidden));
    },
  );
  about.append(h("p", { class: "caveat" }, [page.caveat, page.borders].filter(Boolean).join(" ")));
  if (page.source_line) about.append(" ", h("p", { class: "source-line" }, page.source_line));
  for (const note of page.notes) if (!page.cautions.includes(note)) about.append(h("p", {}, note));
  about.append(themeChoice(context));
  return h(
    "footer",
    { class: "foot" },
    h("p", { class: "foot-line" }, h("span", {}, say.word("page.caveat")), " ", wholeMap(context), toggle),
    ...page.cautions.map((caution) => h("p", { class: "caution" }, caution)),
    about,
  );
}
