// The page as it was before its script ran, with the present view baked in: one file, under the same policy.

let kept: { readonly root: HTMLElement; readonly gallery: Element | null } | null = null;

/** To be called before the script changes anything. */
export function keepPage(root: HTMLElement): void {
  kept = {
    root: root.cloneNode(true) as HTMLElement,
    gallery: document.getElementById("gallery")?.cloneNode(true) as Element,
  };
}

/** The view that was baked into this page; "" for none. */
export function bakedView(): string {
  return kept?.root.dataset.view ?? "";
}

/** Whether the page holds all it needs; its scripts may stand beside it on a server (`build --shared`). */
export function isWhole(): boolean {
  return document.querySelector('script[src^="routemap-"]') === null;
}

/** The whole document as text. */
export function pageFile(view: string): string {
  const whole = document.documentElement.cloneNode(true) as HTMLElement;
  for (const name of ["class", "data-theme", "style"]) whole.removeAttribute(name);
  // What the starter unpacked; it will again.
  for (const one of whole.querySelectorAll("head > [data-unpacked]")) one.remove();
  if (!kept) return "";
  const root = kept.root.cloneNode(true) as HTMLElement;
  root.dataset.view = view;
  whole.querySelector(`#${CSS.escape(root.id)}`)?.replaceWith(root);
  const gallery = whole.querySelector("#gallery");
  if (kept.gallery && gallery) gallery.replaceWith(kept.gallery.cloneNode(true));
  else if (kept.gallery) root.after(kept.gallery.cloneNode(true));
  return `<!doctype html>\n${whole.outerHTML}\n`;
}
