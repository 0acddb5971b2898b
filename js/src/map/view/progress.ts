// Tells whoever waits when a map shows what it was last asked to show, by attributes of its element: `data-drawn`
// counts finished paintings, and `data-drawing` stands there while one is due, under way, or the map is moving.

interface Progress {
  drawn: number;
  /** Several layers may share one map. */
  readonly busy: Set<object>;
}

const known = new WeakMap<HTMLElement, Progress>();

function progressOf(element: HTMLElement): Progress {
  const found = known.get(element) ?? { drawn: 0, busy: new Set<object>() };
  known.set(element, found);
  return found;
}

export function begin(element: HTMLElement, painter: object): void {
  progressOf(element).busy.add(painter);
  element.setAttribute("data-drawing", "");
}

/** The painter rests; `isPainted` is false where nothing could be seen of its work. */
export function finish(element: HTMLElement, painter: object, isPainted: boolean): void {
  const progress = progressOf(element);
  progress.busy.delete(painter);
  if (isPainted) {
    progress.drawn += 1;
    element.setAttribute("data-drawn", String(progress.drawn));
  }
  if (progress.busy.size === 0) element.removeAttribute("data-drawing");
}
