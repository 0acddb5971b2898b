// "How to read": only the marks that this map uses, drawn by the code that draws the map.
import { LOOK } from "../../model/look";
import { CONFIDENCE, type Model } from "../../model/model";
import type { Words } from "../../words";
import { ROLE } from "../marks/roles";
import { circularArrow } from "../marks/symbols";
import { groupColour, readTheme, type Theme, watchTheme } from "../view/theme";
import { legendFacts } from "./facts";
import { badgeGlyph, drawing, drawStroke, type Item, placeGlyph, type Section, type Stroke } from "./glyphs";
import { legendWidths } from "./widths";

const LINE = 34;
const MOST_COLOURS = 10;

function line(theme: Theme, stroke: Partial<Stroke>): SVGElement {
  const { svg, pen } = drawing(LINE, 14);
  drawStroke(pen, { colour: theme.ink, width: 2.6, dash: [], open: false, end: "arrow", ...stroke }, 0, LINE, 7, theme);
  return svg;
}

function colours(model: Model, theme: Theme, say: Words): Item[] {
  if (model.groups.length < 2) return [];
  const named = model.page.kind === "overview" ? (name: string) => say.market(name) : (name: string) => name;
  const { groups: drawn } = legendFacts(model);
  const groups = model.groups.map((_, index) => index).filter((index) => drawn.has(index));
  const items = groups.slice(0, MOST_COLOURS).map((group) => ({
    glyph: line(theme, { colour: groupColour(model.groups, group, theme), end: "none", width: 3.4 }),
    text: named(model.groups[group].name),
  }));
  const rest = groups.length - MOST_COLOURS;
  if (rest > 0) items.push({ glyph: drawing(LINE, 14).svg, text: say.counted("legend.more", rest) });
  return items;
}

/** The colour in which line marks are shown: the map's own where it has just one. */
function inkOf(model: Model, theme: Theme): string {
  return model.groups.length === 1 ? groupColour(model.groups, 0, theme) : theme.soft;
}

function dashes(model: Model, theme: Theme, say: Words): Item[] {
  const { confidences, has } = legendFacts(model);
  return [3, 2, 1, 0]
    .filter((level) => confidences.has(level))
    .map((level) => ({
      glyph: line(theme, {
        colour: inkOf(model, theme),
        dash: LOOK.dash[level],
        open: level === 0,
        end: has.arrows ? "arrow" : "none",
      }),
      text: say.word(`support.${CONFIDENCE[level]}`),
    }));
}

function hatchGlyph(theme: Theme): SVGElement {
  const { svg, pen } = drawing(LINE, 14);
  pen.beginPath();
  pen.rect(5, 1.5, LINE - 10, 11);
  pen.fillStyle = theme.concerned;
  pen.fill();
  pen.strokeStyle = theme.region;
  pen.lineWidth = 0.8;
  pen.globalAlpha = 0.6;
  pen.beginPath();
  for (let x = 6; x < LINE - 5; x += 5) {
    pen.moveTo(Math.max(5, x - 6), x - 6 < 5 ? 12.5 - (5 - (x - 6)) : 12.5);
    pen.lineTo(Math.min(LINE - 5, x + 5), x + 5 > LINE - 5 ? 1.5 + (x + 5 - LINE + 5) : 1.5);
  }
  pen.stroke();
  pen.globalAlpha = 1;
  pen.beginPath();
  pen.rect(5, 1.5, LINE - 10, 11);
  pen.lineWidth = 0.9;
  pen.stroke();
  return svg;
}

function places(model: Model, theme: Theme, say: Words): Item[] {
  const { places: marks } = legendFacts(model);
  const roles = [...marks.named]
    .filter((place) => !model.places[place].isRegion)
    .map((place) => marks.roles[place] & 7);
  const some = (bits: number): boolean => roles.some((role) => (role & bits) !== 0);
  const items: Item[] = [];
  if (some(ROLE.origin)) items.push({ glyph: placeGlyph(ROLE.origin, false, theme), text: say.word("term.origin") });
  if (some(ROLE.transit)) items.push({ glyph: placeGlyph(ROLE.transit, false, theme), text: say.word("term.transit") });
  if (some(ROLE.destination))
    items.push({ glyph: placeGlyph(ROLE.destination, false, theme), text: say.word("term.destination") });
  const mixed = roles.find((role) => (role & (role - 1)) !== 0);
  if (mixed) items.push({ glyph: placeGlyph(mixed, false, theme), text: say.word("mark.combined") });
  if ([...marks.named].some((place) => model.places[place].isRegion))
    items.push({ glyph: hatchGlyph(theme), text: say.word("mark.region") });
  if (marks.badge.some((count) => count > 0))
    items.push({ glyph: badgeGlyph(Math.max(...marks.badge), theme), text: say.word("mark.named") });
  return items;
}

function domesticGlyph(colour: string, theme: Theme): SVGElement {
  const { svg, pen } = drawing(LINE, 18);
  circularArrow(pen, LINE / 2, 9, 5.5, colour, theme.panel);
  return svg;
}

function specials(model: Model, theme: Theme, say: Words): Item[] {
  const { has } = legendFacts(model);
  const colour = inkOf(model, theme);
  const items: Item[] = [];
  if (has.origin)
    items.push({ glyph: line(theme, { colour, end: "from nowhere" }), text: say.word("mark.open_origin") });
  if (has.destination)
    items.push({ glyph: line(theme, { colour, end: "to nowhere" }), text: say.word("mark.open_destination") });
  if (has.undirected) items.push({ glyph: line(theme, { colour, end: "ticks" }), text: say.word("mark.undirected") });
  if (has.domestic) items.push({ glyph: domesticGlyph(colour, theme), text: say.word("mark.domestic") });
  return items;
}

/** `thin` is how much thinner than stated the map draws its lines at this zoom. */
export function legendSections(model: Model, theme: Theme, say: Words, thin = 1): Section[] {
  return [
    { head: say.word("legend.colour"), items: colours(model, theme, say), first: true },
    ...legendWidths(model, theme, say, inkOf(model, theme), thin),
    { head: say.head("term.support"), items: dashes(model, theme, say), first: true },
    { head: say.word("legend.lines"), items: specials(model, theme, say) },
    { head: say.head("term.places"), items: places(model, theme, say) },
  ].filter((section) => section.items.length > 0);
}

function element(name: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function listOf(section: Section): HTMLElement {
  const group = element("section", section.first ? "routemap-key is-first" : "routemap-key");
  const list = element("ul", "routemap-key-items");
  for (const { glyph, text } of section.items) {
    const entry = element("li", "routemap-key-item");
    const box = element("span", "routemap-key-mark");
    box.append(glyph);
    entry.append(box, element("span", "routemap-key-text", text));
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
  private thin = 1;
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

  /** The map's lines changed their width. */
  thinTo(factor: number): void {
    if (factor === this.thin) return;
    this.thin = factor;
    this.fill();
  }

  /** What stands in it now, without what is folded away. */
  get sections(): readonly Section[] {
    const { target } = this;
    if (target.hidden) return [];
    return target.classList.contains("is-short") ? this.whole.filter((section) => section.first) : this.whole;
  }

  private fill(): void {
    const { target, model, say } = this;
    this.whole = legendSections(model, readTheme(target), say, this.thin);
    target.replaceChildren(...this.whole.map(listOf), this.more);
    this.arrange();
  }

  private arrange(): void {
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
