// Web Mercator in "world pixels": the whole world is 256 wide, as in Leaflet at zoom 0.

export const WORLD = 256;
/** A map may be moved up to here, and as far south. */
export const NORTH = 85;
const MAX_LATITUDE = 85.0511287798066;

export function xOf(lon: number): number {
  return ((lon + 180) / 360) * WORLD;
}

export function yOf(lat: number): number {
  const clamped = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat));
  const sine = Math.sin((clamped * Math.PI) / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD;
}

export function lonOf(x: number): number {
  return (x / WORLD) * 360 - 180;
}

export function latOf(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI;
}
