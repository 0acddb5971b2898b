import { describe, expect, it } from "vitest";
import { decode, expand, flatten, invert, isPacked, unpack } from "../src/model/decode";
import { row } from "../src/model/model";
import { smallPayload } from "./small-payload";

describe("columns", () => {
  it("expands a constant column", () => {
    expect([...expand(7, 3)]).toEqual([7, 7, 7]);
    expect([...expand([1, -1], 2)]).toEqual([1, -1]);
    expect([...expand({ steps: [3, 1, 1, -6] }, 4)]).toEqual([3, 4, 5, -1]);
  });

  it("flattens lists, empty ones too", () => {
    const lists = flatten([[1, 2], [], [3]]);
    expect([0, 1, 2].map((index) => [...row(lists, index)])).toEqual([[1, 2], [], [3]]);
  });

  it("inverts lists and names a row once even if it holds a value twice", () => {
    const inverted = invert(flatten([[0, 1, 0], [1]]), 3);
    expect([0, 1, 2].map((value) => [...row(inverted, value)])).toEqual([[0], [0, 1], []]);
  });
});

describe("decode", () => {
  const model = decode(smallPayload());

  it("keeps texts, and gives the empty string where there is none", () => {
    expect(model.text(0, "commodity")).toBe("heroin");
    expect(model.text(0, "source")).toBe("A report");
    expect(model.text(0, "url")).toBe("");
    expect(model.extra(1, "region code")).toBe("A report");
    expect(model.extra(1, "constructor")).toBe("");
  });

  it("knows which routes run on a strand and through a place", () => {
    expect([...row(model.strands.routes, 0)]).toEqual([0, 1]);
    expect([...row(model.routesAt, 1)]).toEqual([0, 1, 2]);
  });

  it("puts market and stops in front of shortened ids, and nothing in front of others", () => {
    const small = smallPayload();
    const ids = ["-1f", "r7", "=-x", "==y"];
    const decoded = decode({ ...small, routes: { ...small.routes, id: ids } });
    expect(decoded.routes.id).toEqual(["heroin-pol-nor-1f", "r7", "-x", "=y"]);
    expect(decoded.statements[0]).toBe("heroin-pol-nor-1f");
  });

  it("reads a missing quantity as NaN", () => {
    expect(model.routes.quantity[0]).toBe(12);
    expect(model.routes.quantity[1]).toBeNaN();
  });

  it("unpacks a compressed block", async () => {
    // As json_block.to_letters writes {"routes":[]}.
    const packed = { version: 2 as const, deflate: "Nh{n?5gzJy?T1|RTU;lI(+^yzk6" };
    expect(isPacked(packed)).toBe(true);
    expect(isPacked(smallPayload())).toBe(false);
    expect(await unpack(packed)).toEqual({ routes: [] });
  });
});
