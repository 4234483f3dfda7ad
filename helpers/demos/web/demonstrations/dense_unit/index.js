/** A fully connected unit in chapter 04: 784 weights as a picture, times a digit, added up. */

import { digitPicker } from "../../controls/digit.js";
import { menu } from "../../controls/menu.js";
import { slider } from "../../controls/slider.js";
import { bytesOf, floatsOf, unpackDigits } from "../../mathematics/digits.js";
import { matrix, total } from "../../mathematics/matrix.js";
import { shifted } from "../../mathematics/shift.js";
import { hereFrame } from "../kernel_lab/pointing.js";
import { decimals } from "../scores/words.js";
import { drawMovable, FARTHEST, way } from "../shift_demo/movable.js";

const SIDE = 28;
/** Votes that have the full colour in the ledger. */
const LIMIT = 15;

/** @typedef {import("../../mathematics/matrix.js").Matrix} Matrix */
/**
 * @typedef {object} Data
 * @property {import("../../mathematics/digits.js").Digits} digits
 * @property {Float32Array[]} means the average picture of each digit, 0…1
 */
/**
 * The arguments of `helpers.demos.dense_unit.dense_unit`.
 *
 * @typedef {object} State
 * @property {[number, number]} digit and example
 * @property {number} wanted
 * @property {number} against
 * @property {number} right
 * @property {number} down
 */
/**
 * @typedef {object} Sums
 * @property {Matrix} image bytes of ink, moved
 * @property {Matrix} weights
 * @property {Matrix} products
 * @property {number} sum
 * @property {number} bias
 */

/** @type {import("../../shell/shell.js").Demonstration} */
export const denseUnit = {
  title: "One fully connected unit",
  prepare: ({ digits, means }) => ({
    digits: unpackDigits(digits),
    means: Array.from({ length: 10 }, (_, digit) =>
      floatsOf(bytesOf(means).subarray(4 * SIDE * SIDE * digit, 4 * SIDE * SIDE * (digit + 1))),
    ),
  }),
  controls: ({ digits }) => [
    average("wanted", "Wanted"),
    average("against", "Against"),
    digitPicker("digit", "Digit", digits),
    slider("right", "Pixels right", { min: -FARTHEST, max: FARTHEST }),
    slider("down", "Pixels down", { min: -FARTHEST, max: FARTHEST }),
  ],
  words: (data, state) => words(state, sumsOf(data, state)),
  draw(view, data, store) {
    const state = /** @type {State} */ (store.state);
    const sums = sumsOf(data, state);
    const grid = view.grid("panels", 3);
    const frames = view.pointed ? [hereFrame(view.pointed.row, view.pointed.column)] : [];
    drawMovable(view, grid, sums.image, store);
    const limit = Math.max(...sums.weights.values.map(Math.abs), 1e-9);
    const tell = (/** @type {import("../../drawing/panel.js").Cell} */ { row, column }) => {
      const place = SIDE * row + column;
      const [pixel, weight, product] = [sums.image, sums.weights, sums.products].map(
        ({ values }) => values[place],
      );
      const factors = `${decimals(pixel / 255, 2)} × ${decimals(weight, 2)}`;
      return `row ${row}, column ${column}: ${factors} = ${decimals(product, 2)}`;
    };
    const common = { look: /** @type {const} */ ("signed"), limit, frames, tell };
    const focus = { row: 14, column: 14 };
    const note = `mean ${state.wanted} − mean ${state.against}`;
    grid.panel("weights", { title: "Weights", note, cells: sums.weights, focus, ...common });
    grid.panel("products", { title: "Pixel × weight", cells: sums.products, focus, ...common });
    const value = sums.sum + sums.bias;
    const scale = { look: /** @type {const} */ ("signed"), limit: LIMIT };
    view.strip("sums", "The sum of one unit").ledger("ledger", [
      { words: "sum of all 784 products", value: rounded(sums.sum), ...scale },
      { words: "+ bias", value: rounded(sums.bias) },
      { words: "= total", value: rounded(value), ...scale, here: true },
      {
        words: "ReLU",
        value: rounded(Math.max(value, 0)),
        look: "light",
        limit: LIMIT,
        here: true,
      },
    ]);
    return words(state, sums);
  },
  surprise({ digits }) {
    const any = (/** @type {number} */ below) => Math.floor(Math.random() * below);
    const kind = digits.kinds[any(digits.kinds.length)];
    return {
      digit: [kind, any(digits.count(kind))],
      wanted: kind,
      against: (kind + 1 + any(9)) % 10,
    };
  },
};

/** @param {"wanted" | "against"} name @param {string} label */
function average(name, label) {
  const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
  return menu(
    label,
    digits.map((digit) => [digit, digit]),
    (state) => String(state[name]),
    (digit) => ({ [name]: Number(digit) }),
  );
}

/** @param {number} value */
function rounded(value) {
  return Number(value.toFixed(2));
}

/** @param {Data} data @param {State} state @returns {Sums} */
function sumsOf({ digits, means }, { digit, wanted, against, right, down }) {
  const image = shifted(digits.image(...digit), right, down);
  const weights = matrix(
    SIDE,
    SIDE,
    means[wanted].map((ink, place) => ink - means[against][place]),
  );
  const products = matrix(
    SIDE,
    SIDE,
    weights.values.map((weight, place) => (image.values[place] / 255) * weight),
  );
  const squares = (/** @type {Float32Array} */ mean) => total(mean.map((ink) => ink * ink));
  const bias = (squares(means[against]) - squares(means[wanted])) / 2;
  return { image, weights, products, sum: total(products.values), bias };
}

/** @param {State} state @param {Sums} sums @returns {import("../../shell/shell.js").Words} */
function words(state, { products, sum, bias }) {
  const { digit, wanted, against } = state;
  const value = sum + bias;
  const nearer = value > 0 ? wanted : against;
  const count = (/** @type {(product: number) => boolean} */ test) =>
    Array.from(products.values).filter(test).length;
  return {
    answer:
      `The ${digit[0]}, moved ${way(state)}: the products add up to ${decimals(sum, 2)}; adding the bias ` +
      `${decimals(bias, 2)} gives ${decimals(value, 2)}, after ReLU ` +
      `${decimals(Math.max(value, 0), 2)}.`,
    details: [
      `Weights: the average ${wanted} minus the average ${against}. The bias is chosen so that the ` +
        `sum is above 0 for pictures nearer to the average ${wanted}; this one is nearer to the ` +
        `average ${nearer}.`,
      `Of the 784 products, ${count((product) => product > 0)} are above 0, ` +
        `${count((product) => product < 0)} below, the others 0.`,
    ],
  };
}
