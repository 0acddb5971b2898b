// Texts from data kept apart from what stands beside them, whatever direction they run in. As words/direction.py, which
// says why; tests/parity/direction.json holds both to the same.
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";
const POP_EMBEDDING = "\u202c";
const SIGNS = /[\u202a-\u202e\u2066-\u2069]/;
const TURNING =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
// On a page that runs from right to left, what runs the other way is the stranger.
const STRAIGHT = /[0-9A-Za-z\u00c0-\u052f]/;
const ENDS = /([\n\r\u2029])/;

function balancedLine(line: string): string {
  let kept = "";
  // What would close each sign that is open.
  const open: string[] = [];
  for (const sign of line) {
    if (sign === POP_ISOLATE) {
      const at = open.lastIndexOf(POP_ISOLATE);
      if (at < 0) continue;
      open.length = at;
    } else if (sign === POP_EMBEDDING) {
      if (open.at(-1) !== POP_EMBEDDING) continue;
      open.pop();
    } else if (SIGNS.test(sign)) open.push(sign <= "\u202e" ? POP_EMBEDDING : POP_ISOLATE);
    kept += sign;
  }
  return kept + open.reverse().join("");
}

/** Does the page run from right to left? */
export function runsFromRight(): boolean {
  return globalThis.document?.documentElement.dir === "rtl";
}

/** Letters that join: no room may come between them. */
export function joins(text: string): boolean {
  return /[\u0600-\u08ff]/.test(text);
}

/** Every sign that turns the direction closed, and none that closes what the text has not opened. */
export function balanced(text: string): string {
  return SIGNS.test(text) ? text.split(ENDS).map(balancedLine).join("") : text;
}

/** Fit to stand inside another text: in an isolate of its own, if anything in it could turn. */
export function isolated(text: string): string {
  if (!TURNING.test(text) && !(runsFromRight() && STRAIGHT.test(text))) return text;
  return balanced(text)
    .split(ENDS)
    .map((part) => (part === "" || ENDS.test(part) ? part : `${FIRST_STRONG_ISOLATE}${part}${POP_ISOLATE}`))
    .join("");
}
