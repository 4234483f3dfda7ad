/** The digits that Python has handed over: some examples of each. */

import { matrix } from "./matrix.js";

/** @typedef {[number, number]} Example a digit, and which of its examples */
/** The digits of which there are examples, how many of each, one of them (bytes of ink), and which
 * one when chance decides.
 * @typedef {object} Digits
 * @property {number[]} kinds
 * @property {(kind: number) => number} count
 * @property {(kind: number, example: number) => Matrix} image
 * @property {() => Example} any */

/** Return what `helpers.demos.base.demonstration.digits_of` has packed.
 * @param {{ labels: number[], side: number, pixels: DataView | Uint8Array }} packed
 * @returns {Digits} */
export function unpackDigits({ labels, side, pixels }) {
  const bytes = bytesOf(pixels);
  /** @type {(kind: number) => number[]} the places of its examples */
  const found = (kind) => [...labels.keys()].filter((place) => labels[place] === kind);
  return {
    kinds: [...new Set(labels)].sort((a, b) => a - b),
    count: (kind) => found(kind).length,
    image(kind, example) {
      const first = found(kind)[example] * side * side;
      return matrix(side, side, bytes.subarray(first, first + side * side));
    },
    any() {
      const kind = this.kinds[below(this.kinds.length)];
      return [kind, below(this.count(kind))];
    },
  };
}

/** @type {(limit: number) => number} a whole number from 0, below the limit, by chance */
export const below = (limit) => Math.floor(Math.random() * limit);

/** @param {DataView | Uint8Array} view what a widget has received */
export function bytesOf(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/** @param {DataView | Uint8Array} view what a widget has received, float32 */
export function floatsOf(view) {
  // A copy: the bytes need not begin at a multiple of four.
  return new Float32Array(bytesOf(view).slice().buffer);
}
