/**
 * A matrix of numbers in reading order; the cell in row r and column c is values[r * columns + c].
 *
 * @typedef {object} Matrix
 * @property {number} rows
 * @property {number} columns
 * @property {Float32Array | Uint8Array} values
 */

/**
 * Return a matrix of zeros, or of given values.
 *
 * @param {number} rows
 * @param {number} columns
 * @param {Float32Array | Uint8Array} [values]
 * @returns {Matrix}
 */
export function matrix(rows, columns, values = new Float32Array(rows * columns)) {
  return { rows, columns, values };
}

/**
 * Return rows of numbers, as Python's nested lists are, as a matrix of float32.
 *
 * @param {number[][]} rows
 * @returns {Matrix}
 */
export function matrixOf(rows) {
  return matrix(rows.length, rows[0].length, Float32Array.from(rows.flat()));
}

/**
 * Return the matrix with `padding` rows and columns of zeros on every side.
 *
 * @param {Matrix} image
 * @param {number} padding
 * @returns {Matrix}
 */
export function pad(image, padding) {
  if (padding === 0) return image;
  const padded = matrix(image.rows + 2 * padding, image.columns + 2 * padding);
  for (let row = 0; row < image.rows; row += 1) {
    const line = image.values.subarray(row * image.columns, (row + 1) * image.columns);
    padded.values.set(line, (row + padding) * padded.columns + padding);
  }
  return padded;
}

/**
 * Return the largest value.
 *
 * @param {ArrayLike<number>} values
 */
export function largest(values) {
  return values[argmax(values)];
}

/**
 * Return the smallest value.
 *
 * @param {ArrayLike<number>} values
 */
export function smallest(values) {
  let least = values[0];
  for (let place = 1; place < values.length; place += 1) least = Math.min(least, values[place]);
  return least;
}

/**
 * Return the sum, taken in float64.
 *
 * @param {ArrayLike<number>} values
 */
export function total(values) {
  let sum = 0;
  for (let place = 0; place < values.length; place += 1) sum += values[place];
  return sum;
}

/**
 * Return the place of the largest value; of the first of them where several are equal.
 *
 * @param {ArrayLike<number>} values
 * @returns {number}
 */
export function argmax(values) {
  let best = 0;
  for (let place = 1; place < values.length; place += 1) {
    if (values[place] > values[best]) best = place;
  }
  return best;
}
