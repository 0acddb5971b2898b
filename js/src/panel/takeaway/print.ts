// Printing: the map as it stands, scaled to the paper, the legend, and every route with its source.

import { bdi, h, webAddress } from "../../dom/dom";
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
/** A map of a narrow window is drawn no larger than this on paper, and none is made lower than this, px. */
const LARGEST = 1.3;
const LOWEST = 320;

export class Print {
  readonly element = h("section", { class: "print-list" });

  constructor(
    private readonly context: Context,
    private readonly stage: HTMLElement,
  ) {
    this.element.setAttribute("aria-label", context.say.word("takeaway.print"));
    addEventListener("beforeprint", () => this.prepare());
    matchMedia("print").addEventListener("change", (event) => {
      if (event.matches) this.prepare();
    });
    addEventListener("afterprint", () => this.restore());
  }

  /** From our own menu there is time to draw the map in the colours of paper first. */
  run(): void {
    applyTheme("light");
    requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
  }

  private restore(): void {
    this.element.replaceChildren();
    this.stage.style.removeProperty("--sea");
    applyTheme(this.context.store.state.theme);
  }

  private prepare(): void {
    // Once the paper's layout is on, its sizes and colours are not the screen's any more.
    if (!matchMedia("print").matches) this.measure();
    this.fill();
  }

  private measure(): void {
    const { offsetWidth: width, offsetHeight: height, style } = this.stage;
    if (width === 0) return;
    style.setProperty("--print-width", `${width}px`);
    style.setProperty("--print-height", `${height}px`);
    const rest = Math.max(LOWEST, PAPER_HEIGHT - this.heightOfTexts());
    style.setProperty("--print-zoom", Math.min(LARGEST, PAPER_WIDTH / width, rest / height).toFixed(3));
    // The map cannot be drawn again in time, so its ground keeps the colour it was drawn on.
    style.setProperty("--sea", getComputedStyle(this.stage).getPropertyValue("--sea"));
  }

  /** What stands on the first sheet beside the map: title, summary, caveat and source above it, the key below. */
  private heightOfTexts(): number {
    const root = this.stage.parentElement;
    if (!root) return 0;
    const found = root.querySelectorAll(".panel .head, .panel .summary, .panel .about, .legend-room .legend");
    const copies = [...found].map((one) => one.cloneNode(true) as HTMLElement);
    const probe = h("div", { class: "print-probe", "aria-hidden": "true" }, ...copies);
    for (const one of copies) one.hidden = false;
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
