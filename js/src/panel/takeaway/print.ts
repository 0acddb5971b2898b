// Printing: the map drawn for the paper, the legend, and every route with its source.

import { bdi, h, webAddress } from "../../dom/dom";
import type { Camera } from "../../model/map-handle";
import { claimOf, isolated, sentence } from "../../words";
import type { Context } from "../context";
import { supportText } from "../evidence/evidence";
import { applyTheme } from "../header";
import { metaText, titleText } from "../title";
import { visibleRoutes } from "./download";

/** More routes than this are printed one a line; what each says in full is in the table and the files. */
const IN_FULL = 60;
const MOST = 400;
/** What A4 and Letter, upright, both have within their margins, px at 96 to the inch, less the frame of the map. */
const PAPER_WIDTH = 684;
const PAPER_HEIGHT = 930;
/** As wide as the map is drawn, px, whatever the window's size: letters and lines are smaller on paper. */
const MAP_WIDTH = 860;
/** Of its width: no map is made higher, or lower. */
const HIGHEST = 0.9;
const LOWEST = 0.47;

export class Print {
  readonly element = h("section", { class: "print-list" });
  /** On the screen, while the map is drawn for paper. */
  private camera: Camera | null = null;
  /** What is printed of the map: a browser that prints may leave out what was painted on a canvas only now. */
  private sheet: SVGElement | null = null;

  constructor(
    private readonly context: Context,
    private readonly stage: HTMLElement,
    private readonly map: HTMLElement,
  ) {
    this.element.setAttribute("aria-label", context.say.word("takeaway.print"));
    addEventListener("beforeprint", () => this.prepare());
    matchMedia("print").addEventListener("change", (event) => {
      if (event.matches) this.prepare();
    });
    addEventListener("afterprint", () => this.restore());
  }

  run(): void {
    window.print();
  }

  private restore(): void {
    this.element.replaceChildren();
    this.stage.parentElement?.classList.remove("is-printed");
    applyTheme(this.context.store.state.theme);
    const { camera } = this;
    this.camera = null;
    if (!camera) return;
    for (const name of ["width", "height"]) this.map.style.removeProperty(name);
    this.sheet?.remove();
    this.sheet = null;
    this.context.handle()?.paper(camera);
  }

  private prepare(): void {
    // Once the paper's layout is on, its sizes and colours are not the screen's any more.
    if (!matchMedia("print").matches) this.drawForPaper();
    this.fill();
  }

  private drawForPaper(): void {
    const { stage, map } = this;
    const handle = this.context.handle();
    const { offsetWidth, offsetHeight } = map;
    if (!handle || offsetWidth === 0 || this.camera) return;
    this.camera = handle.view();
    applyTheme("light");
    const room = (): number => (Math.max(0, PAPER_HEIGHT - this.heightOfTexts()) * MAP_WIDTH) / PAPER_WIDTH;
    const height = Math.round(Math.min(HIGHEST * MAP_WIDTH, Math.max(LOWEST * MAP_WIDTH, room())));
    map.style.width = `${MAP_WIDTH}px`;
    map.style.height = `${height}px`;
    // What is not on paper hides nothing.
    stage.parentElement?.classList.add("is-paper");
    const closer = Math.log2(Math.min(MAP_WIDTH / offsetWidth, height / offsetHeight));
    this.sheet = handle.paper({ ...this.camera, zoom: this.camera.zoom + closer });
    this.sheet.classList.add("paper");
    map.append(this.sheet);
    stage.parentElement?.classList.remove("is-paper");
    stage.parentElement?.classList.add("is-printed");
    stage.style.setProperty("--print-width", `${MAP_WIDTH}px`);
    stage.style.setProperty("--print-height", `${height}px`);
    // The key may have grown with what is drawn.
    const share = Math.min(1, Math.max(LOWEST * MAP_WIDTH, room()) / height);
    stage.style.setProperty("--print-zoom", ((PAPER_WIDTH / MAP_WIDTH) * share).toFixed(3));
  }

  /** What stands on the first sheet beside the map: title, summary, caveat and source above it, the key below. */
  private heightOfTexts(): number {
    const root = this.stage.parentElement;
    if (!root) return 0;
    const found = root.querySelectorAll(".panel .head, .panel .summary, .panel .about, .legend-room .legend");
    const copies = [...found].map((one) => one.cloneNode(true) as HTMLElement);
    const probe = h("div", { class: "print-probe", "aria-hidden": "true" }, ...copies);
    for (const one of copies) one.hidden = false;
    // A fade in the key is found by its id: the copy's would be taken for it.
    for (const one of probe.querySelectorAll("[id]")) one.removeAttribute("id");
    root.append(probe);
    const { offsetHeight } = probe;
    probe.remove();
    return offsetHeight;
  }

  private fill(): void {
    const { say, store } = this.context;
    const { visibleCount } = store.state;
    const sources = new Map<string, number>();
    const items: HTMLElement[] = [];
    for (const route of visibleRoutes(this.context)) {
      if (items.length >= MOST) break;
      items.push(visibleCount > IN_FULL ? this.brief(route, sources) : this.full(route, sources));
    }
    const rest = visibleCount - items.length;
    this.element.replaceChildren(
      h("h2", {}, say.counted("noun.route", visibleCount)),
      h("ol", { class: visibleCount > IN_FULL ? "brief" : null }, ...items),
      ...(rest > 0 ? [h("p", {}, `+ ${say.counted("noun.route", rest)}`)] : []),
      ...[...sources].map(([source, mark]) => h("p", { class: "cite" }, `[${mark}] ${source}`)),
    );
  }

  private full(route: number, sources: Map<string, number>): HTMLElement {
    const { model, say } = this.context;
    const cite = this.cite(route, sources);
    return h(
      "li",
      {},
      h("strong", {}, titleText(model, route, say)),
      " ",
      sentence(say, claimOf(model, route)),
      " ",
      supportText(this.context, route),
      model.text(route, "note") ? " " : null,
      model.text(route, "note") ? bdi(model.text(route, "note")) : null,
      cite ? h("span", { class: "cite" }, ` ${cite}`) : null,
    );
  }

  private brief(route: number, sources: Map<string, number>): HTMLElement {
    const { model, say } = this.context;
    const said = [metaText(model, route, say), this.cite(route, sources)].filter(Boolean).join(" · ");
    return h("li", {}, h("strong", {}, titleText(model, route, say)), ` ${said}`);
  }

  /** The place in the source, and the number that the source has below the list: most tables have few of them. */
  private cite(route: number, sources: Map<string, number>): string {
    const { model } = this.context;
    const url = model.text(route, "url");
    // On paper the address is all there is: its host is written as it is shown elsewhere.
    const address = webAddress(url, model.host(route)) || url;
    const source = [model.text(route, "source"), address].filter(Boolean).map(isolated).join(" · ");
    if (source && !sources.has(source)) sources.set(source, sources.size + 1);
    return [isolated(model.text(route, "locator")), source ? `[${sources.get(source)}]` : ""].filter(Boolean).join(" ");
  }
}
