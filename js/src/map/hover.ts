// What the pointer, or the keyboard in the list, is on: drawn once more, over everything else.
import { isFaint, type Model, row } from "../model/model";
import type { State } from "../model/store";
import type { Line } from "./marks/lines";
import { type LineWork, paintHead, paintLine } from "./marks/paint-lines";
import type { Scene } from "./marks/scene";
import type { Pen } from "./view/pen";
import type { View } from "./view/stage";
import { groupColour } from "./view/theme";
import { copies } from "./view/world";

interface Under {
  readonly strands: ReadonlySet<number>;
  /** The routes whose marks the lines wear; null where a line is pointed at, which says what all its routes say. */
  readonly routes: Uint8Array | null;
}

function under(model: Model, { hover, visible }: State): Under {
  const { routes, strands, routesAt } = model;
  if (hover.route < 0 && hover.place < 0)
    return { strands: new Set(hover.strand >= 0 && hover.strand < strands.count ? [hover.strand] : []), routes: null };
  const found = new Uint8Array(routes.count);
  if (hover.route >= 0) found[hover.route] = 1;
  if (hover.place >= 0) for (const route of row(routesAt, hover.place)) found[route] = visible[route];
  const on = new Set<number>();
  found.forEach((yes, route) => {
    if (yes) for (const strand of row(routes.strands, route)) on.add(strand);
  });
  return { strands: on, routes: found };
}

export function paintHover(pen: Pen, work: LineWork, view: View, state: State, scene: Scene): void {
  const { model, theme } = work;
  const { strands, routes } = under(model, state);
  if (strands.size === 0) return;
  const lines = scene.linesOf(strands, routes);
  const eachCopy = (draw: (line: Line, dx: number) => void): void => {
    for (const line of lines) for (const dx of copies(view, line.box)) draw(line, dx);
  };
  eachCopy((line, dx) => paintLine(pen, work, line, dx, view.dy, 1));
  eachCopy((line, dx) => {
    if (!line.head) return;
    const colour = groupColour(model.groups, model.strands.group[line.strand], theme);
    paintHead(pen, line.head, colour, isFaint(line.support), line.width, theme, dx, view.dy, 1);
  });
  pen.globalAlpha = 1;
}

/** The other lines stand back behind what is pointed at; while something is chosen they are faint already. */
export function standBack(
  flows: HTMLElement,
  hover: HTMLElement,
  isPointed: boolean,
  { route, strand, places }: State,
): void {
  hover.hidden = !isPointed;
  flows.style.opacity = isPointed && route < 0 && strand < 0 && places.length === 0 ? "0.35" : "";
}
