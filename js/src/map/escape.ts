// Escape on the map: one step back.
import { NO_HOVER, type Store } from "../model/store";

/** False when nothing was chosen. */
function clear(store: Store): boolean {
  const { route, strand, places } = store.state;
  if (route >= 0 || strand >= 0) store.set({ route: -1, strand: -1, hover: NO_HOVER });
  else if (places.length > 0) store.set({ places: [], hover: NO_HOVER });
  else return false;
  return true;
}

/** Returns what ends it. */
export function watchEscape(container: HTMLElement, store: Store): () => void {
  const leave = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !event.defaultPrevented && clear(store)) event.preventDefault();
  };
  container.addEventListener("keydown", leave);
  return () => container.removeEventListener("keydown", leave);
}
