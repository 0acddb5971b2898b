// The lines that stay behind those drawn in full: faint, from place to place, without heads.
import { LOOK } from "../../model/look";
import { WORLD } from "../../model/mercator";
import type { Model } from "../../model/model";
import type { Pen } from "../view/pen";
import type { View } from "../view/stage";
import { groupColour, type Theme } from "../view/theme";
import { copies } from "../view/world";
import type { Anchors } from "./anchors";
import { boxOf, pieceOf } from "./curve";
import { setDash, trace } from "./paint-lines";
import { dashOf, type StrandMarks } from "./widths";

interface Behind {
  readonly model: Model;
  readonly anchors: Anchors;
  readonly strands: StrandMarks;
  /** Weak ones first. */
  readonly behind: Int32Array;
}

export function paintBehind(pen: Pen, { model, anchors, strands, behind }: Behind, theme: Theme, view: View): void {
  const { from, to, shift, cx, cy, group } = model.strands;
  const { scale } = view;
  pen.globalAlpha = LOOK.strongest.opacity;
  for (const strand of behind) {
    const [x0, y0] = [anchors.x[from[strand]] * scale, anchors.y[from[strand]] * scale];
    const [x1, y1] = [(anchors.x[to[strand]] + shift[strand] * WORLD) * scale, anchors.y[to[strand]] * scale];
    const curve = { x0, y0, cx: cx[strand] * scale, cy: cy[strand] * scale, x1, y1 };
    const chain = [x0, y0, ...pieceOf(curve, 0, 1)];
    const width = strands.width[strand];
    pen.strokeStyle = groupColour(model.groups, group[strand], theme);
    pen.lineWidth = width;
    setDash(pen, dashOf(strands.support[strand]), width);
    for (const dx of copies(view, boxOf(chain))) {
      trace(pen, chain, dx, view.dy);
      pen.stroke();
    }
  }
  pen.setLineDash([]);
  pen.lineCap = "butt";
  pen.globalAlpha = 1;
}
