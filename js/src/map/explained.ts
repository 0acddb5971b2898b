// What the key explains: the marks of a scene as they are drawn in a view.
import type { Basemap } from "./ground/basemap";
import { type LegendFacts, legendFacts } from "./legend/facts";
import type { Scene } from "./marks/scene";
import type { View } from "./view/stage";

export function explained(scene: Scene, basemap: Basemap | null, view: View): LegendFacts {
  const { model, strands: marks, places, thin, tints, behind, drawing } = scene;
  const disputed = basemap?.showsDisputed(view) ?? false;
  // A line may be too short to show; of many lines nothing is known before they are drawn.
  const drawn = drawing.lines.length + drawing.tails.length > 0 ? drawing : undefined;
  const { hatched } = tints;
  return legendFacts(model, { marks, places, disputed, thin, hatched, drawn, behind, size: view.size });
}
