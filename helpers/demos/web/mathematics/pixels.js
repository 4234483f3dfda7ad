/** What chapter 01 does to pixels, under the names of helpers/demos/base/pixels.py. */

import { matrix } from "./matrix.js";

/** @typedef {import("./matrix.js").Matrix} Matrix */

/**
 * Return an image of fewer pixels: each is the mean of a block, halves rounded up.
 *
 * @param {Matrix} image bytes
 * @param {number} side rows and columns of the result; a divisor of the image's
 * @returns {Matrix} bytes
 */
export function shrink(image, side) {
  const block = image.rows / side;
  const count = block * block;
  const sums = new Float64Array(side * side);
  for (let place = 0; place < image.values.length; place += 1) {
    const row = Math.floor(place / image.columns / block);
    const column = Math.floor((place % image.columns) / block);
    sums[row * side + column] += image.values[place];
  }
  const mean = (/** @type {number} */ sum) => Math.floor((2 * sum + count) / (2 * count));
  return matrix(side, side, Uint8Array.from(sums, mean));
}

/**
 * Multiply every pixel by the contrast and add the brightness.
 *
 * @param {Matrix} image bytes
 * @param {number} contrast
 * @param {number} brightness
 * @returns {{ changed: Matrix, lost: number }} the pixels as bytes, halves rounded up, and how many
 *   had to be cut off at 0 or 255
 */
export function changeTones(image, contrast, brightness) {
  let lost = 0;
  const values = Uint8Array.from(image.values, (pixel) => {
    const raw = pixel * contrast + brightness;
    if (raw < 0 || raw > 255) lost += 1;
    return Math.floor(Math.min(Math.max(raw, 0), 255) + 0.5);
  });
  return { changed: matrix(image.rows, image.columns, values), lost };
}

/**
 * Return 255 where a pixel is at or above the threshold, else 0.
 *
 * @param {Matrix} image
 * @param {number} threshold
 * @returns {Matrix} bytes
 */
export function blackAndWhite(image, threshold) {
  const values = Uint8Array.from(image.values, (pixel) => (pixel >= threshold ? 255 : 0));
  return matrix(image.rows, image.columns, values);
}
