// A pen that makes SVG elements: legends and downloaded pictures are drawn by the code of the map.
import type { Pen } from "./pen";

const SVG = "http://www.w3.org/2000/svg";

export function svgElement(name: string, attributes: Readonly<Record<string, string | number>> = {}): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** Text that XML can hold: without control characters and halves of characters. */
export function plainText(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    "",
  );
}

const short = (value: number): string => String(Math.round(value * 100) / 100);

class Gradient {
  readonly element: SVGElement;
  readonly id: string;
  private static last = 0;

  constructor(x0: number, y0: number, x1: number, y1: number) {
    Gradient.last += 1;
    this.id = `routemap-fade-${Gradient.last}`;
    this.element = svgElement("linearGradient", {
      id: this.id,
      gradientUnits: "userSpaceOnUse",
      x1: short(x0),
      y1: short(y0),
      x2: short(x1),
      y2: short(y1),
    });
  }

  addColorStop(offset: number, colour: string): void {
    const faint = /^#[0-9a-f]{6}00$/i.test(colour);
    this.element.append(
      svgElement("stop", {
        offset,
        "stop-color": faint ? colour.slice(0, 7) : colour,
        "stop-opacity": faint || colour === "transparent" ? 0 : 1,
      }),
    );
  }
}

type Settings = Pick<
  Pen,
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "lineCap"
  | "lineJoin"
  | "globalAlpha"
  | "font"
  | "textAlign"
  | "textBaseline"
  | "letterSpacing"
> & { dash: readonly number[] };

const FIRST: Settings = {
  fillStyle: "#000000",
  strokeStyle: "#000000",
  lineWidth: 1,
  lineCap: "butt",
  lineJoin: "miter",
  globalAlpha: 1,
  font: "10px sans-serif",
  textAlign: "left",
  textBaseline: "alphabetic",
  letterSpacing: "0px",
  dash: [],
};

let ruler: CanvasRenderingContext2D | null = null;

export class SvgPen {
  fillStyle = FIRST.fillStyle;
  strokeStyle = FIRST.strokeStyle;
  lineWidth = FIRST.lineWidth;
  lineCap = FIRST.lineCap;
  lineJoin = FIRST.lineJoin;
  globalAlpha = FIRST.globalAlpha;
  font = FIRST.font;
  textAlign = FIRST.textAlign;
  textBaseline = FIRST.textBaseline;
  letterSpacing = FIRST.letterSpacing;
  private dash: readonly number[] = [];
  private path = "";
  private readonly kept: Settings[] = [];

  constructor(private readonly target: SVGElement) {}

  save(): void {
    const {
      fillStyle,
      strokeStyle,
      lineWidth,
      lineCap,
      lineJoin,
      globalAlpha,
      font,
      textAlign,
      textBaseline,
      letterSpacing,
      dash,
    } = this;
    this.kept.push({
      fillStyle,
      strokeStyle,
      lineWidth,
      lineCap,
      lineJoin,
      globalAlpha,
      font,
      textAlign,
      textBaseline,
      letterSpacing,
      dash,
    });
  }

  restore(): void {
    const before = this.kept.pop();
    if (before) Object.assign(this, before);
  }

  beginPath(): void {
    this.path = "";
  }
  closePath(): void {
    this.path += "Z";
  }
  moveTo(x: number, y: number): void {
    this.path += `M${short(x)} ${short(y)}`;
  }
  lineTo(x: number, y: number): void {
    this.path += `L${short(x)} ${short(y)}`;
  }
  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.path += `C${short(ax)} ${short(ay)} ${short(bx)} ${short(by)} ${short(x)} ${short(y)}`;
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.path += `M${short(x)} ${short(y)}h${short(width)}v${short(height)}h${short(-width)}Z`;
  }
  setLineDash(dash: Iterable<number>): void {
    this.dash = [...dash];
  }

  /** SVG draws no arc that ends where it starts, so a full turn is two halves. */
  arc(x: number, y: number, radius: number, from: number, to: number): void {
    const sweep = to - from < 0 ? to - from + 2 * Math.PI : Math.min(to - from, 2 * Math.PI);
    const at = (angle: number): string =>
      `${short(x + radius * Math.cos(angle))} ${short(y + radius * Math.sin(angle))}`;
    const half = from + sweep / 2;
    const r = short(radius);
    this.path += `${this.path ? "L" : "M"}${at(from)}A${r} ${r} 0 0 1 ${at(half)}A${r} ${r} 0 0 1 ${at(from + sweep)}`;
  }

  createLinearGradient(x0: number, y0: number, x1: number, y1: number): CanvasGradient {
    return new Gradient(x0, y0, x1, y1) as unknown as CanvasGradient;
  }

  measureText(text: string): TextMetrics {
    ruler ??= document.createElement("canvas").getContext("2d") as CanvasRenderingContext2D;
    ruler.font = this.font;
    ruler.letterSpacing = this.letterSpacing;
    return ruler.measureText(text);
  }

  fill(): void {
    this.put("path", { d: this.path, fill: this.paint(this.fillStyle), ...this.alpha() });
  }

  stroke(): void {
    this.put("path", { d: this.path, fill: "none", ...this.strokeAttributes() });
  }

  fillText(text: string, x: number, y: number): void {
    this.text(text, x, y, { fill: this.paint(this.fillStyle), ...this.alpha() });
  }

  strokeText(text: string, x: number, y: number): void {
    this.text(text, x, y, { fill: "none", ...this.strokeAttributes() });
  }

  private strokeAttributes(): Record<string, string | number> {
    return {
      stroke: this.paint(this.strokeStyle),
      "stroke-width": short(this.lineWidth),
      ...(this.lineCap !== "butt" ? { "stroke-linecap": this.lineCap } : {}),
      ...(this.lineJoin !== "miter" ? { "stroke-linejoin": this.lineJoin } : {}),
      ...(this.dash.length > 0 ? { "stroke-dasharray": this.dash.map(short).join(" ") } : {}),
      ...this.alpha(),
    };
  }

  private alpha(): Record<string, string> {
    return this.globalAlpha < 1 ? { opacity: short(this.globalAlpha) } : {};
  }

  private paint(style: string | CanvasGradient | CanvasPattern): string {
    if (typeof style === "string") return style;
    const gradient = style as unknown as Gradient;
    this.target.append(gradient.element);
    return `url(#${gradient.id})`;
  }

  private put(name: string, attributes: Record<string, string | number>): SVGElement {
    const element = svgElement(name, attributes);
    this.target.append(element);
    return element;
  }

  private text(text: string, x: number, y: number, attributes: Record<string, string | number>): void {
    const [, style = "normal", weight = "400", size = "11px", family = "sans-serif"] =
      /^(?:(italic|normal) )?(?:(\d{3}|bold|normal) )?([\d.]+px) (.*)$/.exec(this.font) ?? [];
    const element = this.put("text", {
      x: short(x),
      y: short(y),
      "font-size": size,
      "font-family": family,
      ...(style !== "normal" ? { "font-style": style } : {}),
      ...(weight !== "400" ? { "font-weight": weight } : {}),
      ...(this.letterSpacing !== "0px" ? { "letter-spacing": this.letterSpacing } : {}),
      ...(this.textAlign === "center"
        ? { "text-anchor": "middle" }
        : this.textAlign === "right"
          ? { "text-anchor": "end" }
          : {}),
      // Some readers of SVG know no dominant-baseline; a shift is understood everywhere.
      ...(this.textBaseline === "middle" ? { dy: "0.35em" } : {}),
      ...attributes,
    });
    element.textContent = plainText(text);
  }
}
