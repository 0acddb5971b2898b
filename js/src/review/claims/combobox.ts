// A field that suggests names for what is being typed: of several, divided by | or >, for the one at the caret.
import { freshId, h } from "../../dom/dom";

interface Suggesting {
  suggest(text: string): readonly string[];
  /** What divides several in one field; null where it holds one. */
  readonly divider: RegExp | null;
  readonly label: string;
}

export class Combobox {
  readonly input: HTMLInputElement;
  readonly element: HTMLElement;
  private readonly options: HTMLElement;
  private shown: readonly string[] = [];
  private active = -1;

  constructor(
    id: string,
    name: string,
    value: string,
    private readonly suggesting: Suggesting,
  ) {
    const listId = freshId("names");
    this.input = h("input", {
      type: "text",
      id,
      name,
      value,
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": listId,
      "aria-autocomplete": "list",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
    });
    this.options = h("ul", {
      id: listId,
      class: "suggestions",
      role: "listbox",
      "aria-label": suggesting.label,
      hidden: true,
    });
    this.element = h("div", { class: "combobox" }, this.input, this.options);
    this.input.addEventListener("input", () => this.open());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // A press on a name must not take the focus out of the field before the click arrives.
    this.options.addEventListener("pointerdown", (event) => event.preventDefault());
    this.options.addEventListener("click", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.choose(Number(option.dataset.index));
    });
  }

  /** Where the name at the caret begins and ends. */
  private get range(): [number, number] {
    const { value } = this.input;
    const caret = this.input.selectionEnd ?? value.length;
    const { divider } = this.suggesting;
    if (!divider) return [0, value.length];
    let start = caret;
    while (start > 0 && !divider.test(value[start - 1])) start -= 1;
    let end = caret;
    while (end < value.length && !divider.test(value[end])) end += 1;
    return [start, end];
  }

  private open(): void {
    const [start, end] = this.range;
    const typed = this.input.value.slice(start, end).trim();
    this.shown = this.suggesting.suggest(typed).filter((name) => name !== typed);
    this.active = -1;
    this.options.replaceChildren(
      ...this.shown.map((name, index) =>
        h(
          "li",
          { role: "option", id: `${this.options.id}-${index}`, "data-index": index, "aria-selected": "false" },
          name,
        ),
      ),
    );
    this.options.hidden = this.shown.length === 0;
    this.input.setAttribute("aria-expanded", String(this.shown.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  private close(): void {
    this.options.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** Puts a name in place of what is typed at the caret. */
  put(name: string): void {
    const [start, end] = this.range;
    const { value } = this.input;
    const before = value.slice(0, start);
    const gap = before !== "" && !/\s$/.test(before) ? " " : "";
    const rest = value.slice(end);
    this.input.value = `${before}${gap}${name}${rest === "" || /^\s/.test(rest) ? rest : ` ${rest}`}`;
    const caret = before.length + gap.length + name.length;
    this.input.setSelectionRange(caret, caret);
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private choose(index: number): void {
    const name = this.shown[index];
    if (name === undefined) return;
    this.put(name);
    this.close();
  }

  private move(to: number): void {
    const { children } = this.options;
    this.active = (to + children.length) % children.length;
    for (const [index, option] of [...children].entries())
      option.setAttribute("aria-selected", String(index === this.active));
    children[this.active].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", children[this.active].id);
  }

  private key(event: KeyboardEvent): void {
    const isOpen = !this.options.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) this.open();
      else this.move(event.key === "ArrowDown" ? this.active + 1 : this.active < 0 ? -1 : this.active - 1);
    } else if (event.key === "Enter" && isOpen && this.active >= 0) {
      event.preventDefault();
      event.stopPropagation();
      this.choose(this.active);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }
}
