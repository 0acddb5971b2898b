// What was typed into the fields of a claim, checked as tables are: places by name, numbers, dates, addresses.
import type { Words } from "../../words";
import { cellText, readCell, type Slip } from "./cells";
import type { Gazetteer } from "./gazetteer";
import type { Row } from "./row";

interface Checked {
  readonly cells: Row;
  /** By field, what is wrong with it. */
  readonly faults: ReadonlyMap<string, string>;
}

export const PLACES = ["origin", "transit", "destination"] as const;
const DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
const MOST_ALTERNATIVES = 1000;

function slipText(slip: Slip, say: Words): string {
  if (slip.kind === "sequence") return say.word("review.one_place");
  const near = slip.near.length > 0 ? ` ${say.word("review.nearest", { names: slip.near.join(", ") })}` : "";
  return say.word(slip.kind === "none" ? "review.no_place" : "review.several_places", { name: slip.name }) + near;
}

export function check(typed: Row, places: Gazetteer, say: Words): Checked {
  const cells: Record<string, string> = { ...typed };
  const faults = new Map<string, string>();
  let named = 0;
  let combinations = 1;
  for (const column of PLACES) {
    const { cell, slip } = readCell(typed[column] ?? "", places, { sequence: column === "transit" });
    cells[column] = cellText(cell);
    named += cell.flat().length;
    combinations *= cell.length;
    if (slip) faults.set(column, slipText(slip, say));
  }
  if (faults.size === 0 && named === 0) faults.set("origin", say.word("review.no_stop"));
  if (combinations > MOST_ALTERNATIVES) faults.set("transit", say.word("review.too_many"));
  cells.market = places.market(typed.market ?? "");
  if (cells.market === "") faults.set("market", say.word("review.no_market"));
  const quantity = (typed.quantity ?? "").trim();
  if (quantity !== "" && !/^\d+(?:\.\d+)?$/.test(quantity)) faults.set("quantity", say.word("review.no_number"));
  cells.quantity = quantity;
  if (quantity === "" && (typed.unit ?? "").trim() !== "") faults.set("quantity", say.word("review.no_number"));
  for (const column of ["start", "end"]) {
    cells[column] = (typed[column] ?? "").trim();
    if (cells[column] !== "" && !DATE.test(cells[column])) faults.set(column, say.word("review.no_date"));
  }
  if (
    !faults.has("start") &&
    cells.start !== "" &&
    cells.end !== "" &&
    cells.end < cells.start.slice(0, cells.end.length)
  )
    faults.set("end", say.word("review.end_first"));
  for (const column of ["commodity", "unit", "actors", "note"]) cells[column] = (typed[column] ?? "").trim();
  return { cells, faults };
}
