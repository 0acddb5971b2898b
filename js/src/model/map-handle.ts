// What the panel may ask of the map: the one door between the two halves of a page.

/** Where the map looks. */
export interface Camera {
  readonly lat: number;
  readonly lng: number;
  readonly zoom: number;
}

/** Of a picture that is fitted to its routes. */
export type Shape = "16:9" | "4:3" | "1:1" | "column";

export interface PictureOptions {
  readonly kind: "svg" | "png";
  readonly scale: number;
  /** null: as the map stands in the window. */
  readonly shape: Shape | null;
  /** With the legend. */
  readonly key: boolean;
}

export interface MapHandle {
  readonly leaflet: L.Map;
  fit(animate?: boolean): void;
  focus(places: readonly number[]): void;
  picture(options: PictureOptions): Promise<Blob>;
  view(): Camera;
  /** Not moved by the reader since it was fitted to its routes. */
  isFitted(): boolean;
  setView(view: Camera): void;
  /** The map in the size and the colours that its element has now; where the reader moved it, as that camera sees it. */
  paper(camera: Camera): SVGElement;
  /** What lies over the map has changed: the map stays where it is, its names make way. */
  covered(): void;
}
