// The legend's part on width: round numbers of each unit, or the words of the source.
import { MAGNITUDE, type Model } from "../../model/model";
import type { Words } from "../../words";
import { quantityFactor } from "../marks/crowding";
import { widthOfQuantity } from "../marks/widths";
import type { Theme } from "../view/theme";
import { legendFacts } from "./facts";
import { drawing, drawStroke, type Section } from "./glyphs";

const LINE = 34;
const MOST_UNITS = 3;

/** The largest 1, 2 or 5 times a power of ten that is not above the value. */
export function roundDown(value: number): number {
  if (!(value > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(value) + 1e-12);
  const lead = value / power;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}

/** Three amounts that are easy to tell apart: the scale's end, a tenth, a hundredth. */
export function steps(max: number, least: number): number[] {
  const top = roundDown(max);
  return [top, roundDown(top / 10), roundDown(top / 100)].filter((value, index) => index === 0 || value >= least);
}

function level(colour: string, width: number, theme: Theme): SVGElement {
  const { svg, pen } = drawing(LINE, 14);
  drawStroke(pen, { colour, width, dash: [], open: false, end: "none" }, 0, LINE, 7, theme);
  return svg;
}

export function legendWidths(model: Model, theme: Theme, say: Words, colour: string, thin: number): Section[] {
  const { units, style } = model;
  const { least, magnitudes } = legendFacts(model);
  const sections = units
    .map((unit, index) => ({ unit, least: least[index] }))
    .filter((one) => one.least < Infinity)
    .slice(0, MOST_UNITS)
    .map(({ unit, least: low }) => ({
      head: say.word("legend.width_of", { unit: unit.name }),
      items: steps(unit.max, low).map((amount) => ({
        glyph: level(colour, widthOfQuantity(style, amount, unit.max) * quantityFactor(thin), theme),
        text: say.number(amount),
      })),
    }));
  // One width for all says nothing, so the legend does not explain it.
  if (magnitudes.size > 1 || (magnitudes.size === 1 && (sections.length > 0 || !magnitudes.has(0))))
    sections.push({
      head: say.word("legend.width"),
      items: [3, 2, 1, 0]
        .filter((one) => magnitudes.has(one))
        .map((one) => ({
          glyph: level(colour, style.magnitude_width[one] * thin, theme),
          text: say.word(`magnitude.${MAGNITUDE[one]}`),
        })),
    });
  return sections;
}
