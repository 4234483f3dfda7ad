/** Histograms of pixel values as cells, so that they are pointed at and dragged on as panels are. */

import { matrix } from "../mathematics/matrix.js";

/** Each column counts so many neighbouring values. */
export const BIN = 4;
const COLUMNS = 256 / BIN;
const ROWS = 26;
/** The lowest rows hold the values themselves, black to white. */
const SCALE = 2;
const HIGH = 230;
const LOW = 120;

/**
 * Return how many pixels fall into each column.
 *
 * @param {ArrayLike<number>} values bytes
 */
export function countBins(values) {
  const counts = new Array(COLUMNS).fill(0);
  for (let place = 0; place < values.length; place += 1)
    counts[Math.floor(values[place] / BIN)] += 1;
  return counts;
}

/**
 * Draw counts as columns of ink over a scale of values; the height grows with the logarithm, since
 * most pixels are black.
 *
 * @param {number[]} counts
 * @param {number} [threshold] columns below it are darker
 */
export function histogramCells(counts, threshold = 0) {
  const cells = matrix(ROWS + SCALE, COLUMNS);
  const most = Math.log1p(counts.reduce((sum, count) => sum + count, 0));
  for (const [column, count] of counts.entries()) {
    const ink = BIN * column + BIN > threshold ? HIGH : LOW;
    const height = count ? Math.max(1, Math.round((ROWS * Math.log1p(count)) / most)) : 0;
    for (let row = ROWS - height; row < ROWS; row += 1) cells.values[row * COLUMNS + column] = ink;
    for (let row = ROWS; row < ROWS + SCALE; row += 1) {
      cells.values[row * COLUMNS + column] = BIN * column;
    }
  }
  return cells;
}

/**
 * Return a frame around columns of a histogram.
 *
 * @param {number} column
 * @param {string} colour
 * @param {number} [width]
 * @returns {import("./cells.js").Frame}
 */
export function columnFrame(column, colour, width = 1) {
  return { row: 0, column, height: ROWS + SCALE, width, colour };
}
