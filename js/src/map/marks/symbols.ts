// Symbols of places: one mark per place, its roles combined, never one over the other.
import { LOOK, ROLE } from "../../model/look";
import type { Model } from "../../model/model";
import type { Pen } from "../view/pen";
import type { Theme } from "../view/theme";
import type { PlaceMarks } from "./roles";

const TURN = 2 * Math.PI;
const { symbol: SYMBOL, ring: RING, badge: BADGE } = LOOK;

/** Radius of a place's symbol by itself. */
export function symbolRadius(radius: number, roles: number, isRegion: boolean): number {
  if (isRegion) return radius + SYMBOL.combined_px;
  if (roles === 0) return SYMBOL.bare_px;
  if (roles === ROLE.undirected) return radius + SYMBOL.undirected_px;
  if (roles === ROLE.origin || roles === ROLE.destination) return radius;
  return radius + SYMBOL.combined_px;
}

/** Where lines to a place stop: outside its symbol and the arrows round it. */
export function rimRadius(radius: number, roles: number, isRegion: boolean, rings: readonly number[]): number {
  const around = rings.slice(0, RING.most).reduce((sum, width) => sum + width + RING.gap_px, 0);
  return symbolRadius(radius, roles, isRegion) + (around > 0 ? RING.clear_px + around : 0);
}

export function rimOf(model: Model, places: PlaceMarks, place: number): number {
  const rings = (places.domestic.get(place) ?? []).map(({ width }) => width);
  return rimRadius(places.radius, places.roles[place], model.places[place].isRegion, rings);
}

/** The radius of the symbol of each place; 0 where none is drawn. */
export function symbolRadii(model: Model, places: PlaceMarks): Float64Array {
  const radius = new Float64Array(model.places.length);
  for (const place of places.named) {
    const { isRegion } = model.places[place];
    if (places.roles[place] || isRegion) radius[place] = symbolRadius(places.radius, places.roles[place], isRegion);
  }
  return radius;
}

function disc(pen: Pen, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, TURN);
}

function diamond(pen: Pen, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.moveTo(x, y - radius);
  pen.lineTo(x + radius, y);
  pen.lineTo(x, y + radius);
  pen.lineTo(x - radius, y);
  pen.closePath();
}

function ringWith(pen: Pen, x: number, y: number, radius: number, theme: Theme, line: string): void {
  disc(pen, x, y, radius);
  pen.fillStyle = theme.panel;
  pen.fill();
  pen.strokeStyle = line;
  pen.lineWidth = SYMBOL.stroke_px;
  pen.stroke();
}

/** The mark inside the ring: what else the place is. */
function inside(pen: Pen, x: number, y: number, radius: number, roles: number, colour: string, paper: string): void {
  const transit = (roles & ROLE.transit) !== 0;
  const destination = (roles & ROLE.destination) !== 0;
  pen.fillStyle = colour;
  if (transit) {
    diamond(pen, x, y, radius);
    pen.fill();
    if (destination) {
      pen.fillStyle = paper;
      disc(pen, x, y, radius * SYMBOL.dot);
      pen.fill();
    }
  } else if (destination) {
    disc(pen, x, y, radius * SYMBOL.disc);
    pen.fill();
  }
}

function drawRegion(pen: Pen, x: number, y: number, radius: number, roles: number, theme: Theme): void {
  disc(pen, x, y, radius);
  pen.fillStyle = theme.concerned;
  pen.fill();
  pen.strokeStyle = theme.region;
  pen.lineWidth = SYMBOL.stroke_px;
  pen.setLineDash([...SYMBOL.region_dash_px]);
  pen.stroke();
  pen.setLineDash([]);
  inside(pen, x, y, radius * SYMBOL.in_region, roles, theme.region, theme.panel);
}

