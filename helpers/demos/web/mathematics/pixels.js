/** What chapter 01 does to pixels (bytes), under the names of helpers/demos/base/pixels.py. */

import { clip, matrix } from "./matrix.js";

/** Return an image of `side` × `side` pixels: each is the mean of a block, halves rounded up. The
 * side is a divisor of the image's.
 * @type {(image: Matrix, side: number) => Matrix} */
export function shrink(image, side) {
  const block = image.rows / side;
  const count = block * block;
  const sums = new Float64Array(side * side);
  for (const [place, value] of image.values.entries()) {
    const row = Math.floor(place / image.columns / block);
    sums[row * side + Math.floor((place % image.columns) / block)] += value;
  }
  const mean = (/** @type {number} */ sum) => Math.floor((2 * sum + count) / (2 * count));
  return matrix(side, side, Uint8Array.from(sums, mean));
}

/** Multiply every pixel by the contrast and add the brightness, halves rounded up; tell also how
 * many had to be cut off at 0 or 255.
 * @type {(image: Matrix, contrast: number, brightness: number) => { changed: Matrix, lost: number }} */
export function changeTones({ rows, columns, values }, contrast, brightness) {
  const raw = Array.from(values, (pixel) => pixel * contrast + brightness);
  const changed = Uint8Array.from(raw, (pixel) => Math.floor(clip(pixel, 0, 255) + 0.5));
  const lost = raw.filter((pixel) => pixel < 0 || pixel > 255).length;
  return { changed: matrix(rows, columns, changed), lost };
}

/** @type {(image: Matrix, threshold: number) => Matrix} 255 from the threshold on, else 0 */
export function blackAndWhite({ rows, columns, values }, threshold) {
  return matrix(
    rows,
    columns,
    Uint8Array.from(values, (pixel) => (pixel >= threshold ? 255 : 0)),
  );
}
