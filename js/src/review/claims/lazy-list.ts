// A long list of which only what comes near the window is made; its items may have any height.
import { h } from "../../dom/dom";

const CHUNK = 25;
/** Of a closed item, px: what is set aside for one that has not been made. */
const HEIGHT = 62;
const NEAR = "1200px";

export class LazyList {
  readonly element: HTMLElement;
  private readonly items = new Map<string, HTMLElement>();
  private readonly chunkOf = new Map<string, HTMLElement>();
  private readonly idsOf = new Map<Element, readonly string[]>();
  private readonly watch: IntersectionObserver;
  private ids: readonly string[] = [];

  /** `make` gives the item of an id when it is first needed. */
  constructor(
    scroller: HTMLElement,
    private readonly make: (id: string) => HTMLElement,
  ) {
    this.element = h("div", { class: "claims", role: "list" });
    this.watch = new IntersectionObserver(
      (seen) => {
        for (const { isIntersecting, target } of seen) if (isIntersecting) this.fill(target);
      },
      { root: scroller, rootMargin: NEAR },
    );
  }

  /** The items with these ids, in this order. */
  show(ids: readonly string[]): void {
    if (ids.length === this.ids.length && ids.every((id, at) => id === this.ids[at])) return;
    this.ids = ids;
    this.watch.disconnect();
    this.chunkOf.clear();
    this.idsOf.clear();
    const chunks: HTMLElement[] = [];
    for (let at = 0; at < ids.length; at += CHUNK) {
      const some = ids.slice(at, at + CHUNK);
      const chunk = h("div", { class: "chunk", role: "none" });
      chunk.style.setProperty("min-height", `${some.length * HEIGHT}px`);
      this.idsOf.set(chunk, some);
      for (const id of some) this.chunkOf.set(id, chunk);
      chunks.push(chunk);
    }
    this.element.replaceChildren(...chunks);
    for (const chunk of chunks) this.watch.observe(chunk);
    if (chunks[0]) this.fill(chunks[0]);
  }

  private fill(target: Element): void {
    this.watch.unobserve(target);
    const ids = this.idsOf.get(target);
    if (!ids || target.childElementCount > 0) return;
    (target as HTMLElement).style.removeProperty("min-height");
    target.append(...ids.map((id) => this.item(id)));
  }

  private item(id: string): HTMLElement {
    const known = this.items.get(id);
    if (known) return known;
    const made = this.make(id);
    this.items.set(id, made);
    return made;
  }

  /** The item if it has been made: one that has not is made as things are then. */
  made(id: string): HTMLElement | undefined {
    return this.items.get(id);
  }

  /** The item, made and in its place; undefined where it is not in the list. */
  reach(id: string): HTMLElement | undefined {
    const chunk = this.chunkOf.get(id);
    if (!chunk) return undefined;
    this.fill(chunk);
    return this.items.get(id);
  }

  forget(id: string): void {
    this.items.delete(id);
  }
}
