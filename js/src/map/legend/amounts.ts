// Round amounts that explain a scale of widths.

/** The largest 1, 2 or 5 times a power of ten that is not above the value. */
export function roundDown(value: number): number {
  if (!(value > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(value) + 1e-12);
  const lead = value / power;
  return Number(((lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power).toPrecision(12));
}

function roundUp(value: number): number {
  const below = roundDown(value);
  // What comes after 1, 2 and 5 is never more than two and a half times as much.
  return below >= value ? below : roundDown(below * 2.5);
}

/** Up to three round amounts between the largest and the least, largest first. */
export function widthSteps(largest: number, least: number): number[] {
  const first = roundDown(largest);
  const last = Math.min(first, Math.max(roundUp(least), roundDown(first / 100)));
  const middle = roundDown(Math.sqrt(first * last) * (1 + 1e-9));
  return [...new Set(last < middle && middle < first ? [first, middle, last] : [first, last])];
}
