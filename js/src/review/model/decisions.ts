// What was decided so far, and every step back: claims by id, sentences that claim nothing, undo without limit.
import { type Claim, inOrder, isDecided, REASON, type Row, statusOf } from "./row";

const DECIDED: ReadonlySet<string> = new Set(["status", "decision", REASON]);

interface Step {
  readonly claims: ReadonlyMap<string, readonly [before: Claim | null, after: Claim | null]>;
  readonly nothing: ReadonlyMap<number, readonly [before: boolean, after: boolean]>;
  /** The claim that the step is about, to go back to. */
  readonly about: string;
}

interface Counts {
  readonly all: number;
  readonly decided: number;
  readonly accepted: number;
  readonly silent: number;
  readonly seen: number;
}

/** What changed: ids of claims, and whether claims came or went. */
interface Change {
  readonly ids: ReadonlySet<string>;
  readonly sentences: ReadonlySet<number>;
  readonly isNew: boolean;
}

export class Decisions {
  private readonly claims = new Map<string, Claim>();
  private readonly drafted = new Map<string, Row>();
  private readonly done: Step[] = [];
  private readonly undone: Step[] = [];
  private readonly listeners = new Set<(change: Change) => void>();
  private ordered: readonly Claim[] | null = null;
  private told: ReadonlySet<number> | null = null;
  readonly nothing = new Set<number>();
  /** The number of steps when the decisions were last saved. */
  private savedAt: Step | null = null;

  constructor(
    claims: readonly Claim[],
    nothing: Iterable<number>,
    /** Sentences that got nothing, each with its reason. */
    readonly silent: readonly number[],
  ) {
    for (const claim of claims) {
      this.claims.set(claim.id, claim);
      this.drafted.set(claim.id, claim.row);
    }
    for (const sentence of nothing) this.nothing.add(sentence);
  }

  get all(): readonly Claim[] {
    this.ordered ??= [...this.claims.values()].sort(inOrder);
    return this.ordered;
  }

  get(id: string): Claim | undefined {
    return this.claims.get(id);
  }

  /** The row as it was drafted. */
  draftOf(id: string): Row | undefined {
    return this.drafted.get(id);
  }

  listen(listener: (change: Change) => void): void {
    this.listeners.add(listener);
  }

  accept(ids: readonly string[]): void {
    const changes = new Map<string, Claim>();
    for (const id of ids) {
      const claim = this.claims.get(id);
      if (!claim || statusOf(claim) === "added" || statusOf(claim) === "edited") continue;
      changes.set(id, with_(claim, { status: this.isAsDrafted(claim) ? "accepted" : "edited", [REASON]: "" }));
    }
    this.take(changes);
  }

  /** An added claim goes as it came. */
  reject(id: string, reason = ""): void {
    const claim = this.claims.get(id);
    if (!claim) return;
    const isAdded = statusOf(claim) === "added";
    this.take(new Map([[id, isAdded ? null : with_(claim, { status: "rejected", [REASON]: reason })]]));
  }

  edit(id: string, cells: Row): void {
    const claim = this.claims.get(id);
    if (!claim) return;
    const changed = with_(claim, cells);
    const accepted = this.isAsDrafted(changed) ? "accepted" : "edited";
    const status = statusOf(claim) === "added" ? "added" : accepted;
    this.take(new Map([[id, with_(changed, { status, [REASON]: "" })]]));
  }

  add(claim: Claim): void {
    this.take(new Map([[claim.id, claim]]));
  }

  sayNothing(sentences: readonly number[], says: boolean): void {
    const nothing = new Map(sentences.map((one) => [one, [this.nothing.has(one), says] as const]));
    this.go({ claims: new Map(), nothing, about: "" });
  }

  /** Everything of another file at once, as one step. */
  replace(changes: ReadonlyMap<string, Claim | null>, nothing: readonly number[]): void {
    const says = new Map(nothing.filter((one) => !this.nothing.has(one)).map((one) => [one, [false, true] as const]));
    this.take(changes, says);
  }

  /** The claim that the step back was about; null where there is none to take. */
  undo(): string | null {
    const step = this.done.pop();
    if (!step) return null;
    this.undone.push(step);
    this.apply(step, 0);
    return step.about;
  }

  redo(): string | null {
    const step = this.undone.pop();
    if (!step) return null;
    this.done.push(step);
    this.apply(step, 1);
    return step.about;
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  get isSaved(): boolean {
    return (this.done.at(-1) ?? null) === this.savedAt;
  }

  saved(): void {
    this.savedAt = this.done.at(-1) ?? null;
  }

  get counts(): Counts {
    const { all, silent } = this;
    return {
      all: all.length,
      decided: all.filter(isDecided).length,
      accepted: all.filter((claim) => isDecided(claim) && statusOf(claim) !== "rejected").length,
      silent: silent.length,
      seen: silent.filter((sentence) => this.isSeen(sentence)).length,
    };
  }

  /** Somebody has said that a silent sentence claims nothing, or has added what it claims. */
  isSeen(sentence: number): boolean {
    this.told ??= new Set(this.all.map((claim) => claim.sentence?.index ?? -1));
    return this.nothing.has(sentence) || this.told.has(sentence);
  }

  /** It says what was drafted, in every column but those of the decision itself. */
  private isAsDrafted({ id, row }: Claim): boolean {
    const draft = this.drafted.get(id);
    const names = Object.keys({ ...draft, ...row }).filter((name) => !DECIDED.has(name));
    return draft !== undefined && names.every((name) => (draft[name] ?? "") === (row[name] ?? ""));
  }

  private take(changes: ReadonlyMap<string, Claim | null>, nothing: Step["nothing"] = new Map()): void {
    const claims = new Map<string, readonly [Claim | null, Claim | null]>();
    for (const [id, claim] of changes) claims.set(id, [this.claims.get(id) ?? null, claim]);
    this.go({ claims, nothing, about: [...changes.keys()][0] ?? "" });
  }

  private go(step: Step): void {
    if (step.claims.size === 0 && step.nothing.size === 0) return;
    this.done.push(step);
    this.undone.length = 0;
    this.apply(step, 1);
  }

  private apply({ claims, nothing }: Step, side: 0 | 1): void {
    let isNew = false;
    for (const [id, pair] of claims) {
      const claim = pair[side];
      if (pair[0] === null || pair[1] === null) isNew = true;
      if (claim) this.claims.set(id, claim);
      else this.claims.delete(id);
    }
    for (const [sentence, pair] of nothing) {
      if (pair[side]) this.nothing.add(sentence);
      else this.nothing.delete(sentence);
    }
    this.ordered = this.told = null;
    const change = { ids: new Set(claims.keys()), sentences: new Set(nothing.keys()), isNew };
    for (const listener of this.listeners) listener(change);
  }
}

function with_(claim: Claim, cells: Row): Claim {
  return { ...claim, row: { ...claim.row, ...cells } };
}
