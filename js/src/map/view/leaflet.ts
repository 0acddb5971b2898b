// A Leaflet map as our pages want it.
import { ZOOM_STEP } from "./camera";

export function makeLeaflet(element: HTMLElement): L.Map {
  return L.map(element, {
    attributionControl: false,
    zoomControl: false,
    zoomSnap: ZOOM_STEP,
    wheelPxPerZoomLevel: 90,
    minZoom: 1,
    maxZoom: 10,
    maxBounds: [
      [-85, -1e6],
      [85, 1e6],
    ],
    maxBoundsViscosity: 1,
    center: [25, 10],
    zoom: 2,
  });
}
