// What the key explains: the marks of a scene as they are drawn in a view, as far as they lie in it.
import type { Basemap } from "./ground/basemap";
import { inView } from "./in-view";
import { type LegendFacts, legendFacts } from "./legend/facts";
import type { Scene } from "./marks/scene";
import type { View } from "./view/stage";

export function explained(scene: Scene, basemap: Basemap | null, view: View): LegendFacts {
  const { model, thin, tints } = scene;
  const { hatched } = tints;
  return legendFacts(model, {
    ...inView(scene, view),
    disputed: basemap?.showsDisputed(view) ?? false,
    thin,
    hatched,
    // The symbol of a region may lie outside, or be left out, where its countries are seen.
    areas: basemap ? scene.places.named.filter((place) => basemap.shows(model.places[place].members, view)) : undefined,
    behind: scene.behindIn(view),
    size: view.size,
  });
}

/** Before there is a view: the legend must have its size when the view is fitted beside it. */
export function explainedWhole({ model, strands: marks, places }: Scene, basemap: Basemap | null): LegendFacts {
  const disputed = (basemap?.outlines.disputed.length ?? 0) > 0;
  return legendFacts(model, { marks, places, disputed, thin: 1 });
}
