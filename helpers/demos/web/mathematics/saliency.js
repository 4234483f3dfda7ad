/** Occlusion under the names of helpers/interpretability/saliency.py. */

import { matrix, paste } from "./matrix.js";

/** @type {(scores: ArrayLike<number>, digit: number) => number} votes ahead of the best other */
export function margin(scores, digit) {
  const others = Array.from(scores).filter((_, other) => other !== digit);
  return scores[digit] - Math.max(...others);
}

/** Return a copy with a square of `size` × `size` (odd) pixels around a pixel set to 0.
 * @type {(image: Matrix, row: number, column: number, size: number) => Matrix} */
export function occlude({ rows, columns, values }, row, column, size) {
  const reach = Math.floor(size / 2);
  return paste(
    matrix(rows, columns, values.slice()),
    matrix(size, size),
    row - reach,
    column - reach,
  );
}
