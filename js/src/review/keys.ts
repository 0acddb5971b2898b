// Single keys for what is done a thousand times. They never fire inside a field, and can be switched off.
import type { Actions } from "./model/context";
import { REASONS } from "./model/row";

const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable]";
/** Where Enter is not the element's own. */
const PLAIN = ".claim.is-open > .claim-head, .text-scroll, .claim-scroll";

export interface Keys {
  isOn: boolean;
}

export function listenToKeys(actions: Actions, more: { help(): void; save(): void }): Keys {
  const keys: Keys = { isOn: true };
  const byKey: Readonly<Record<string, () => void>> = {
    j: () => actions.next(),
    k: () => actions.previous(),
    x: () => actions.reject(),
    e: () => actions.edit(),
    s: () => actions.swap(),
    t: () => actions.turn(),
    a: () => actions.add(),
    u: () => actions.undo(),
    U: () => actions.redo(),
    n: () => actions.nextUndecided(),
    "?": () => more.help(),
  };
  document.addEventListener("keydown", (event) => {
    const target = event.target as Element;
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      more.save();
      return;
    }
    if (!keys.isOn || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest(FIELDS) || document.querySelector("dialog[open], .menu")) return;
    const digit = /^[1-9]$/.test(event.key) ? REASONS[Number(event.key) - 1] : undefined;
    const run = Object.hasOwn(byKey, event.key) ? byKey[event.key] : digit ? () => actions.because(digit) : undefined;
    if (run) {
      event.preventDefault();
      run();
    } else if (
      event.key === "Enter" &&
      (target === document.body || target.matches(PLAIN)) &&
      !target.closest(".is-silent")
    ) {
      event.preventDefault();
      actions.accept();
    }
  });
  return keys;
}
