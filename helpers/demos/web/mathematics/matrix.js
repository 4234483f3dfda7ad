/** What is done with numbers in rows and columns; a picture may have several in each place. */

/** A matrix in reading order; the cell in row r and column c is values[r * columns + c].
 * @typedef {{ rows: number, columns: number, values: Float32Array | Uint8Array }} Matrix */
/** The same with units (channels) in each cell: unit u is values[(r * columns + c) * units + u].
 * @template {Float32Array | Uint8Array} Values
 * @typedef {{ rows: number, columns: number, units?: number, values: Values }} Cells */

/** Return a matrix of zeros, or of given values.
 * @type {(rows: number, columns: number, values?: Float32Array | Uint8Array) => Matrix} */
export function matrix(rows, columns, values = new Float32Array(rows * columns)) {
  return { rows, columns, values };
}

/** @type {(rows: number[][]) => Matrix} float32 of rows of numbers, as Python's nested lists are */
export function matrixOf(rows) {
  return matrix(rows.length, rows[0].length, Float32Array.from(rows.flat()));
}

/** Copy cells into others, in place; what would lie beyond the edges is left out.
 * @template {Cells<any>} Ground
 * @param {Ground} ground @param {Cells<any>} cells @param {number} top @param {number} left */
export function paste(ground, { rows, columns, units = 1, values }, top, left) {
  const [from, to] = [Math.max(-left, 0), Math.min(columns, ground.columns - left)];
  if (to <= from) return ground;
  for (let row = Math.max(-top, 0); row < Math.min(rows, ground.rows - top); row += 1) {
    const line = values.subarray((row * columns + from) * units, (row * columns + to) * units);
    ground.values.set(line, ((top + row) * ground.columns + left + from) * units);
  }
  return ground;
}

/** @type {(image: Matrix, padding: number) => Matrix} with so many zeros on every side */
export function pad(image, padding) {
  if (padding === 0) return image;
  const padded = matrix(image.rows + 2 * padding, image.columns + 2 * padding);
  return paste(padded, image, padding, padding);
}

/** @type {(values: ArrayLike<number>) => number} */
export const largest = (values) => values[argmax(values)];

/** @type {(values: ArrayLike<number>) => number} */
export function smallest(values) {
  let least = values[0];
  for (let place = 1; place < values.length; place += 1) least = Math.min(least, values[place]);
  return least;
}

/** @type {(values: ArrayLike<number>) => number} the sum, taken in float64 */
export function total(values) {
  let sum = 0;
  for (let place = 0; place < values.length; place += 1) sum += values[place];
  return sum;
}

/** @type {(values: ArrayLike<number>) => number} the first place of the largest value */
export function argmax(values) {
  let best = 0;
  for (let place = 1; place < values.length; place += 1) {
    if (values[place] > values[best]) best = place;
  }
  return best;
}

/** @type {(value: number, low: number, high: number) => number} the nearest value within both */
export const clip = (value, low, high) => Math.min(Math.max(value, low), high);
