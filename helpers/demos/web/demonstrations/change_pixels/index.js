/** Pixels of chapter 01: brightness, contrast and threshold, beside the histogram they act on. */

import { digitPicker } from "../../controls/digit.js";
import { slider } from "../../controls/slider.js";
import { unpackDigits } from "../../mathematics/digits.js";
import { total } from "../../mathematics/matrix.js";
import { number } from "../../mathematics/number.js";
import { blackAndWhite, changeTones } from "../../mathematics/pixels.js";
import { drawPixels } from "./panels.js";

/**
 * The arguments of `helpers.demos.change_pixels.change_pixels`.
 *
 * @typedef {object} State
 * @property {[number, number]} digit
 * @property {number} brightness
 * @property {number} contrast
 * @property {number} threshold
 */

/** @type {import("../../shell/shell.js").Demonstration} */
export const changePixels = {
  title: "Brightness, contrast and threshold",
  prepare: ({ digits }) => ({ digits: unpackDigits(digits) }),
  controls: ({ digits }) => [
    digitPicker("digit", "Digit", digits),
    slider("contrast", "Contrast", { min: 0, max: 3, step: 0.1 }),
    slider("brightness", "Brightness", { min: -255, max: 255, step: 5 }),
    slider("threshold", "Threshold", { min: 1, max: 255 }),
  ],
  words: (data, state) => words(state, compute(data, state)),
  draw(view, data, store) {
    const result = compute(data, store.state);
    drawPixels(view, result, store);
    return words(store.state, result);
  },
  surprise({ digits }) {
    const any = (/** @type {number} */ below) => Math.floor(Math.random() * below);
    const kind = digits.kinds[any(digits.kinds.length)];
    return { digit: [kind, any(digits.count(kind))], threshold: 20 + any(220) };
  },
};

/** @typedef {ReturnType<typeof compute>} Result */

/**
 * @param {{ digits: import("../../mathematics/digits.js").Digits }} data
 * @param {State} state
 */
function compute(data, { digit, contrast, brightness, threshold }) {
  const image = data.digits.image(...digit);
  const { changed, lost } = changeTones(image, contrast, brightness);
  return { image, changed, lost, final: blackAndWhite(changed, threshold) };
}

/**
 * @param {State} state
 * @param {Result} result
 * @returns {import("../../shell/shell.js").Words}
 */
function words({ contrast, brightness, threshold }, { image, changed, lost, final }) {
  const all = image.values.length;
  const mean = (/** @type {ArrayLike<number>} */ values) => number(total(values) / all, 3);
  const kinds = [image, changed, final].map(({ values }) => new Set(values).size);
  const white = total(final.values) / 255;
  return {
    answer: `At or above ${threshold}, and so white: ${white} of the ${all} pixels.`,
    details: [
      `Before that, each pixel becomes pixel × ${number(contrast)} ${brightness < 0 ? "−" : "+"} ` +
        `${Math.abs(brightness)}, cut off at 0 and 255; their mean goes from ` +
        `${mean(image.values)} to ${mean(changed.values)}.`,
      `Cut off, and so lost: the values of ${lost} of the ${all} pixels.`,
      `Different values: ${kinds[0]} in the digit, ${kinds[1]} after brightness and contrast, ` +
        `${kinds[2]} in black and white.`,
    ],
  };
}
