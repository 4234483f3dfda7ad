/** Where the digits of a picture are, under the names of helpers/recognition/finder.py. */

import { inkOf, ownInk } from "./ink.js";
import {
  COARSE,
  KIND,
  padded,
  peaks,
  pyramid,
  resized,
  sigmoid,
  sizeAt,
  view,
  WINDOW,
  window,
} from "./views.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./views.js").Pixels} Pixels */
/** @typedef {import("./views.js").Volume} Volume */
/** @typedef {import("./views.js").Pair} Pair */
/** @typedef {[number, number, number, number]} Box left, top, right, bottom, in pixels */
/** @typedef {import("../mathematics/matrix.js").Matrix} Matrix */
/** @typedef {{ box: Box, chance: number, kinds: number[], ink: Matrix }} Found */

const LOOKS = [
  [64, 4],
  [128, 4],
  [256, 4],
  [512, 1.2],
  [1024, 1.2],
];
const CLOSE = 48;
const MARGIN = 16;
const FOUND = 0.2;
const REACH = 3;
const SHARED = 0.55;
const MOST = 500;
/** Where in the fine map the ink of other writing is. */
const MARK = 4;

/**
 * Find the digits in a picture.
 *
 * @param {Session} finder
 * @param {Pixels} picture
 * @returns {{ found: Found[], missed: number }} the most confident first, and the largest chance of
 *   a place that was taken for no digit
 */
export function find(finder, picture) {
  const levels = pyramid(picture);
  const looked = secondLook(finder, levels, firstLook(finder, levels));
  const seen = withoutShared(
    looked.map(({ box }) => box),
    looked.map(({ chance }) => chance),
  ).map((index) => looked[index]);
  const doubtful = seen.filter(({ chance }) => chance < FOUND).map(({ chance }) => chance);
  return { found: seen.filter(({ chance }) => chance >= FOUND), missed: Math.max(0, ...doubtful) };
}

/**
 * Return what the finder sees in each place, for display: how far it is a digit's centre, a digit's
 * ink, and the ink of other writing, 0…1.
 *
 * @param {Session} finder
 * @param {Pixels} picture
 * @param {Box[]} boxes
 * @returns {{ centres: Matrix, ink: Matrix, leftOut: Matrix }}
 */
export function lookAtAll(finder, picture, boxes) {
  const sides = boxes.map(longerSide).sort((one, other) => one - other);
  const count = sides.length;
  const [low, high] = [sides[(count - 1) >> 1], sides[count >> 1]];
  const longest = Math.max(picture.rows, picture.columns);
  const scale = Math.min(CLOSE / (count ? (low + high) / 2 : longest / 4), 1024 / longest);
  const shown = view(resized(pyramid(picture), scale));
  const [coarse, fine] = finder.run(["coarse", "fine"], padded(shown, MARGIN));
  const ink = inkOf(fine);
  /** @param {(row: number, column: number) => number} valueAt @returns {Matrix} of what is shown */
  const part = (valueAt) => {
    const values = new Float32Array(shown.rows * shown.columns);
    for (let place = 0; place < values.length; place += 1) {
      const [row, column] = [Math.floor(place / shown.columns), place % shown.columns];
      values[place] = valueAt(row + MARGIN, column + MARGIN);
    }
    return { rows: shown.rows, columns: shown.columns, values };
  };
  /** @param {Volume} maps @param {number} unit @param {number} size */
  const chances = ({ columns, units, values }, unit, size) =>
    part((row, column) => {
      const place = Math.floor(row / size) * columns + Math.floor(column / size);
      return sigmoid(values[place * units + unit]);
    });
  return {
    centres: chances(coarse, 0, COARSE),
    ink: part((row, column) => ink.values[row * ink.columns + column]),
    leftOut: chances(fine, MARK, 2),
  };
}

/** @param {Session} finder @param {Pixels[]} levels @returns {Box[]} the surest first */
export function firstLook(finder, levels) {
  const longest = Math.max(levels[0].rows, levels[0].columns);
  /** @type {Box[]} */
  const boxes = [];
  /** @type {number[]} */
  const chances = [];
  for (const [side, largestScale] of LOOKS) {
    const scale = side / longest;
    if (scale > largestScale) continue;
    const shown = padded(view(resized(levels, scale)), MARGIN);
    for (const { middle, size, chance } of peaks(finder.run(["coarse"], shown)[0])) {
      const corners = around(middle, size).map((edge) => (edge - MARGIN) / scale);
      boxes.push(/** @type {Box} */ (corners));
      chances.push(chance);
    }
  }
  return withoutShared(boxes, chances).map((index) => boxes[index]);
}

/** @param {Box[]} boxes @param {number[]} chances @returns {number[]} most confident first */
function withoutShared(boxes, chances) {
  /** @type {number[]} */
  const kept = [];
  const order = [...boxes.keys()].sort((one, other) => chances[other] - chances[one]);
  for (const index of order) {
    const covered = kept.some((other) => {
      const [one, two] = [boxes[index], boxes[other]];
      const width = Math.min(one[2], two[2]) - Math.max(one[0], two[0]);
      const height = Math.min(one[3], two[3]) - Math.max(one[1], two[1]);
      const shared = Math.max(width, 0) * Math.max(height, 0);
      return shared > SHARED * Math.min(areaOf(one), areaOf(two));
    });
    if (kept.length < MOST && !covered) kept.push(index);
  }
  return kept;
}

/** @param {Session} finder @param {Pixels[]} levels @param {Box[]} boxes @returns {Found[]} */
export function secondLook(finder, levels, boxes) {
  return boxes.map((box) => {
    const centre = /** @type {Pair} */ ([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]);
    const scale = CLOSE / Math.max(longerSide(box), 1e-3);
    const [coarse, fine] = finder.run(["coarse", "fine"], window(levels, centre, scale));
    const { middle, size, chance, kinds } = inTheMiddle(coarse);
    const near = around(middle, size).map((edge, nth) =>
      Math.fround(edge / scale + centre[nth % 2] - WINDOW / 2 / scale),
    );
    const ink = ownInk(fine, middle, size);
    return { box: /** @type {Box} */ (near), chance: Math.fround(chance), kinds, ink };
  });
}

/** @param {Volume} maps of a window @returns what is in its middle */
function inTheMiddle(maps) {
  const { columns, units, values } = maps;
  const first = WINDOW / COARSE / 2 - REACH;
  let [best, row, column] = [Number.NEGATIVE_INFINITY, 0, 0];
  for (let y = 0; y < 2 * REACH; y += 1) {
    for (let x = 0; x < 2 * REACH; x += 1) {
      const heat = values[((first + y) * columns + first + x) * units];
      if (heat > best) [best, row, column] = [heat, first + y, first + x];
    }
  }
  const place = row * columns + column;
  const logits = values.subarray(place * units + KIND, place * units + KIND + 10);
  const powers = Array.from(logits, (logit) => Math.exp(logit - Math.max(...logits)));
  const sum = powers.reduce((total, power) => total + power, 0);
  return {
    middle: /** @type {Pair} */ ([(column + 0.5) * COARSE, (row + 0.5) * COARSE]),
    size: sizeAt(maps, place),
    chance: sigmoid(values[place * units]),
    kinds: powers.map((power) => power / sum),
  };
}

/** @param {Pair} middle @param {Pair} size @returns {Box} */
function around([x, y], [width, height]) {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

/** @param {Box} box */
function longerSide([left, top, right, bottom]) {
  return Math.max(right - left, bottom - top);
}

/** @param {Box} box */
function areaOf([left, top, right, bottom]) {
  return (right - left) * (bottom - top);
}
