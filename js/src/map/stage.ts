// Canvases that follow a Leaflet map: panned and zoomed by CSS, painted anew when the map rests
// or when the reader has dragged beyond the painted margin.

/** From world pixels to canvas pixels: x * scale + dx, y * scale + dy. */
export interface View {
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

export interface Sheet {
  readonly canvas: HTMLCanvasElement;
  paint(context: CanvasRenderingContext2D, view: View): void;
}

const MARGIN = 0.25;
const MAX_RATIO = 2;

export class Stage {
  private readonly sheets: Sheet[] = [];
  private current: View | null = null;
  private corner = L.point(0, 0);
  private centre = L.latLng(0, 0);
  private zoom = NaN;
  private frame = 0;
  private readonly events: L.LeafletEventHandlerFnMap;

  constructor(readonly map: L.Map, private readonly arrange: (view: View) => void) {
    this.events = {
      viewreset: () => this.reset(), moveend: () => this.settle(), resize: () => this.reset(),
      move: () => this.drag(), zoom: () => this.follow(map.getCenter(), map.getZoom()),
    };
    if (map.options.zoomAnimation) this.events["zoomanim"] = (event) => {
      const { center, zoom } = event as L.ZoomAnimEvent;
      this.follow(center, zoom);
    };
    map.on(this.events);
  }

  add(pane: HTMLElement, paint: Sheet["paint"]): HTMLCanvasElement {
    const canvas = document.createElement("canvas");
    canvas.className = "routemap-sheet leaflet-zoom-animated";
    canvas.style.pointerEvents = "none";
    canvas.setAttribute("aria-hidden", "true");
    pane.append(canvas);
    this.sheets.push({ canvas, paint });
    return canvas;
  }

  remove(): void {
    this.map.off(this.events);
    cancelAnimationFrame(this.frame);
    for (const { canvas } of this.sheets) canvas.remove();
  }

  get view(): View | null {
    return this.current;
  }

  /** Where a point of the map's window lies on the canvases. */
  toCanvas(container: L.Point): L.Point {
    return this.map.containerPointToLayerPoint(container).subtract(this.corner);
  }

  /** Paint everything in the next frame. */
  refresh(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => { this.frame = 0; this.draw(); });
  }

  /** Paint one sheet at once: the highlight under the pointer. */
  repaint(canvas: HTMLCanvasElement): void {
    const sheet = this.sheets.find((one) => one.canvas === canvas);
    if (sheet && this.current) this.paintSheet(sheet, this.current);
  }

  draw(): void {
    const size = this.map.getSize();
    if (size.x === 0 || size.y === 0) return;
    this.centre = this.map.getCenter();
    this.zoom = this.map.getZoom();
    const margin = size.multiplyBy(MARGIN).round();
    this.corner = this.map.containerPointToLayerPoint(margin.multiplyBy(-1)).round();
    const shift = this.map.getPixelOrigin().add(this.corner);
    const view = {
      scale: 2 ** this.zoom, dx: -shift.x, dy: -shift.y,
      width: size.x + 2 * margin.x, height: size.y + 2 * margin.y,
      shown: { left: margin.x, top: margin.y, right: margin.x + size.x, bottom: margin.y + size.y },
    };
    this.current = view;
    this.arrange(view);
    for (const sheet of this.sheets) {
      L.DomUtil.setTransform(sheet.canvas, this.corner, 1);
      this.paintSheet(sheet, view);
    }
  }

  private paintSheet({ canvas, paint }: Sheet, view: View): void {
    const ratio = Math.min(MAX_RATIO, window.devicePixelRatio || 1);
    const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${view.width}px`;
      canvas.style.height = `${view.height}px`;
    }
    const context = canvas.getContext("2d");
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    paint(context, view);
  }

  // Leaflet has moved its origin: what is painted now would stand in the wrong place for a frame.
  private reset(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.draw();
  }

  private settle(): void {
    if (this.map.getZoom() !== this.zoom) this.reset();
    else this.refresh();
  }

  /** While dragging, paint again only when the margin is used up. */
  private drag(): void {
    if (!this.current || this.map.getZoom() !== this.zoom) return;
    const { width, height } = this.current;
    const corner = this.toCanvas(L.point(0, 0));
    const size = this.map.getSize();
    if (corner.x < 0 || corner.y < 0 || corner.x + size.x > width || corner.y + size.y > height) this.refresh();
  }

  private follow(centre: L.LatLng, zoom: number): void {
    if (!this.current) return;
    const scale = this.map.getZoomScale(zoom, this.zoom);
    const size = this.map.getSize();
    const pane = L.DomUtil.getPosition(this.map.getPane("mapPane") as HTMLElement);
    const origin = this.map.project(centre, zoom).subtract(size.divideBy(2)).add(pane).round();
    const half = L.point(this.current.width, this.current.height).divideBy(2);
    const place = half.multiplyBy(-scale).add(this.map.project(this.centre, zoom)).subtract(origin);
    for (const { canvas } of this.sheets) L.DomUtil.setTransform(canvas, place, scale);
  }
}
