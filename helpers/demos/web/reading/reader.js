/** From pixels to a reading, under the names of helpers/recognition/reader.py and readings.py. */

import { argmax, largest } from "../mathematics/matrix.js";
import { alreadyMnist, toMnist } from "../mathematics/mnist_format.js";
import { softmax } from "../mathematics/softmax.js";
import { find, firstLook, lookAtAll } from "./finder.js";
import { clip, pyramid } from "./views.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./finder.js").Box} Box */
/** @typedef {import("./finder.js").Found} Found */
/** @typedef {import("./views.js").Pixels} Pixels */
/**
 * What is seen in a picture; `found` is missing of one in MNIST's format.
 *
 * @typedef {object} Seen
 * @property {Pixels} picture
 * @property {Box[]} boxes in reading order, as are the others
 * @property {Uint8Array[]} crops of 28×28 pixels
 * @property {ArrayLike<number>[]} classes the classifier's probabilities
 * @property {Found[]} [found]
 * @property {number} [missed]
 */
/** @typedef {{ weights: number[], threshold: number }} Measured */
/**
 * @typedef {object} Reading
 * @property {string} digits
 * @property {number} confidence
 * @property {"ok" | "unsure"} status
 * @property {string} message
 * @property {ArrayLike<number>[]} probabilities
 * @property {number} threshold from which confidence on it is `ok`
 */

const SIDE = 28;
/** The classifier is less sure of two digits in MNIST's format. */
const ONE = 0.8;

/**
 * Make what reads pictures.
 *
 * @param {object} networks
 * @param {Session} networks.finder
 * @param {Session} networks.classifier
 * @param {number} networks.threshold of the classifier alone
 * @param {{ one: Measured, several: Measured }} networks.measured
 */
export function createReader({ finder, classifier, threshold, measured }) {
  /** @param {Uint8Array} digit @returns {ArrayLike<number>} */
  function probabilitiesOf(digit) {
    const values = Float32Array.from(digit, (value) => value * Math.fround(1 / 255));
    const picture = { rows: SIDE, columns: SIDE, units: 1, values };
    return classifier.run(["probabilities"], picture)[0];
  }

  /** @param {Pixels} picture @returns {Seen} */
  function search(picture) {
    const { found: unordered, missed } = find(finder, picture);
    const order = readingOrder(unordered.map(({ box }) => box));
    const found = order.map((index) => unordered[index]);
    const crops = found.map(({ ink: { rows, columns, values } }) => {
      const bytes = Uint8Array.from(values, (share) => Math.floor(Math.fround(share * 255)));
      return /** @type {Uint8Array} */ (toMnist({ rows, columns, values: bytes }).values);
    });
    const boxes = found.map(({ box }) => box);
    return { picture, boxes, crops, classes: crops.map(probabilitiesOf), found, missed };
  }

  /** @param {Pixels} picture red, green and blue @returns {Seen} */
  function look(picture) {
    const digit = alreadyMnist(picture);
    if (!digit) return search(picture);
    const classes = probabilitiesOf(digit);
    if (largest(classes) < ONE && firstLook(finder, pyramid(picture)).length > 1) {
      const seen = search(picture);
      if (seen.boxes.length > 1) return seen;
    }
    return { picture, boxes: [[0, 0, SIDE, SIDE]], crops: [digit], classes: [classes] };
  }

  /** @param {Seen} seen @returns {Reading} */
  function judge(seen) {
    if (!seen.found) return readingOf(seen.classes, threshold);
    // Several digits can be wrong in more ways: one too many, one too few.
    const which = measured[seen.boxes.length > 1 ? "several" : "one"];
    const probabilities = seen.found.map((found, place) => {
      const both = bothOpinions(seen.classes[place], found.kinds);
      const evidence = evidenceOf(seen.classes[place], found, argmax(both), seen.missed ?? 0);
      // What is missing to 1 is the doubt whether there is a digit, or whether that is all.
      const doubt = Math.min(confidence(evidence, which.weights) / largest(both), 1);
      return both.map((chance) => chance * doubt);
    });
    return readingOf(probabilities, which.threshold);
  }

  return {
    look,
    judge,
    /** @param {Seen} seen */
    lookAtAll: ({ picture, boxes }) => lookAtAll(finder, picture, boxes),
  };
}

/** @typedef {ReturnType<typeof createReader>} Reader */

/** @param {ArrayLike<number>} classes @param {number[]} kinds @returns {Float64Array} */
function bothOpinions(classes, kinds) {
  const logit = (/** @type {number} */ chance) => Math.log(Math.max(chance, 1e-7));
  return softmax(kinds.map((kind, digit) => (logit(kind) + logit(classes[digit])) / 2));
}

/**
 * @param {ArrayLike<number>} classes
 * @param {Found} found
 * @param {number} likeliest
 * @param {number} missed
 */
function evidenceOf(classes, { kinds, chance }, likeliest, missed) {
  const chances = [classes[likeliest], kinds[likeliest], chance, Math.max(missed, 0.01)];
  const odds = chances.map((each) => clip(each, 1e-5, 1 - 1e-5)).map((each) => each / (1 - each));
  return [1, ...odds.map(Math.log)];
}

/** @param {number[]} evidence @param {number[]} weights */
function confidence(evidence, weights) {
  const sum = evidence.reduce((total, each, nth) => total + each * weights[nth], 0);
  return 1 / (1 + Math.exp(-clip(sum, -50, 50)));
}

/** @param {ArrayLike<number>[]} probabilities @param {number} threshold @returns {Reading} */
export function readingOf(probabilities, threshold) {
  if (!probabilities.length) {
    const message = "I'm not sure; no digit found";
    return { digits: "", confidence: 0, status: "unsure", message, probabilities, threshold };
  }
  const digits = probabilities.map(argmax).join("");
  const sure = Math.min(...probabilities.map(largest));
  const status = sure >= threshold ? "ok" : "unsure";
  const named = digits.length === 1 ? `a ${digits}` : [...digits].join(" ");
  let sentence = `The numbers are probably ${named}`;
  if (digits.length === 1) sentence = `The number is probably ${named}`;
  if (status === "unsure") sentence = `I'm not sure; it could be ${named}`;
  // Rounded down: 99.96 % is not yet certain.
  const message = `${sentence} (${Math.floor(sure * 100 + 1e-9)}%)`;
  return { digits, confidence: sure, status, message, probabilities, threshold };
}

/** @param {Box[]} boxes @returns {number[]} their order in rows from the top, each from the left */
export function readingOrder(boxes) {
  /** @type {number[][]} */
  const rows = [];
  const fromLeft = [...boxes.keys()].sort((one, other) => boxes[one][0] - boxes[other][0]);
  for (const index of fromLeft) {
    const [left, top, , bottom] = boxes[index];
    /** @type {number[] | undefined} */
    let nearest;
    let gap = Number.POSITIVE_INFINITY;
    for (const row of rows) {
      const [lastLeft, lastTop, , lastBottom] = boxes[row[row.length - 1]];
      const shared = Math.min(bottom, lastBottom) - Math.max(top, lastTop);
      const least = 0.3 * Math.min(bottom - top, lastBottom - lastTop);
      if (shared >= least && left - lastLeft < gap) [nearest, gap] = [row, left - lastLeft];
    }
    if (nearest) nearest.push(index);
    else rows.push([index]);
  }
  const height = (/** @type {number[]} */ row) =>
    row.reduce((sum, index) => sum + boxes[index][1] + boxes[index][3], 0) / row.length;
  return rows.sort((one, other) => height(one) - height(other)).flat();
}
