/** Moved pictures, under the name of helpers/evaluation.py. */

import { matrix } from "./matrix.js";

/**
 * Return a picture moved by whole pixels; what leaves on one side is lost, zeros come in.
 *
 * @param {import("./matrix.js").Matrix} image
 * @param {number} right pixels to the right, negative to the left
 * @param {number} down pixels downwards, negative upwards
 * @returns {import("./matrix.js").Matrix}
 */
export function shifted(image, right, down) {
  const { rows, columns, values } = image;
  const moved = matrix(rows, columns, new Uint8Array(rows * columns));
  for (let row = Math.max(0, down); row < Math.min(rows, rows + down); row += 1) {
    for (
      let column = Math.max(0, right);
      column < Math.min(columns, columns + right);
      column += 1
    ) {
      moved.values[row * columns + column] = values[(row - down) * columns + column - right];
    }
  }
  return moved;
}
