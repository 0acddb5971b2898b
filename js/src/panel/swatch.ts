// A short piece of line in a route's colour and dash, for rows, chips and cards. The colour comes from the
// page's own groups through CSSOM, for both themes at once; the style sheet picks one.

import { svg } from "../dom/dom";
import { LOOK } from "../model/look";
import { isFaint, KIND, type Model, OPEN, supportOf } from "../model/model";

const WIDTH = 22;
/** Of a line, and of an arrow round a place; a little less than drawn, as the pieces are short. */
const LINE = 2.2;
const ROUND = 1.4;

export function paint(element: HTMLElement | SVGElement, model: Model, group: number): void {
  const known = model.groups[group];
  if (!known) return;
  for (const [name, colour] of [
    ["--light", known.light],
    ["--dark", known.dark],
  ] as const)
    if (/^#[0-9a-f]{3,8}$/i.test(colour)) element.style.setProperty(name, colour);
}

/** Dashes are told in line widths. */
function dashes(support: number, width: number): string {
  const pattern: readonly number[] = LOOK.dash[support] ?? [];
  return pattern.map((part) => part * width).join(" ");
}

/** The symbol that the map has for the one role a place is named in. */
function roleMark(open: number): SVGElement {
  if (open === (OPEN.origin | OPEN.destination))
    return svg("path", { d: "M11 1.6 15.4 6 11 10.4 6.6 6Z", class: "stroke thin" });
  return svg("circle", {
    cx: 11,
    cy: 6,
    r: open === OPEN.origin ? 4 : 3.4,
    class: open === OPEN.origin ? "solid" : "stroke",
  });
}

export function routeSwatch(model: Model, route: number): SVGElement {
  const { routes } = model;
  const support = supportOf(routes, route);
  const open = isFaint(support);
  const drawing = svg("svg", {
    class: open ? "swatch faint" : "swatch",
    viewBox: `0 0 ${WIDTH} 12`,
    width: WIDTH,
    height: 12,
    "aria-hidden": "true",
    focusable: "false",
  });
  const kind = routes.kind[route];
  const pattern = dashes(support, kind === KIND.domestic ? ROUND : LINE);
  if (kind === KIND.domestic) {
    const round = svg("path", { d: "M13.8 2.9A4.2 4.2 0 1 1 9.4 2.1", class: "stroke thin" });
    if (pattern) round.style.setProperty("stroke-dasharray", pattern);
    drawing.append(round, svg("path", { d: "M8.7-.6 13 1.9 8.9 4.7Z", class: open ? "stroke thin" : "solid" }));
  } else if (kind === KIND.role) drawing.append(roleMark(routes.open[route]));
  else {
    const line = svg("path", { d: `M1 6H${kind === KIND.undirected ? WIDTH - 1 : WIDTH - 7}`, class: "stroke" });
    if (pattern) line.style.setProperty("stroke-dasharray", pattern);
    drawing.append(line);
    if (kind === KIND.undirected)
      drawing.append(svg("path", { d: `M2 2.5v7M${WIDTH - 2} 2.5v7`, class: "stroke thin" }));
    else
      drawing.append(
        svg("path", { d: `M${WIDTH - 8} 2.2 ${WIDTH - 1} 6l-7 3.8Z`, class: open ? "stroke thin" : "solid" }),
      );
  }
  paint(drawing, model, routes.group[route]);
  return drawing;
}

export function groupSwatch(model: Model, group: number): SVGElement {
  const drawing = svg(
    "svg",
    { class: "swatch", viewBox: "0 0 14 4", width: 14, height: 4, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: "M0 2H14", class: "stroke" }),
  );
  paint(drawing, model, group);
  return drawing;
}
