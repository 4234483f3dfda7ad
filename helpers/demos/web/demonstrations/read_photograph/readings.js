/** What was read in pictures, unpacked. */

import { bytesOf } from "../../mathematics/digits.js";
import { matrix } from "../../mathematics/matrix.js";

/** Of a digit in MNIST's format. */
const SIDE = 28;

/**
 * The arguments of `helpers.demos.read_photograph.read_photograph`.
 *
 * @typedef {object} State
 * @property {string | null} picture its name; the first when null
 * @property {number} digit the one that is looked at, in reading order
 * @property {boolean} ink whether it is tinted
 * @property {boolean} left_out whether what was left out is tinted
 * @property {boolean} centres whether the places are tinted that may be a digit's centre
 */
/**
 * @typedef {object} Digit
 * @property {import("../../mathematics/matrix.js").Matrix} image
 * @property {number[]} probabilities
 * @property {boolean} sure whether it is sure enough for a reading that is called ok
 * @property {[number, number, number, number]} box in pixels of the picture
 */
/**
 * @typedef {object} Reading
 * @property {string} name
 * @property {string} key empty for pictures that Python has brought along
 * @property {string} answer
 * @property {string[]} lines
 * @property {[number, number]} size width and height; 0 when it could not be read
 * @property {DataView} picture a file, as are the tints
 * @property {DataView} ink
 * @property {DataView} left_out
 * @property {DataView} centres
 * @property {Digit[]} digits
 */
/**
 * A picture of the learner's own, until it is read.
 *
 * @typedef {object} Pending
 * @property {string} name
 * @property {string} key
 * @property {ArrayBuffer | Blob | null} bytes nothing when it is too large
 * @property {Blob | null} shown
 * @property {number} ratio width by height; 0 when the browser can't show it
 */
/**
 * @typedef {object} Data
 * @property {Reading[]} readings
 * @property {string} invitation
 * @property {boolean} [here] whether the page itself reads, and takes files as they are
 * @property {{ pending: Pending | null }} desk
 */

/**
 * @param {{ readings: any[], invitation: string, here?: boolean }} packed
 * @param {Data} [before] what was known already; it is brought up to date
 * @returns {Data}
 */
export function unpack({ readings, invitation, here }, before) {
  const data = before ?? { readings: [], invitation, here, desk: { pending: null } };
  data.readings = readings.map((reading) => {
    const known = before?.readings.find(
      ({ name, key }) => name === reading.name && key === reading.key,
    );
    return known ?? { ...reading, digits: digitsOf(reading) };
  });
  return data;
}

/** @param {any} reading @returns {Digit[]} */
function digitsOf({ boxes, crops, probabilities, sure }) {
  const bytes = bytesOf(crops);
  return boxes.map((/** @type {Digit["box"]} */ box, /** @type {number} */ place) => {
    const first = place * SIDE * SIDE;
    return {
      box,
      image: matrix(SIDE, SIDE, bytes.subarray(first, first + SIDE * SIDE)),
      probabilities: probabilities[place],
      sure: sure[place],
    };
  });
}

/**
 * Return the reading that the state means; the first where it means none.
 *
 * @param {Data} data
 * @param {State} state
 */
export function chosen({ readings }, { picture }) {
  return picture === null ? readings[0] : readings.find(({ name }) => name === picture);
}
