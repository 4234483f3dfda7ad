/** A fully connected unit in chapter 04: 784 weights as a picture, times a digit, added up. */

import { digitPicker } from "../../controls/digit.js";
import { choice } from "../../controls/menu.js";
import { below, bytesOf, floatsOf } from "../../mathematics/digits.js";
import { matrix, total } from "../../mathematics/matrix.js";
import { decimals } from "../../mathematics/number.js";
import { shifted } from "../../mathematics/shift.js";
import { unpack } from "../../shell/shell.js";
import { drawMovable, moveSliders, way } from "../shift_demo/movable.js";

/** @typedef {Unpacked & { means: Float32Array[] }} Data with the average of each digit, 0…1 */
/** @typedef {import("../shift_demo/movable.js").Moved & { wanted: number, against: number }} State */

const SIDE = 28;
/** Votes that have the full colour in the ledger. */
const LIMIT = 15;
const DIGITS = [...Array(10).keys()];

/** @type {Demonstration<State, ReturnType<typeof compute>, Data>} */
export const denseUnit = {
  title: "One fully connected unit",
  prepare({ means, ...packed }) {
    const bytes = bytesOf(means);
    const size = 4 * SIDE * SIDE;
    const mean = (/** @type {number} */ nth) =>
      floatsOf(bytes.subarray(size * nth, size * (nth + 1)));
    return { ...unpack(packed), means: DIGITS.map(mean) };
  },
  controls: ({ digits }) => [
    choice("wanted", "Wanted", DIGITS),
    choice("against", "Against", DIGITS),
    digitPicker("digit", "Digit", digits),
    ...moveSliders(),
  ],
  compute,
  words(state, { products, sum, bias, value }) {
    const { digit, wanted, against } = state;
    const nearer = value > 0 ? wanted : against;
    const [above, under] = [1, -1].map(
      (sign) => products.values.filter((product) => sign * product > 0).length,
    );
    return {
      answer:
        `The ${digit[0]}, moved ${way(state)}: the products add up to ${decimals(sum, 2)}; adding the bias ` +
        `${decimals(bias, 2)} gives ${decimals(value, 2)}, after ReLU ` +
        `${decimals(Math.max(value, 0), 2)}.`,
      details: [
        `Weights: the average ${wanted} minus the average ${against}. The bias is chosen so that the ` +
          `sum is above 0 for pictures nearer to the average ${wanted}; this one is nearer to the ` +
          `average ${nearer}.`,
        `Of the 784 products, ${above} are above 0, ${under} below, the others 0.`,
      ],
    };
  },
  draw(view, { image, weights, products, sum, bias, value }, store) {
    const grid = view.grid("panels", 3);
    drawMovable(view, grid, image, store);
    const common = {
      look: /** @type {const} */ ("signed"),
      limit: Math.max(...weights.values.map(Math.abs), 1e-9),
      frames: view.pointed ? [view.pointed] : [],
      focus: { row: 14, column: 14 },
      write: (/** @type {number} */ _, /** @type {number} */ place) =>
        `${decimals(image.values[place] / 255, 2)} × ${decimals(weights.values[place], 2)} = ` +
        decimals(products.values[place], 2),
    };
    const { wanted, against } = store.state;
    const note = `mean ${wanted} − mean ${against}`;
    grid.panel("weights", { title: "Weights", note, cells: weights, ...common });
    grid.panel("products", { title: "Pixel × weight", cells: products, ...common });
    const scale = { look: /** @type {const} */ ("signed"), limit: LIMIT };
    const lit = { look: /** @type {const} */ ("light"), limit: LIMIT };
    view.strip("sums", "The sum of one unit").ledger("ledger", [
      { words: "sum of all 784 products", value: rounded(sum), ...scale },
      { words: "+ bias", value: rounded(bias) },
      { words: "= total", value: rounded(value), ...scale, here: true },
      { words: "ReLU", value: rounded(Math.max(value, 0)), ...lit, here: true },
    ]);
  },
  surprise({ digits }) {
    const digit = digits.any();
    return { digit, wanted: digit[0], against: (digit[0] + 1 + below(9)) % 10 };
  },
};

/** @param {number} value */
function rounded(value) {
  return Number(value.toFixed(2));
}

/** @param {Data} data @param {State} state */
function compute({ digits, means }, { digit, wanted, against, right, down }) {
  const image = shifted(digits.image(...digit), right, down);
  const values = means[wanted].map((ink, place) => ink - means[against][place]);
  const weighed = values.map((weight, place) => (image.values[place] / 255) * weight);
  const squares = (/** @type {Float32Array} */ mean) => total(mean.map((ink) => ink * ink));
  const bias = (squares(means[against]) - squares(means[wanted])) / 2;
  const sum = total(weighed);
  const [weights, products] = [values, weighed].map((each) => matrix(SIDE, SIDE, each));
  return { image, weights, products, sum, bias, value: sum + bias };
}
