// Bytes written as letters, five for four bytes, as pages/json_block.py writes them.

// The numbers of `!`, `#`, `$`, `%` and `}`, which stand for a dot, `<`, `>`, a backslash and a colon.
const MOVED: Record<number, number> = { 33: 6, 35: 20, 36: 22, 37: 52, 125: 18 };

/** The letters are those from "(" to "|", but for five that mean something elsewhere. */
export function bytesOf(letters: string): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(letters.length + 4));
  for (let at = 0; at < letters.length; at += 5) {
    let value = 0;
    for (let i = at; i < at + 5; i++) {
      // The last few letters may be missing; the highest stands for them.
      const code = i < letters.length ? letters.charCodeAt(i) : 124;
      value = value * 85 + (MOVED[code] ?? code - 40);
    }
    bytes.setUint32((at / 5) * 4, value);
  }
  return new Uint8Array(bytes.buffer, 0, Math.floor(letters.length * 0.8));
}
