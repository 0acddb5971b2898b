// A button, and the key 0, that lead back to all of the map from wherever the reader has gone.
import { icon } from "../dom/icons";

/** Adds it to the map; what is typed into a field is no key of the map. */
export function addWholeMap(map: L.Map, name: string, show: () => void): void {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "routemap-whole";
  button.title = name;
  button.setAttribute("aria-label", name);
  button.setAttribute("aria-keyshortcuts", "0");
  button.append(icon("whole"));
  button.addEventListener("click", show);
  L.DomEvent.disableClickPropagation(button);
  const control = new L.Control({ position: "bottomleft" });
  control.onAdd = () => button;
  control.addTo(map);
  document.addEventListener("keydown", (event) => {
    const isTyped = event.target instanceof Element && event.target.closest("input, textarea, select") !== null;
    if (event.key !== "0" || isTyped || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    show();
  });
}
