// The claims as they are now: by id, in text order, by sentence; a change of one costs nothing for the others.
import { type Claim, inOrder } from "./row";

export class ClaimTable {
  private readonly byId = new Map<string, Claim>();
  private readonly bySentence = new Map<number, Claim[]>();
  private readonly at = new Map<string, number>();
  private ordered: Claim[] = [];

  constructor(claims: readonly Claim[]) {
    for (const claim of claims) this.byId.set(claim.id, claim);
    this.arrange();
  }

  get all(): readonly Claim[] {
    return this.ordered;
  }

  get(id: string): Claim | undefined {
    return this.byId.get(id);
  }

  /** The place of a claim in text order, -1 for none. */
  position(id: string): number {
    return this.at.get(id) ?? -1;
  }

  of(sentence: number): readonly Claim[] {
    return this.bySentence.get(sentence) ?? [];
  }

  /** Claims in place of those with their ids, null for one that goes; true where claims came or went. */
  put(changes: Iterable<readonly [string, Claim | null]>): boolean {
    let isNew = false;
    for (const [id, claim] of changes) {
      const at = this.at.get(id);
      if (claim && at !== undefined && this.ordered[at].sentence === claim.sentence) this.exchange(at, claim);
      else {
        isNew = true;
        if (claim) this.byId.set(id, claim);
        else this.byId.delete(id);
      }
    }
    if (isNew) this.arrange();
    return isNew;
  }

  private exchange(at: number, claim: Claim): void {
    this.byId.set(claim.id, claim);
    this.ordered[at] = claim;
    const beside = this.bySentence.get(claim.sentence?.index ?? -1) ?? [];
    beside[beside.findIndex(({ id }) => id === claim.id)] = claim;
  }

  private arrange(): void {
    this.ordered = [...this.byId.values()].sort(inOrder);
    this.at.clear();
    this.bySentence.clear();
    this.ordered.forEach((claim, at) => {
      this.at.set(claim.id, at);
      const sentence = claim.sentence?.index ?? -1;
      const beside = this.bySentence.get(sentence);
      if (beside) beside.push(claim);
      else this.bySentence.set(sentence, [claim]);
    });
  }
}
