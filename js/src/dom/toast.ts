// One quiet line over the map that says what happened; with a field to copy from where copying is refused.

import type { Words } from "../words";
import { button, h } from "./dom";
import { icon } from "./icons";

const SHOWN_MS = 4000;

export class Toast {
  readonly element: HTMLElement;
  private readonly line: HTMLElement;
  private timer = 0;

  constructor(private readonly say: Words) {
    this.line = h("p", { role: "status" });
    // Always there, so that a screen reader hears the line when it comes; without the class it is not to be seen.
    this.element = h("div", { class: "toast" }, this.line);
  }

  tell(text: string): void {
    clearTimeout(this.timer);
    this.element.querySelectorAll("textarea, button").forEach((one) => one.remove());
    this.element.classList.add("is-on");
    this.line.textContent = text;
    this.timer = window.setTimeout(() => this.hide(), SHOWN_MS);
  }

  /** The text itself, selected, for the reader to copy by hand. */
  offer(text: string): void {
    this.tell(this.say.word("table.copy_failed"));
    clearTimeout(this.timer);
    const field = h("textarea", { readonly: true, rows: 3, "aria-label": this.say.word("table.copy_failed") });
    field.value = text;
    const close = button("", { class: "icon-button", "aria-label": this.say.word("page.close") }, () => this.hide());
    close.append(icon("close"));
    this.element.append(field, close);
    field.focus();
    field.select();
  }

  /** A line, and what can be done instead. */
  propose(text: string, action: string, run: () => void): void {
    this.tell(text);
    clearTimeout(this.timer);
    const act = button(action, { class: "plain" }, () => {
      this.hide();
      run();
    });
    const close = button("", { class: "icon-button", "aria-label": this.say.word("page.close") }, () => this.hide());
    close.append(icon("close"));
    this.element.append(act, close);
    act.focus();
  }

  hide(): void {
    this.element.classList.remove("is-on");
    this.line.textContent = "";
    this.element.querySelectorAll("textarea, button").forEach((one) => one.remove());
  }
}
