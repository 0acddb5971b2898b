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
