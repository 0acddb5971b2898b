// Bytes written as letters, five for four bytes, as pages/json_block.py writes them.

/** The letters are those from "(" to "|", but that `#`, `$` and `%` stand for `<`, `>` and a backslash. */
export function bytesOf(letters: string): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(letters.length + 4));
  for (let at = 0; at < letters.length; at += 5) {
    let value = 0;
    for (let i = at; i < at + 5; i++) {
      // The last few letters may be missing; the highest stands for them.
      const code = i < letters.length ? letters.charCodeAt(i) : 124;
      value = value * 85 + (code < 40 ? [20, 22, 52][code - 35] : code - 40);
    }
    bytes.setUint32((at / 5) * 4, value);
  }
  return new Uint8Array(bytes.buffer, 0, Math.floor(letters.length * 0.8));
}
