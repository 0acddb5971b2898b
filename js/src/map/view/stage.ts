// Canvases that follow a Leaflet map: panned and zoomed by CSS, painted anew when the map rests
// or when the reader has dragged beyond the painted margin.

import { runSlice, type Steps } from "../../model/steps";
import { begin, finish } from "./progress";

/** From world pixels to canvas pixels: x * scale + dx, y * scale + dy. */
export interface View {
  /** Pixels of the window that one of the canvas takes: on large maps all marks grow a little. */
  readonly size: number;
  readonly scale: number;
  readonly dx: number;
  readonly dy: number;
  readonly width: number;
  readonly height: number;
  /** The part of the canvas that shows in the window. */
  readonly shown: Rect;
}

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

type Paint<T> = (context: CanvasRenderingContext2D, view: View) => T;

interface Sheet {
  readonly canvas: HTMLCanvasElement;
  readonly paint: Paint<void>;
  /** Asked first: how to paint step by step what would hold up the page, or null. */
  slowly(): Paint<Steps<void>> | null;
  /** The view that is on the canvas now. */
  view: View | null;
  /** The frame in which a painting under way goes on; 0 = none is. */
  frame: number;
}

/** Painted beyond each side of the window, as a share of it: room to drag, paid for in memory. */
const MARGIN = 0.16;
const MAX_RATIO = 2;
/** The side of a square map, px, from which on all that is drawn grows, with its root. */
const LARGE = 1000;

/** How much larger than on a usual map symbols, names and lines are drawn. */
export function sizeOfMarks({ x, y }: L.Point): number {
  return Math.max(1, Math.sqrt(Math.sqrt(x * y) / LARGE));
}

export class Stage {
  private readonly sheets: Sheet[] = [];
  private current: View | null = null;
  private corner = L.point(0, 0);
  private zoom = NaN;
  private frame = 0;
  private stale = false;
  private waiting: Sheet[] = [];
  private moving = false;
  private readonly events: L.LeafletEventHandlerFnMap;

  constructor(
    readonly map: L.Map,
    private readonly arrange: (view: View) => void,
  ) {
    this.events = {
      movestart: () => this.leave(),
      viewreset: () => this.reset(),
      moveend: () => this.settle(),
      resize: () => this.reset(),
      move: () => this.drag(),
      zoom: () => this.follow(map.getCenter(), map.getZoom()),
    };
    if (map.options.zoomAnimation)
      this.events.zoomanim = (event) => {
        const { center, zoom } = event as L.ZoomAnimEvent;
        this.follow(center, zoom);
      };
    map.on(this.events);
  }

  add(pane: HTMLElement, paint: Paint<void>, slowly: Sheet["slowly"] = () => null): HTMLCanvasElement {
    const canvas = document.createElement("canvas");
    canvas.className = "routemap-sheet leaflet-zoom-animated";
    canvas.style.pointerEvents = "none";
    canvas.setAttribute("aria-hidden", "true");
    pane.append(canvas);
    this.sheets.push({ canvas, paint, slowly, view: null, frame: 0 });
    return canvas;
  }

  remove(): void {
    this.map.off(this.events);
    cancelAnimationFrame(this.frame);
    for (const { canvas, frame } of this.sheets) {
      cancelAnimationFrame(frame);
      canvas.remove();
    }
    finish(this.map.getContainer(), this, false);
  }

  get view(): View | null {
    return this.current;
  }

  /** Where a point of the map's window lies on the canvases. */
  toCanvas(container: L.Point): L.Point {
    return this.map
      .containerPointToLayerPoint(container)
      .subtract(this.corner)
      .divideBy(this.current?.size ?? 1);
  }

  /** Paint everything anew, beginning with the next frame. */
  refresh(): void {
    this.stale = true;
    begin(this.map.getContainer(), this);
    this.frame ||= requestAnimationFrame(() => this.turn());
  }

  /** One sheet per frame: together they would hold up a moving map. */
  private turn(): void {
    this.frame = 0;
    if (this.stale) this.waiting = this.look() ? [...this.sheets] : [];
    const sheet = this.waiting.shift();
    if (sheet && this.current) this.paintSheet(sheet, this.current);
    if (this.waiting.length > 0) this.frame = requestAnimationFrame(() => this.turn());
    else this.settled(sheet !== undefined);
  }

  /** Paint one sheet at once: the highlight under the pointer. */
  repaint(canvas: HTMLCanvasElement): void {
    const sheet = this.sheets.find((one) => one.canvas === canvas);
    if (sheet && this.current) this.paintSheet(sheet, this.current);
    this.settled(true);
  }

  /** Says that all is painted, unless more is due. */
  private settled(isPainted: boolean): void {
    if (this.moving || this.frame || this.waiting.length > 0 || this.sheets.some((sheet) => sheet.frame)) return;
    finish(this.map.getContainer(), this, isPainted);
  }

