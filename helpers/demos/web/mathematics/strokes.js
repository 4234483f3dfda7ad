/** Ink that strokes leave on a square of pixels, under the name of helpers/demos/base/strokes.py. */

import { matrix } from "./matrix.js";

/** Half a pen's width in pixels: strokes as thick as those of MNIST. */
const RADIUS = 1.4;

/** Draw strokes, each [x, y, x, y, …] in pixels, (0, 0) the upper left corner: a pixel's ink falls
 * from 255 to 0 over one pixel at the edge of the stroke. Returns bytes.
 * @type {(strokes: number[][], side?: number, radius?: number) => Matrix} */
export function drawStrokes(strokes, side = 28, radius = RADIUS) {
  const ink = new Uint8Array(side * side);
  for (const points of strokes) {
    for (let place = 0; place < Math.max(points.length - 2, 1); place += 2) {
      const [x, y, toX = x, toY = y] = points.slice(place, place + 4);
      drawLine(ink, side, radius, x, y, toX - x, toY - y);
    }
  }
  return matrix(side, side, ink);
}

/** @type {(ink: Uint8Array, side: number, radius: number, x: number, y: number, width: number,
 *   height: number) => void} */
function drawLine(ink, side, radius, x, y, width, height) {
  const squared = width * width + height * height;
  /** @type {(from: number, length: number) => number[]} the first row that gets ink, and the end */
  const reach = (from, length) => [
    Math.max(Math.floor(Math.min(from, from + length) - radius - 1), 0),
    Math.min(Math.ceil(Math.max(from, from + length) + radius + 1), side),
  ];
  const [[top, bottom], [left, wide]] = [reach(y, height), reach(x, width)];
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < wide; column += 1) {
      const [right, down] = [column + 0.5 - x, row + 0.5 - y];
      const along = squared ? (right * width + down * height) / squared : 0;
      const share = Math.min(1, Math.max(0, along));
      const [a, b] = [right - share * width, down - share * height];
      const cover = Math.min(1, Math.max(0, radius + 0.5 - Math.sqrt(a * a + b * b)));
      const place = row * side + column;
      ink[place] = Math.max(ink[place], Math.floor(255 * cover + 0.5));
    }
  }
}
