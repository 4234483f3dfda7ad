/** One cell's arithmetic in a row: window × kernel → products → sum + bias → ReLU. */

import { largest } from "../../mathematics/matrix.js";
import { arithmetic } from "./numbers.js";
import { namesOf } from "./words.js";

/**
 * @param {import("../../shell/view.js").View} view
 * @param {import("../../mathematics/matrix.js").Matrix} kernel
 * @param {import("./numbers.js").Side[]} sides
 * @param {import("./numbers.js").State} state
 * @param {{ map: number, lit: number }} scales the values of the strongest colours
 * @param {{ side: number, row: number, column: number }} here
 */
export function drawArithmetic(view, kernel, sides, state, scales, { side, row, column }) {
  const { window, products, sum, value } = arithmetic(sides[side], kernel, state, row, column);
  const heaviest = largest(kernel.values.map(Math.abs));
  const whose = namesOf(sides)[side];
  const strip = view.strip("arithmetic", "The arithmetic of one cell");
  strip.numbers("window", { title: `Window of ${whose}`, cells: window, look: "ink", limit: 255 });
  strip.sign("times", "×");
  strip.numbers("kernel", { title: "Kernel", cells: kernel, look: "signed", limit: heaviest });
  strip.sign("gives", "=");
  strip.numbers("products", {
    title: "Products",
    cells: products,
    look: "signed",
    limit: scales.map,
  });
  const map = { look: /** @type {const} */ ("signed"), limit: scales.map };
  const light = { look: /** @type {const} */ ("light"), limit: scales.lit };
  strip.ledger("ledger", [
    { words: "their sum", value: sum, ...map },
    { words: "+ bias", value: state.bias },
    { words: "= map", value, ...map, here: true },
    { words: "ReLU", value: Math.max(value, 0), ...light, here: true },
  ]);
}
