// The list below a field (ARIA's combobox): one option is active while the focus stays in the field.
import { type Child, freshId, h } from "./dom";

/** What stands in one option, and a class of its own. */
export interface Option {
  readonly children: readonly Child[];
  readonly kind?: string;
}

/** What a field with such a list needs to say of itself. */
export const COMBOBOX = {
  role: "combobox",
  "aria-expanded": "false",
  "aria-autocomplete": "list",
  autocomplete: "off",
  autocapitalize: "off",
  spellcheck: "false",
} as const;

export class Listbox {
  readonly element: HTMLElement;
  private at = -1;

  constructor(
    private readonly input: HTMLInputElement,
    label: string,
    choose: (index: number) => void,
  ) {
    this.element = h("ul", {
      id: freshId("suggestions"),
      class: "suggestions",
      role: "listbox",
      "aria-label": label,
      hidden: true,
    });
    input.setAttribute("aria-controls", this.element.id);
    input.addEventListener("blur", () => this.close());
    // A press on an option must not take the focus out of the field before the click arrives.
    this.element.addEventListener("pointerdown", (event) => event.preventDefault());
    this.element.addEventListener("click", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) choose([...this.element.children].indexOf(option));
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Position of the active option; -1 for none. */
  get active(): number {
    return this.at;
  }

  /** Opens the list with these options, none of them active; without any it is closed. */
  show(options: readonly Option[]): void {
    this.at = -1;
    this.element.replaceChildren(
      ...options.map(({ children, kind }, index) =>
        h(
          "li",
          {
            role: "option",
            id: `${this.element.id}-${index}`,
            "aria-selected": "false",
            ...(kind === undefined ? {} : { class: kind }),
          },
          ...children,
        ),
      ),
    );
    this.element.hidden = options.length === 0;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  close(): void {
    this.at = -1;
    this.element.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** Makes the next option active, or the one before; past an end it goes on at the other. */
  step(by: 1 | -1): void {
    const options = [...this.element.children] as HTMLElement[];
    if (options.length === 0) return;
    const from = this.at < 0 && by < 0 ? 0 : this.at;
    this.at = (from + by + options.length) % options.length;
    for (const [index, option] of options.entries()) option.setAttribute("aria-selected", String(index === this.at));
    const option = options[this.at];
    this.input.setAttribute("aria-activedescendant", option.id);
    // Not scrollIntoView: it would move the page as well.
    this.element.scrollTop = Math.max(0, option.offsetTop - this.element.clientHeight / 2);
  }
}
