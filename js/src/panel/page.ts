// Builds everything that is not the map canvas, and tells the map where it may draw.

import { button, freshId, h } from "../dom/dom";
import { icon } from "../dom/icons";
import { LegendRoom } from "../dom/legend-room";
import { Toast } from "../dom/toast";
import type { MapHandle } from "../model/map-handle";
import type { Model } from "../model/model";
import type { State, Store } from "../model/store";
import { wordsOf } from "../words";
import type { Context } from "./context";
import { Embed } from "./embed";
import { Card } from "./evidence/card";
import { buildCount } from "./filters/count";
import { FilterBar } from "./filters/filters";
import { Search } from "./filters/search";
import { buildTime } from "./filters/time";
import { buildFooter, buildHeader, followTheme } from "./header";
import { arrangeIndex } from "./index-page";
import { RouteList } from "./list/list";
import { Table } from "./list/table";
import { Sheet } from "./sheet";
import { buildDownload } from "./takeaway/download";
import { Print } from "./takeaway/print";
import { buildShare, followAddress } from "./takeaway/share";

interface Rooms {
  /** Leaflet's container. */
  readonly map: HTMLElement;
  readonly legend: LegendRoom;
  /** Pixels at the map's lower edge that sheet or card cover: its buttons stand above them. */
  covered(): number;
  onLayoutChange(listener: () => void): void;
}

export function buildPage(root: HTMLElement, model: Model, store: Store, handle: () => MapHandle | null): Rooms {
  const say = wordsOf(model);
  const listeners = new Set<() => void>();
  const spoken = h("p", { class: "vh", role: "status" });
  const context: Context = {
    model,
    store,
    say,
    handle,
    announce: (text) => {
      spoken.textContent = text;
    },
    // On paper the map stays as it was drawn for the screen.
    relaid: () => {
      if (!matchMedia("print").matches) listeners.forEach((listener) => listener());
    },
  };
  followTheme(context);
  followAddress(context);
  const { stage, ...built } = build(context, root, spoken);
  return {
    ...built,
    onLayoutChange: (listener) => {
      listeners.add(listener);
      watchSize(stage, context.relaid);
    },
  };
}

/** A watcher's first call tells a size that the map has seen already. */
function watchSize(element: HTMLElement, changed: () => void): void {
  const size = (): string => `${element.offsetWidth} ${element.offsetHeight}`;
  let known = size();
  new ResizeObserver(() => {
    const now = size();
    if (now !== known) changed();
    known = now;
  }).observe(element);
}

type Built = Omit<Rooms, "onLayoutChange"> & { readonly stage: HTMLElement };

function skipLink(text: string, target: HTMLElement, name: string): HTMLElement {
  const link = h("a", { class: name }, text);
  link.href = `#${target.id}`;
  // The fragment belongs to the view, so the jump is made by hand.
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const inner = target.querySelector<HTMLElement>(".leaflet-container, .row[tabindex='0']");
    (inner ?? target).focus();
  });
  return link;
}

function build(context: Context, root: HTMLElement, spoken: HTMLElement): Built {
  const { model, store, say } = context;
  const { head, summary, titleId } = buildHeader(context);
  const list = new RouteList(context, freshId("list"));
  const card = new Card(context, () => list.element.querySelector<HTMLElement>(".row[tabindex='0']")?.focus());
  const search = new Search(context);
  const map = h("div", { class: "map", id: freshId("map") });
  const legend = new LegendRoom(say, model.page.kind !== "index", () => context.handle()?.covered());
  const toast = new Toast(say);
  const table = new Table(context, toast);
  const panelId = freshId("panel");
  const panel = h("section", { class: "panel", id: panelId, "aria-labelledby": titleId });
  const sheet = new Sheet(context, panel);
  // On a phone the drawer would leave the list no room at half height.
  const filters = new FilterBar(context, () => sheet.isPhone && sheet.set("full"));
  const stage = h("div", { class: "stage" });
  const print = new Print(context, stage, map);
  const embed = new Embed(context, root, map);
  const fold = button(
    "",
    { class: "fold", "aria-expanded": "true", "aria-controls": panelId, "aria-label": say.word("page.hide_list") },
    () => {
      const folded = root.classList.toggle("is-folded");
      fold.setAttribute("aria-expanded", String(!folded));
      fold.setAttribute("aria-label", folded ? say.word("page.show_list") : say.word("page.hide_list"));
      context.relaid();
    },
  );
  fold.append(icon("panel"));
  const bar = h(
    "div",
    {
      class: "bar",
      role: "group",
      "aria-label": [say.word("table.head"), say.word("takeaway.share"), say.word("takeaway.download")].join(", "),
    },
    table.opener,
    buildShare(context, toast, () => print.run()).element,
    buildDownload(context, toast).element,
  );
  const tools = h(
    "div",
    { class: "tools" },
    h("div", { class: "find" }, search.element, filters.opener),
    filters.element,
    buildTime(context),
  );
  const scroller = h("div", { class: "scroller" }, summary, tools, buildCount(context), list.element);
  list.scrollIn(scroller);
  panel.append(sheet.grip, head, scroller, card.element, buildFooter(context));
  stage.append(fold, map, bar, legend.element, embed.hint, toast.element, table.element);
  root.append(
    skipLink(say.word("page.skip_to_list"), list.element, "skip to-list"),
    skipLink(say.word("page.skip_to_map"), map, "skip"),
    panel,
    stage,
    print.element,
    spoken,
  );
  // For tools that look for the map: it comes after the panel's own small drawings in the document.
  root.dataset.map = map.id;
  sheet.set("peek");
  follow(context, { root, card, list, sheet, search });
  if (model.page.kind === "index") arrangeIndex(context, toast, root);
  store.listen((_, changed) => {
    if (changed.has("embed")) context.relaid();
  });
  const covered = (): number =>
    Math.max(sheet.covered(), store.state.embed && !card.element.hidden ? card.element.offsetHeight : 0);
  return { stage, map, legend, covered };
}

/** A selection opens the sheet; Escape goes one step back. */
interface Parts {
  readonly root: HTMLElement;
  readonly card: Card;
  readonly list: RouteList;
  readonly sheet: Sheet;
  readonly search: Search;
}

function follow({ store, handle }: Context, { root, card, list, sheet, search }: Parts): void {
  const mark = (): void =>
    sheet.hold(() => root.classList.toggle("has-card", !card.element.hidden), !card.element.hidden);
  const look = ({ places }: State): void => {
    if (places.length > 0) handle()?.focus(places);
    else handle()?.fit(true);
  };
  store.listen((state, changed) => {
    if (!changed.has("route") && !changed.has("strand") && !changed.has("places")) return;
    mark();
    if (changed.has("places") && state.places.length > 0 && !sheet.isPhone) list.show();
    // The sheet first: the map looks at what it leaves free.
    if (sheet.isPhone && !card.element.hidden && sheet.height === "peek" && !state.embed) sheet.set("half");
    if (changed.has("places")) look(state);
  });
  mark();
  search.input.addEventListener("focus", () => {
    if (sheet.isPhone && sheet.height === "peek") sheet.set("half");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && card.back()) event.preventDefault();
  });
}
