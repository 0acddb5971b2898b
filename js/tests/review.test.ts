// The half of the review page that shows nothing: decisions and their file, cells, names, and claims as a map's payload.
import { describe, expect, it } from "vitest";
import bows from "../../tests/parity/bows.json";
import guard from "../../tests/parity/csv_guard.json";
import taken from "../../tests/parity/decisions.json";
import folds from "../../tests/parity/folds.json";
import parity from "../../tests/parity/review.json";
import { fromCsv, toCsv } from "../src/model/csv";
import { decode, expand } from "../src/model/decode";
import { xOf, yOf } from "../src/model/mercator";
import type { Ints, Payload } from "../src/model/payload";
import { bow, shiftOf } from "../src/review/map/bow";
import { Composer } from "../src/review/map/compose";
import { allRoutes } from "../src/review/map/routes";
import { makeAdded } from "../src/review/model/adding";
import { cellOf, cellText, readCell, turned } from "../src/review/model/cells";
import { check } from "../src/review/model/check";
import { Decisions } from "../src/review/model/decisions";
import { merge, rowsOf, toFile } from "../src/review/model/file";
import { fold } from "../src/review/model/fold";
import { Gazetteer } from "../src/review/model/gazetteer";
import type { Review } from "../src/review/model/payload";
import { ReportText } from "../src/review/model/report";
import type { Claim, Row } from "../src/review/model/row";
import { piecesOf } from "../src/review/text/words-of";
import { languageOf, wordsIn } from "./languages";

const say = wordsIn("en");
const review = { ...parity.review, words: languageOf("en") } as unknown as Review;

function opened(): { report: ReportText; decisions: Decisions; gazetteer: Gazetteer } {
  const report = new ReportText(review);
  const { columns, rows, marks, doubts } = review.claims;
  const claims = rows.map((cells, at): Claim => {
    const row: Row = Object.fromEntries(columns.map((name, index) => [name, cells[index]]));
    const sentence = report.sentenceOf(row.span, row.quote);
    return { id: row.id, row, marks: report.marks(marks[at]), doubts: doubts[at], sentence };
  });
  return { report, decisions: new Decisions(claims, [], []), gazetteer: new Gazetteer(review.map, say) };
}

function near(found: readonly number[], expected: readonly number[], digits: number): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((one, at) => {
    expect(one).toBeCloseTo(expected[at], digits);
  });
}

describe("decisions of others are taken as Python takes them", () => {
  it.each(taken.cases)("$name", ({ files, expected }) => {
    const { report, decisions } = opened();
    const drafted = decisions.all.map(({ row }) => row);
    // Claims are in text order, as the rows of the draft are.
    for (const file of files as ({ row: number } & Row)[][]) {
      const rows = file.map(({ row, ...cells }) => ({ ...drafted[row], ...cells }));
      const { claims, nothing } = merge(rows, decisions, report);
      decisions.replace(claims, nothing);
    }
    const became = decisions.all.map(({ row }) =>
      taken.columns.map((name) => (name === "decision" && row[name] === "kept" ? "" : (row[name] ?? ""))),
    );
    const key = (cells: readonly string[]): string => cells.join("\u001f");
    expect(new Set(became.map(key))).toEqual(new Set(expected.map(key)));
    expect(became).toHaveLength(expected.length);
  });
});

