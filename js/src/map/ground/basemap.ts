// The ground: land, tints of the countries concerned, hatched regions, borders. Paths are built once
// in world pixels and scaled by the canvas, so that a frame costs no arithmetic of ours.
import { LOOK } from "../../model/look";
import { WORLD, yOf } from "../../model/mercator";
import type { Box, Country, Line, Outlines, Path } from "../../model/outlines";
import type { View } from "../view/stage";
import type { Theme } from "../view/theme";
import { clipToWorld, copies, endsIn, sidesOf } from "../view/world";
import { type Tints, tintOf } from "./tints";

interface Shape {
  readonly path: Path2D;
  readonly box: Box;
}

interface Ground {
  readonly countries: ReadonlyMap<string, Shape>;
  readonly coasts: readonly Shape[];
  readonly borders: readonly Shape[];
  readonly disputed: readonly Shape[];
}

function traceInto(path: Path2D, points: Path, closed: boolean): void {
  path.moveTo(points[0], points[1]);
  for (let i = 2; i < points.length; i += 2) path.lineTo(points[i], points[i + 1]);
  if (closed) path.closePath();
}

function shapeOfCountry(country: Country): Shape {
  const path = new Path2D();
  for (const ring of country.rings) traceInto(path, ring, true);
  return { path, box: country.box };
}

const TILE = 16;

/** Lines of one neighbourhood in one path: few strokes, yet what is out of view is not touched. */
function bundle(lines: readonly Line[]): Shape[] {
  const bins = new Map<string, { path: Path2D; box: [number, number, number, number] }>();
  for (const { path, box } of lines) {
    const key = `${Math.floor((box[0] + box[2]) / 2 / TILE)} ${Math.floor((box[1] + box[3]) / 2 / TILE)}`;
    const bin = bins.get(key) ?? { path: new Path2D(), box: [Infinity, Infinity, -Infinity, -Infinity] };
    traceInto(bin.path, path, false);
    bin.box = [
      Math.min(bin.box[0], box[0]),
      Math.min(bin.box[1], box[1]),
      Math.max(bin.box[2], box[2]),
      Math.max(bin.box[3], box[3]),
    ];
    bins.set(key, bin);
  }
  return [...bins.values()];
}

/** Antarctica, vast in this projection, is left out unless a route names it. */
export const SOUTHERN = "ATA";
const SOUTHERN_EDGE = yOf(-60);

function prepareGround(outlines: Outlines, withSouth: boolean): Ground {
  const countries = outlines.countries.filter((country) => withSouth || country.id !== SOUTHERN);
  return {
    countries: new Map(countries.map((country) => [country.id, shapeOfCountry(country)])),
    coasts: bundle(outlines.coasts.filter((line) => withSouth || line.box[1] < SOUTHERN_EDGE)),
    borders: bundle(outlines.borders),
    disputed: bundle(outlines.disputed),
  };
}

const LAND = LOOK.land;
const HATCH = LAND.hatch_px;

function hatchPattern(
  context: CanvasRenderingContext2D,
  colour: string,
  ratio: number,
  dx: number,
  dy: number,
): CanvasPattern | null {
  const tile = document.createElement("canvas");
  const size = Math.round(HATCH * ratio);
  tile.width = tile.height = size;
  const pen = tile.getContext("2d");
  if (!pen) return null;
  pen.scale(size / HATCH, size / HATCH);
  pen.strokeStyle = colour;
  pen.lineWidth = LAND.hatch_line_px;
  pen.globalAlpha = LAND.hatch_opacity;
  pen.beginPath();
  for (const shift of [-HATCH, 0, HATCH]) {
    pen.moveTo(shift - 1, HATCH + 1);
    pen.lineTo(shift + HATCH + 1, -1);
  }
  pen.stroke();
  const pattern = context.createPattern(tile, "repeat");
  // Fixed to the ground, so that the hatch does not swim when the map is panned.
  pattern?.setTransform(new DOMMatrix().translate(dx % HATCH, dy % HATCH).scale(HATCH / size));
  return pattern;
}

/** The paper on both sides of a world that is narrower than the window. */
function paintBeyond(context: CanvasRenderingContext2D, view: View, theme: Theme): void {
  const { left, right } = sidesOf(view);
  context.fillStyle = theme.panel;
  context.fillRect(0, 0, left, view.height);
  context.fillRect(right, 0, view.width - right, view.height);
  context.fillStyle = theme.border;
  context.fillRect(left - 1, 0, 1, view.height);
  context.fillRect(right, 0, 1, view.height);
}

export class Basemap {
  private readonly ground: Ground;
  private edge: { readonly of: string; readonly shapes: Shape[] } = { of: "", shapes: [] };

  constructor(
    readonly outlines: Outlines,
    readonly withSouth: boolean,
  ) {
    this.ground = prepareGround(outlines, withSouth);
  }

