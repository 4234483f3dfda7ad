/** Histograms of pixel values as cells, so that they are pointed at and dragged on as panels are. */

import { matrix, total } from "../mathematics/matrix.js";

/** Each column counts so many neighbouring values. */
export const BIN = 4;
const COLUMNS = 256 / BIN;
const ROWS = 26;
/** The lowest rows hold the values themselves, black to white. */
const SCALE = 2;
const HIGH = 230;
const LOW = 120;

/** @type {(values: Float32Array | Uint8Array) => number[]} pixels in each column */
export function countBins(values) {
  const counts = new Array(COLUMNS).fill(0);
  for (const value of values) counts[Math.floor(value / BIN)] += 1;
  return counts;
}

/** Draw counts as columns of ink over a scale of values, darker below the threshold; the height
 * grows with the logarithm, since most pixels are black.
 * @type {(counts: number[], threshold?: number) => Matrix} */
export function histogramCells(counts, threshold = 0) {
  const most = Math.log1p(total(counts));
  const cell = (/** @type {number} */ row, /** @type {number} */ column) => {
    if (row >= ROWS) return BIN * column;
    const count = counts[column];
    const height = count ? Math.max(1, Math.round((ROWS * Math.log1p(count)) / most)) : 0;
    if (row < ROWS - height) return 0;
    return BIN * column + BIN > threshold ? HIGH : LOW;
  };
  const values = new Float32Array((ROWS + SCALE) * COLUMNS).map((_, place) =>
    cell(Math.floor(place / COLUMNS), place % COLUMNS),
  );
  return matrix(ROWS + SCALE, COLUMNS, values);
}

/** Return a frame around columns of a histogram.
 * @type {(column: number, width?: number) => Frame} */
export function columnFrame(column, width = 1) {
  return { row: 0, column, height: ROWS + SCALE, width };
}
