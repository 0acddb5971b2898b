// What the reader has chosen, in one place: map, panel, table, legend and address all listen here.
import type { Model } from "./model";

export type Role = "any" | "in" | "out" | "through" | "within";
export type Theme = "auto" | "light" | "dark";

/** An empty set means: no restriction. */
export interface Filters {
  readonly query: string;
  readonly markets: ReadonlySet<number>;
  readonly commodities: ReadonlySet<number>;
  readonly confidence: ReadonlySet<number>;
  readonly magnitude: ReadonlySet<number>;
  /** Of the chosen place; "any" when none is chosen. */
  readonly role: Role;
  /** Quantity range within one unit: [unit, low, high]. */
  readonly quantity: readonly [number, number, number] | null;
  /** ISO text, inclusive. */
  readonly period: readonly [string, string] | null;
  /** Text facets by column name (extra columns, actors, source): chosen values. */
  readonly facets: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface State {
  readonly filters: Filters;
  /** One or two chosen places; two = the routes between them. */
  readonly places: readonly number[];
  /** The chosen route, or -1. */
  readonly route: number;
  /** The chosen strand (a leg that several routes may share), or -1. */
  readonly strand: number;
  /** What the pointer or the keyboard is on: a route, a strand or a place; -1 none. */
  readonly hover: { readonly route: number; readonly strand: number; readonly place: number };
  /** 1 = the route passes the filters (and the chosen places). */
  readonly visible: Uint8Array;
  readonly visibleCount: number;
  /** So many of the strongest strands are drawn in full; Infinity = as many as can be told apart. */
  readonly top: number;
  /** The list begins with the routes that are least supported. */
  readonly weakest: boolean;
  readonly theme: Theme;
  readonly embed: boolean;
}

export const NO_FILTERS: Filters = {
  query: "",
  markets: new Set(),
  commodities: new Set(),
  confidence: new Set(),
  magnitude: new Set(),
  role: "any",
  quantity: null,
  period: null,
  facets: new Map(),
};

export const NO_HOVER = { route: -1, strand: -1, place: -1 } as const;

type Listener = (state: State, changed: ReadonlySet<keyof State>) => void;

/** `judge` says which routes pass; it runs only when filters or places change. */
export class Store {
  private current: State;
  private readonly listeners = new Set<Listener>();

  constructor(
    readonly model: Model,
    private readonly judge: (model: Model, state: State) => Uint8Array,
  ) {
    const all = new Uint8Array(model.routes.count).fill(1);
    this.current = {
      filters: NO_FILTERS,
      places: [],
      route: -1,
      strand: -1,
      hover: NO_HOVER,
      visible: all,
      visibleCount: all.length,
      top: Infinity,
      weakest: false,
      theme: "auto",
      embed: false,
    };
  }

  get state(): State {
    return this.current;
  }

  set(patch: Partial<Omit<State, "visible" | "visibleCount">>): void {
    const before = this.current;
    let next: State = { ...before, ...patch };
    if (next.filters !== before.filters || next.places !== before.places) {
      const visible = this.judge(this.model, next);
      next = { ...next, visible, visibleCount: visible.reduce((sum, one) => sum + one, 0) };
    }
    const changed = new Set((Object.keys(next) as (keyof State)[]).filter((key) => next[key] !== before[key]));
    if (changed.size === 0) return;
    this.current = next;
    for (const listener of this.listeners) listener(next, changed);
  }

  filter(patch: Partial<Filters>): void {
    this.set({ filters: { ...this.current.filters, ...patch } });
  }

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
