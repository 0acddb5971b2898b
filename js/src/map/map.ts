// Joins the parts: a Leaflet map, the canvases over it, the pointer, and the store they all follow.
import type { Camera, MapHandle, PictureOptions } from "../model/map-handle";
import type { Model } from "../model/model";
import { decodeOutlines } from "../model/outlines";
import { complete } from "../model/steps";
import type { State, Store } from "../model/store";
import { coverOf, docksOf } from "./cover";
import { type Drawn, drawnScene } from "./drawn";
import { watchEscape } from "./escape";
import { explained, explainedWhole } from "./explained";
import { FoldPointer } from "./fold-pointer";
import { Folds } from "./folds";
import { Basemap, SOUTHERN } from "./ground/basemap";
import { standBack } from "./hover";
import type { Leaving } from "./leaving";
import type { LineWork } from "./marks/paint-lines";
import type { Scene } from "./marks/scene";
import { toldApart } from "./marks/strongest";
import { type Names, nameWidth, noteWidth, placeNames } from "./names/names";
import type { MapOptions } from "./options";
import { addPanes } from "./panes";
import { watchPointer } from "./pointer";
import { roomFor } from "./room";
import type { Staged } from "./staged";
import { mapAlone, type Shown, takePicture } from "./take-picture";
import { noteOf, Tooltip } from "./tooltip";
import { freeWindow } from "./view/camera";
import { makeLeaflet } from "./view/leaflet";
import { type Rect, Stage, type View } from "./view/stage";
import { readTheme, type Theme, watchTheme } from "./view/theme";
import { Views } from "./views";

/** All maps and layers of the page, in the order in which they came; several may share one Leaflet map. */
const onPage: RouteMap[] = [];

/** What the first, or another, of the maps and layers of this page shows now; null where there is none yet. */
export function drawnOnPage(index: number): Drawn | null {
  return onPage[index]?.drawn() ?? null;
}

export class RouteMap implements MapHandle {
  readonly folds: Folds;
  readonly foldPointer: FoldPointer;
  readonly stage: Stage;
  theme: Theme;
  names: Names = { spots: [], names: [] };
  private leaving: readonly Leaving[] = [];
  private readonly basemap: Basemap | null;
  private readonly flows: HTMLCanvasElement;
  private readonly hover: HTMLCanvasElement;
  private readonly tooltip: Tooltip;
  private readonly undo: (() => void)[] = [];
  private readonly views: Views;
  private readonly pen = document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;

  constructor(
    readonly leaflet: L.Map,
    readonly model: Model,
    readonly store: Store,
    readonly options: MapOptions,
  ) {
    this.theme = readTheme(leaflet.getContainer());
    this.folds = new Folds(model, options.judge ?? null, options.say);
    this.folds.take(store.state, true);
    this.foldPointer = new FoldPointer(this.folds, {
      store,
      go: (parts) => this.views.go(parts, false).zoom,
      pointed: () => this.showHover(),
      redraw: () => this.stage.draw(),
    });
    this.basemap = model.basemap
      ? new Basemap(
          decodeOutlines(model.basemap),
          model.places.some((place) => place.code === SOUTHERN || place.members.includes(SOUTHERN)),
        )
      : null;
    this.stage = new Stage(leaflet, (view) => this.arrange(view));
    const panes = addPanes(leaflet, this.stage, this.basemap, () => ({
      scene: this.scene,
      names: this.names,
      theme: this.theme,
      work: this.work(),
      pointed: this.foldPointer.state,
      chosen: store.state.places,
    }));
    this.flows = panes.flows;
    this.hover = panes.hover;
    this.tooltip = new Tooltip(leaflet.getContainer());
    this.views = new Views(leaflet, {
      model,
      store,
      scene: this.folds.base,
      whole: () => this.folds.whole,
      stage: this.stage,
      over: (withDocked) => this.over(withDocked),
      docks: () => docksOf(leaflet.getContainer(), options),
      nameWidth: (scene, place) => nameWidth(this.pen, scene, place, this.theme),
      noteWidth: (text, letter) => noteWidth(this.pen, text, letter, this.theme),
      canBeClose: options.closer !== undefined,
      say: options.say,
    });
    onPage.push(this);
    this.listen();
    options.explain?.(explainedWhole(this.folds.whole, this.basemap));
    this.stage.refresh();
  }

  get scene(): Scene {
    return this.folds.scene;
  }

  private work(): LineWork {
    const { theme, scene } = this;
    return { model: scene.model, theme, drawing: scene.drawing, emphasis: scene.emphasis };
  }

  private listen(): void {
    this.undo.push(this.store.listen((state, changed) => this.follow(state, changed)));
    this.undo.push(watchTheme(() => this.retheme()));
    this.undo.push(
      watchPointer(this.leaflet, {
        model: this.model,
        store: this.store,
        scene: () => this.scene,
        stage: this.stage,
        names: () => this.names,
        fold: this.foldPointer,
        show: (target, at) => {
          const note = target && noteOf(this.scene.model, this.options.say, this.folds.shownState, target);
          this.tooltip.show(note, at.x, at.y);
        },
      }),
    );
    this.undo.push(watchEscape(this.leaflet.getContainer(), this.store));
  }

