// CSV and tab-separated text. A cell that a spreadsheet would run as a formula gets an apostrophe in front, as in
// Python's files; so does one that begins with apostrophes before such a sign, for reading takes one away.
function neutral(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
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
