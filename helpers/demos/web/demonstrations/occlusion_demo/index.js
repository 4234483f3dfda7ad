/** A cover that is dragged over a digit, and what is left of the answer's lead. */

import { digitPicker } from "../../controls/digit.js";
import { menu } from "../../controls/menu.js";
import { slider } from "../../controls/slider.js";
import { unpackDigits } from "../../mathematics/digits.js";
import { argmax } from "../../mathematics/matrix.js";
import { forward, unpackNetwork } from "../../mathematics/network.js";
import { margin, occlude } from "../../mathematics/saliency.js";
import { drawPanels } from "./panels.js";
import { words } from "./words.js";

/** @typedef {import("../../mathematics/matrix.js").Matrix} Matrix */
/**
 * @typedef {object} Data
 * @property {import("../../mathematics/digits.js").Digits} digits
 * @property {import("../../mathematics/network.js").Layer[]} layers
 */
/**
 * The arguments of `helpers.demos.occlusion_demo.occlusion_demo`.
 *
 * @typedef {object} State
 * @property {[number, number]} digit and example
 * @property {number} asked whose lead is measured
 * @property {number} size of the cover, odd
 * @property {[number, number]} cover row and column of its middle
 */
/**
 * @typedef {object} Reading
 * @property {Float32Array} scores
 * @property {number} answer
 * @property {number} lead
 */
/** @typedef {{ image: Matrix, covered: Matrix, before: Reading, after: Reading }} Result */

/** @type {import("../../shell/shell.js").Demonstration} */
export const occlusionDemo = {
  title: "Cover a part of a digit",
  prepare: ({ digits, network }) => ({
    digits: unpackDigits(digits),
    layers: unpackNetwork(network),
  }),
  controls: ({ digits }) => [
    digitPicker("digit", "Digit", digits),
    menu(
      "Evidence for",
      Array.from({ length: 10 }, (_, digit) => [String(digit), String(digit)]),
      (state) => String(state.asked),
      (value) => ({ asked: Number(value) }),
    ),
    slider("size", "Cover size", { min: 3, max: 11, step: 2, changes: odd }),
    coverSlider("Cover row", 0),
    coverSlider("Column", 1),
  ],
  words: (data, state) => words(state, compute(data, state)),
  draw(view, data, store) {
    const result = compute(data, store.state);
    drawPanels(view, data, result, store);
    return words(store.state, result);
  },
  surprise({ digits }) {
    const any = (/** @type {number} */ below) => Math.floor(Math.random() * below);
    const kind = digits.kinds[any(digits.kinds.length)];
    const digit = [kind, any(digits.count(kind))];
    return { digit, asked: kind, cover: [8 + any(13), 8 + any(13)] };
  },
};

/**
 * Return what the network says to a picture.
 *
 * @param {Data} data
 * @param {Matrix} image bytes of ink
 * @param {number} asked
 * @returns {Reading}
 */
export function read({ layers }, image, asked) {
  const pixels = Float32Array.from(image.values, (ink) => ink / 255);
  const scores = forward(layers, pixels).logits;
  return { scores, answer: argmax(scores), lead: margin(scores, asked) };
}

/**
 * @param {Data} data
 * @param {State} state
 * @returns {Result}
 */
function compute(data, { digit, asked, size, cover }) {
  const image = data.digits.image(...digit);
  const covered = occlude(image, cover[0], cover[1], size);
  return { image, covered, before: read(data, image, asked), after: read(data, covered, asked) };
}

/**
 * @param {string} name
 * @param {0 | 1} place in the state's `cover`
 */
function coverSlider(name, place) {
  return slider("cover", name, {
    min: 0,
    max: 27,
    value: ({ cover }) => cover[place],
    changes: (value, { cover }) => ({ cover: place ? [cover[0], value] : [value, cover[1]] }),
  });
}

/** A square has a middle only when its size is odd. */
function odd(/** @type {number} */ value) {
  return { size: 2 * Math.floor(value / 2) + 1 };
}