  private follow(state: State, changed: ReadonlySet<keyof State>): void {
    if (changed.has("visible") || changed.has("top") || changed.has("places")) this.folds.take(state, true);
    else if (changed.has("route") || changed.has("strand")) this.folds.take(state, false);
    else {
      if (changed.has("hover")) this.showHover();
      else if (changed.has("theme")) this.retheme();
      return;
    }
    if (changed.has("top") && this.views.isFitted) this.fit(true);
    this.stage.refresh();
    this.showHover();
    if (!changed.has("route")) return;
    if (state.route >= 0) this.views.reveal(state.route);
    else this.views.back();
  }

  private showHover(): void {
    standBack(this.flows, this.hover, this.foldPointer.isPointed, this.store.state);
    this.stage.repaint(this.hover);
  }

  private retheme(): void {
    // What is printed is drawn already.
    if (matchMedia("print").matches) return;
    this.theme = readTheme(this.leaflet.getContainer());
    this.stage.refresh();
  }

  private arrange(view: View): void {
    this.folds.look(view);
    // What was pointed at may be folded now, or unfolded.
    standBack(this.flows, this.hover, this.foldPointer.isPointed, this.store.state);
    this.scene.show(view);
    this.options.explain?.(explained(this.scene, this.basemap, view));
    this.options.count?.(this.scene.told, this.folds);
    const layers = onPage.filter((one) => one.leaflet === this.leaflet);
    const around = this.views.around(this.over());
    this.leaving = around.leaving;
    this.options.closer?.({ ...around, basemap: this.basemap, theme: this.theme });
    const covered = [...this.over(), ...around.leaving.map(({ box }) => box)];
    const { free, taken } = roomFor(view, covered, layers.slice(0, layers.indexOf(this)));
    this.scene.taken = taken.boxes;
    this.names = placeNames(this.scene, view, this.pen, free, this.theme, taken);
  }

  private over(withDocked = true): Rect[] {
    return coverOf(this.leaflet.getContainer(), this.options, withDocked);
  }

  /** What lies over the map changed, at the reader's wish: the map stays, its names make way. */
  covered(): void {
    this.stage.draw();
  }

  /** How many lines can be told apart in the window, less what lies over a whole side of it. */
  private measure(): void {
    const { x: width, y: height } = this.leaflet.getSize();
    const { left, top, right, bottom } = freeWindow({ width, height, over: this.over(false) });
    this.folds.makeRoom(toldApart(right - left, bottom - top));
  }

  /** The window changed: stay fitted if the reader has not moved the map. */
  relaid(): void {
    this.views.resized();
    if (this.views.isFitted) {
      this.fitAsDrawn();
      return;
    }
    this.measure();
    this.stage.draw();
  }

  paper(camera: Camera): SVGElement {
    this.theme = readTheme(this.leaflet.getContainer());
    this.relaid();
    if (!this.views.isFitted) this.setView(camera);
    return mapAlone(this.shown());
  }

  /** What is drawn in a view decides how large the legend and the count of lines are, and they, what room it has. */
  fitAsDrawn(): void {
    this.fit();
    this.stage.foresee();
    this.fit();
  }

  /** As a page opens: whether all is wanted, where a part could be shown closer, is the reader's choice. */
  isFitted(): boolean {
    return this.views.isFitted && !(this.views.core && this.views.wants);
  }

  /** Shows all that there is, or again the part that can be shown closer. */
  showWhole(isWhole: boolean): void {
    this.views.wants = isWhole ? "whole" : "closer";
    this.fit(true);
  }

  fit(animate = false): void {
    this.measure();
    this.views.fit(animate);
  }

  focus(places: readonly number[]): void {
    this.views.focus(places);
  }

  view(): Camera {
    return this.views.camera;
  }

  setView(view: Camera): void {
    this.views.camera = view;
  }

  /** What is on the map now; null before it is on show. */
  drawn(): Drawn | null {
    const { view } = this.stage;
    if (!view) return null;
    const { x: width, y: height } = this.leaflet.getSize();
    return drawnScene({
      scene: this.scene,
      names: this.names,
      leaving: this.leaving,
      work: this.work(),
      state: this.folds.shownState,
      view,
      camera: this.view(),
      free: freeWindow({ width, height, over: this.over() }),
      strength: Number(this.flows.style.opacity || 1),
      legend: this.options.legend?.() ?? [],
      hasGround: this.basemap !== null,
    });
  }

  private shown(): Shown {
    const { folds, theme, basemap, pen, scene, options } = this;
    const judge = folds.level === 0 ? (options.judge ?? null) : null;
    const now = (): Staged => {
      this.stage.draw();
      complete(scene.drawRest());
      const { view } = this.stage;
      if (!view) throw new Error("The map is not on show.");
      return { scene, names: this.names, view, facts: explained(scene, basemap, view) };
    };
    const { model, labels } = scene;
    return { model, labels, state: folds.shownState, judge, theme, basemap, pen, say: options.say, now };
  }

  async picture(options: PictureOptions): Promise<Blob> {
    return takePicture(options, this.shown());
  }

  remove(): void {
    for (const one of this.undo) one();
    onPage.splice(onPage.indexOf(this), 1);
    this.tooltip.remove();
    this.views.remove();
    this.stage.remove();
  }
}

export function openMap(element: HTMLElement, model: Model, store: Store, options: MapOptions): RouteMap {
  return new RouteMap(options.leaflet ?? makeLeaflet(element), model, store, options);
}
