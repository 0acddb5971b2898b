// Inside a report: no panel, a card as sheet, the page scrolls under one finger, and the host learns the height.

import { h } from "../dom/dom";
import type { Context } from "./context";

const SHARE = 0.62;
const LOWEST = 380;
const HIGHEST = 760;
const WAIT_FRAMES = 600;
const HINT_MS = 1500;

function height(): number {
  return Math.round(Math.min(HIGHEST, Math.max(LOWEST, window.innerWidth * SHARE + 96)));
}

/** The host is whoever framed the page; only a number leaves it. */
function tellHeight(): void {
  if (window.parent === window) return;
  try {
    window.parent.postMessage({ type: "routemap:height", height: height() }, "*");
  } catch {
    /* a host that cannot be told keeps its own height */
  }
}

export class Embed {
  readonly hint = h("p", { class: "touch-hint", "aria-hidden": "true", hidden: true });
  private width = 0;
  private timer = 0;

  constructor(
    private readonly context: Context,
    private readonly root: HTMLElement,
    private readonly map: HTMLElement,
  ) {
    this.hint.textContent = context.say.word("page.two_fingers");
    context.store.listen((_, changed) => {
      if (changed.has("embed")) this.apply();
    });
    addEventListener("resize", () => {
      if (!context.store.state.embed || window.innerWidth === this.width) return;
      this.width = window.innerWidth;
      tellHeight();
    });
    this.map.addEventListener(
      "touchmove",
      (event) => {
        if (context.store.state.embed && event.touches.length === 1) this.showHint();
      },
      { passive: true },
    );
    this.apply();
  }

  private apply(): void {
    const { embed } = this.context.store.state;
    this.root.classList.toggle("is-embed", embed);
    document.documentElement.classList.toggle("is-embed", embed);
    if (embed) {
      this.width = window.innerWidth;
      tellHeight();
    }
    this.gestures(embed, 0);
    this.context.relaid();
  }

  /** One finger and the wheel belong to the page around; two fingers, and the wheel with Ctrl, to the map. */
  private gestures(embed: boolean, frame: number): void {
    const map = this.context.handle()?.leaflet;
    if (!map) {
      if (embed && frame < WAIT_FRAMES)
        requestAnimationFrame(() => this.gestures(this.context.store.state.embed, frame + 1));
      return;
    }
    const touch = matchMedia("(pointer: coarse)").matches;
    if (embed) {
      map.scrollWheelZoom.disable();
      if (touch) map.dragging.disable();
    } else {
      map.scrollWheelZoom.enable();
      map.dragging.enable();
    }
  }

  private showHint(): void {
    clearTimeout(this.timer);
    this.hint.hidden = false;
    this.timer = window.setTimeout(() => {
      this.hint.hidden = true;
    }, HINT_MS);
  }
}
