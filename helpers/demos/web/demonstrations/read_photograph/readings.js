/** What was read in pictures, unpacked. */

import { bytesOf } from "../../mathematics/digits.js";
import { matrix } from "../../mathematics/matrix.js";

/** Of a digit in MNIST's format. */
const SIDE = 28;

/** @typedef {"ink" | "left_out" | "centres"} Tint of digits, of other writing, of possible centres */
/** @typedef {{ picture: string | null, digit: number } & Record<Tint, boolean>} State */
/** @typedef {[number, number, number, number]} Box in pixels of the picture */
/** @typedef {{ image: Matrix, probabilities: number[], sure: boolean, box: Box }} Digit */
/** A picture that is read: of those that Python has brought along the key is empty, of those that
 * could not be read the size, width and height, is 0.
 * @typedef {{ name: string, key: string, answer: string, lines: string[], digits: Digit[],
 *   size: [number, number] } & Record<Tint | "picture", DataView>} Reading */
/**
 * A picture of the learner's own, until it is read: no bytes when it is too large, a ratio (width by
 * height) of 0 when the browser can't show it.
 * @typedef {{ name: string, key: string, bytes: ArrayBuffer | Blob | null, shown: Blob | null,
 *   ratio: number }} Pending
 */
/** `here` says that the page itself reads, and takes files as they are.
 * @typedef {{ readings: Reading[], invitation: string, here?: boolean, pending?: Pending }} Data */
/** @typedef {ReturnType<typeof compute>} Result */

/** @param {{ readings: any[], invitation: string, here?: boolean }} packed
 * @param {Data} [before] what was known already; it is brought up to date
 * @returns {Data} */
export function unpack({ readings, invitation, here }, before) {
  const data = before ?? { readings: [], invitation, here };
  const known = data.readings;
  data.readings = readings.map(
    (reading) =>
      known.find(({ name, key }) => name === reading.name && key === reading.key) ??
      unpacked(reading),
  );
  return data;
}

/** @param {any} reading @returns {Reading} */
function unpacked({ boxes, crops, probabilities, sure, ...reading }) {
  const [bytes, size] = [bytesOf(crops), SIDE * SIDE];
  const digits = boxes.map((/** @type {Box} */ box, /** @type {number} */ place) => ({
    box,
    image: matrix(SIDE, SIDE, bytes.subarray(place * size, (place + 1) * size)),
    probabilities: probabilities[place],
    sure: sure[place],
  }));
  return { ...reading, digits };
}

/** Return the reading that is meant, else the first. @param {Data} data @param {State} state */
export function chosen({ readings }, { picture }) {
  return picture === null ? readings[0] : readings.find(({ name }) => name === picture);
}

/** Return the name of the picture that is meant, its reading, and the file if it is the learner's
 * own; what was read under the same name before that file came is not its reading.
 * @param {Data} data @param {State} state */
export function compute(data, state) {
  const known = chosen(data, state);
  const own = data.pending?.name === state.picture ? data.pending : undefined;
  const reading = own && known?.key !== own.key ? undefined : known;
  return { data, name: state.picture ?? known?.name ?? "", own, reading };
}
