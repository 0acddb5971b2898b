import { describe, expect, it } from "vitest";
import { bytesOf } from "../src/model/base85";

describe("bytes from letters", () => {
  // As json_block.to_letters writes them: none, the least and the greatest, short ends, and the letters out of line.
  const written: [hex: string, letters: string][] = [
    ["", ""],
    ["00", "(("],
    ["ff", "yy"],
    ["ffff", "z?U"],
    ["ffffff", "z?^1"],
    ["ffffffff", "z?^4("],
    ["3f0e41da01", "#$%(#(C"],
    ["a4e0557a", "%|#$("],
    ["13547826", "!}!}!"],
  ];

  it.each(written)("reads %s", (hex, letters) => {
    expect(Array.from(bytesOf(letters), (byte) => byte.toString(16).padStart(2, "0")).join("")).toBe(hex);
  });
});
