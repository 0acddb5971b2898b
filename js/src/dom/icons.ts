// The few icons, as paths on a 16 px grid, drawn in the text's colour.
import { svg } from "./dom";

const PATHS = {
  search: "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.5 10.5 14 14",
  close: "M4 4l8 8M12 4l-8 8",
  back: "M9.5 3.5 5 8l4.5 4.5",
  forward: "M6.5 3.5 11 8l-4.5 4.5",
  up: "M3.5 10 8 5.5l4.5 4.5",
  down: "M3.5 6 8 10.5 12.5 6",
  play: "M5 3.5v9l7-4.5Z",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  check: "M3 8.5 6.5 12 13 4.5",
  pencil: "M3 13l.7-2.8L10.8 3.1l2.1 2.1L5.8 12.3ZM9.4 4.5l2.1 2.1",
  plus: "M8 3v10M3 8h10",
  undo: "M6 3.5 2.8 6.7 6 9.9M3 6.7h6.2a3.3 3.3 0 0 1 0 6.6H6.5",
  redo: "M10 3.5l3.2 3.2L10 9.9M13 6.7H6.8a3.3 3.3 0 0 0 0 6.6h2.7",
  swap: "M2.5 5.5h10M9.8 2.8l2.7 2.7-2.7 2.7M13.5 11h-10M6.2 8.3 3.5 11l2.7 2.7",
  dot: "M8 6.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3Z",
  whole: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  panel: "M2.5 3.5h11v9h-11ZM6.5 3.5v9",
} as const;

/** Those that point along the line of writing. */
const TURNING: readonly string[] = ["back", "forward", "play", "undo", "redo", "panel"];

export type Icon = keyof typeof PATHS;

export function icon(name: Icon): SVGElement {
  return svg(
    "svg",
    {
      class: TURNING.includes(name) ? "icon turns" : "icon",
      viewBox: "0 0 16 16",
      width: 16,
      height: 16,
      "aria-hidden": "true",
      focusable: "false",
    },
    svg("path", { d: PATHS[name] }),
  );
}
