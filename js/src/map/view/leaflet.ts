// A Leaflet map as our pages want it.
import { NORTH } from "../../model/mercator";
import { ZOOM_STEP } from "./camera";

export function makeLeaflet(element: HTMLElement): L.Map {
  const map = L.map(element, {
    attributionControl: false,
    zoomControl: false,
    // The page tells: by its own measure Leaflet would take the map for moved.
    trackResize: false,
    zoomSnap: ZOOM_STEP,
    wheelPxPerZoomLevel: 90,
    minZoom: -0.5,
    maxZoom: 10,
    maxBoundsViscosity: 1,
    center: [25, 10],
    zoom: 2,
  });
  // Views and drags keep to it; set as an option at the start, Leaflet would also move the map after each resize.
  map.options.maxBounds = L.latLngBounds([-NORTH, -1e6], [NORTH, 1e6]);
  return map;
}

export function groundPaneOf(map: L.Map): HTMLElement {
  const known = map.getPane("routemap-ground");
  if (known) return known;
  const pane = map.createPane("routemap-ground");
  // Below a user's own tiles.
  pane.style.zIndex = "150";
  return pane;
}
