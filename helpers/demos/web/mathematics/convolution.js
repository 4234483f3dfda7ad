/** Convolution under the names of helpers/convolution.py; sums are taken in float64, as there. */

import { matrix, pad } from "./matrix.js";

/** @typedef {import("./matrix.js").Matrix} Matrix */

/**
 * Return how many positions a window has along `length` pixels.
 *
 * @param {number} length
 * @param {number} window
 * @param {number} [stride]
 * @param {number} [padding]
 */
export function outputSize(length, window, stride = 1, padding = 0) {
  return Math.floor((length + 2 * padding - window) / stride) + 1;
}

/**
 * Slide `kernel` over `image`; each output is the sum of the products under the window.
 *
 * @param {Matrix} image
 * @param {Matrix} kernel
 * @param {number} [stride]
 * @param {number} [padding]
 * @returns {Matrix} float32
 */
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

/**
 * Return the part of the padded image that makes one cell of the feature map.
 *
 * @param {Matrix} image
 * @param {Matrix} kernel only its shape matters
 * @param {number} row of the feature map
 * @param {number} column of the feature map
 * @param {number} [stride]
 * @param {number} [padding]
 * @returns {Matrix}
 */
export function windowAt(image, kernel, row, column, stride = 1, padding = 0) {
  const padded = pad(image, padding);
  const window = matrix(kernel.rows, kernel.columns);
  for (let down = 0; down < kernel.rows; down += 1) {
    const start = (row * stride + down) * padded.columns + column * stride;
    const line = padded.values.subarray(start, start + kernel.columns);
    window.values.set(line, down * kernel.columns);
  }
  return window;
}

/**
 * Return a matrix with one number added to every cell.
 *
 * @param {Matrix} sums
 * @param {number} bias
 * @returns {Matrix} float32
 */
export function addBias(sums, bias) {
  const added = Math.fround(bias);
  return matrix(
    sums.rows,
    sums.columns,
    Float32Array.from(sums.values, (value) => value + added),
  );
}

/**
 * Return the matrix with everything below zero set to zero.
 *
 * @param {Matrix} sums
 * @returns {Matrix} float32
 */
export function relu(sums) {
  const values = Float32Array.from(sums.values, (value) => Math.max(value, 0));
  return matrix(sums.rows, sums.columns, values);
}

/**
 * Return the largest magnitude that a kernel can give on pixels from 0 to `white`.
 *
 * @param {Matrix} kernel
 * @param {number} [white]
 */
export function strongestResponse(kernel, white = 255) {
  let above = 0;
  let below = 0;
  for (const weight of kernel.values) {
    if (weight > 0) above += weight;
    else below -= weight;
  }
  return Math.max(above, below) * white;
}