  /** Paint everything at once. */
  draw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.waiting = [];
    const isSeen = this.look();
    if (isSeen && this.current) for (const sheet of this.sheets) this.paintSheet(sheet, this.current);
    this.settled(isSeen);
  }

  /** Arranges what the present view will show, before it is painted with the next frame. */
  foresee(): void {
    this.look();
    this.refresh();
  }

  /** Takes the map's present view and arranges what is drawn in it; false where nothing can be seen. */
  private look(): boolean {
    this.stale = false;
    const size = this.map.getSize();
    if (size.x === 0 || size.y === 0) return false;
    this.zoom = this.map.getZoom();
    const margin = size.multiplyBy(MARGIN).round();
    this.corner = this.map.containerPointToLayerPoint(margin.multiplyBy(-1)).round();
    const shift = this.map.getPixelOrigin().add(this.corner);
    const one = sizeOfMarks(size);
    this.current = {
      size: one,
      scale: 2 ** this.zoom / one,
      dx: -shift.x / one,
      dy: -shift.y / one,
      width: (size.x + 2 * margin.x) / one,
      height: (size.y + 2 * margin.y) / one,
      shown: {
        left: margin.x / one,
        top: margin.y / one,
        right: (margin.x + size.x) / one,
        bottom: (margin.y + size.y) / one,
      },
    };
    this.arrange(this.current);
    return true;
  }

  private paintSheet(sheet: Sheet, view: View): void {
    cancelAnimationFrame(sheet.frame);
    sheet.frame = 0;
    const { canvas } = sheet;
    const slow = sheet.slowly();
    if (slow) {
      this.paintSlowly(sheet, view, slow);
      return;
    }
    // What is hidden takes no memory.
    if (canvas.hidden) canvas.width = canvas.height = 0;
    else {
      const context = prepare(canvas, view);
      if (context) sheet.paint(context, view);
    }
    this.rest(sheet, view);
  }

  /** What is on the canvas follows the map until the new painting, made out of sight, is ready. */
  private paintSlowly(sheet: Sheet, view: View, paint: Paint<Steps<void>>): void {
    const hidden = document.createElement("canvas");
    const context = prepare(hidden, view);
    if (!context) return;
    const steps = paint(context, view);
    if (sheet.view) this.rest(sheet, sheet.view);
    const go = (): void => {
      if (!runSlice(steps)) {
        sheet.frame = requestAnimationFrame(go);
        return;
      }
      sheet.frame = 0;
      const shown = prepare(sheet.canvas, view);
      shown?.setTransform(1, 0, 0, 1, 0, 0);
      shown?.drawImage(hidden, 0, 0);
      this.rest(sheet, view);
      this.settled(true);
    };
    begin(this.map.getContainer(), this);
    sheet.frame = requestAnimationFrame(go);
  }

  /** Puts a painted sheet where it belongs on the map at rest. */
  private rest(sheet: Sheet, view: View): void {
    sheet.view = view;
    put(sheet, this.map.getZoom(), this.map.getPixelOrigin());
  }

  /** Leaflet has moved its origin: what is painted goes along at once, and is painted anew in turn. */
  private reset(): void {
    for (const sheet of this.sheets) put(sheet, this.map.getZoom(), this.map.getPixelOrigin());
    this.refresh();
  }

  private leave(): void {
    this.moving = true;
    begin(this.map.getContainer(), this);
  }

  private settle(): void {
    this.moving = false;
    if (this.map.getZoom() !== this.zoom) this.reset();
    else this.refresh();
  }

  /** While dragging, paint again only when the margin is used up. */
  private drag(): void {
    if (!this.current || this.map.getZoom() !== this.zoom || this.sheets.some((sheet) => sheet.frame)) return;
    const { width, height } = this.current;
    const corner = this.toCanvas(L.point(0, 0));
    const size = this.map.getSize().divideBy(this.current.size);
    if (corner.x < 0 || corner.y < 0 || corner.x + size.x > width || corner.y + size.y > height) this.refresh();
  }

  private follow(centre: L.LatLng, zoom: number): void {
    const size = this.map.getSize();
    const pane = L.DomUtil.getPosition(this.map.getPane("mapPane") as HTMLElement);
    const origin = this.map.project(centre, zoom).subtract(size.divideBy(2)).add(pane).round();
    for (const sheet of this.sheets) put(sheet, zoom, origin);
  }
}

function put({ canvas, view }: Sheet, zoom: number, origin: L.Point): void {
  if (!view) return;
  const scale = 2 ** zoom / view.scale / view.size;
  L.DomUtil.setTransform(
    canvas,
    L.point(-view.dx * scale * view.size, -view.dy * scale * view.size).subtract(origin),
    scale,
  );
}

/** The canvas in the view's size, empty, in CSS pixels. */
function prepare(canvas: HTMLCanvasElement, view: View): CanvasRenderingContext2D | null {
  const ratio = view.size * Math.min(MAX_RATIO, window.devicePixelRatio || 1);
  const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${view.width * view.size}px`;
    canvas.style.height = `${view.height * view.size}px`;
  }
  const context = canvas.getContext("2d");
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, view.width, view.height);
  return context;
}
