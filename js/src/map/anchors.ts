// Places as world pixels, once.
import type { Model } from "../model";
import { xOf, yOf } from "../data/mercator";

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
