/** Occlusion under the names of helpers/interpretability/saliency.py. */

import { matrix } from "./matrix.js";

/**
 * Return by how many votes a digit is ahead of the best other one; negative: behind.
 *
 * @param {ArrayLike<number>} scores
 * @param {number} digit
 */
export function margin(scores, digit) {
  let best = Number.NEGATIVE_INFINITY;
  for (let other = 0; other < scores.length; other += 1) {
    if (other !== digit) best = Math.max(best, scores[other]);
  }
  return scores[digit] - best;
}

/**
 * Return a copy with a square of `size` × `size` pixels around a pixel set to 0.
 *
 * @param {import("./matrix.js").Matrix} image
 * @param {number} row
 * @param {number} column
 * @param {number} size odd
 */
export function occlude(image, row, column, size) {
  const covered = matrix(image.rows, image.columns, image.values.slice());
  const reach = Math.floor(size / 2);
  const [left, right] = [Math.max(column - reach, 0), Math.min(column + reach + 1, image.columns)];
  for (let y = Math.max(row - reach, 0); y < Math.min(row + reach + 1, image.rows); y += 1) {
    covered.values.fill(0, y * image.columns + left, y * image.columns + right);
  }
  return covered;
}
