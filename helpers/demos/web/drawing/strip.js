/** An image's rows laid end to end, with a gap after each: one vector, cut into its pieces. */

import { matrix } from "../mathematics/matrix.js";

/** Cells of the strip are so many times as high as wide: one pixel is too thin to be seen. */
const HEIGHT = 26;

/**
 * @param {import("../mathematics/matrix.js").Matrix} image
 */
export function stripCells(image) {
  const columns = image.rows * (image.columns + 1) - 1;
  const line = new Float32Array(columns).fill(Number.NaN);
  for (let row = 0; row < image.rows; row += 1) {
    const start = row * image.columns;
    line.set(image.values.subarray(start, start + image.columns), row * (image.columns + 1));
  }
  const values = new Float32Array(HEIGHT * columns);
  for (let row = 0; row < HEIGHT; row += 1) values.set(line, row * columns);
  return matrix(HEIGHT, columns, values);
}

/**
 * Return the pixel that a column of the strip shows; of a gap, the one before it.
 *
 * @param {import("../mathematics/matrix.js").Matrix} image
 * @param {number} column with or without a fraction
 * @returns {import("./panel.js").Cell}
 */
export function pixelOf(image, column) {
  const place = Math.min(Math.max(Math.floor(column), 0), image.rows * (image.columns + 1) - 2);
  return {
    row: Math.floor(place / (image.columns + 1)),
    column: Math.min(place % (image.columns + 1), image.columns - 1),
  };
}

/**
 * Return a frame around a piece of the strip.
 *
 * @param {import("../mathematics/matrix.js").Matrix} image
 * @param {import("./panel.js").Cell} pixel the first one
 * @param {number} width how many pixels
 * @param {string} colour
 * @returns {import("./cells.js").Frame}
 */
export function pieceFrame(image, { row, column }, width, colour) {
  return { row: 0, column: row * (image.columns + 1) + column, height: HEIGHT, width, colour };
}
