// What was decided so far, and every step back: claims by id, sentences that claim nothing, undo without limit.
import { ClaimTable } from "./claim-table";
import { type Claim, DECISION, DIFFERENTLY, isAccepted, isDecided, REASON, type Row, statusOf } from "./row";

const DECIDED: ReadonlySet<string> = new Set(["status", DECISION, DIFFERENTLY, REASON]);

interface Step {
  readonly claims: ReadonlyMap<string, Pair>;
  readonly nothing: ReadonlyMap<number, readonly [before: boolean, after: boolean]>;
  /** The claim that the step is about, to go back to. */
  readonly about: string;
}

interface Counts {
  readonly all: number;
  readonly decided: number;
  readonly accepted: number;
  /** Undecided, and of tier A. */
  readonly tierA: number;
  readonly silent: number;
  readonly seen: number;
}

type Pair = readonly [before: Claim | null, after: Claim | null];

/** What changed, and whether claims came or went. */
export interface Change {
  readonly claims: ReadonlyMap<string, Pair>;
  readonly sentences: ReadonlySet<number>;
  readonly isNew: boolean;
}

export class Decisions {
  private readonly claims: ClaimTable;
  private readonly drafted = new Map<string, Row>();
  private readonly done: Step[] = [];
  private readonly undone: Step[] = [];
  private readonly listeners = new Set<(change: Change) => void>();
  private counted: Counts | null = null;
  readonly nothing = new Set<number>();
  /** The number of steps when the decisions were last saved. */
  private savedAt: Step | null = null;

  constructor(
    claims: readonly Claim[],
    nothing: Iterable<number>,
    /** Sentences that got nothing, each with its reason. */
    readonly silent: readonly number[],
  ) {
    this.claims = new ClaimTable(claims);
    for (const { id, row } of claims) this.drafted.set(id, row);
    for (const sentence of nothing) this.nothing.add(sentence);
  }

  get all(): readonly Claim[] {
    return this.claims.all;
  }

  /** The claims of a sentence. */
  of(sentence: number): readonly Claim[] {
    return this.claims.of(sentence);
  }

  /** The place of a claim in text order, -1 for none. */
  position(id: string): number {
    return this.claims.position(id);
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
    this.tell({ claims: new Map(), sentences: new Set(), isNew: false });
  }

  get counts(): Counts {
    const { all, silent } = this;
    this.counted ??= {
      all: all.length,
      decided: all.filter(isDecided).length,
      accepted: all.filter(isAccepted).length,
      tierA: all.filter((claim) => claim.row.tier === "A" && !isDecided(claim)).length,
      silent: silent.length,
      seen: silent.filter((sentence) => this.isSeen(sentence)).length,
    };
    return this.counted;
  }

  /** Somebody has said that a silent sentence claims nothing, or has added what it claims. */
  isSeen(sentence: number): boolean {
    return this.nothing.has(sentence) || this.of(sentence).length > 0;
  }

  /** It says what was drafted, in every column but those of the decision itself. */
  private isAsDrafted({ id, row }: Claim): boolean {
    const draft = this.drafted.get(id);
    const names = Object.keys({ ...draft, ...row }).filter((name) => !DECIDED.has(name));
    return draft !== undefined && names.every((name) => (draft[name] ?? "") === (row[name] ?? ""));
  }

  private take(changes: ReadonlyMap<string, Claim | null>, nothing: Step["nothing"] = new Map()): void {
    const claims = new Map<string, Pair>();
    for (const [id, claim] of changes) claims.set(id, [this.claims.get(id) ?? null, claim]);
    this.go({ claims, nothing, about: [...changes.keys()][0] ?? "" });
  }

  private go(step: Step): void {
    if (step.claims.size === 0 && step.nothing.size === 0) return;
    this.done.push(step);
    this.undone.length = 0;
    this.apply(step, 1);
  }

  private apply(step: Step, side: 0 | 1): void {
    const claims = new Map([...step.claims].map(([id, pair]) => [id, [pair[1 - side], pair[side]] as Pair]));
    const isNew = this.claims.put([...claims].map(([id, pair]) => [id, pair[1]] as const));
    for (const [sentence, pair] of step.nothing) {
      if (pair[side]) this.nothing.add(sentence);
      else this.nothing.delete(sentence);
    }
    this.tell({ claims, sentences: new Set(step.nothing.keys()), isNew });
  }

  private tell(change: Change): void {
    this.counted = null;
    for (const listener of this.listeners) listener(change);
  }
}

function with_(claim: Claim, cells: Row): Claim {
  return { ...claim, row: { ...claim.row, ...cells } };
}
