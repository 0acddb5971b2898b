// Long work in steps: a generator that yields wherever it may be interrupted, run to its end at once or in slices.

export type Steps<T> = Generator<void, T>;

export function complete<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** A frame has 16 ms; drawing commands are carried out after ours. */
const BUDGET_MS = 6;

/** Runs until the work is done or the budget is used up; true when done. */
export function runSlice(steps: Steps<void>, budget = BUDGET_MS): boolean {
  const until = performance.now() + budget;
  do {
    if (steps.next().done) return true;
  } while (performance.now() < until);
  return false;
}

/** Lets the page answer to its reader. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export async function inSlices(steps: Steps<void>): Promise<void> {
  while (!runSlice(steps)) await breathe();
}
