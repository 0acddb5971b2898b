// A button that opens a small menu. The items are made when it opens and gone when it closes; arrow keys move,
// Escape closes and gives the focus back.
import { freshId, h } from "./dom";

export interface Item {
  readonly text: string;
  /** The accessible name where the text alone is not enough; it must contain the text. */
  readonly label?: string;
  readonly run: () => void;
  /** Of a choice that is kept: whether it is made. The menu stays open. */
  readonly chosen?: () => boolean;
  /** The choices of its block exclude each other. */
  readonly one?: boolean;
}

interface Block {
  readonly head: string;
  readonly items: readonly Item[];
}

export class Menu {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  private popup: HTMLElement | null = null;
  private readonly choices = new Map<HTMLElement, () => boolean>();
  private readonly outside = (event: Event): void => {
    if (!this.element.contains(event.target as Node)) this.close(false);
  };

  constructor(
    name: string,
    private readonly blocks: () => readonly Block[],
  ) {
    this.button = h(
      "button",
      { type: "button", class: "bar-button", "aria-haspopup": "menu", "aria-expanded": "false" },
      name,
    );
    this.button.addEventListener("click", () => (this.popup ? this.close(true) : this.open()));
    this.button.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      if (!this.popup) this.open();
    });
    this.element = h("div", { class: "menu-room" }, this.button);
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("focusout", (event) => {
      if (event.relatedTarget instanceof Node && !this.element.contains(event.relatedTarget)) this.close(false);
    });
  }

  private open(): void {
    const id = freshId("menu");
    this.popup = h("div", { class: "menu", id, role: "menu", "aria-label": this.button.textContent ?? "" });
    for (const block of this.blocks()) {
      const headId = freshId("menu-head");
      const group = h("div", { role: "group", "aria-labelledby": block.head ? headId : null, class: "menu-block" });
      if (block.head) group.append(h("p", { class: "small-head", id: headId, role: "presentation" }, block.head));
      for (const item of block.items) group.append(this.item(item));
      this.popup.append(group);
    }
    this.mark();
    this.element.append(this.popup);
    this.button.setAttribute("aria-expanded", "true");
    this.button.setAttribute("aria-controls", id);
    this.items()[0]?.focus();
    document.addEventListener("pointerdown", this.outside);
  }

  private item({ text, label, run, chosen, one }: Item): HTMLElement {
    const role = chosen ? (one ? "menuitemradio" : "menuitemcheckbox") : "menuitem";
    const item = h(
      "button",
      { type: "button", role, class: "menu-item", tabindex: -1, "aria-label": label ?? null },
      text,
    );
    if (chosen) this.choices.set(item, chosen);
    item.addEventListener("click", () => {
      if (!chosen) this.close(true);
      run();
      this.mark();
    });
    return item;
  }

  private mark(): void {
    for (const [item, chosen] of this.choices) item.setAttribute("aria-checked", String(chosen()));
  }

  private items(): HTMLElement[] {
    return this.popup ? [...this.popup.querySelectorAll<HTMLElement>("[role^=menuitem]")] : [];
  }

  private key(event: KeyboardEvent): void {
    if (!this.popup) return;
    const items = this.items();
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items[(to + items.length) % items.length]?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close(true);
    } else if (event.key === "Tab") this.close(false);
  }

  close(giveBack: boolean): void {
    if (!this.popup) return;
    const held = this.element.contains(document.activeElement);
    this.choices.clear();
    this.popup.remove();
    this.popup = null;
    this.button.setAttribute("aria-expanded", "false");
    this.button.removeAttribute("aria-controls");
    document.removeEventListener("pointerdown", this.outside);
    if (giveBack || held) this.button.focus();
  }
}
