// The report as the page shows it. Python counts code points, a script's texts UTF-16 units: converted here, once.
import type { Mark, Review } from "./payload";

export interface Sentence {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly locator: string;
  /** The locator in the page's language. */
  readonly where: string;
  /** Why nothing was drafted; "" where something was, or nothing could be expected. */
  readonly reason: string;
  readonly places: readonly number[];
  /** As the rows of the draft write it: code points. */
  readonly span: string;
}

export interface Block {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly sentences: readonly Sentence[];
}

interface PageStart {
  readonly start: number;
  readonly number: number;
}

/** From code points to units; null where every character is one unit. */
function unitsOf(text: string): Uint32Array | null {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return null;
  const units = new Uint32Array(text.length + 1);
  let point = 0;
  let unit = 0;
  for (const character of text) {
    units[point] = unit;
    point += 1;
    unit += character.length;
  }
  units.fill(unit, point);
  return units;
}

export class ReportText {
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly blocks: readonly Block[];
  readonly pages: readonly PageStart[];
  private readonly units: Uint32Array | null;
  private readonly bySpan = new Map<string, Sentence>();

  constructor(review: Review) {
    const { text, blocks, pages } = review.report;
    const { start, end, locator, where, reason, places } = review.sentences;
    this.text = text;
    this.units = unitsOf(text);
    this.sentences = start.map((first, index) => ({
      index,
      start: this.at(first),
      end: this.at(end[index]),
      quote: text.slice(this.at(first), this.at(end[index])),
      locator: locator[index],
      where: where[index],
      reason: reason[index],
      places: places[index],
      span: `${first}-${end[index]}`,
    }));
    for (const sentence of this.sentences) this.bySpan.set(sentence.span, sentence);
    let next = 0;
    this.blocks = blocks.start.map((first, index) => {
      const block = { start: this.at(first), end: this.at(blocks.end[index]), kind: blocks.kind[index] };
      const from = next;
      while (next < this.sentences.length && this.sentences[next].start < block.end) next += 1;
      return { ...block, sentences: this.sentences.slice(from, next) };
    });
    this.pages = pages.start.map((first, index) => ({ start: this.at(first), number: pages.number[index] }));
  }

  /** Where a code point stands among the units. */
  at(point: number): number {
    return this.units ? this.units[point] : point;
  }

  marks(marks: readonly Mark[]): Mark[] {
    return marks.map((mark) => ({ ...mark, start: this.at(mark.start), end: this.at(mark.end) }));
  }

  /** The sentence that a row was drafted from; null where the report has it no more. */
  sentenceOf(span: string, quote: string): Sentence | null {
    const found = this.bySpan.get(span);
    if (found && (quote === "" || found.quote === quote)) return found;
    return this.sentences.find((sentence) => sentence.quote === quote) ?? null;
  }

  /** The sentences that a selection touches. */
  between(start: number, end: number): Sentence[] {
    return this.sentences.filter((sentence) => sentence.start < end && sentence.end > start);
  }
}
