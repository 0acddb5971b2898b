// Ends that meet at one symbol share its rim: angles are pushed apart as little as possible.

import { LOOK } from "../../model/look";

const TURN = 2 * Math.PI;

/** Isotonic regression (pool adjacent violators): the nearest non-decreasing sequence; heavy values move least. */
function nearestRising(values: readonly number[], weights: readonly number[]): number[] {
  const pools: { sum: number; weight: number; size: number }[] = [];
  values.forEach((value, i) => {
    let pool = { sum: value * weights[i], weight: weights[i], size: 1 };
    while (pools.length > 0) {
      const before = pools[pools.length - 1];
      if (before.sum / before.weight <= pool.sum / pool.weight) break;
      pool = { sum: pool.sum + before.sum, weight: pool.weight + before.weight, size: pool.size + before.size };
      pools.pop();
    }
    pools.push(pool);
  });
  return pools.flatMap((pool) => new Array<number>(pool.size).fill(pool.sum / pool.weight));
}

/** Where the widest gap between sorted angles ends: the circle is cut there. */
function cutOf(sorted: readonly number[]): number {
  let [best, widest] = [0, -1];
  for (let i = 0; i < sorted.length; i++) {
    const before = i === 0 ? sorted[sorted.length - 1] - TURN : sorted[i - 1];
    if (sorted[i] - before > widest) [best, widest] = [i, sorted[i] - before];
  }
  return best;
}

interface Order {
  /** Indices into the given angles, in turning order from the cut. */
  readonly order: readonly number[];
  /** Their angles, rising. */
  readonly angles: readonly number[];
}

export function turningOrder(angles: readonly number[]): Order {
  const turned = angles.map((angle) => (angle % TURN) + (angle % TURN < 0 ? TURN : 0));
  const order = angles.map((_, index) => index).sort((a, b) => turned[a] - turned[b] || a - b);
  const sorted = order.map((index) => turned[index]);
  const cut = cutOf(sorted);
  return {
    order: [...order.slice(cut), ...order.slice(0, cut)],
    angles: [...sorted.slice(cut), ...sorted.slice(0, cut).map((angle) => angle + TURN)],
  };
}

/** `apart[i]` is the least angle between the i-th and the next one in turning order; less where any turned too far. */
export function spread(rising: readonly number[], apart: readonly number[], weights = rising.map(() => 1)): number[] {
  if (rising.length < 2) return [...rising];
  let squeeze = Math.min(1, (TURN * LOOK.rim.full) / apart.slice(0, rising.length).reduce((sum, one) => sum + one, 0));
  let shared = [...rising];
  for (let turn = 0; turn < LOOK.rim.squeezes; turn++) {
    shared = pushed(rising, apart, squeeze, weights);
    if (shared.every((angle, i) => Math.abs(angle - rising[i]) <= LOOK.rim.most_turn)) break;
    squeeze *= LOOK.rim.squeeze;
  }
  return shared;
}

function pushed(
  rising: readonly number[],
  apart: readonly number[],
  squeeze: number,
  weights: readonly number[],
): number[] {
  const offset = [0];
  for (let i = 1; i < rising.length; i++) offset.push(offset[i - 1] + apart[i - 1] * squeeze);
  return nearestRising(
    rising.map((angle, i) => angle - offset[i]),
    weights,
  ).map((value, i) => value + offset[i]);
}
