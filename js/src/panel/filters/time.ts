// Time: a small histogram with a range on it, play, step, and the whole period again.

import { button, h } from "../../dom/dom";
import { icon } from "../../dom/icons";
import { period } from "../../words";
import type { Context } from "../context";
import { binKeys, countBins, type Span, spans } from "./bins";
import { BIT, failures } from "./judge";

const TICK_MS = 900;

class TimeBrush {
  readonly element: HTMLElement;
  private readonly bars: HTMLElement;
  private readonly label = h("p", { class: "time-label" });
  private readonly low: HTMLInputElement;
  private readonly high: HTMLInputElement;
  private readonly playButton: HTMLButtonElement;
  private readonly whole: HTMLButtonElement;
  private timer = 0;

  constructor(
    private readonly context: Context,
    private readonly all: readonly (Span | null)[],
    private readonly keys: readonly string[],
  ) {
    const { say, store } = context;
    const last = this.keys.length - 1;
    this.bars = h("div", { class: "time-bars", "aria-hidden": "true" });
    const range = (name: string, value: number): HTMLInputElement =>
      h("input", {
        type: "range",
        class: value > 0 ? "time-range last" : "time-range",
        min: 0,
        max: Math.max(0, last),
        step: 1,
        value,
        "aria-label": `${say.head("term.period")}: ${name}`,
      });
    this.low = range(say.word("filter.from"), 0);
    this.high = range(say.word("filter.to"), last);
    this.playButton = button("", { class: "icon-button", "aria-label": say.word("time.play") }, () =>
      this.timer ? this.stop() : this.play(),
    );
    this.playButton.append(icon("play"));
    this.whole = button(say.word("time.whole"), { class: "plain" }, () => {
      this.stop();
      this.apply(0, last);
    });
    const plot = h("div", { class: "time-plot" }, this.bars, this.low, this.high);
    plot.style.setProperty("--bins", String(keys.length));
    this.element = h(
      "div",
      { class: "time", role: "group", "aria-label": say.word("time.head") },
      h("div", { class: "time-bar" }, this.label, this.step(-1), this.playButton, this.step(1), this.whole),
      plot,
    );
    this.bars.append(...this.keys.map(() => h("span", { class: "time-col" })));
    this.wire();
    store.listen((_, changed) => {
      if (changed.has("filters") || changed.has("places")) this.update();
    });
    this.update();
  }

  private wire(): void {
    const changed = (moved: HTMLInputElement): void => {
      this.stop();
      let [low, high] = [Number(this.low.value), Number(this.high.value)];
      if (low > high) {
        if (moved === this.low) high = low;
        else low = high;
      }
      this.apply(low, high);
    };
    for (const one of [this.low, this.high]) one.addEventListener("input", () => changed(one));
    this.brush();
  }

  /** A press on a bar chooses it; drawn along the bars it chooses them all. */
  private brush(): void {
    let first = -1;
    const at = (event: PointerEvent): number => {
      const { left, width } = this.bars.getBoundingClientRect();
      const inset = this.bars.children[0].getBoundingClientRect().left - left;
      const share = (event.clientX - left - inset) / Math.max(1, width - 2 * inset);
      return Math.max(0, Math.min(this.keys.length - 1, Math.floor(share * this.keys.length)));
    };
    const choose = (event: PointerEvent): void => {
      const now = at(event);
      this.apply(Math.min(first, now), Math.max(first, now));
    };
    this.bars.addEventListener("pointerdown", (event) => {
      if (!event.isPrimary || event.button !== 0) return;
      this.stop();
      first = at(event);
      this.bars.setPointerCapture(event.pointerId);
      choose(event);
    });
    this.bars.addEventListener("pointermove", (event) => {
      if (first >= 0 && event.isPrimary) choose(event);
    });
    for (const end of ["pointerup", "pointercancel"] as const)
      this.bars.addEventListener(end, () => {
        first = -1;
      });
  }

  private step(by: 1 | -1): HTMLButtonElement {
    const { say } = this.context;
    const one = button(
      "",
      { class: "icon-button", "aria-label": by < 0 ? say.word("time.earlier") : say.word("time.later") },
      () => {
        this.stop();
        this.move(by);
      },
    );
    one.append(icon(by < 0 ? "back" : "forward"));
    return one;
  }

  /** The window moves as a whole; from the whole period it becomes the first or last bin. */
  private move(by: 1 | -1): boolean {
    const last = this.keys.length - 1;
    const [low, high] = this.window();
    if (low === 0 && high === last) {
      this.apply(by > 0 ? 0 : last, by > 0 ? 0 : last);
      return true;
    }
    if (low + by < 0 || high + by > last) return false;
    this.apply(low + by, high + by);
    return true;
  }

  private window(): [number, number] {
    const { period: chosen } = this.context.store.state.filters;
    const last = this.keys.length - 1;
    if (!chosen) return [0, last];
    const size = this.keys[0].length;
    const low = this.keys.findIndex((key) => key >= chosen[0].slice(0, size));
    let high = last;
    while (high > 0 && this.keys[high] > chosen[1].slice(0, size)) high -= 1;
    return [Math.max(0, low), Math.max(Math.max(0, low), high)];
  }

  private apply(low: number, high: number): void {
    const whole = low === 0 && high === this.keys.length - 1;
    this.context.store.filter({ period: whole ? null : [this.keys[low], this.keys[high]] });
    this.update();
  }

  private play(): void {
    const { say } = this.context;
    const [, high] = this.window();
    if (high === this.keys.length - 1) this.apply(0, 0);
    this.timer = window.setInterval(() => {
      if (!this.move(1)) this.stop();
    }, TICK_MS);
    this.playButton.setAttribute("aria-label", say.word("time.pause"));
    this.playButton.replaceChildren(icon("pause"));
  }

  private stop(): void {
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = 0;
    this.playButton.setAttribute("aria-label", this.context.say.word("time.play"));
    this.playButton.replaceChildren(icon("play"));
  }

  private update(): void {
    const { model, say, store } = this.context;
    const { filters, places } = store.state;
    const failed = failures(model, filters, places);
    const bins = countBins(this.keys, this.all, (route) => (failed[route] & ~BIT.period) === 0);
    const most = Math.max(1, ...bins.map((bin) => bin.count));
    const [low, high] = this.window();
    bins.forEach((bin, index) => {
      const column = this.bars.children[index] as HTMLElement;
      column.style.setProperty("--share", String(bin.count / most));
      column.classList.toggle("is-out", index < low || index > high);
      column.title = say.counted("time.bar", bin.count, { period: period(say, bin.key, bin.key) });
    });
    this.low.value = String(low);
    this.high.value = String(high);
    for (const [input, at] of [
      [this.low, low],
      [this.high, high],
    ] as const)
      input.setAttribute("aria-valuetext", period(say, this.keys[at], this.keys[at]));
    const undated = this.all.filter((span, route) => span === null && (failed[route] & ~BIT.period) === 0).length;
    this.label.textContent = period(say, this.keys[low], this.keys[high]);
    if (filters.period && undated > 0)
      this.label.append(h("span", { class: "soft" }, ` · ${say.counted("time.undated", undated)}`));
    this.whole.disabled = filters.period === null;
  }
}

/** null where the routes name fewer than two periods. */
export function buildTime(context: Context): HTMLElement | null {
  const all = spans(context.model);
  const keys = binKeys(all);
  return keys.length < 2 ? null : new TimeBrush(context, all, keys).element;
}
