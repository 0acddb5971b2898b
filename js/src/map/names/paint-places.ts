// Symbols, badges and names, over all lines.

import { LOOK } from "../../model/look";
import { drawDomestic } from "../marks/rings";
import type { Scene } from "../marks/scene";
import { drawBadge, drawSymbol } from "../marks/symbols";
import type { Pen } from "../view/pen";
import type { Theme } from "../view/theme";
import { badgeAt, faceOf, type Names } from "./names";

function paintSymbols(pen: Pen, scene: Scene, names: Names, theme: Theme): void {
  const { model, places, emphasis } = scene;
  for (const spot of names.spots) {
    pen.globalAlpha = emphasis.places[spot.place];
    drawDomestic(pen, model, places, spot.place, spot.x, spot.y, theme);
    const { isRegion, parts } = model.places[spot.place];
    const roles = places.roles[spot.place];
    drawSymbol(pen, spot.x, spot.y, places.radius, roles, isRegion, theme, parts.length > 0);
  }
  for (const spot of names.spots) {
    const count = places.badge[spot.place];
    if (count === 0) continue;
    pen.globalAlpha = emphasis.places[spot.place];
    const { x, y } = badgeAt(scene, spot);
    drawBadge(pen, x, y, count, theme);
  }
}

/** The fine line from a symbol to a name that found no room beside it. */
function paintTies(pen: Pen, scene: Scene, names: Names, theme: Theme): void {
  pen.lineCap = "butt";
  for (const { lead, place } of names.names) {
    if (!lead) continue;
    pen.globalAlpha = emphasisOfName(scene, place);
    for (const [colour, width] of [
      [theme.land, LOOK.name.tie_casing_px],
      [theme.soft, LOOK.name.tie_line_px],
    ] as const) {
      pen.beginPath();
      pen.moveTo(lead[0], lead[1]);
      pen.lineTo(lead[2], lead[3]);
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.stroke();
    }
  }
}

function paintNames(pen: Pen, scene: Scene, names: Names, theme: Theme): void {
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  for (const name of names.names) {
    const face = faceOf(scene.model, name.place, theme);
    pen.font = face.font;
    pen.letterSpacing = face.spacing;
    pen.globalAlpha = emphasisOfName(scene, name.place);
    pen.strokeStyle = theme.land;
    pen.lineWidth = LOOK.name.halo_px;
    pen.strokeText(name.text, name.x, name.y);
    pen.fillStyle = theme.ink;
    pen.fillText(name.text, name.x, name.y);
  }
  pen.letterSpacing = "0px";
}

function emphasisOfName(scene: Scene, place: number): number {
  return scene.emphasis.places[place] === 1 ? 1 : 0.4;
}

/** The chosen places wear a ring in the colour of the controls. */
function paintChosen(pen: Pen, names: Names, chosen: readonly number[], theme: Theme): void {
  pen.globalAlpha = 1;
  for (const spot of names.spots) {
    if (!chosen.includes(spot.place)) continue;
    pen.beginPath();
    pen.arc(spot.x, spot.y, spot.rim + 4.5, 0, 2 * Math.PI);
    pen.strokeStyle = theme.accent;
    pen.lineWidth = 2;
    pen.stroke();
  }
}

export function paintPlaces(pen: Pen, scene: Scene, names: Names, chosen: readonly number[], theme: Theme): void {
  paintSymbols(pen, scene, names, theme);
  paintChosen(pen, names, chosen, theme);
  paintTies(pen, scene, names, theme);
  paintNames(pen, scene, names, theme);
  pen.globalAlpha = 1;
}
