// The map of the accepted claims, in step with what is decided: a filter while claims are accepted and rejected, drawn
// anew when one says something else.
import type { Legend } from "../../map/legend/legend";
import { Legend as MapLegend } from "../../map/legend/legend";
import { openMap, type RouteMap } from "../../map/map";
import { makeLeaflet } from "../../map/view/leaflet";
import { decode } from "../../model/decode";
import { type Model, row } from "../../model/model";
import { NO_FILTERS, NO_HOVER, type State, Store } from "../../model/store";
import type { Words } from "../../words";
import type { Change, Decisions } from "../model/decisions";
import type { Gazetteer } from "../model/gazetteer";
import type { Review } from "../model/payload";
import { type Claim, contentOf, isAccepted } from "../model/row";
import { Composer } from "./compose";
import { allRoutes, type Route } from "./routes";

/** What of a claim is drawn, or told beside the pointer. */
function drawnOf(claim: Claim): string {
  const { confidence, magnitude, quantity, unit, start, end } = claim.row;
  return [claim.id, contentOf(claim.row), confidence, magnitude, quantity, unit, start, end].join("\u001f");
}

/** More routes than this are not flown over. */
const FEW = 150;

export class LiveMap {
  private readonly leaflet: L.Map;
  private readonly composer: Composer;
  private routes: readonly Route[] = [];
  private store: Store | null = null;
  private map: RouteMap | null = null;
  private legend: Legend | null = null;
  private frame = 0;
  private isStale = false;
  private current = "";
  private isFollowing = false;

  constructor(
    review: Review,
    private readonly decisions: Decisions,
    private readonly gazetteer: Gazetteer,
    private readonly say: Words,
    private readonly rooms: {
      readonly holder: HTMLElement;
      readonly legend: HTMLElement;
      /** What lies over the map. */
      over(): Iterable<Element>;
      /** A line was chosen that these claims share. */
      chosen(ids: readonly string[]): void;
      /** What is shown has changed. */
      changed(): void;
    },
  ) {
    this.composer = new Composer(review, gazetteer, say);
    this.leaflet = makeLeaflet(rooms.holder);
    rooms.holder.setAttribute("role", "group");
    rooms.holder.setAttribute("aria-label", say.word("map.label", { title: say.word("review.map") }));
    L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 100 }).addTo(this.leaflet);
    L.control
      .zoom({ position: "bottomleft", zoomInTitle: say.word("map.zoom_in"), zoomOutTitle: say.word("map.zoom_out") })
      .addTo(this.leaflet);
    this.build();
  }

  /** How many routes the accepted claims stand for. */
  get shown(): number {
    return this.store?.state.visibleCount ?? 0;
  }

  /** Decisions changed: drawn with the next frame, however many there were. */
  follow({ claims, isNew }: Change): void {
    this.isStale ||= isNew || [...claims.values()].some(([a, b]) => a && b && drawnOf(a) !== drawnOf(b));
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      if (this.isStale) this.build();
      else this.filter();
      this.rooms.changed();
    });
  }

  /** Another claim is being looked at. */
  choose(id: string): void {
    this.current = id;
    this.show();
  }

  relaid(): void {
    this.map?.relaid();
  }

  /** The legend was unfolded or folded. */
  covered(): void {
    this.map?.covered();
  }

  private show(): void {
    const { store } = this;
    if (!store || this.isFollowing) return;
    const route = this.routes.findIndex(({ claim }, at) => claim.id === this.current && store.state.visible[at] === 1);
    this.isFollowing = true;
    store.set({ route, strand: -1, hover: NO_HOVER });
    this.isFollowing = false;
  }

  private filter(): void {
    const isFitted = this.map?.isFitted() ?? false;
    this.isFollowing = true;
    this.store?.set({ filters: { ...NO_FILTERS }, route: -1, strand: -1 });
    this.isFollowing = false;
    if (isFitted) this.map?.fit(this.shown < FEW);
    this.show();
  }

  private readonly judge = (model: Model, state: State): Uint8Array => {
    const visible = new Uint8Array(model.routes.count);
    this.routes.forEach(({ claim }, at) => {
      const now = this.decisions.get(claim.id);
      if (now && isAccepted(now)) visible[at] = 1;
    });
    for (const place of state.places) {
      const here = new Set(row(model.routesAt, place));
      for (let route = 0; route < visible.length; route++) if (!here.has(route)) visible[route] = 0;
    }
    return visible;
  };

  private build(): void {
    const { say, rooms, leaflet } = this;
    const claims = this.decisions.all;
    const camera = this.map && !this.map.isFitted() ? this.map.view() : null;
    this.isStale = false;
    this.map?.remove();
    this.legend?.remove();
    this.routes = allRoutes(claims, this.gazetteer);
    const model = decode(this.composer.payload(this.routes));
    const store = new Store(model, this.judge);
    const legend = new MapLegend(rooms.legend, model, say, () => this.covered());
    store.set({ filters: { ...NO_FILTERS } });
    const map = openMap(rooms.holder, model, store, {
      leaflet,
      say,
      judge: this.judge,
      over: () => rooms.over(),
      explain: (facts) => legend.explain(facts),
      legend: () => legend.sections,
    });
    Object.assign(this, { store, legend, map });
    leaflet.invalidateSize({ animate: false, pan: false });
    if (camera) map.setView(camera);
    else map.fit(false);
    store.listen((state, changed) => this.pointed(model, state, changed));
    this.show();
  }

  private pointed(model: Model, state: State, changed: ReadonlySet<keyof State>): void {
    if (this.isFollowing || !(changed.has("route") || changed.has("strand"))) return;
    const routes =
      state.route >= 0 ? [state.route] : state.strand >= 0 ? [...row(model.strands.routes, state.strand)] : [];
    const ids = routes.filter((route) => state.visible[route] === 1).map((route) => this.routes[route].claim.id);
    if (ids.length > 0) this.rooms.chosen([...new Set(ids)]);
  }
}
