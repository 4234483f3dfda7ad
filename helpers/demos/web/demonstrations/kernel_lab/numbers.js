/** What the kernel laboratory computes, from its state. */

import { DRAWING } from "../../controls/digit.js";
import { addBias, convolve, relu, windowAt } from "../../mathematics/convolution.js";
import { matrix, matrixOf } from "../../mathematics/matrix.js";
import { drawStrokes } from "../../mathematics/strokes.js";

/** @typedef {import("../../mathematics/matrix.js").Matrix} Matrix */
/**
 * The arguments of `helpers.demos.kernel_lab.kernel_lab`.
 *
 * @typedef {object} State
 * @property {[number, number] | "drawing"} first digit and example
 * @property {[number, number] | "drawing"} second
 * @property {number[][]} kernel
 * @property {number} bias
 * @property {number} stride
 * @property {number} padding
 * @property {[number, number, number]} cell which of the two digits, row and column of the map
 * @property {number | null} filled how many cells are computed yet; all when null
 * @property {number[][]} strokes of the learner's own digit
 */
/**
 * @typedef {object} Side
 * @property {number | "drawing"} digit
 * @property {Matrix} image
 * @property {Matrix} map the sums and the bias
 * @property {Matrix} lit the map after ReLU
 */
/** @typedef {{ kernel: Matrix, sides: Side[] }} Result */

/**
 * @param {{ digits: import("../../mathematics/digits.js").Digits }} data
 * @param {State} state
 * @returns {Result}
 */
export function compute(data, state) {
  const kernel = matrixOf(state.kernel);
  const sides = [state.first, state.second].map((chosen) => {
    const own = chosen === DRAWING;
    const image = own ? drawStrokes(state.strokes) : data.digits.image(chosen[0], chosen[1]);
    const map = addBias(convolve(image, kernel, state.stride, state.padding), state.bias);
    return { digit: own ? chosen : chosen[0], image, map, lit: relu(map) };
  });
  return { kernel, sides };
}

/**
 * Return a cell of the state that lies within the map, which a larger stride makes smaller.
 *
 * @param {State} state
 * @param {Matrix} map
 */
export function cellOf({ cell: [side, row, column] }, map) {
  return { side, row: Math.min(row, map.rows - 1), column: Math.min(column, map.columns - 1) };
}

/**
 * Return a map of which only the first cells, in reading order, are computed.
 *
 * @param {Matrix} map
 * @param {number | null} filled
 */
export function filledUpTo(map, filled) {
  if (filled === null || filled >= map.values.length) return map;
  const values = Float32Array.from(map.values);
  return matrix(map.rows, map.columns, values.fill(Number.NaN, filled));
}

/**
 * Return the window behind a cell, its products with the kernel, and their sum.
 *
 * @param {Side} side
 * @param {Matrix} kernel
 * @param {State} state
 * @param {number} row
 * @param {number} column
 */
export function arithmetic(side, kernel, state, row, column) {
  const window = windowAt(side.image, kernel, row, column, state.stride, state.padding);
  const products = matrix(
    kernel.rows,
    kernel.columns,
    Float32Array.from(window.values, (pixel, place) => pixel * kernel.values[place]),
  );
  const [sum] = convolve(window, kernel).values;
  const value = side.map.values[row * side.map.columns + column];
  return { window, products, sum, value };
}
