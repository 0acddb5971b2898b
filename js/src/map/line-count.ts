// How many lines the map draws, where there are more than can be followed: the strongest of them, or all.
import type { Store } from "../model/store";
import type { Words } from "../words";

const STEPS = [100, 300, 1000, 3000];

/** Adds the choice to the map. */
export function addLineCount(map: L.Map, store: Store, say: Words): void {
  const { count } = store.model.strands;
  const select = document.createElement("select");
  select.className = "routemap-count";
  select.setAttribute("aria-label", say.word("map.lines_drawn"));
  const add = (value: number, text: string): void => {
    select.add(new Option(text, String(value)));
  };
  const show = (): void => {
    const { top } = store.state;
    const steps = STEPS.filter((step) => step < count);
    // An address may ask for any number.
    if (Number.isFinite(top) && top < count && !steps.includes(top)) steps.push(top);
    select.replaceChildren();
    for (const step of steps.sort((a, b) => a - b)) add(step, say.counted("map.strongest", step));
    add(Infinity, say.counted("map.all_lines", count));
    select.value = String(top < count ? top : Infinity);
  };
  select.addEventListener("change", () => store.set({ top: Number(select.value) }));
  store.listen((_, changed) => {
    if (changed.has("top")) show();
  });
  show();
  L.DomEvent.disableClickPropagation(select);
  const control = new L.Control({ position: "bottomleft" });
  control.onAdd = () => select;
  control.addTo(map);
}
