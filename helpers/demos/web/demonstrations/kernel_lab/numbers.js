/** What the kernel laboratory computes, from its state. */

import { DRAWING } from "../../controls/digit.js";
import { addBias, convolve, relu, windowAt } from "../../mathematics/convolution.js";
import { matrix, matrixOf } from "../../mathematics/matrix.js";
import { drawStrokes } from "../../mathematics/strokes.js";

/** A cell is one of the two digits, row and column of its map; `filled` says how many are computed
 * yet, all when null.
 * @typedef {{ first: Example | "drawing", second: Example | "drawing", kernel: number[][],
 *   bias: number, stride: number, padding: number, cell: [number, number, number],
 *   filled: number | null, strokes: number[][] }} State */
/** @typedef {{ digits: Digits, presets: Record<string, number[][]> }} Data */
/** @typedef {ReturnType<typeof compute>} Result */
/** @typedef {Result["sides"][number]} Side one digit: its image, the sums and the bias, after ReLU */
/** @typedef {{ side: number, row: number, column: number }} Here a cell of the map of one side */

/** @param {Data} data @param {State} state */
export function compute(data, state) {
  const kernel = matrixOf(state.kernel);
  const sides = [state.first, state.second].map((chosen) => {
    const own = chosen === DRAWING;
    const image = own ? drawStrokes(state.strokes) : data.digits.image(...chosen);
    const map = addBias(convolve(image, kernel, state.stride, state.padding), state.bias);
    return { digit: own ? chosen : chosen[0], image, map, lit: relu(map) };
  });
  const digits = sides.map(({ digit }) => digit);
  const [upper, lower] = digits;
  const names =
    upper === lower
      ? [`the upper ${upper}`, `the lower ${lower}`]
      : digits.map((digit) => (digit === DRAWING ? "your drawing" : `the ${digit}`));
  return { kernel, sides, names };
}

/** Return the cell of the state that lies within the map, which a larger stride makes smaller.
 * @param {State} state @param {Matrix} map @returns {Here} */
export function cellOf({ cell: [side, row, column] }, map) {
  return { side, row: Math.min(row, map.rows - 1), column: Math.min(column, map.columns - 1) };
}

/** Return a map of which only the first cells, in reading order, are computed.
 * @param {Matrix} map @param {number | null} filled */
export function filledUpTo(map, filled) {
  if (filled === null || filled >= map.values.length) return map;
  const values = Float32Array.from(map.values);
  return matrix(map.rows, map.columns, values.fill(Number.NaN, filled));
}

/** Return the window behind a cell, its products with the kernel, and their sum.
 * @param {Result} result @param {State} state @param {Here} here */
export function arithmetic({ kernel, sides }, { stride, padding }, { side, row, column }) {
  const { image, map } = sides[side];
  const window = windowAt(image, kernel, row, column, stride, padding);
  const multiplied = kernel.values.map((weight, place) => window.values[place] * weight);
  const products = matrix(kernel.rows, kernel.columns, multiplied);
  const [sum] = convolve(window, kernel).values;
  return { window, products, sum, value: map.values[row * map.columns + column] };
}
