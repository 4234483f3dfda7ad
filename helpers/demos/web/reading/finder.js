/** Where the digits of a picture are, under the names of helpers/recognition/finder.py. */

import { softmax } from "../mathematics/softmax.js";
import * as views from "./views.js";

/** @import { Session } from "./session.js" */
/** @import { Pair } from "./views.js" */
/** @typedef {[number, number, number, number]} Box left, top, right, bottom, in pixels */
/** @typedef {{ box: Box, chance: number, kinds: Float64Array, ink: Matrix }} Found */

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

/** Find the digits in a picture, the most confident first; and the largest chance of a place that
 * was taken for no digit.
 * @type {(finder: Session, picture: Pixels) => { found: Found[], missed: number }} */
export function find(finder, picture) {
  const levels = views.pyramid(picture);
  const seen = withoutShared(secondLook(finder, levels, firstLook(finder, levels)));
  const doubtful = seen.filter(({ chance }) => chance < FOUND).map(({ chance }) => chance);
  return { found: seen.filter(({ chance }) => chance >= FOUND), missed: Math.max(0, ...doubtful) };
}

/** Return what the finder sees in each place, for display: how far it is a digit's centre, a digit's
 * ink, and the ink of other writing, 0…1.
 * @param {Session} finder @param {Pixels} picture @param {Box[]} boxes */
export function lookAtAll(finder, picture, boxes) {
  const sides = boxes.map(longerSide).sort((one, other) => one - other);
  const count = sides.length;
  const [low, high] = [sides[(count - 1) >> 1], sides[count >> 1]];
  const longest = Math.max(picture.rows, picture.columns);
  const scale = Math.min(CLOSE / (count ? (low + high) / 2 : longest / 4), 1024 / longest);
  const shown = views.view(views.resized(views.pyramid(picture), scale));
  const [coarse, fine] = finder.run(["coarse", "fine"], views.padded(shown, MARGIN));
  const { rows, columns } = shown;
  const ink = views.inkOf(fine);
  /** @type {(valueAt: (row: number, column: number) => number) => Matrix} of what is shown */
  const part = (valueAt) => {
    const values = new Float32Array(rows * columns).map((_, place) =>
      valueAt(Math.floor(place / columns) + MARGIN, (place % columns) + MARGIN),
    );
    return { rows, columns, values };
  };
  /** @type {(maps: Volume, unit: number, size: number) => Matrix} */
  const chances = (maps, unit, size) =>
    part((row, column) => {
      const place = Math.floor(row / size) * maps.columns + Math.floor(column / size);
      return views.sigmoid(maps.values[place * maps.units + unit]);
    });
  return {
    centres: chances(coarse, 0, views.COARSE),
    ink: part((row, column) => ink.values[row * ink.columns + column]),
    leftOut: chances(fine, MARK, 2),
  };
}

/** @type {(finder: Session, levels: Pixels[]) => Box[]} the surest first */
export function firstLook(finder, levels) {
  const longest = Math.max(levels[0].rows, levels[0].columns);
  const places = LOOKS.filter(([side, largestScale]) => side / longest <= largestScale).flatMap(
    ([side]) => {
      const scale = side / longest;
      const shown = views.padded(views.view(views.resized(levels, scale)), MARGIN);
      return views.peaks(finder.run(["coarse"], shown)[0]).map(({ middle, size, chance }) => {
        const corners = around(middle, size).map((edge) => (edge - MARGIN) / scale);
        return { box: /** @type {Box} */ (corners), chance };
      });
    },
  );
  return withoutShared(places).map(({ box }) => box);
}

/** @template {{ box: Box, chance: number }} Place
 * @param {Place[]} places @returns {Place[]} the most confident first */
function withoutShared(places) {
  /** @type {Place[]} */
  const kept = [];
  for (const place of [...places].sort((one, other) => other.chance - one.chance)) {
    const [left, top, right, bottom] = place.box;
    const covered = kept.some(({ box }) => {
      const width = Math.min(right, box[2]) - Math.max(left, box[0]);
      const height = Math.min(bottom, box[3]) - Math.max(top, box[1]);
      const shared = Math.max(width, 0) * Math.max(height, 0);
      return shared > SHARED * Math.min(areaOf(place.box), areaOf(box));
    });
    if (kept.length < MOST && !covered) kept.push(place);
  }
  return kept;
}

/** @type {(finder: Session, levels: Pixels[], boxes: Box[]) => Found[]} */
function secondLook(finder, levels, boxes) {
  return boxes.map((box) => {
    const centre = /** @type {Pair} */ ([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]);
    const scale = CLOSE / Math.max(longerSide(box), 1e-3);
    const [coarse, fine] = finder.run(["coarse", "fine"], views.window(levels, centre, scale));
    const { middle, size, chance, kinds } = inTheMiddle(coarse);
    const near = around(middle, size).map((edge, nth) =>
      Math.fround(edge / scale + centre[nth % 2] - views.WINDOW / 2 / scale),
    );
    const ink = views.ownInk(fine, middle, size);
    return { box: /** @type {Box} */ (near), chance: Math.fround(chance), kinds, ink };
  });
}

/** @param {Volume} maps of a window @returns what is in its middle */
function inTheMiddle(maps) {
  const { columns, units, values } = maps;
  const first = views.WINDOW / views.COARSE / 2 - REACH;
  let [heat, row, column] = [Number.NEGATIVE_INFINITY, 0, 0];
  for (let y = first; y < first + 2 * REACH; y += 1) {
    for (let x = first; x < first + 2 * REACH; x += 1) {
      const here = values[(y * columns + x) * units];
      if (here > heat) [heat, row, column] = [here, y, x];
    }
  }
  const place = row * columns + column;
  const kind = place * units + views.KIND;
  return {
    middle: views.middleOf(row, column),
    size: views.sizeAt(maps, place),
    chance: views.sigmoid(heat),
    kinds: softmax(values.subarray(kind, kind + 10)),
  };
}

/** @type {(middle: Pair, size: Pair) => Box} */
function around([x, y], [width, height]) {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

/** @type {(box: Box) => number} */
const longerSide = ([left, top, right, bottom]) => Math.max(right - left, bottom - top);

/** @type {(box: Box) => number} */
const areaOf = ([left, top, right, bottom]) => (right - left) * (bottom - top);
