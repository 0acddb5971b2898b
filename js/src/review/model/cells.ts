// Cells of places: `A | B` are alternatives, `A > B` a sequence in travel order. Codes in the rows, names for people.
import type { Gazetteer } from "./gazetteer";

/** One list of codes per alternative; an alternative without codes is unknown. An empty cell is one such. */
export type Cell = readonly (readonly string[])[];

export function cellOf(text: string): Cell {
  return text.split("|").map((one) =>
    one
      .split(/[>;]/)
      .map((code) => code.trim())
      .filter((code) => code !== "" && code !== "unknown"),
  );
}

export function cellText(cell: Cell): string {
  return cell.map((codes) => codes.join(" > ") || (cell.length > 1 ? "unknown" : "")).join(" | ");
}

/** The cell as a reader types it. */
export function namedText(cell: Cell, places: Gazetteer, unknown: string): string {
  return cell
    .map((codes) => codes.map((code) => places.name(code)).join(" > ") || (cell.length > 1 ? unknown : ""))
    .join(" | ");
}

export type Slip =
  | { readonly kind: "none" | "several"; readonly name: string; readonly near: readonly string[] }
  | { readonly kind: "sequence" };

/** Reads what was typed; the first slip is told, never mended by a guess. */
export function readCell(
  text: string,
  places: Gazetteer,
  may: { sequence: boolean },
): { cell: Cell; slip: Slip | null } {
  let slip: Slip | null = null;
  const cell = text.split("|").map((one) => {
    const names = one.split(/[>;]/);
    if (names.length > 1 && !may.sequence) slip ??= { kind: "sequence" };
    const codes: string[] = [];
    for (const name of names) {
      const found = places.resolve(name);
      if (found.kind === "place") codes.push(found.code);
      else if (found.kind !== "unknown") slip ??= { kind: found.kind, name: name.trim(), near: found.near };
    }
    return codes;
  });
  return { cell, slip };
}

/** Sequence ⇄ alternatives; null where there are not two places to turn. */
export function turned(cell: Cell): Cell | null {
  if (cell.length === 1 && cell[0].length > 1) return cell[0].map((code) => [code]);
  if (cell.length > 1 && cell.every((codes) => codes.length === 1)) return [cell.map(([code]) => code)];
  return null;
}
