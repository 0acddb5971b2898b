// "How to read": only the marks that this map uses, drawn by the code that draws the map.
import type { Model } from "../../model/model";
import type { Words } from "../../words";
import { readTheme, type Theme, watchTheme } from "../view/theme";
import { legendSections, type Section } from "./entries";
import type { LegendFacts } from "./facts";
import { glyphOf } from "./glyphs";

function element(name: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function listOf(section: Section, model: Model, facts: LegendFacts, theme: Theme): HTMLElement {
  const group = element("section", section.first ? "routemap-key is-first" : "routemap-key");
  const list = element("ul", "routemap-key-items");
  for (const one of section.entries) {
    const entry = element("li", "routemap-key-item");
    const box = element("span", "routemap-key-mark");
    box.append(glyphOf(one, model, facts, theme));
    entry.append(box, element("span", "routemap-key-text", one.text));
    list.append(entry);
  }
  group.append(element("h3", "routemap-key-head", section.head), list);
  return group;
}

/** Of the height of the map: a taller legend takes two columns where there is room for them. */
const TALL = 0.45;
const ROOM_FOR_TWO = 860;
/** Of the map: a legend that would cover more opens with what matters first, the rest at a press. */
const LARGE = 0.15;
/** A stage narrower than this is a phone's, where the legend is a sheet. */
const PHONE = 560;

export class Legend {
  private facts: LegendFacts | null = null;
  private isWhole = false;
  private whole: readonly Section[] = [];
  private readonly more = document.createElement("button");
  private readonly undo: () => void;

  /** `changed` is told when the reader unfolds the legend or folds it. */
  constructor(
    private readonly target: HTMLElement,
    private readonly model: Model,
    private readonly say: Words,
    changed?: () => void,
  ) {
    this.more.type = "button";
    this.more.className = "routemap-key-more";
    this.more.addEventListener("click", () => {
      this.isWhole = !this.isWhole;
      this.arrange();
      changed?.();
    });
    const arrange = new ResizeObserver(() => this.arrange());
    arrange.observe(target);
    const forget = watchTheme(() => this.fill());
    this.undo = () => {
      arrange.disconnect();
      forget();
    };
    this.fill();
  }

  /** The map draws other marks, or the same in other widths. */
  explain(facts: LegendFacts): void {
    this.facts = facts;
    const sections = legendSections(this.model, facts, this.say);
    // Panning and zooming change nothing most of the time, and what is under the reader's eye must not flicker.
    if (JSON.stringify(sections) !== JSON.stringify(this.whole)) this.fill();
  }

  /** What stands in it now, without what is folded away. */
  get sections(): readonly Section[] {
    const { target } = this;
    if (target.hidden) return [];
    return target.classList.contains("is-short") ? this.whole.filter((section) => section.first) : this.whole;
  }

  private fill(): void {
    const { target, model, say, facts } = this;
    if (!facts) return;
    const theme = readTheme(target);
    this.whole = legendSections(model, facts, say);
    target.replaceChildren(...this.whole.map((section) => listOf(section, model, facts, theme)), this.more);
    this.arrange();
  }

  /** Takes the size that suits the present window. */
  arrange(): void {
    const { target, more, isWhole } = this;
    const stage = target.closest(".stage");
    const room = target.closest(".legend-room");
    more.hidden = true;
    if (!stage || !room || target.hidden) return;
    target.classList.remove("is-wide", "is-short");
    const tall = target.scrollHeight > stage.clientHeight * TALL && stage.clientWidth >= ROOM_FOR_TWO;
    target.classList.toggle("is-wide", tall);
    const { width, height } = room.getBoundingClientRect();
    const isLarge =
      stage.clientWidth >= PHONE &&
      width * height > LARGE * stage.clientWidth * stage.clientHeight &&
      target.querySelector(".routemap-key.is-first") !== null;
    if (!isLarge) return;
    more.hidden = false;
    more.textContent = isWhole ? this.say.word("legend.fewer") : this.say.word("legend.all");
    more.setAttribute("aria-expanded", String(isWhole));
    if (isWhole) return;
    target.classList.remove("is-wide");
    target.classList.add("is-short");
  }

  remove(): void {
    this.undo();
  }
}
