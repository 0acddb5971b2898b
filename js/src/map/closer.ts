// The way between a closer view of a crowd and the whole map: a locator that shows where the closer view lies, a button
// that leads back to it, and notes at the edge for the places that lie outside.
import { svg } from "../dom/dom";
import type { Words } from "../words";
import type { Basemap } from "./ground/basemap";
import type { Leaving } from "./leaving";
import type { Extent } from "./view/extent";
import type { Rect, View } from "./view/stage";
import type { Theme } from "./view/theme";

export interface CloserFacts {
  /** There is a closer view of a part of the map. */
  readonly exists: boolean;
  /** All that is shown lies in the window. */
  readonly isWhole: boolean;
  /** World pixels: of all that is shown, and of the window. */
  readonly whole: Extent;
  readonly window: Extent;
  readonly leaving: readonly Leaving[];
  readonly basemap: Basemap | null;
  readonly theme: Theme;
}

/** On a locator no country is more than another. */
const PLAIN = { subject: "", concerned: new Set<string>(), hatched: new Set<string>() };
const WIDTH = 104;
const HEIGHT = 62;
const RATIO = 2;
/** Around what is shown, as a share of the locator. */
const AROUND = 0.88;
const SMALLEST = 6;
/** Points of an arrow to the right, from the middle of its 16 px. */
const ARROW = [
  [-6, 0],
  [5, 0],
  [1, -4],
  [5, 0],
  [1, 4],
] as const;

function arrowAt(angle: number): string {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const turned = (x: number, y: number): string =>
    `${(8 + x * cos - y * sin).toFixed(1)} ${(8 + x * sin + y * cos).toFixed(1)}`;
  return ARROW.map(([x, y], at) => `${at === 1 || at === 3 || at === 4 ? "L" : "M"}${turned(x, y)}`).join("");
}

export class Closer {
  private readonly notes = document.createElement("div");
  private readonly button = document.createElement("button");
  private readonly canvas = document.createElement("canvas");
  private readonly text = document.createElement("span");
  private isWhole = false;

  constructor(
    map: L.Map,
    private readonly say: Words,
    private readonly change: (isWhole: boolean) => void,
  ) {
    this.notes.className = "routemap-leaving";
    map.getContainer().append(this.notes);
    // A map on the move has other edges.
    map.on("movestart", () => this.notes.replaceChildren());
    this.button.type = "button";
    this.button.className = "routemap-locator";
    this.button.hidden = true;
    [this.canvas.width, this.canvas.height] = [WIDTH * RATIO, HEIGHT * RATIO];
    this.text.textContent = say.word("map.closer");
    this.button.append(this.canvas, this.text);
    this.button.addEventListener("click", () => this.change(!this.isWhole));
    L.DomEvent.disableClickPropagation(this.button);
    L.DomEvent.disableClickPropagation(this.notes);
    const control = new L.Control({ position: "bottomleft" });
    control.onAdd = () => this.button;
    control.addTo(map);
  }

  show(facts: CloserFacts): void {
    this.isWhole = facts.isWhole;
    this.button.hidden = !facts.exists;
    this.canvas.hidden = facts.isWhole;
    this.text.hidden = !facts.isWhole;
    const name = this.say.word(facts.isWhole ? "map.closer" : "map.whole");
    this.button.title = name;
    this.button.setAttribute("aria-label", name);
    this.notes.replaceChildren(...facts.leaving.map((one) => this.note(one)));
    if (facts.exists && !facts.isWhole) this.paint(facts);
  }

  private note({ text, box, angle }: Leaving): HTMLElement {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "routemap-leave";
    const words = document.createElement("span");
    words.textContent = text;
    const arrow = svg(
      "svg",
      { viewBox: "0 0 16 16", width: "1em", height: "1em", "aria-hidden": "true", focusable: "false" },
      svg("path", { d: arrowAt(angle) }),
    );
    made.append(words, arrow);
    made.style.left = `${box.left}px`;
    made.style.top = `${box.top}px`;
    made.style.width = `${box.right - box.left}px`;
    made.addEventListener("click", () => this.change(true));
    return made;
  }

  private paint({ whole, window, basemap, theme }: CloserFacts): void {
    const pen = this.canvas.getContext("2d");
    if (!pen) return;
    const [west, north, east, south] = whole;
    const scale = AROUND * Math.min(WIDTH / Math.max(1, east - west), HEIGHT / Math.max(1, south - north));
    const dx = WIDTH / 2 - ((west + east) / 2) * scale;
    const dy = HEIGHT / 2 - ((north + south) / 2) * scale;
    const shown: Rect = { left: 0, top: 0, right: WIDTH, bottom: HEIGHT };
    const view: View = { size: 1, scale, dx, dy, width: WIDTH, height: HEIGHT, shown };
    pen.setTransform(RATIO, 0, 0, RATIO, 0, 0);
    pen.clearRect(0, 0, WIDTH, HEIGHT);
    basemap?.paint(pen, view, PLAIN, { ...theme, land: theme.border });
    const [left, top, right, bottom] = window;
    const [width, height] = [Math.max(SMALLEST, (right - left) * scale), Math.max(SMALLEST, (bottom - top) * scale)];
    const [x, y] = [((left + right) / 2) * scale + dx - width / 2, ((top + bottom) / 2) * scale + dy - height / 2];
    for (const [colour, line] of [
      [theme.panel, 3.5],
      [theme.ink, 1.5],
    ] as const) {
      pen.strokeStyle = colour;
      pen.lineWidth = line;
      pen.strokeRect(x, y, width, height);
    }
  }
}
