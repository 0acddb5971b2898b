// A row of toggles for one filter, each with the number of routes it would leave under the other filters.

import { bdi, h } from "../../dom/dom";
import type { Words } from "../../words";

export interface Option<T> {
  readonly value: T;
  readonly name: string;
  readonly mark?: SVGElement;
}

export class Chips<T> {
  readonly element: HTMLElement;
  private readonly buttons: { option: Option<T>; button: HTMLButtonElement; count: HTMLElement }[];

  constructor(
    private readonly say: Words,
    label: string,
    options: readonly Option<T>[],
    toggle: (value: T) => void,
  ) {
    this.buttons = options.map((option) => {
      const count = h("span", { class: "n" });
      const button = h(
        "button",
        { type: "button", class: "chip", "aria-pressed": "false", title: option.name.length > 28 ? option.name : null },
        option.mark,
        h("span", { class: "chip-name" }, bdi(option.name)),
        " ",
        count,
      );
      button.addEventListener("click", () => toggle(option.value));
      return { option, button, count };
    });
    this.element = h(
      "div",
      { class: "chips", role: "group", "aria-label": label },
      ...this.buttons.map((one) => one.button),
    );
  }

  update(chosen: (value: T) => boolean, countOf: (value: T) => number): void {
    for (const { option, button, count } of this.buttons) {
      const n = countOf(option.value);
      const pressed = chosen(option.value);
      count.textContent = this.say.number(n);
      button.setAttribute("aria-pressed", String(pressed));
      button.classList.toggle("is-empty", n === 0 && !pressed);
    }
  }
}

export function toggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
