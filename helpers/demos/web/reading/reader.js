/** From pixels to a reading, under the names of helpers/recognition/reader.py and readings.py. */

import { argmax, clip, largest } from "../mathematics/matrix.js";
import { alreadyMnist, toMnist } from "../mathematics/mnist_format.js";
import { softmax } from "../mathematics/softmax.js";
import { find, firstLook, lookAtAll } from "./finder.js";
import { pyramid, sigmoid } from "./views.js";

/** @import { Box, Found } from "./finder.js" */
/** @import { Session } from "./session.js" */
/** What is seen in a picture, red, green and blue; `found` is missing of one in MNIST's format.
 * @typedef {object} Seen
 * @property {Pixels} picture
 * @property {Box[]} boxes in reading order, as are the others
 * @property {Uint8Array[]} crops of 28×28 pixels
 * @property {ArrayLike<number>[]} classes the classifier's probabilities
 * @property {Found[]} [found]
 * @property {number} [missed] */
/** A reading is sure of each digit whose largest probability reaches the threshold.
 * @typedef {{ message: string, probabilities: ArrayLike<number>[], threshold: number }} Reading */
/** @typedef {{ weights: number[], threshold: number }} Measured */
/** Both networks, the threshold of the classifier alone, and what was measured of both together.
 * @typedef {{ finder: Session, classifier: Session, threshold: number,
 *   measured: { one: Measured, several: Measured } }} Networks */

const SIDE = 28;
/** The classifier is less sure of two digits in MNIST's format. */
const ONE = 0.8;

/** Make what reads pictures. @param {Networks} networks */
export function createReader({ finder, classifier, threshold, measured }) {
  /** @type {(digit: Uint8Array) => ArrayLike<number>} */
  function probabilitiesOf(digit) {
    const values = Float32Array.from(digit, (value) => value * Math.fround(1 / 255));
    const picture = { rows: SIDE, columns: SIDE, units: 1, values };
    return classifier.run(["probabilities"], picture)[0];
  }

  /** @type {(picture: Pixels) => Seen} */
  function search(picture) {
    const { found: unordered, missed } = find(finder, picture);
    const order = readingOrder(unordered.map(({ box }) => box));
    const found = order.map((index) => unordered[index]);
    const crops = found.map(({ ink }) => {
      const values = Uint8Array.from(ink.values, (share) => Math.fround(share * 255));
      return /** @type {Uint8Array} */ (toMnist({ ...ink, values }).values);
    });
    const boxes = found.map(({ box }) => box);
    return { picture, boxes, crops, classes: crops.map(probabilitiesOf), found, missed };
  }

  return {
    /** @type {(picture: Pixels) => Seen} */
    look(picture) {
      const digit = alreadyMnist(picture);
      if (!digit) return search(picture);
      const classes = probabilitiesOf(digit);
      if (largest(classes) < ONE && firstLook(finder, pyramid(picture)).length > 1) {
        const seen = search(picture);
        if (seen.boxes.length > 1) return seen;
      }
      return { picture, boxes: [[0, 0, SIDE, SIDE]], crops: [digit], classes: [classes] };
    },
    /** @type {(seen: Seen) => Reading} */
    judge({ boxes, classes, found, missed = 0 }) {
      if (!found) return readingOf(classes, threshold);
      // Several digits can be wrong in more ways: one too many, one too few.
      const which = measured[boxes.length > 1 ? "several" : "one"];
      const probabilities = found.map(({ kinds, chance }, place) => {
        const both = bothOpinions(classes[place], kinds);
        const likeliest = argmax(both);
        const chances = [
          classes[place][likeliest],
          kinds[likeliest],
          chance,
          Math.max(missed, 0.01),
        ];
        const sure = confidence(chances, which.weights);
        // What is missing to 1 is the doubt whether there is a digit, or whether that is all.
        const doubt = Math.min(sure / largest(both), 1);
        return both.map((each) => each * doubt);
      });
      return readingOf(probabilities, which.threshold);
    },
    /** @param {Seen} seen */
    lookAtAll: ({ picture, boxes }) => lookAtAll(finder, picture, boxes),
  };
}

/** @typedef {ReturnType<typeof createReader>} Reader */

/** @type {(classes: ArrayLike<number>, kinds: Float64Array) => Float64Array} */
function bothOpinions(classes, kinds) {
  const logit = (/** @type {number} */ chance) => Math.log(Math.max(chance, 1e-7));
  return softmax(kinds.map((kind, digit) => (logit(kind) + logit(classes[digit])) / 2));
}

/** @type {(chances: number[], weights: number[]) => number} from their odds as evidence */
function confidence(chances, [bias, ...weights]) {
  const odds = chances.map((each) => clip(each, 1e-5, 1 - 1e-5)).map((each) => each / (1 - each));
  const sum = odds.reduce((total, each, nth) => total + Math.log(each) * weights[nth], bias);
  return sigmoid(clip(sum, -50, 50));
}

/** @type {(probabilities: ArrayLike<number>[], threshold: number) => Reading} */
function readingOf(probabilities, threshold) {
  if (!probabilities.length) {
    return { message: "I'm not sure; no digit found", probabilities, threshold };
  }
  const digits = probabilities.map(argmax);
  const sure = Math.min(...probabilities.map(largest));
  const begun = digits.length === 1 ? "The number is" : "The numbers are";
  const sentence = sure >= threshold ? `${begun} probably` : "I'm not sure; it could be";
  const named = digits.length === 1 ? `a ${digits}` : digits.join(" ");
  return { message: `${sentence} ${named} (${percent(sure)})`, probabilities, threshold };
}

/** @type {(probability: number) => string} rounded down: 99.96 % is not yet certain */
export const percent = (probability) => `${Math.floor(probability * 100 + 1e-9)}%`;

/** @type {(boxes: Box[]) => number[]} their order in rows from the top, each from the left */
export function readingOrder(boxes) {
  /** @type {number[][]} */
  const rows = [];
  /** @type {(row: number[]) => Box} */
  const last = (row) => boxes[row[row.length - 1]];
  const fromLeft = [...boxes.keys()].sort((one, other) => boxes[one][0] - boxes[other][0]);
  for (const index of fromLeft) {
    const [, top, , bottom] = boxes[index];
    const beside = rows.filter((row) => {
      const [, lastTop, , lastBottom] = last(row);
      const shared = Math.min(bottom, lastBottom) - Math.max(top, lastTop);
      return shared >= 0.3 * Math.min(bottom - top, lastBottom - lastTop);
    });
    const [nearest] = beside.sort((one, other) => last(other)[0] - last(one)[0]);
    if (nearest) nearest.push(index);
    else rows.push([index]);
  }
  const height = (/** @type {number[]} */ row) =>
    row.reduce((sum, index) => sum + boxes[index][1] + boxes[index][3], 0) / row.length;
  return rows.sort((one, other) => height(one) - height(other)).flat();
}
