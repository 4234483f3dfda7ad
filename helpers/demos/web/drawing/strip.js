/** An image's rows laid end to end, with a gap after each: one vector, cut into its pieces. */

import { clip, matrix, paste } from "../mathematics/matrix.js";

/** Cells of the strip are so many times as high as wide: one pixel is too thin to be seen. */
const HEIGHT = 26;

/** @type {(image: Matrix) => Matrix} */
export function stripCells(image) {
  const wide = image.columns + 1;
  const gaps = matrix(image.rows, wide, new Float32Array(image.rows * wide).fill(Number.NaN));
  const line = paste(gaps, image, 0, 0).values.subarray(0, -1); // no gap after the last row
  const values = new Float32Array(HEIGHT * line.length).map(
    (_, place) => line[place % line.length],
  );
  return matrix(HEIGHT, line.length, values);
}

/** @type {(image: Matrix, column: number) => Cell} of a gap, the one before */
export function pixelOf({ rows, columns }, column) {
  const place = clip(Math.floor(column), 0, rows * (columns + 1) - 2);
  return {
    row: Math.floor(place / (columns + 1)),
    column: Math.min(place % (columns + 1), columns - 1),
  };
}

/** Return a frame around a piece of the strip: so many pixels from one on.
 * @type {(image: Matrix, pixel: Cell, width?: number, colour?: string) => Frame} */
export function pieceFrame(image, { row, column }, width = 1, colour) {
  return { row: 0, column: row * (image.columns + 1) + column, height: HEIGHT, width, colour };
}
