/** How much of the picture a unit sees, under the names of helpers/interpretability/receptive_field.py. */

/**
 * The receptive field of a layer's units, in pixels of the picture.
 *
 * @typedef {object} Field
 * @property {number} size rows and columns of pixels that a unit sees
 * @property {number} jump pixels between the windows of two neighbouring units
 * @property {number} start first row that the unit in row 0 sees; negative where padding is
 */

/**
 * Return the receptive field one layer further on.
 *
 * @param {Field} field
 * @param {number} window
 * @param {number} stride
 * @param {number} padding
 * @returns {Field}
 */
export function nextField({ size, jump, start }, window, stride, padding) {
  return { size: size + (window - 1) * jump, jump: jump * stride, start: start - padding * jump };
}

/**
 * Return the receptive field after each layer of a network.
 *
 * @param {import("./network.js").Layer[]} layers convolutions with stride 1, and pooling
 */
export function receptiveFields(layers) {
  let field = { size: 1, jump: 1, start: 0 };
  return layers.map(({ kind, size, padding }) => {
    field = nextField(field, size, kind === "pooling" ? size : 1, padding);
    return field;
  });
}

/**
 * Return the window of a unit, cut off at the picture's edges: first and last row (or column).
 *
 * @param {Field} field
 * @param {number} place the unit's row (or column)
 * @param {number} side of the picture
 * @returns {[number, number]}
 */
export function seen({ size, jump, start }, place, side) {
  const first = start + place * jump;
  return [Math.max(first, 0), Math.min(first + size, side) - 1];
}

/**
 * Return the row (or column) of the unit whose window has its middle nearest to a pixel.
 *
 * @param {Field} field
 * @param {number} pixel
 * @param {number} count rows of the map
 */
export function unitAround({ size, jump, start }, pixel, count) {
  const place = Math.round((pixel - (size - 1) / 2 - start) / jump);
  return Math.min(Math.max(place, 0), count - 1);
}
