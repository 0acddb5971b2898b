// The present view as a picture that stands by itself: title, map, legend, source and caveat, all as vectors.
import { LOOK } from "../model/look";
import type { Shape } from "../model/map-handle";
import type { Model } from "../model/model";
import type { State } from "../model/store";
import { isolated, joins, runsFromRight, type Words } from "../words";
import { legendSections, type Section } from "./legend/entries";
import type { LegendFacts } from "./legend/facts";
import { glyphOf } from "./legend/glyphs";
import type { Rect } from "./view/stage";
import { plainText, SvgPen, svgElement } from "./view/svg-pen";
import type { Theme } from "./view/theme";

/** What a picture says beside its map. */
export interface Caption {
  readonly model: Model;
  readonly say: Words;
  readonly theme: Theme;
  /** What the picture leaves out: filtered routes, weak lines; "" where it shows all. */
  readonly partial: string;
  readonly sources: string;
}

export interface MapPart {
  readonly shown: Rect;
  /** Pixels of the picture that one of the map takes. */
  readonly size: number;
  /** What the legend explains. */
  readonly facts: LegendFacts;
  /** Draws the map into the element, in canvas pixels. */
  draw(target: SVGElement): void;
}

const EDGE = 20;
const COLUMN = 212;
const ROW = 20;
/** Width of each sheet, px, its width over its height (null: as high as it must be), and whether the legend stands beside. */
const SHAPES = {
  "16:9": { width: 1280, ratio: 16 / 9, beside: true },
  "4:3": { width: 1080, ratio: 4 / 3, beside: true },
  "1:1": { width: 900, ratio: 1, beside: false },
  column: { width: 480, ratio: null, beside: false },
} as const;

const LEADING = 15;

interface Sheet {
  readonly svg: SVGElement;
  readonly pen: SvgPen;
  readonly width: number;
  readonly theme: Theme;
}

function wrapped(pen: SvgPen, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && pen.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line ? [...lines, line] : lines;
}

/** Writes a paragraph and returns where the next one starts. */
function write(sheet: Sheet, text: string, y: number, font: string, colour: string, leading: number): number {
  if (!text) return y;
  const { pen, width } = sheet;
  pen.font = font;
  pen.fillStyle = colour;
  pen.textBaseline = "alphabetic";
  pen.textAlign = runsFromRight() ? "right" : "left";
  let at = y;
  for (const line of wrapped(pen, text, width - 2 * EDGE)) {
    at += leading;
    pen.fillText(line, runsFromRight() ? width - EDGE : EDGE, at - leading * 0.28);
  }
  return at;
}

function heading(sheet: Sheet, { model, partial }: Caption): number {
  const { theme, pen } = sheet;
  pen.letterSpacing = joins(model.page.context) ? "0px" : "0.8px";
  let y = write(sheet, model.page.context.toLocaleUpperCase(), 14, `600 11px ${theme.font}`, theme.soft, 16);
  pen.letterSpacing = "0px";
  y = write(sheet, model.page.title, y, `700 22px ${theme.font}`, theme.ink, 29);
  y = write(sheet, model.page.summary, y, `13px ${theme.font}`, theme.soft, 19);
  return write(sheet, partial, y, `600 13px ${theme.font}`, theme.ink, 21) + 12;
}

function drawSection(
  sheet: Sheet,
  { model }: Caption,
  facts: LegendFacts,
  section: Section,
  x: number,
  y: number,
): number {
  const { pen, svg, theme } = sheet;
  pen.font = `600 11px ${theme.font}`;
  pen.fillStyle = theme.soft;
  pen.textBaseline = "middle";
  const fromRight = runsFromRight();
  const along = (inset: number): number => (fromRight ? x + COLUMN - EDGE - inset : x + inset);
  pen.textAlign = fromRight ? "right" : "left";
  pen.fillText(section.head, along(0), y + 9);
  let at = y + ROW;
  for (const entry of section.entries) {
    const glyph = glyphOf(entry, model, facts, theme);
    const [width, height] = [Number(glyph.getAttribute("width")), Number(glyph.getAttribute("height"))];
    const middle = along(LOOK.legend.line_px / 2);
    glyph.setAttribute("x", String(middle - width / 2));
    glyph.setAttribute("y", String(at + (ROW - height) / 2));
    svg.append(glyph);
    pen.font = `12px ${theme.font}`;
    pen.fillStyle = theme.ink;
    const lines = wrapped(pen, entry.text, COLUMN - 56);
    lines.forEach((line, turn) => pen.fillText(line, along(44), at + ROW / 2 + turn * LEADING));
    at += ROW + (lines.length - 1) * LEADING;
  }
  return at + 8;
}

