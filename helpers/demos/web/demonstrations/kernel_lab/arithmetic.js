/** One cell's arithmetic in a row: window × kernel → products → sum + bias → ReLU. */

import { strongestResponse } from "../../mathematics/convolution.js";
import { largest, matrix } from "../../mathematics/matrix.js";
import { number } from "../../mathematics/number.js";
import { arithmetic } from "./numbers.js";
import { namesOf } from "./words.js";

/**
 * @param {import("../../shell/view.js").View} view
 * @param {import("../../mathematics/matrix.js").Matrix} kernel
 * @param {import("./numbers.js").Side[]} sides
 * @param {import("./numbers.js").State} state
 * @param {{ side: number, row: number, column: number }} here
 */
export function drawArithmetic(view, kernel, sides, state, { side, row, column }) {
  const { window, products, sum, value } = arithmetic(sides[side], kernel, state, row, column);
  const heaviest = largest(kernel.values.map(Math.abs));
  const limit = strongestResponse(kernel) + Math.abs(state.bias);
  /** @param {number} each */
  const single = (each) => matrix(1, 1, Float32Array.of(each));
  const strip = view.strip("arithmetic", "The arithmetic of one cell");
  strip.numbers("window", {
    title: `Window of ${namesOf(sides)[side]}`,
    cells: window,
    look: "ink",
    limit: 255,
  });
  strip.sign("times", "×");
  strip.numbers("kernel", { title: "Kernel", cells: kernel, look: "signed", limit: heaviest });
  strip.sign("gives", "=");
  const white = 255 * heaviest;
  strip.numbers("products", { title: "Products", cells: products, look: "signed", limit: white });
  strip.sign("sums", "→");
  strip.numbers("sum", { title: "Sum", cells: single(sum), look: "signed", limit });
  strip.sign("bias", `${state.bias < 0 ? "−" : "+"} ${number(Math.abs(state.bias))} =`);
  const cell = { look: /** @type {const} */ ("signed"), limit, here: true };
  strip.numbers("value", { title: "+ bias", cells: single(value), ...cell });
  strip.sign("relu", "→");
  const lit = single(Math.max(value, 0));
  strip.numbers("lit", { title: "ReLU", cells: lit, look: "light", limit, here: true });
}
