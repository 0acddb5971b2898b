// On a phone the panel is a sheet below the map with three heights, by button and by drag.

import { button, h } from "../dom/dom";
import { icon } from "../dom/icons";
import type { Context } from "./context";

export type Height = "peek" | "half" | "full";
const HEIGHTS: readonly Height[] = ["peek", "half", "full"];
const PHONE = "(max-width: 640px)";
const TOP_GAP = 56;
const DRAG_START = 4;
/** The map goes on under the sheet's rounded corners. */
const CORNER = 14;

export class Sheet {
  readonly grip: HTMLElement;
  private readonly phone = matchMedia(PHONE);
  private readonly larger: HTMLButtonElement;
  private readonly smaller: HTMLButtonElement;
  height: Height = "peek";
  private listTop = 0;
  private cardShown = false;

  constructor(
    private readonly context: Context,
    private readonly panel: HTMLElement,
  ) {
    const { say } = context;
    this.larger = button("", { class: "sheet-step", "aria-label": say.word("page.list_larger") }, () => this.step(1));
    this.smaller = button("", { class: "sheet-step", "aria-label": say.word("page.map_larger") }, () => this.step(-1));
    this.larger.append(icon("up"));
    this.smaller.append(icon("down"));
    this.grip = h(
      "div",
      { class: "grip" },
      h("span", { class: "grip-bar", "aria-hidden": "true" }),
      this.smaller,
      this.larger,
    );
    this.drag();
    this.phone.addEventListener("change", () => this.set(this.height));
  }

  get isPhone(): boolean {
    return this.phone.matches;
  }

  /** Pixels of the map that the sheet covers: it ends below the sheet's upper edge, so that it fits what is in sight. */
  covered(): number {
    return this.isPhone && this.panel.offsetHeight > 0 ? CORNER : 0;
  }

  /** Tells the style sheet where the map ends; below the whole sheet a map would be too low to read. */
  private makeRoom(): void {
    const high = this.isPhone ? Math.min(this.panel.offsetHeight, window.innerHeight * 0.56) : 0;
    this.panel.parentElement?.style.setProperty("--sheet", `${Math.max(0, high - CORNER)}px`);
  }

  set(height: Height): void {
    this.height = height;
    this.panel.dataset.height = height;
    this.panel.style.removeProperty("height");
    this.larger.disabled = height === "full";
    this.smaller.disabled = height === "peek";
    this.makeRoom();
    this.context.relaid();
  }

  /** On a phone card and list share one scroll: the card starts at its top, the list returns to where it was. */
  hold(change: () => void, cardShown: boolean): void {
    if (!this.cardShown && cardShown) this.listTop = this.panel.scrollTop;
    change();
    if (this.isPhone && (cardShown || this.cardShown)) this.panel.scrollTop = cardShown ? 0 : this.listTop;
    this.cardShown = cardShown;
  }

  step(by: 1 | -1): void {
    const from = this.larger === document.activeElement || this.smaller === document.activeElement;
    this.set(HEIGHTS[Math.max(0, Math.min(2, HEIGHTS.indexOf(this.height) + by))]);
    if (from && (this.larger.disabled || this.smaller.disabled))
      (this.larger.disabled ? this.smaller : this.larger).focus();
  }

  private drag(): void {
    let start: { y: number; height: number; id: number } | null = null;
    let moved = false;
    this.grip.addEventListener("pointerdown", (event) => {
      if (!this.isPhone || !event.isPrimary) return;
      start = { y: event.clientY, height: this.panel.offsetHeight, id: event.pointerId };
      moved = false;
    });
    this.grip.addEventListener("pointermove", (event) => {
      if (!start || event.pointerId !== start.id) return;
      if (!moved && Math.abs(event.clientY - start.y) < DRAG_START) return;
      if (!moved) this.grip.setPointerCapture(event.pointerId);
      moved = true;
      const most = window.innerHeight - TOP_GAP;
      this.panel.style.setProperty(
        "height",
        `${Math.max(72, Math.min(most, start.height + start.y - event.clientY))}px`,
      );
    });
    const drop = (): void => {
      if (start && moved) this.set(this.nearest(this.panel.offsetHeight));
      start = null;
    };
    this.grip.addEventListener("pointerup", drop);
    this.grip.addEventListener("pointercancel", drop);
  }

  private nearest(pixels: number): Height {
    const share = pixels / window.innerHeight;
    return share < 0.36 ? "peek" : share < 0.7 ? "half" : "full";
  }
}
