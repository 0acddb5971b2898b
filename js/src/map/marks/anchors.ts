// Places as world pixels, once.

import { xOf, yOf } from "../../model/mercator";
import type { Model } from "../../model/model";

export interface Anchors {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export function anchorsOf(model: Model): Anchors {
  return {
    x: Float64Array.from(model.places, (place) => xOf(place.lon)),
    y: Float64Array.from(model.places, (place) => yOf(place.lat)),
  };
}
