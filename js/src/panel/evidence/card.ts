// The card of the selection: a route, a line that several routes share, or a place. Back goes one step back.

import { button, h } from "../../dom/dom";
import { icon } from "../../dom/icons";
import { row } from "../../model/model";
import type { State } from "../../model/store";
import { claimOf, sentence } from "../../words";
import type { Context } from "../context";
import { routeCard, strandCard, supportText } from "./evidence";
import { placeCard } from "./place-card";

type Shown = "none" | "route" | "strand" | "place";

export class Card {
  readonly element: HTMLElement;
  private readonly body: HTMLElement;
  private readonly kicker: HTMLElement;
  private shown: Shown = "none";

  constructor(
    private readonly context: Context,
    private readonly returned: () => void,
  ) {
    const { say, store } = context;
    const back = button(say.word("card.back"), { class: "plain back" }, () => {
      this.back();
    });
    back.prepend(icon("back"));
    this.kicker = h("p", { class: "small-head kicker" });
    this.body = h("div", { class: "card-body" });
    this.element = h(
      "section",
      { class: "card", "aria-label": say.word("card.selected"), hidden: true },
      h("div", { class: "card-bar" }, this.kicker, back),
      this.body,
    );
    store.listen((state, changed) => {
      if (changed.has("route") || changed.has("strand") || changed.has("places") || changed.has("visible"))
        this.update(state, changed);
    });
    this.update(store.state, new Set());
  }

  /** One step back: route, line, second place, place. False when nothing was chosen. */
  back(): boolean {
    const { store } = this.context;
    const { route, strand, places, filters } = store.state;
    const held = this.element.contains(document.activeElement);
    if (route >= 0) store.set({ route: -1, strand: this.strandRoutes(store.state).length > 1 ? strand : -1 });
    else if (strand >= 0) store.set({ strand: -1 });
    else if (places.length > 0)
      store.set({
        places: places.slice(0, -1),
        filters: filters.role === "any" ? filters : { ...filters, role: "any" },
      });
    else return false;
    if (held && this.element.hidden) this.returned();
    else if (held) this.element.querySelector<HTMLElement>(".back")?.focus();
    return true;
  }

  private strandRoutes({ strand, visible }: State): number[] {
    return strand < 0
      ? []
      : Array.from(row(this.context.model.strands.routes, strand)).filter((route) => visible[route] === 1);
  }

  private update(state: State, changed: ReadonlySet<keyof State>): void {
    const shared = this.strandRoutes(state);
    const route = state.route >= 0 ? state.route : shared.length === 1 ? shared[0] : -1;
    const before = this.shown;
    this.shown = route >= 0 ? "route" : shared.length > 1 ? "strand" : state.places.length > 0 ? "place" : "none";
    this.element.hidden = this.shown === "none";
    if (this.shown === "none") {
      this.body.replaceChildren();
      return;
    }
    const { say } = this.context;
    this.kicker.textContent = this.shown === "place" ? say.head("term.place") : say.word("card.selected");
    const content = {
      route: () => routeCard(this.context, route),
      strand: () => strandCard(this.context, shared),
      place: () => placeCard(this.context),
    }[this.shown]();
    const held = this.body.contains(document.activeElement);
    this.body.replaceChildren(...content);
    // What was pressed is gone with the old card; the way back is the one thing that every card has.
    if (held) this.element.querySelector<HTMLElement>(".back")?.focus({ preventScroll: true });
    if (changed.has("route") || changed.has("strand") || changed.has("places")) {
      this.body.scrollTop = 0;
      this.arrive(before !== this.shown || changed.has("route"));
      if (this.shown === "route")
        this.context.announce(
          `${sentence(say, claimOf(this.context.model, route))} ${supportText(this.context, route)}`,
        );
      else this.context.announce(this.body.querySelector("h2")?.textContent ?? "");
    }
  }

  private arrive(fresh: boolean): void {
    if (!fresh || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    this.body.animate(
      [
        { transform: "translateY(8px)", opacity: 0 },
        { transform: "none", opacity: 1 },
      ],
      { duration: 140, easing: "ease-out" },
    );
  }
}
