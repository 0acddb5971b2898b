// Puts the page together: the text left, its claims beside it, the map of what was accepted, all looking at one thing.
import { button, freshId, h } from "../dom/dom";
import { LegendRoom } from "../dom/legend-room";
import { Toast } from "../dom/toast";
import { makeActions } from "./actions";
import { reasonText } from "./claims/card";
import { buildFilters } from "./claims/filters";
import { ClaimList } from "./claims/list";
import { SilentList } from "./claims/silent";
import { titleText } from "./claims/title";
import { Writer } from "./claims/writer";
import { showHelp } from "./dialogs";
import { buildHeader } from "./header";
import { Keeper } from "./keep";
import { type Keys, listenToKeys } from "./keys";
import { LiveMap } from "./map/live-map";
import type { Context } from "./model/context";
import { REASONS } from "./model/row";
import type { Looking } from "./model/view";
import { TextPane } from "./text/pane";

const ROOMS = ["text", "claims", "map"] as const;

/** Why the claim before was rejected: asked once, and never in the way. */
class Asking {
  readonly element = h("div", { class: "asking", role: "group", hidden: true });

  constructor(private readonly context: () => Context) {}

  ask(id: string): void {
    const { decisions, say, actions } = this.context();
    const claim = decisions.get(id);
    this.element.hidden = !claim;
    if (!claim) return;
    this.element.setAttribute("aria-label", say.word("review.why_rejected"));
    this.element.replaceChildren(
      h(
        "p",
        {},
        h("b", {}, say.word("review.rejected")),
        ` ${titleText(claim, this.context())}. ${say.word("review.why_rejected")}`,
      ),
      ...REASONS.map((reason, at) => {
        const made = button("", { class: "chip" }, () => actions.because(reason));
        made.append(reasonText(reason, this.context()), h("kbd", { "aria-hidden": "true" }, String(at + 1)));
        return made;
      }),
    );
  }
}

function tabs(context: Context): HTMLElement {
  const { say, view, decisions } = context;
  const names = ["claims", "silent"] as const;
  const buttons = names.map((name) =>
    button("", { class: "segment", "aria-pressed": "false" }, () => {
      const [first] = decisions.silent;
      const isSilent = name === "silent";
      const sentence =
        isSilent && !decisions.silent.includes(view.now.sentence)
          ? (view.nextSilent ?? first ?? -1)
          : view.now.sentence;
      view.set(isSilent ? { list: name, claim: "", sentence, editing: null } : { list: name, editing: null });
      if (!isSilent && !view.now.claim) context.actions.next();
    }),
  );
  const show = (): void => {
    const { all, silent } = decisions.counts;
    buttons[0].textContent = say.counted("review.claims", all);
    buttons[1].textContent = say.counted("review.silent", silent);
    buttons.forEach((one, at) => one.setAttribute("aria-pressed", String(names[at] === view.now.list)));
  };
  view.listen(show);
  decisions.listen(show);
  show();
  return h("div", { class: "segments", role: "group", "aria-label": say.word("review.lists") }, ...buttons);
}

function roomSwitch({ say, view }: Context): HTMLElement {
  const buttons = ROOMS.map((room) =>
    button(say.word(`review_room.${room}`), { class: "segment" }, () => view.set({ room })),
  );
  const show = (): void =>
    buttons.forEach((one, at) => one.setAttribute("aria-pressed", String(ROOMS[at] === view.now.room)));
  view.listen(show);
  show();
  return h("nav", { class: "rooms segments", "aria-label": say.word("review.rooms") }, ...buttons);
}

function mapRoom(context: Context): { element: HTMLElement; relaid(): void } {
  const { say, view, decisions, review, gazetteer } = context;
  const holder = h("div", { class: "routemap-map", id: "review-map" });
  const count = h("p", { class: "map-count", role: "status" });
  let map: LiveMap | null = null;
  const legend = new LegendRoom(say, false, () => map?.covered());
  const empty = h("p", { class: "map-empty" }, say.word("review.map_empty"));
  const element = h(
    "section",
    { class: "map-pane stage", "aria-label": say.word("review.map") },
    h("div", { class: "map" }, holder),
    count,
    empty,
    legend.element,
  );
  const show = (): void => {
    const { accepted } = decisions.counts;
    empty.hidden = accepted > 0;
    legend.element.hidden = accepted === 0;
    const routes = say.counted("noun.route", map?.shown ?? 0);
    count.textContent = accepted > 0 ? `${say.counted("review.accepted", accepted)}, ${routes}` : "";
  };
  // The page must stand before Leaflet can measure it.
  requestAnimationFrame(() => {
    const live = new LiveMap(review, decisions, gazetteer, say, {
      holder,
      legend: legend.body,
      over: () => element.querySelectorAll(".map-count, .legend-room"),
      chosen: (ids) => {
        const next = ids[(ids.indexOf(view.now.claim) + 1) % ids.length];
        const claim = decisions.get(next);
        if (claim) view.set({ claim: next, sentence: claim.sentence?.index ?? -1, list: "claims", editing: null });
      },
      changed: () => show(),
    });
    map = live;
    live.choose(view.now.claim);
    decisions.listen((change) => live.follow(change));
    view.listen((now, before) => {
      if (now.claim !== before.claim) live.choose(now.claim);
    });
    show();
  });
  show();
  return { element, relaid: () => map?.relaid() };
}

export function buildReview(root: HTMLElement, given: Omit<Context, "actions" | "tell" | "announce">): void {
  const { say, view, decisions } = given;
  const spoken = h("p", { class: "vh", role: "status" });
  const toast = new Toast(say);
  const asking = new Asking(() => context);
  let text: TextPane | null = null;
  let list: ClaimList | null = null;
  let silent: SilentList | null = null;
  const focus = (): void =>
    view.now.list === "silent" ? silent?.focus(view.now.sentence) : list?.focus(view.now.claim);
  const actions = makeActions(() => context, {
    focus,
    selected: () => text?.selected ?? [],
    ask: (id) => asking.ask(id),
  });
  const context: Context = {
    ...given,
    actions,
    announce: (said) => {
      spoken.textContent = said;
    },
    tell: (said) => toast.tell(said),
  };
  const keeper = new Keeper(context);
  const keys: Keys = listenToKeys(actions, { help: () => showHelp(context, keys), save: () => keeper.save() });
  text = new TextPane(context);
  list = new ClaimList(context);
  silent = new SilentList(context);
  const writer = new Writer(context, focus);
  const map = mapRoom(context);
  const claims = h(
    "section",
    { class: "claims-pane", "aria-label": say.word("review.claims_pane"), id: freshId("claims") },
    h("div", { class: "claims-bar" }, tabs(context), buildFilters(context)),
    writer.element,
    list.element,
    silent.element,
    asking.element,
  );
  const header = buildHeader(context, {
    save: () => keeper.save(),
    open: (file) => void keeper.open(file),
    help: () => showHelp(context, keys),
  });
  const body = h("div", { class: "review-body" }, text.element, claims, map.element);
  root.replaceChildren(header, roomSwitch(context), body, toast.element, spoken);
  const arrange = (now: Looking): void => {
    root.dataset.room = now.room;
    root.dataset.list = now.list;
  };
  arrange(view.now);
  view.listen((now, before) => {
    arrange(now);
    if (now.room !== before.room || now.list !== before.list) {
      map.relaid();
      text?.shown();
      list?.shown();
    }
  });
  const first = view.nextUndecided ?? decisions.all[0];
  if (first) view.set({ claim: first.id, sentence: first.sentence?.index ?? -1 });
}
