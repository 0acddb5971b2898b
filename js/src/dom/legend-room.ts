// The frame around "How to read": a heading that folds it, folded from the start on small screens.

import type { Words } from "../words";
import { freshId, h } from "./dom";
import { icon } from "./icons";

const SMALL = "(max-width: 900px), (max-height: 560px)";

export class LegendRoom {
  readonly element: HTMLElement;
  /** What the map half fills. */
  readonly body: HTMLElement;
  private readonly toggle: HTMLButtonElement;
  isOpen = true;

  constructor(
    say: Words,
    opensUnfolded: boolean,
    /** The layout changed: the map must look at its size and padding again. */
    private readonly relaid: () => void,
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
    this.toggle.addEventListener("click", () => this.show(!this.isOpen));
    this.element = h(
      "section",
      { class: "legend-room", "aria-label": say.word("legend.head") },
      h("h2", { class: "legend-head" }, this.toggle),
      this.body,
    );
    const small = matchMedia(SMALL);
    small.addEventListener("change", () => this.show(!small.matches));
    this.show(!small.matches && opensUnfolded);
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.isOpen || !small.matches) return;
      event.preventDefault();
      event.stopPropagation();
      this.show(false);
      this.toggle.focus();
    });
  }

  private show(open: boolean): void {
    this.isOpen = open;
    this.body.hidden = !open;
    this.element.classList.toggle("is-open", open);
    this.toggle.setAttribute("aria-expanded", String(open));
    this.relaid();
  }
}
