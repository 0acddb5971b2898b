// A scale bar that is there only where it is true: on a Mercator map of much of the world one length cannot be.

/** So many times longer or shorter than in the middle a length may be at the upper and the lower edge. */
const MOST = 1.5;

function isTrue(map: L.Map): boolean {
  const bounds = map.getBounds();
  const width = (lat: number): number => Math.cos((Math.min(89, Math.abs(lat)) * Math.PI) / 180);
  const middle = width(map.getCenter().lat);
  const [north, south] = [bounds.getNorth(), bounds.getSouth()];
  // Nowhere is a degree longer than at the equator.
  const all = [north, south, ...(north > 0 && south < 0 ? [0] : [])].map((lat) => width(lat) / middle);
  return all.every((one) => one <= MOST && one >= 1 / MOST);
}

export function addScaleBar(map: L.Map): void {
  const bar = L.control.scale({ position: "bottomleft", imperial: false, maxWidth: 120 }).addTo(map);
  const show = (): void => {
    const element = bar.getContainer();
    // It keeps its room: what is fitted beside it must not come to lie under it.
    if (element) element.style.visibility = isTrue(map) ? "" : "hidden";
  };
  map.on("moveend resize", show);
  show();
}
