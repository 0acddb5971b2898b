// Copying where it is allowed: a sandboxed frame or a file may refuse the clipboard, and the old way may still work.
import { h } from "./dom";

async function viaApi(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function viaSelection(text: string): boolean {
  const field = h("textarea", { class: "vh", "aria-hidden": "true", tabindex: -1 });
  field.value = text;
  const before = document.activeElement;
  document.body.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}

export async function copyText(text: string): Promise<boolean> {
  return (await viaApi(text)) || viaSelection(text);
}
