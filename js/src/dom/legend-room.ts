// The frame around "How to read": a heading that folds it, folded from the start on small screens.

import type { Words } from "../words";
import { freshId, h } from "./dom";
import { icon } from "./icons";

const SMALL = "(max-width: 900px), (max-height: 560px)";
/** The corners of the map in the order in which they are liked, and how much less than the first. */
const CORNERS = [
  ["", 0],
  ["at-left", 0.6],
  ["at-top", 0.8],
  ["at-top at-left", 1],
] as const;
/** So much smaller, in steps of zoom, the map may be for the legend to stay open. */
const FOLDED_PRICE = 2.4;

/** A way for the legend to stand: in which corner, open or folded; in pixels of the screen. */
interface Stand {
  readonly box: DOMRect;
  readonly price: number;
  take(): void;
}

export class LegendRoom {
  readonly element: HTMLElement;
  /** What the map half fills. */
  readonly body: HTMLElement;
  private readonly toggle: HTMLButtonElement;
  private readonly small = matchMedia(SMALL);
  /** Of two sizes of content, that of the present window; told before the legend is measured. */
  arrange: () => void = () => undefined;
  /** The reader has folded or unfolded it, and it is not folded for them any more. */
  private isKept = false;
  isOpen = true;

  constructor(
    say: Words,
    private readonly opensUnfolded: boolean,
    /** The reader unfolded or folded it: the names of the map make way. */
    private readonly covered: () => void,
  ) {
    const id = freshId("legend");
    this.body = h("div", { class: "legend", id, role: "group", "aria-label": say.word("legend.head") });
    // A legend longer than its room scrolls, and the keyboard must be able to scroll it.
    new ResizeObserver(() => {
      if (this.body.scrollHeight > this.body.clientHeight + 1) this.body.tabIndex = 0;
      else this.body.removeAttribute("tabindex");
    }).observe(this.body);
    this.toggle = h(
      "button",
      { type: "button", class: "legend-toggle", "aria-controls": id },
      say.word("legend.head"),
      icon("down"),
    );
    this.toggle.addEventListener("click", () => this.choose(!this.isOpen));
    this.element = h(
      "section",
      { class: "legend-room", "aria-label": say.word("legend.head") },
      h("h2", { class: "legend-head" }, this.toggle),
      this.body,
    );
    const { small } = this;
    small.addEventListener("change", () => {
      this.isKept = false;
      this.stand("", !small.matches && opensUnfolded);
    });
    this.stand("", !small.matches && opensUnfolded);
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.isOpen || !small.matches) return;
      event.preventDefault();
      event.stopPropagation();
      this.choose(false);
      this.toggle.focus();
    });
  }

  /** All the ways in which it could stand in the present window. */
  tries(): Stand[] {
    const { isKept, isOpen, element } = this;
    const before = element.className;
    if (isKept || this.small.matches || !this.opensUnfolded) return [];
    const found = [true, false].flatMap((open) =>
      CORNERS.slice(0, open ? undefined : 1).map(([corner, price]) => {
        this.stand(corner, open);
        if (open) this.arrange();
        return {
          box: element.getBoundingClientRect(),
          price: price + (open ? 0 : FOLDED_PRICE),
          take: () => this.stand(corner, open),
        };
      }),
    );
    this.stand("", isOpen);
    element.className = before;
    return found;
  }

  private choose(open: boolean): void {
    this.isKept = true;
    this.stand(["at-left", "at-top"].filter((name) => this.element.classList.contains(name)).join(" "), open);
    if (open) this.arrange();
    this.covered();
  }

  private stand(corner: string, open: boolean): void {
    this.isOpen = open;
    this.body.hidden = !open;
    this.element.className = ["legend-room", corner, open ? "is-open" : ""].filter(Boolean).join(" ");
    this.toggle.setAttribute("aria-expanded", String(open));
  }
}
