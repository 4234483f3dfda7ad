/** Convolution under the names of helpers/convolution.py; sums are taken in float64, as there. */

import { matrix, pad, paste } from "./matrix.js";

/** Return how many positions a window has along `length` pixels.
 * @type {(length: number, window: number, stride?: number, padding?: number) => number} */
export function outputSize(length, window, stride = 1, padding = 0) {
  return Math.floor((length + 2 * padding - window) / stride) + 1;
}

/** Slide `kernel` over `image`; each output is the sum of the products under the window.
 * @type {(image: Matrix, kernel: Matrix, stride?: number, padding?: number) => Matrix} float32 */
export function convolve(image, kernel, stride = 1, padding = 0) {
  const { values, columns: width } = pad(image, padding);
  const result = matrix(
    outputSize(image.rows, kernel.rows, stride, padding),
    outputSize(image.columns, kernel.columns, stride, padding),
  );
  let cell = 0;
  for (let row = 0; row < result.rows; row += 1) {
    for (let column = 0; column < result.columns; column += 1) {
      let sum = 0;
      let weight = 0;
      for (let down = 0; down < kernel.rows; down += 1) {
        const start = (row * stride + down) * width + column * stride;
        for (let right = 0; right < kernel.columns; right += 1) {
          sum += values[start + right] * kernel.values[weight++];
        }
      }
      result.values[cell++] = sum;
    }
  }
  return result;
}

/** Return the part of the padded image that makes one cell (row, column) of the feature map; of the
 * kernel only the shape matters.
 * @param {Matrix} image @param {Matrix} kernel @param {number} row @param {number} column */
export function windowAt(image, kernel, row, column, stride = 1, padding = 0) {
  const [top, left] = [row, column].map((place) => place * stride - padding);
  return paste(matrix(kernel.rows, kernel.columns), image, -top, -left);
}

/** @type {(sums: Matrix, bias: number) => Matrix} one number added to every cell, float32 */
export function addBias({ rows, columns, values }, bias) {
  const added = Math.fround(bias);
  return matrix(
    rows,
    columns,
    Float32Array.from(values, (value) => value + added),
  );
}

/** @type {(sums: Matrix) => Matrix} everything below zero set to zero, float32 */
export function relu({ rows, columns, values }) {
  return matrix(
    rows,
    columns,
    Float32Array.from(values, (value) => Math.max(value, 0)),
  );
}

/** @type {(kernel: Matrix) => number} the largest magnitude it can give on pixels */
export function strongestResponse({ values }) {
  let [above, below] = [0, 0];
  for (const weight of values) {
    if (weight > 0) above += weight;
    else below -= weight;
  }
  return Math.max(above, below) * 255;
}
