/** Ink that strokes leave on a square of pixels, under the name of helpers/demos/base/strokes.py. */

import { matrix } from "./matrix.js";

/** @typedef {import("./matrix.js").Matrix} Matrix */

/** Half a pen's width in pixels: strokes as thick as those of MNIST. */
export const RADIUS = 1.4;

/**
 * Draw strokes: a pixel's ink falls from 255 to 0 over one pixel at the edge of the stroke.
 *
 * @param {number[][]} strokes each [x, y, x, y, …] in pixels; (0, 0) is the upper left corner
 * @param {number} [side]
 * @param {number} [radius]
 * @returns {Matrix} of bytes
 */
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

/**
 * @param {Uint8Array} ink
 * @param {number} side
 * @param {number} radius
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 */
function drawLine(ink, side, radius, x, y, width, height) {
  const squared = width * width + height * height;
  const [top, bottom] = reach(y, height, radius, side);
  const [left, wide] = reach(x, width, radius, side);
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

/**
 * Return the first row (or column) that a line can leave ink in, and the one after the last.
 *
 * @param {number} from
 * @param {number} length
 * @param {number} radius
 * @param {number} side
 */
function reach(from, length, radius, side) {
  const [low, high] = [Math.min(from, from + length), Math.max(from, from + length)];
  return [Math.max(Math.floor(low - radius - 1), 0), Math.min(Math.ceil(high + radius + 1), side)];
}
