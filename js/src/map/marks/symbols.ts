// Symbols of places: one mark per place, its roles combined, never one over the other.
import type { Model } from "../../model/model";
import type { Pen } from "../view/pen";
import { groupColour, type Theme } from "../view/theme";
import { type PlaceMarks, ROLE } from "./roles";

const TURN = 2 * Math.PI;
/** Distance between a symbol and the arrow round it, and between such arrows. */
const DOMESTIC_STEP = 4.5;
const MOST_DOMESTIC = 3;

/** Radius of a place's symbol by itself. */
export function symbolRadius(radius: number, roles: number, isRegion: boolean): number {
  if (isRegion) return radius + 1.5;
  if (roles === 0) return 2;
  if (roles === ROLE.undirected) return radius - 2;
  if (roles === ROLE.origin || roles === ROLE.destination) return radius;
  return radius + 1.5;
}

function domesticRings(places: PlaceMarks, place: number): number {
  return Math.min(MOST_DOMESTIC, places.domestic.get(place)?.length ?? 0);
}

/** Where lines to the place stop: outside everything that is drawn round it. */
export function rimOf(model: Model, places: PlaceMarks, place: number): number {
  const own = symbolRadius(places.radius, places.roles[place], model.places[place].isRegion);
  const rings = domesticRings(places, place);
  return own + (rings > 0 ? 1.5 + rings * DOMESTIC_STEP : 0);
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
  pen.lineWidth = 1.9;
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
      disc(pen, x, y, radius * 0.36);
      pen.fill();
    }
  } else if (destination) {
    disc(pen, x, y, radius * 0.72);
    pen.fill();
  }
}

function drawRegion(pen: Pen, x: number, y: number, radius: number, roles: number, theme: Theme): void {
  disc(pen, x, y, radius);
  pen.fillStyle = theme.concerned;
  pen.fill();
  pen.strokeStyle = theme.region;
  pen.lineWidth = 1.9;
  pen.setLineDash([3, 2.1]);
  pen.stroke();
  pen.setLineDash([]);
  inside(pen, x, y, radius * 0.62, roles & ~ROLE.origin, theme.region, theme.panel);
}

function drawTransit(pen: Pen, x: number, y: number, radius: number, roles: number, theme: Theme): void {
  pen.lineJoin = "miter";
  diamond(pen, x, y, radius);
  pen.fillStyle = theme.panel;
  pen.fill();
  pen.strokeStyle = theme.ink;
  pen.lineWidth = 1.9;
  pen.stroke();
  if (!(roles & ROLE.destination)) return;
  disc(pen, x, y, radius * 0.4);
  pen.fillStyle = theme.ink;
  pen.fill();
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
): void {
  const radius = symbolRadius(base, roles, isRegion);
  if (isRegion) drawRegion(pen, x, y, radius, roles, theme);
  if (isRegion || roles === 0) return;
  disc(pen, x, y, radius + 1.6);
  pen.fillStyle = theme.land;
  pen.fill();
  if (roles & ROLE.origin) {
    ringWith(pen, x, y, radius - 0.9, theme, theme.ink);
    inside(pen, x, y, (radius - 0.9) * 0.66, roles, theme.ink, theme.panel);
  } else if (roles & ROLE.transit) drawTransit(pen, x, y, radius, roles, theme);
  else {
    disc(pen, x, y, roles & ROLE.destination ? radius : radius * 0.8);
    pen.fillStyle = theme.ink;
    pen.fill();
  }
}

/** Routes within the place: an arrow that goes round it, one per colour group. */
export function drawDomestic(
  pen: Pen,
  model: Model,
  places: PlaceMarks,
  place: number,
  x: number,
  y: number,
  theme: Theme,
): void {
  const own = symbolRadius(places.radius, places.roles[place], model.places[place].isRegion);
  const groups = places.domestic.get(place) ?? [];
  groups.slice(0, MOST_DOMESTIC).forEach((group, ring) => {
    const radius = own + 1.5 + DOMESTIC_STEP * (ring + 0.5);
    circularArrow(pen, x, y, radius, groupColour(model.groups, group, theme), theme.land);
  });
}

export function circularArrow(pen: Pen, x: number, y: number, radius: number, colour: string, ground: string): void {
  const [start, end] = [-0.35, TURN - 1.35];
  pen.lineCap = "butt";
  for (const [style, width] of [
    [ground, 4.2],
    [colour, 1.9],
  ] as const) {
    pen.beginPath();
    pen.arc(x, y, radius, start, end);
    pen.strokeStyle = style;
    pen.lineWidth = width;
    pen.stroke();
  }
  const [px, py] = [x + radius * Math.cos(end), y + radius * Math.sin(end)];
  // The head leans inwards a little, as the arc does over its length.
  const along = end + Math.PI / 2 + 0.25;
  const [dx, dy] = [Math.cos(along), Math.sin(along)];
  pen.beginPath();
  pen.moveTo(px + dx * 5.4, py + dy * 5.4);
  pen.lineTo(px - dy * 3.2 - dx * 0.8, py + dx * 3.2 - dy * 0.8);
  pen.lineTo(px + dy * 3.2 - dx * 0.8, py - dx * 3.2 - dy * 0.8);
  pen.closePath();
  pen.fillStyle = colour;
  pen.fill();
}

export const BADGE_HEIGHT = 15;

export function badgeWidth(count: number): number {
  return Math.max(BADGE_HEIGHT, 9 + 6.5 * String(count).length);
}

/** The number of statements that name a place without a counterpart. */
export function drawBadge(pen: Pen, x: number, y: number, count: number, theme: Theme): void {
  const [half, width] = [BADGE_HEIGHT / 2, badgeWidth(count)];
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
  pen.lineWidth = 1.2;
  pen.stroke();
  pen.fillStyle = theme.ink;
  pen.font = `600 10.5px ${theme.font}`;
  pen.letterSpacing = "0px";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(String(count), x, y + 0.5);
}
