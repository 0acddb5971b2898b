// The part of a canvas context that our marks use. A page paints with the real one, a picture with
// an SVG twin, so that both are drawn by the same code.

export type Pen = Pick<
  CanvasRenderingContext2D,
  | "save"
  | "restore"
  | "beginPath"
  | "closePath"
  | "moveTo"
  | "lineTo"
  | "bezierCurveTo"
  | "arc"
  | "rect"
  | "fill"
  | "stroke"
  | "setLineDash"
  | "fillText"
  | "strokeText"
  | "measureText"
  | "createLinearGradient"
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "lineCap"
  | "lineJoin"
  | "globalAlpha"
  | "font"
  | "textAlign"
  | "textBaseline"
  | "letterSpacing"
>;
