// A field that suggests names for what is being typed: of several, divided by | or >, for the one at the caret.
import { h } from "../../dom/dom";
import { COMBOBOX, Listbox } from "../../dom/listbox";

interface Suggesting {
  suggest(text: string): readonly string[];
  /** What divides several in one field; null where it holds one. */
  readonly divider: RegExp | null;
  readonly label: string;
}

export class Combobox {
  readonly input: HTMLInputElement;
  readonly element: HTMLElement;
  private readonly list: Listbox;
  private shown: readonly string[] = [];

  constructor(
    id: string,
    name: string,
    value: string,
    private readonly suggesting: Suggesting,
  ) {
    this.input = h("input", { type: "text", id, name, value, ...COMBOBOX });
    this.list = new Listbox(this.input, suggesting.label, (index) => this.choose(index));
    this.element = h("div", { class: "combobox" }, this.input, this.list.element);
    this.input.addEventListener("input", () => this.open());
    this.input.addEventListener("keydown", (event) => this.key(event));
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
    this.list.show(this.shown.map((name) => ({ children: [name] })));
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
    this.list.close();
  }

  private key(event: KeyboardEvent): void {
    const { list } = this;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.isOpen) list.step(event.key === "ArrowDown" ? 1 : -1);
      else this.open();
    } else if (event.key === "Enter" && list.isOpen && list.active >= 0) {
      event.preventDefault();
      event.stopPropagation();
      this.choose(list.active);
    } else if (event.key === "Escape" && list.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      list.close();
    }
  }
}
