// A file made in the page, given to the reader as a download.
import { h } from "./dom";

const KEEP_MS = 60_000;

export function save(blob: Blob, name: string): void {
  const link = h("a", { hidden: true });
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS);
}