/** Sections stay whole; each goes under the shortest column. Returns where they end. */
function legend(sheet: Sheet, caption: Caption, facts: LegendFacts, left: number, top: number, width: number): number {
  const columns = Math.max(1, Math.floor(width / COLUMN));
  const ends = new Array<number>(columns).fill(top + 14);
  for (const section of legendSections(caption.model, facts, caption.say)) {
    const shortest = ends.indexOf(Math.min(...ends));
    const column = runsFromRight() ? columns - 1 - shortest : shortest;
    ends[shortest] = drawSection(sheet, caption, facts, section, left + column * COLUMN, ends[shortest]);
  }
  return Math.max(...ends);
}

function foot(sheet: Sheet, { model, sources }: Caption, top: number): number {
  const { theme } = sheet;
  const { caveat, borders } = model.page;
  const y = write(sheet, [caveat, borders].filter(Boolean).join(" "), top, `11.5px ${theme.font}`, theme.soft, 16);
  return write(sheet, sources, y, `11.5px ${theme.font}`, theme.soft, 16) + 14;
}

function drawMap(sheet: Sheet, { shown, size, draw }: MapPart, x: number, y: number): void {
  const [across, down] = [shown.right - shown.left, shown.bottom - shown.top];
  const viewBox = `${shown.left} ${shown.top} ${across} ${down}`;
  const map = svgElement("svg", { x, y, width: across * size, height: down * size, viewBox, overflow: "hidden" });
  const sea = { x: shown.left, y: shown.top, width: across, height: down, fill: sheet.theme.sea };
  map.append(svgElement("rect", sea));
  draw(map);
  sheet.svg.append(map);
}

function newSheet({ model, say, theme }: Caption, width: number): Sheet {
  const svg = svgElement("svg", { xmlns: "http://www.w3.org/2000/svg", role: "img" });
  const title = svgElement("title");
  title.textContent = plainText(say.word("map.title", { title: model.page.title }));
  svg.append(title, svgElement("rect", { width, fill: theme.panel }));
  return { svg, pen: new SvgPen(svg), width, theme };
}

