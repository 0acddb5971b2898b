// What a map is told of the page around it, and what it tells that page.
import type { Words } from "../words";
import type { CloserFacts } from "./closer";
import type { Covering } from "./cover";
import type { Section } from "./legend/entries";
import type { LegendFacts } from "./legend/facts";
import type { FoldFact } from "./line-count";
import type { Judge } from "./marks/scene";
import type { Told } from "./marks/strongest";

export interface MapOptions extends Covering {
  /** A Leaflet map that exists already; without one it is made in the element. */
  readonly leaflet?: L.Map;
  readonly say: Words;
  readonly judge?: Judge;
  /** Told what the map draws, for the legend. */
  explain?(facts: LegendFacts): void;
  /** Told how many of the lines are drawn in full. */
  count?(told: Told, fold: FoldFact): void;
  /** What stands in the legend now. */
  legend?(): readonly Section[];
  /** Told whether a part of the map is shown closer; without it the map always shows all. */
  closer?(facts: CloserFacts): void;
}
