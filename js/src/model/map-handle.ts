// What the panel may ask of the map: the one door between the two halves of a page.

/** Where the map looks. */
export interface Camera {
  readonly lat: number;
  readonly lng: number;
  readonly zoom: number;
}

export interface MapHandle {
  readonly leaflet: L.Map;
  fit(animate?: boolean): void;
  focus(places: readonly number[]): void;
  picture(kind: "svg" | "png", scale: number): Promise<Blob>;
  view(): Camera;
  /** Not moved by the reader since it was fitted to its routes. */
  isFitted(): boolean;
  setView(view: Camera): void;
  /** What lies over the map has changed: the map stays where it is, its names make way. */
  covered(): void;
}
