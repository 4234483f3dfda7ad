/** How much of the picture a unit sees, under the names of helpers/interpretability/receptive_field.py. */

import { clip } from "./matrix.js";

/** The receptive field of a layer's units, in pixels of the picture: how many rows (and columns) a
 * unit sees, how far the windows of two neighbours are apart, and the first row that the unit in
 * row 0 sees; negative where padding is.
 * @typedef {{ size: number, jump: number, start: number }} Field */

/** @type {(layers: Layer[]) => Field[]} stride 1, and pooling */
export function receptiveFields(layers) {
  let [seen, jump, start] = [1, 1, 0];
  return layers.map(({ kind, size, padding }) => {
    seen += (size - 1) * jump;
    start -= padding * jump;
    if (kind === "pooling") jump *= size;
    return { size: seen, jump, start };
  });
}

/** Return the window of a unit, cut off at the picture's edges: first and last row (or column).
 * @type {(field: Field, place: number, side: number) => [number, number]} */
export function seen({ size, jump, start }, place, side) {
  const first = start + place * jump;
  return [Math.max(first, 0), Math.min(first + size, side) - 1];
}

/** Return the row (or column), of `count`, of the unit whose window has its middle nearest to a pixel.
 * @type {(field: Field, pixel: number, count: number) => number} */
export function unitAround({ size, jump, start }, pixel, count) {
  return clip(Math.round((pixel - (size - 1) / 2 - start) / jump), 0, count - 1);
}