describe("claims as the payload of a map", () => {
  const { decisions, gazetteer } = opened();
  const made = new Composer(review, gazetteer, say).payload(allRoutes(decisions.all, gazetteer));

  it("has the routes that Python makes of the same rows", () => {
    const count = parity.routes.id.length;
    for (const [name, expected] of Object.entries(parity.routes)) {
      const found = made.routes[name as keyof typeof parity.routes];
      const isFlat = typeof expected === "number" || typeof expected[0] === "number";
      if (isFlat) expect([...expand(found as Ints, count)], name).toEqual([...expand(expected as Ints, count)]);
      else expect(found, name).toEqual(expected);
    }
  });

  it("has the places, colours and lines of Python's page", () => {
    expect(made.groups).toEqual(parity.payload.groups);
    const { kind, ...places } = made.places;
    const { kind: kinds, ...expected } = parity.payload.places;
    expect(places).toEqual(expected);
    expect([...expand(kind, places.code.length)]).toEqual([...expand(kinds, places.code.length)]);
    const strands = parity.payload.strands as unknown as Payload["strands"];
    const count = strands.cx.length;
    for (const name of ["from", "to", "shift", "group", "undirected"] as const)
      expect([...expand(made.strands[name], count)], name).toEqual([...expand(strands[name], count)]);
    expect(made.strands.cx).toEqual(strands.cx);
    expect(made.strands.cy).toEqual(strands.cy);
  });

  it("keeps an id that looks like the end of a shortened one", () => {
    const [first] = decisions.all;
    const payload = new Composer(review, gazetteer, say).payload(allRoutes([{ ...first, id: "-1f" }], gazetteer));
    expect(new Set(decode(payload).routes.id.map((id) => id.slice(0, 3)))).toEqual(new Set(["-1f"]));
  });

  it("gives lines that Python has not laid out a bow, and a market of the reader's own a colour", () => {
    const [first] = decisions.all;
    const row = { ...first.row, market: "Sand mining", origin: "FJI", transit: "", destination: "MAR" };
    const payload = new Composer(review, gazetteer, say).payload(allRoutes([{ ...first, row }], gazetteer));
    expect(payload.groups[0].name).toBe("Sand mining");
    expect(payload.groups[0].light).toMatch(/^#/);
    expect(payload.strands.cx).toHaveLength(1);
    expect(decode(payload).routes.count).toBe(1);
  });
});

describe("simple bows", () => {
  it("are those of lines/layout/bow.py", () => {
    const at = bows.points.map(([lon, lat]) => ({ x: xOf(lon), y: yOf(lat) }));
    const seen = new Map<string, number>();
    bows.legs.forEach(([from, to], leg) => {
      const repeat = seen.get(`${from},${to}`) ?? 0;
      seen.set(`${from},${to}`, repeat + 1);
      const shift = shiftOf(at[from].x, at[to].x);
      expect(shift + 0).toBe(bows.shift[leg]);
      const { cx, cy } = bow(at[from], { x: at[to].x + shift * 256, y: at[to].y }, bows.world_px, repeat);
      near([cx, cy], bows.control[leg], 3);
    });
  });
});

describe("names", () => {
  it.each(folds)("folds $name as Python does", ({ name, folded }) => {
    expect(fold(name)).toBe(folded);
  });

  const { gazetteer } = opened();

  it("knows a place by code, name and other spellings, and never guesses", () => {
    expect(gazetteer.resolve("TUR")).toEqual({ kind: "place", code: "TUR" });
    expect(gazetteer.resolve("turkey")).toEqual({ kind: "place", code: "TUR" });
    expect(gazetteer.resolve("Icelnad")).toEqual({ kind: "none", near: ["Iceland"] });
    expect(gazetteer.resolve("?")).toEqual({ kind: "unknown" });
    expect(gazetteer.resolve("constructor").kind).toBe("none");
  });

  it("knows markets by their other names; the user's own stay", () => {
    expect(gazetteer.market("Marijuana")).toBe("cannabis trade");
    expect(gazetteer.market(" Sand  mining ")).toBe("Sand mining");
  });
});

describe("cells", () => {
  const { gazetteer } = opened();

  it("are read as tables are", () => {
    const { cell, slip } = readCell("Iran > Turkey | Spain | unknown", gazetteer, { sequence: true });
    expect(slip).toMatchObject({ kind: "none", name: "Spain" });
    expect(cellText(cell)).toBe("IRN > TUR | unknown | unknown");
    expect(readCell("Iran > Turkey", gazetteer, { sequence: false }).slip).toEqual({ kind: "sequence" });
  });

  it("turn from a sequence into alternatives and back", () => {
    expect(cellText(turned(cellOf("IRN > TUR"))!)).toBe("IRN | TUR");
    expect(cellText(turned(cellOf("IRN | TUR"))!)).toBe("IRN > TUR");
    expect(turned(cellOf("IRN"))).toBeNull();
    expect(turned(cellOf("IRN > TUR | MAR"))).toBeNull();
  });

  it("tell what is wrong with a field", () => {
    const typed = { market: "", origin: "Burmma", transit: "", destination: "", quantity: "some", start: "2021-13" };
    const { faults } = check(typed, gazetteer, say);
    expect([...faults.keys()].sort()).toEqual(["market", "origin", "quantity", "start"]);
    const none = check({ market: "heroin" }, gazetteer, say);
    expect(none.faults.get("origin")).toBe("A claim names at least one place.");
    const right = check(
      { market: "Heroin", origin: "Turkey", destination: "Iceland", directed: "yes" },
      gazetteer,
      say,
    );
    expect(right.faults.size).toBe(0);
    expect(right.cells).toMatchObject({ market: "heroin trade", origin: "TUR", destination: "ISL" });
  });
});

describe("decisions", () => {
  it("are undone and redone one by one, without limit", () => {
    const { decisions } = opened();
    const ids = decisions.all.map(({ id }) => id);
    const seen: string[] = [];
    const look = (): string => decisions.all.map(({ row }) => `${row.status}${row.destination}`).join();
    for (let turn = 0; turn < 300; turn++) {
      seen.push(look());
      const id = ids[turn % ids.length];
      if (turn % 3 === 0) decisions.accept([id]);
      else if (turn % 3 === 1) decisions.reject(id, `${turn}`);
      else decisions.edit(id, { destination: turn % 2 ? "IRN" : "MAR" });
    }
    const last = look();
    let steps = 0;
    while (decisions.undo() !== null) steps += 1;
    expect(look()).toBe(seen[0]);
    while (decisions.redo() !== null) steps -= 1;
    expect(steps).toBe(0);
    expect(look()).toBe(last);
  });

  it("call an edit that says what was drafted accepted, and anything else edited", () => {
    const { decisions } = opened();
    const [{ id, row }] = decisions.all;
    decisions.edit(id, { destination: "MAR" });
    expect(decisions.get(id)?.row.status).toBe("edited");
    decisions.accept([id]);
    expect(decisions.get(id)?.row.status).toBe("edited");
    decisions.edit(id, { destination: row.destination });
    expect(decisions.get(id)?.row.status).toBe("accepted");
    decisions.edit(id, { note: "as I read it" });
    expect(decisions.get(id)?.row.status).toBe("edited");
  });

  it("go into a file and come back without loss, whatever stands in them", () => {
    const { decisions, report } = opened();
    const [one, two, three] = decisions.all.map(({ id }) => id);
    decisions.accept([one]);
    decisions.edit(two, { note: '=HYPERLINK("x"), "quoted"\nand a line; +1', origin: "FJI" });
    decisions.reject(three, "legal");
    const given = { source: "A report", url: "" };
    const cells = { market: "arms trafficking", origin: "FJI", destination: "ISL" };
    decisions.add(makeAdded([report.sentences[1]], report, given, cells, () => false));
    decisions.sayNothing([2], true);
    const file = toFile(decisions, report, review.claims.columns);
    const again = opened();
    const rows = rowsOf(file);
    if ("fault" in rows) throw new Error(rows.fault);
    const { claims, nothing, decided, conflicts } = merge(rows, again.decisions, again.report);
    expect([decided, conflicts]).toEqual([4, 0]);
    again.decisions.replace(claims, nothing);
    expect(toFile(again.decisions, again.report, review.claims.columns)).toBe(file);
    expect([...again.decisions.nothing]).toEqual([2]);
  });

  it("of two people that differ are a conflict, undecided again", () => {
    const [mine, theirs] = [opened(), opened()];
    const [{ id }] = mine.decisions.all;
    mine.decisions.accept([id]);
    theirs.decisions.reject(id);
    const rows = rowsOf(toFile(theirs.decisions, theirs.report, review.claims.columns));
    if ("fault" in rows) throw new Error(rows.fault);
    const { claims, conflicts } = merge(rows, mine.decisions, mine.report);
    expect(conflicts).toBe(1);
    mine.decisions.replace(claims, []);
    const both = mine.decisions.all.filter(({ row }) => row.decision === "conflict");
    expect(both.map(({ row }) => row.status)).toEqual(["draft", "draft"]);
    expect(both.map(({ row }) => row.decided_differently)).toEqual(Array(2).fill("accepted; rejected"));
    expect(both.map(({ row }) => row.note)).toEqual(["", ""]);
    expect(new Set(both.map((claim) => claim.id)).size).toBe(2);
  });

  it("are not read from a file that holds none", () => {
    expect(rowsOf("a,b\n1,2\n")).toEqual({ fault: "no table" });
    expect(rowsOf("id,quote,status\n1,2,3\n")).toEqual({ fault: "columns", names: ["rule", "market"] });
    expect(rowsOf('"')).toEqual({ fault: "no table" });
    expect(rowsOf("")).toEqual({ fault: "no table" });
  });
});

describe("CSV", () => {
  it.each(guard)("reads $text back", ({ text }) => {
    expect(fromCsv(toCsv(["a", "b"], [[text, "x"]]))).toEqual([
      ["a", "b"],
      [text, "x"],
    ]);
  });

  it("reads lines of every ending, and an empty last cell", () => {
    expect(fromCsv('a,b\n1,\r\n"x\ny",2\r')).toEqual([
      ["a", "b"],
      ["1", ""],
      ["x\ny", "2"],
    ]);
  });
});

describe("the text", () => {
  it("is cut where marks begin and end; the shortest of several says what its words are", () => {
    const mark = (start: number, end: number, slot: string) => ({ start, end, slot, rule: "" });
    const pieces = piecesOf(0, 10, [mark(2, 8, "origin"), mark(4, 6, "commodity")], [mark(7, 9, "transit")]);
    expect(pieces.map(({ start, end, slot, isFirst }) => [start, end, slot, isFirst])).toEqual([
      [0, 2, "", false],
      [2, 4, "origin", true],
      [4, 6, "commodity", true],
      [6, 7, "origin", false],
      [7, 8, "origin", false],
      [8, 9, "other", false],
      [9, 10, "", false],
    ]);
  });

  it("counts characters beyond the first plane as Python does", () => {
    const text = "😀 Heroin. 😀 From Iran.";
    const sentences = {
      start: [0, 10],
      end: [9, 22],
      locator: ["a", "b"],
      where: ["a", "b"],
      places: [[], []],
      reason: ["", ""],
    };
    const report = new ReportText({
      ...review,
      sentences,
      report: {
        ...review.report,
        text,
        blocks: { start: [0], end: [22], kind: ["text"] },
        pages: { start: [], number: [] },
      },
    });
    expect(report.sentences.map(({ quote }) => quote)).toEqual(["😀 Heroin.", "😀 From Iran."]);
    expect(report.marks([{ start: 2, end: 8, slot: "", rule: "" }])[0]).toMatchObject({ start: 3, end: 9 });
  });
});
