/** The digits that Python has handed over: some examples of each. */

import { matrix } from "./matrix.js";

/** @typedef {import("./matrix.js").Matrix} Matrix */

/**
 * @typedef {object} Digits
 * @property {number[]} kinds the digits of which there are examples
 * @property {(kind: number) => number} count how many examples of a digit there are
 * @property {(kind: number, example: number) => Matrix} image one of them, bytes of ink
 */

/**
 * Return what `helpers.demos.base.demonstration.digits_of` has packed.
 *
 * @param {{ labels: number[], side: number, pixels: DataView | Uint8Array }} packed
 * @returns {Digits}
 */
export function unpackDigits({ labels, side, pixels }) {
  const bytes = bytesOf(pixels);
  /** @type {Map<number, number[]>} */
  const places = new Map();
  for (const [place, label] of labels.entries()) {
    places.set(label, [...(places.get(label) ?? []), place]);
  }
  /** @param {number} kind */
  const found = (kind) => places.get(kind) ?? [];
  return {
    kinds: [...places.keys()].sort((a, b) => a - b),
    count: (kind) => found(kind).length,
    image(kind, example) {
      const first = found(kind)[example] * side * side;
      return matrix(side, side, bytes.subarray(first, first + side * side));
    },
  };
}

/**
 * Return the bytes of what a widget has received.
 *
 * @param {DataView | Uint8Array} view
 */
export function bytesOf(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/**
 * Return the float32 numbers of what a widget has received.
 *
 * @param {DataView | Uint8Array} view
 */
export function floatsOf(view) {
  // A copy: the bytes need not begin at a multiple of four.
  return new Float32Array(bytesOf(view).slice().buffer);
}
