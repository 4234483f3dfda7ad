/** Moved pictures, under the name of helpers/evaluation.py. */

import { matrix, paste } from "./matrix.js";

/** Return a picture, bytes, moved by whole pixels; what leaves on one side is lost, zeros come in.
 * @type {(image: Matrix, right: number, down: number) => Matrix} */
export function shifted(image, right, down) {
  const { rows, columns } = image;
  return paste(matrix(rows, columns, new Uint8Array(rows * columns)), image, down, right);
}