  paint(context: CanvasRenderingContext2D, view: View, tints: Tints, theme: Theme): void {
    const ratio = context.getTransform().a;
    const hatch = hatchPattern(context, theme.region, ratio, view.dx, view.dy);
    clipToWorld(context, view);
    for (const dx of copies(view, [0, 0, WORLD * view.scale, WORLD * view.scale]))
      this.paintWorld(context, view, dx, ratio, tints, theme, hatch);
    context.restore();
    if (endsIn(view)) paintBeyond(context, view, theme);
  }

  /** A disputed border is in the part of the map that shows. */
  showsDisputed(view: View): boolean {
    const { scale, dx, dy, shown } = view;
    return this.outlines.disputed.some(({ box: [west, north, east, south] }) => {
      if (south * scale + dy < shown.top || north * scale + dy > shown.bottom) return false;
      const { left, right } = sidesOf(view);
      const first = Math.ceil((Math.max(left, shown.left) - east * scale - dx) / (WORLD * scale));
      return west * scale + dx + first * WORLD * scale <= Math.min(right, shown.right);
    });
  }

  /** Some of these countries is in the part of the map that shows: a corner of its outline, or what lies around it all. */
  shows(codes: readonly string[], { scale, dx, dy, shown }: View): boolean {
    const countries = this.outlines.countries.filter(({ id }) => codes.includes(id));
    const isIn = (x: number, y: number, turn: number): boolean =>
      (x + turn) * scale + dx >= shown.left &&
      (x + turn) * scale + dx <= shown.right &&
      y * scale + dy >= shown.top &&
      y * scale + dy <= shown.bottom;
    const middle = ((shown.left + shown.right) / 2 - dx) / scale;
    return countries.some(({ rings, box: [west, north, east, south] }) => {
      const turn = Math.round((middle - (west + east) / 2) / WORLD) * WORLD;
      const isAround =
        (west + turn) * scale + dx < shown.left &&
        (east + turn) * scale + dx > shown.right &&
        north * scale + dy < shown.top &&
        south * scale + dy > shown.bottom;
      return isAround || rings.some((ring) => ring.some((x, at) => at % 2 === 0 && isIn(x, ring[at + 1], turn)));
    });
  }

  private paintWorld(
    context: CanvasRenderingContext2D,
    view: View,
    dx: number,
    ratio: number,
    tints: Tints,
    theme: Theme,
    hatch: CanvasPattern | null,
  ): void {
    const { scale, dy, width, height } = view;
    const shown = (shape: Shape): boolean => {
      const [west, north, east, south] = shape.box;
      return (
        east * scale + dx > 0 && west * scale + dx < width && south * scale + dy > 0 && north * scale + dy < height
      );
    };
    context.save();
    context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * dx, ratio * dy);
    for (const [code, shape] of this.ground.countries) {
      if (!shown(shape)) continue;
      context.fillStyle = tintOf(code, tints, theme) || theme.land;
      context.fill(shape.path, "evenodd");
    }
    this.hatch(context, shown, tints, hatch, ratio, dx, view);
    this.strokeAll(context, this.ground.coasts, shown, theme.border, LAND.border_px / scale, []);
    this.strokeAll(context, this.ground.borders, shown, theme.border, LAND.border_px / scale, []);
    const dash = LAND.disputed_dash_px.map((part) => part / scale);
    this.strokeAll(context, this.ground.disputed, shown, theme[LAND.disputed_ink], LAND.disputed_px / scale, dash);
    context.globalAlpha = LAND.outline_opacity;
    this.strokeAll(context, this.edgeOf(tints), shown, theme.region, LAND.outline_px / scale, []);
    context.restore();
  }

  /** Found again only when other countries are hatched: a frame while panning costs nothing. */
  private edgeOf({ hatched }: Tints): Shape[] {
    const of = [...hatched].join(" ");
    if (of !== this.edge.of) this.edge = { of, shapes: bundle(this.outlines.edge(hatched)) };
    return this.edge.shapes;
  }

  private members(tints: Tints): Shape[] {
    return [...tints.hatched].flatMap((code) => this.ground.countries.get(code) ?? []);
  }

  private hatch(
    context: CanvasRenderingContext2D,
    shown: (shape: Shape) => boolean,
    tints: Tints,
    hatch: CanvasPattern | null,
    ratio: number,
    dx: number,
    view: View,
  ): void {
    if (!hatch) return;
    context.save();
    for (const shape of this.members(tints)) {
      if (!shown(shape)) continue;
      context.save();
      context.clip(shape.path, "evenodd");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.fillStyle = hatch;
      const [west, north, east, south] = shape.box;
      const { scale, dy } = view;
      context.fillRect(west * scale + dx, north * scale + dy, (east - west) * scale, (south - north) * scale);
      context.restore();
    }
    context.restore();
  }

  private strokeAll(
    context: CanvasRenderingContext2D,
    shapes: readonly Shape[],
    shown: (shape: Shape) => boolean,
    colour: string,
    width: number,
    dash: number[],
  ): void {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.lineJoin = "round";
    context.setLineDash(dash);
    for (const shape of shapes) if (shown(shape)) context.stroke(shape.path);
    context.setLineDash([]);
  }
}