function drawTransit(pen: Pen, x: number, y: number, radius: number, roles: number, theme: Theme): void {
  pen.lineJoin = "miter";
  diamond(pen, x, y, radius);
  pen.fillStyle = theme.panel;
  pen.fill();
  pen.strokeStyle = theme.ink;
  pen.lineWidth = SYMBOL.stroke_px;
  pen.stroke();
  if (!(roles & ROLE.destination)) return;
  disc(pen, x, y, radius * SYMBOL.dot_in_diamond);
  pen.fillStyle = theme.ink;
  pen.fill();
}

/** One sheet over another: the mark of what folding made, which no source's region has. */
function drawFold(pen: Pen, x: number, y: number, radius: number, roles: number, theme: Theme): void {
  const half = radius * LOOK.fold.side;
  const up = LOOK.fold.behind_px;
  pen.lineJoin = "miter";
  for (const [line, colour] of [
    [3 * SYMBOL.stroke_px, theme.land],
    [SYMBOL.fold_px, theme.ink],
  ] as const)
    for (const shift of [up, 0]) {
      pen.beginPath();
      pen.rect(x - half + shift, y - half - shift, 2 * half, 2 * half);
      pen.fillStyle = theme.panel;
      if (colour === theme.ink) pen.fill();
      pen.strokeStyle = colour;
      pen.lineWidth = line;
      pen.stroke();
    }
  inside(pen, x, y, radius * SYMBOL.in_region, roles, theme.ink, theme.panel);
}

/** A ground-coloured rim first, so that the symbol stands clear of the lines beneath it. */
export function drawSymbol(
  pen: Pen,
  x: number,
  y: number,
  base: number,
  roles: number,
  isRegion: boolean,
  theme: Theme,
  isFold = false,
): void {
  const radius = symbolRadius(base, roles, isRegion);
  if (isFold) drawFold(pen, x, y, radius, roles, theme);
  else if (isRegion) drawRegion(pen, x, y, radius, roles, theme);
  if (isRegion || roles === 0) return;
  disc(pen, x, y, radius + SYMBOL.halo_px);
  pen.fillStyle = theme.land;
  pen.fill();
  if (roles & ROLE.origin) {
    const inner = radius - SYMBOL.inset_px;
    ringWith(pen, x, y, inner, theme, theme.ink);
    inside(pen, x, y, inner * SYMBOL.in_ring, roles, theme.ink, theme.panel);
  } else if (roles & ROLE.transit) drawTransit(pen, x, y, radius, roles, theme);
  else {
    disc(pen, x, y, roles & ROLE.destination ? radius : radius * SYMBOL.undirected);
    pen.fillStyle = theme.ink;
    pen.fill();
  }
}

export function badgeWidth(count: number): number {
  return Math.max(BADGE.height_px, BADGE.padding_px + BADGE.digit_px * String(count).length);
}

/** How far from the middle of a symbol that of its badge stands. */
export function badgeAway(rim: number, count: number): number {
  return rim + (BADGE.height_px + badgeWidth(count)) / 4 + BADGE.away_px;
}

/** The number of statements that name a place without a counterpart. */
export function drawBadge(pen: Pen, x: number, y: number, count: number, theme: Theme): void {
  const [half, width] = [BADGE.height_px / 2, badgeWidth(count)];
  const left = x - width / 2;
  pen.beginPath();
  pen.moveTo(left + half, y - half);
  pen.lineTo(left + width - half, y - half);
  pen.arc(left + width - half, y, half, -Math.PI / 2, Math.PI / 2);
  pen.lineTo(left + half, y + half);
  pen.arc(left + half, y, half, Math.PI / 2, -Math.PI / 2);
  pen.closePath();
  pen.fillStyle = theme.panel;
  pen.fill();
  pen.strokeStyle = theme.ink;
  pen.lineWidth = BADGE.stroke_px;
  pen.stroke();
  pen.fillStyle = theme.ink;
  pen.font = `600 ${BADGE.text_px}px ${theme.font}`;
  pen.letterSpacing = "0px";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(String(count), x, y + 0.5);
}
