// What the pointer, or the keyboard in the list, is on: drawn once more, over everything else.
import { row } from "../model/model";
import type { State } from "../model/store";
import type { Line } from "./marks/lines";
import { copies, type LineWork, paintHead, paintLine } from "./marks/paint-lines";
import type { Scene } from "./marks/scene";
import type { Pen } from "./view/pen";
import type { View } from "./view/stage";
import { groupColour } from "./view/theme";

function strandsUnder(work: LineWork, state: State): Set<number> {
  const { routes, strands, routesAt } = work.model;
  const { hover, visible } = state;
  const found = new Set<number>();
  if (hover.route >= 0) for (const strand of row(routes.strands, hover.route)) found.add(strand);
  if (hover.strand >= 0 && hover.strand < strands.count) found.add(hover.strand);
  if (hover.place >= 0)
    for (const route of row(routesAt, hover.place))
      if (visible[route]) for (const strand of row(routes.strands, route)) found.add(strand);
  return found;
}

export function paintHover(pen: Pen, work: LineWork, view: View, state: State, scene: Scene): void {
  const wanted = strandsUnder(work, state);
  if (wanted.size === 0) return;
  const { drawing, model, marks, theme } = work;
  const lines = [...drawing.lines.filter((line) => wanted.has(line.strand)), ...scene.extraLines(wanted)];
  const eachCopy = (draw: (line: Line, dx: number) => void): void => {
    for (const line of lines) for (const dx of copies(view, line.box)) draw(line, dx);
  };
  eachCopy((line, dx) => paintLine(pen, work, line, dx, view.dy, 1));
  eachCopy((line, dx) => {
    if (!line.head) return;
    const colour = groupColour(model.groups, model.strands.group[line.strand], theme);
    paintHead(pen, line.head, colour, marks.support[line.strand] === 0, line.width, theme, dx, view.dy, 1);
  });
  pen.globalAlpha = 1;
}
