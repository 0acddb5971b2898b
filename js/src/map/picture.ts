// The present view as a picture that stands by itself: title, map, legend, source and caveat, all as vectors.
import { LOOK } from "../model/look";
import type { Model } from "../model/model";
import type { State } from "../model/store";
import type { Words } from "../words";
import { legendSections, type Section } from "./legend/entries";
import type { LegendFacts } from "./legend/facts";
import { glyphOf } from "./legend/glyphs";
import type { Rect } from "./view/stage";
import { plainText, SvgPen, svgElement } from "./view/svg-pen";
import type { Theme } from "./view/theme";

export interface Subject {
  readonly model: Model;
  readonly say: Words;
  readonly theme: Theme;
  readonly shown: Rect;
  /** Pixels of the picture that one of the map takes. */
  readonly size: number;
  /** What the picture leaves out: filtered routes, weak lines; "" where it shows all. */
  readonly partial: string;
  /** What the legend explains. */
  readonly facts: LegendFacts;
  /** Draws the map into the element, in canvas pixels. */
  draw(target: SVGElement): void;
}

const EDGE = 20;
const COLUMN = 212;
const ROW = 20;
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
  let at = y;
  for (const line of wrapped(pen, text, width - 2 * EDGE)) {
    at += leading;
    pen.fillText(line, EDGE, at - leading * 0.28);
  }
  return at;
}

function heading(sheet: Sheet, { model, partial }: Subject): number {
  const { theme, pen } = sheet;
  pen.letterSpacing = "0.8px";
  let y = write(sheet, model.page.context.toLocaleUpperCase(), 14, `600 11px ${theme.font}`, theme.soft, 16);
  pen.letterSpacing = "0px";
  y = write(sheet, model.page.title, y, `700 22px ${theme.font}`, theme.ink, 29);
  y = write(sheet, model.page.summary, y, `13px ${theme.font}`, theme.soft, 19);
  return write(sheet, partial, y, `600 13px ${theme.font}`, theme.ink, 21) + 12;
}

function drawSection(sheet: Sheet, { model, facts }: Subject, section: Section, x: number, y: number): number {
  const { pen, svg, theme } = sheet;
  pen.font = `600 11px ${theme.font}`;
  pen.fillStyle = theme.soft;
  pen.textBaseline = "middle";
  pen.fillText(section.head, x, y + 9);
  let at = y + ROW;
  for (const entry of section.entries) {
    const glyph = glyphOf(entry, model, facts, theme);
    const [width, height] = [Number(glyph.getAttribute("width")), Number(glyph.getAttribute("height"))];
    glyph.setAttribute("x", String(x + (LOOK.legend.line_px - width) / 2));
    glyph.setAttribute("y", String(at + (ROW - height) / 2));
    svg.append(glyph);
    pen.font = `12px ${theme.font}`;
    pen.fillStyle = theme.ink;
    const lines = wrapped(pen, entry.text, COLUMN - 56);
    lines.forEach((line, turn) => pen.fillText(line, x + 44, at + ROW / 2 + turn * LEADING));
    at += ROW + (lines.length - 1) * LEADING;
  }
  return at + 8;
}

/** Sections stay whole; each goes under the shortest column. */
function legend(sheet: Sheet, subject: Subject, top: number): number {
  const { model, facts, say } = subject;
  const columns = Math.max(1, Math.floor((sheet.width - 2 * EDGE) / COLUMN));
  const ends = new Array<number>(columns).fill(top + 14);
  for (const section of legendSections(model, facts, say)) {
    const shortest = ends.indexOf(Math.min(...ends));
    ends[shortest] = drawSection(sheet, subject, section, EDGE + shortest * COLUMN, ends[shortest]);
  }
  return Math.max(...ends);
}

export function drawPicture(subject: Subject): SVGElement {
  const { model, say, theme, shown, size } = subject;
  const [across, down] = [shown.right - shown.left, shown.bottom - shown.top];
  const [width, height] = [across * size, down * size];
  const svg = svgElement("svg", { xmlns: "http://www.w3.org/2000/svg", role: "img" });
  const title = svgElement("title");
  title.textContent = plainText(say.word("map.title", { title: model.page.title }));
  const paper = svgElement("rect", { width, fill: theme.panel });
  svg.append(title, paper);
  const sheet = { svg, pen: new SvgPen(svg), width, theme };
  const top = heading(sheet, subject);
  const map = svgElement("svg", {
    x: 0,
    y: top,
    width,
    height,
    viewBox: `${shown.left} ${shown.top} ${across} ${down}`,
    overflow: "hidden",
  });
  map.append(svgElement("rect", { x: shown.left, y: shown.top, width: across, height: down, fill: theme.sea }));
  subject.draw(map);
  svg.append(map);
  let y = legend(sheet, subject, top + height);
  const { caveat, borders, source_line: source } = model.page;
  y = write(sheet, [caveat, borders].filter(Boolean).join(" "), y, `11.5px ${theme.font}`, theme.soft, 16);
  y = write(sheet, source, y, `11.5px ${theme.font}`, theme.soft, 16) + 14;
  paper.setAttribute("height", String(y));
  for (const [name, value] of [
    ["width", width],
    ["height", y],
  ] as const)
    svg.setAttribute(name, String(value));
  svg.setAttribute("viewBox", `0 0 ${width} ${y}`);
  return svg;
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
