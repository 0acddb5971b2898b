// What the reviewer looks at: a claim or a sentence, which list, through which filters, and what is being written.

import { cellOf } from "./cells";
import type { Decisions } from "./decisions";
import type { Gazetteer } from "./gazetteer";
import { type Claim, DECISION, FATES, isAccepted, isDecided, statusOf } from "./row";

export const STATES = ["all", "undecided", "accepted", "rejected", "changed"] as const;
export type StateFilter = (typeof STATES)[number];

export interface Filters {
  readonly state: StateFilter;
  readonly tier: string;
  readonly market: string;
  readonly place: string;
}

const NO_FILTERS: Filters = { state: "all", tier: "", market: "", place: "" };

interface Editing {
  /** The claim being mended; "" for a new one. */
  readonly claim: string;
  /** What a new claim is said in. */
  readonly sentences: readonly number[];
}

export interface Looking {
  readonly claim: string;
  /** The sentence that is looked at, -1 for none. */
  readonly sentence: number;
  readonly list: "claims" | "silent";
  /** What a small screen shows. */
  readonly room: "text" | "claims" | "map";
  readonly filters: Filters;
  readonly editing: Editing | null;
}

type Listener = (now: Looking, before: Looking) => void;

export function codesOf(claim: Claim): Set<string> {
  return new Set(["origin", "transit", "destination"].flatMap((name) => cellOf(claim.row[name] ?? "").flat()));
}

function passesState(claim: Claim, state: StateFilter): boolean {
  if (state === "undecided") return !isDecided(claim);
  if (state === "accepted") return isAccepted(claim);
  if (state === "rejected") return statusOf(claim) === "rejected";
  return state === "all" || (FATES as readonly string[]).includes(claim.row[DECISION] ?? "");
}

export class View {
  private looking: Looking = {
    claim: "",
    sentence: -1,
    list: "claims",
    room: "claims",
    filters: NO_FILTERS,
    editing: null,
  };
  private readonly listeners = new Set<Listener>();

  constructor(
    private readonly decisions: Decisions,
    private readonly gazetteer: Gazetteer,
  ) {}

  get now(): Looking {
    return this.looking;
  }

  set(patch: Partial<Looking>): void {
    const before = this.looking;
    this.looking = { ...before, ...patch };
    for (const listener of this.listeners) listener(this.looking, before);
  }

  listen(listener: Listener): void {
    this.listeners.add(listener);
  }

  passes(claim: Claim): boolean {
    const { state, tier, market, place } = this.looking.filters;
    return (
      passesState(claim, state) &&
      (tier === "" || claim.row.tier === tier) &&
      (market === "" || this.gazetteer.market(claim.row.market ?? "") === market) &&
      (place === "" || codesOf(claim).has(place))
    );
  }

  get shown(): Claim[] {
    return this.decisions.all.filter((claim) => this.passes(claim));
  }

  /** The claim so many steps on in text order, among those that pass. */
  step(by: 1 | -1, wanted: (claim: Claim) => boolean = () => true): Claim | null {
    const { all } = this.decisions;
    const at = this.decisions.position(this.looking.claim);
    const start = at < 0 ? (by > 0 ? -1 : all.length) : at;
    for (let next = start + by; next >= 0 && next < all.length; next += by)
      if (this.passes(all[next]) && wanted(all[next])) return all[next];
    return null;
  }

  /** The next claim nobody has decided on; from the end back to the beginning. */
  get nextUndecided(): Claim | null {
    const isOpen = (claim: Claim): boolean => !isDecided(claim) && claim.id !== this.looking.claim;
    return this.step(1, isOpen) ?? this.shown.find(isOpen) ?? null;
  }

  /** The next silent sentence that nobody has seen to. */
  get nextSilent(): number | null {
    const open = this.decisions.silent.filter((one) => !this.decisions.isSeen(one) && one !== this.looking.sentence);
    return open.find((one) => one > this.looking.sentence) ?? open[0] ?? null;
  }
}