function finished({ svg, width }: Sheet, height: number): SVGElement {
  svg.querySelector("rect")?.setAttribute("height", String(height));
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` }))
    svg.setAttribute(name, String(value));
  return svg;
}

/** The map as it stands, the legend below. */
export function drawPicture(caption: Caption, part: MapPart): SVGElement {
  const { shown, size, facts } = part;
  const sheet = newSheet(caption, (shown.right - shown.left) * size);
  const top = heading(sheet, caption);
  drawMap(sheet, part, 0, top);
  const below = top + (shown.bottom - shown.top) * size;
  const y = legend(sheet, caption, facts, EDGE, below, sheet.width - 2 * EDGE);
  return finished(sheet, foot(sheet, caption, y));
}

interface Frame {
  readonly width: number;
  readonly height: number;
  /** The map's own width and height. */
  readonly across: number;
  readonly down: number;
}

/** A larger sheet, its words smaller on it, leaves the map more room beside a long legend. */
const LARGER = 1.12;
const TRIES = 12;
/** The map of a column, over its width; elsewhere it has at least so much of its sheet. */
const COLUMN_HIGH = 1.15;
const LEAST = 0.4;

function frameOf(caption: Caption, shape: Shape, facts: LegendFacts | null): Frame {
  const { width: first, ratio, beside } = SHAPES[shape];
  let width: number = first;
  for (let turn = 0; ; turn++, width *= LARGER) {
    const sheet = newSheet(caption, width);
    const top = heading(sheet, caption);
    const rest = foot(sheet, caption, 0) + 10;
    const across = facts && beside ? width - COLUMN - EDGE : width;
    const room = facts && beside ? COLUMN : width - 2 * EDGE;
    const key = facts ? legend(sheet, caption, facts, 0, 0, room) : 0;
    if (ratio === null) return { width, height: 0, across, down: across * COLUMN_HIGH };
    const height = width / ratio;
    const down = height - top - rest - (beside ? 0 : key);
    if (turn === TRIES || (down >= LEAST * height && (!beside || key <= down))) return { width, height, across, down };
  }
}

/** All routes in a sheet of that shape, with or without the legend; `stage` draws the map in a window of that size. */
export function drawShaped(
  caption: Caption,
  shape: Shape,
  hasKey: boolean,
  stage: (width: number, height: number) => MapPart,
): SVGElement {
  const { width: first, ratio, beside } = SHAPES[shape];
  const facts = hasKey ? stage(first, first / (ratio ?? 1)).facts : null;
  const { width, height, across, down } = frameOf(caption, shape, facts);
  const part = stage(across, down);
  const { shown } = part;
  const sheet = newSheet(caption, width);
  const top = heading(sheet, caption);
  // In the middle of its room, where the world is narrower than that.
  drawMap(sheet, part, (across - (shown.right - shown.left)) / 2, top + (down - (shown.bottom - shown.top)) / 2);
  const left = beside ? across + EDGE / 2 : EDGE;
  const key = hasKey
    ? legend(sheet, caption, part.facts, left, beside ? top - 14 : top + down, beside ? COLUMN : width - 2 * EDGE)
    : top + down + 10;
  const bottom = foot(sheet, caption, Math.max(beside ? top + down + 10 : key, top + down + 10));
  return finished(sheet, Math.max(height, bottom));
}

function asText(svg: SVGElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

export function svgBlob(svg: SVGElement): Blob {
  return new Blob([asText(svg)], { type: "image/svg+xml" });
}

// Browsers refuse canvases beyond this; a smaller picture is better than none.
const MOST_PIXELS = 64e6;

export async function pngBlob(svg: SVGElement, scale: number): Promise<Blob> {
  const [width, height] = ["width", "height"].map((name) => Number(svg.getAttribute(name)));
  const factor = Math.min(scale, Math.sqrt(MOST_PIXELS / (width * height)));
  const image = new Image();
  // A data: address works in a sandboxed frame too, where a blob: address would be another origin's.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asText(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * factor);
  canvas.height = Math.round(height * factor);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))), "image/png"),
  );
}

/** What the picture leaves out of the map's routes; "" where nothing. */
export function partialText({ routes }: Model, { visibleCount }: State, lines: string, say: Words): string {
  return [
    visibleCount < routes.count ? say.counted("list.shown_of", routes.count, { shown: say.number(visibleCount) }) : "",
    lines ? say.word("strongest.note", { lines }) : "",
  ]
    .filter(Boolean)
    .join(". ");
}

const MOST_SOURCES = 12;

/** Every source of the routes on show, written out; of very many the first. */
export function sourcesText({ routes, page, text }: Model, { visible }: State, say: Words): string {
  const found = new Set<string>();
  for (let route = 0; route < routes.count; route++) {
    const source = visible[route] ? text(route, "source") : "";
    if (source) found.add(source);
  }
  if (found.size < 2) return page.source_line;
  const named = [...found].slice(0, MOST_SOURCES).map(isolated).join("; ");
  const rest = found.size - MOST_SOURCES;
  return say.word("takeaway.sources", { sources: rest > 0 ? `${named}; ${say.counted("legend.more", rest)}` : named });
}
