// CSV and tab-separated text. A cell that a spreadsheet would run as a formula gets an apostrophe in front, and so does
// what follows a semicolon, a tab or the end of a line inside a cell: where a semicolon divides, that is a cell of its
// own. Apostrophes that stand there already get one more. As routes/spreadsheet.py; tests/parity/csv_guard.json.
const RISKY = /^'*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/;
const RISKY_INSIDE = /([;\t\r\n][ "]*)(?='*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

function neutral(cell: string): string {
  return (RISKY.test(cell) ? `'${cell}` : cell).replace(RISKY_INSIDE, "$1'");
}

function quoted(cell: string): string {
  const safe = neutral(cell);
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180 with CRLF, and a byte order mark so that spreadsheets read UTF-8. */
export function toCsv(header: readonly string[], rows: Iterable<readonly string[]>): string {
  const lines = [header.map(quoted).join(",")];
  for (const cells of rows) lines.push(cells.map(quoted).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

export function toTsv(header: readonly string[], rows: Iterable<readonly string[]>): string {
  const clean = (cell: string): string => neutral(cell.replace(/[\t\r\n]+/g, " "));
  const lines = [header.map(clean).join("\t")];
  for (const cells of rows) lines.push(cells.map(clean).join("\t"));
  return `${lines.join("\n")}\n`;
}

const HARMLESS = /^'+[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]/;
const HARMLESS_INSIDE = /([;\t\r\n][ "]*)'(?='*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

function restored(cell: string): string {
  return (HARMLESS.test(cell) ? cell.slice(1) : cell).replace(HARMLESS_INSIDE, "$1");
}

/** The cells of CSV text, guarded cells as they were written; lines without any cell are left out. */
export function fromCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const parts = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|\r|\n|$)/gy;
  const body = text.replace(/^\uFEFF/, "");
  while (parts.lastIndex < body.length) {
    const found = parts.exec(body);
    if (!found) throw new SyntaxError("no CSV");
    const [, cell, end] = found;
    row.push(restored(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
    if (end === "," && parts.lastIndex < body.length) continue;
    if (end === ",") row.push("");
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  }
  return rows;
}
