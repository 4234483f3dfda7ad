/** What the finder is shown of a picture, under the names of helpers/recognition/views.py. */

import { resizeArea, resizeCubic, roundHalfEven } from "../mathematics/resize.js";

/** @typedef {import("../mathematics/resize.js").Pixels} Pixels red, green and blue */
/** @typedef {import("../mathematics/network.js").Volume} Volume */
/** @typedef {[number, number]} Pair x and y, or width and height */

const CHANNELS = 4;
/** Pixels of the view for each cell of the coarse map. */
export const COARSE = 4;
/** Where in the coarse map sizes begin, and kinds; before them is the chance of a centre. */
export const [SIZE, KIND] = [1, 3];
const UNIT = 32;
const STRIDE = 32;
export const WINDOW = 96;
const WORTH_A_LOOK = 0.25;
const NEARBY = 33;
const LEAST_CONTRAST = 6;

/** @param {Pixels} picture @returns {Volume} as the finder is shown it, whatever its light */
export function view({ rows, columns, values }) {
  const count = rows * columns;
  const grey = new Float32Array(count);
  for (let place = 0; place < count; place += 1) {
    grey[place] = (values[3 * place] + values[3 * place + 1] + values[3 * place + 2]) / 3;
  }
  let [mean, variance] = [0, 0];
  for (let place = 0; place < count; place += 1) mean += grey[place] / count;
  for (let place = 0; place < count; place += 1) variance += (grey[place] - mean) ** 2 / count;
  const deviation = Math.max(Math.sqrt(variance), LEAST_CONTRAST);
  const about = blur(grey, rows, columns);
  for (let place = 0; place < count; place += 1) about[place] = grey[place] - about[place];
  const squares = new Float32Array(count);
  for (let place = 0; place < count; place += 1) squares[place] = about[place] ** 2;
  const spread = blur(squares, rows, columns);
  const shown = new Float32Array(CHANNELS * count);
  for (let place = 0; place < count; place += 1) {
    for (let colour = 0; colour < 3; colour += 1) {
      shown[CHANNELS * place + colour] = (values[3 * place + colour] - mean) / deviation;
    }
    shown[CHANNELS * place + 3] = about[place] / Math.sqrt(spread[place] + LEAST_CONTRAST ** 2);
  }
  return { rows, columns, units: CHANNELS, values: shown };
}

/**
 * Return the means of what is nearby, as `cv2.blur` with BORDER_REFLECT does.
 *
 * @param {Float32Array} values
 * @param {number} rows
 * @param {number} columns
 */
function blur(values, rows, columns) {
  const sums = new Float64Array(values.length);
  slide(values, sums, rows, columns, columns, 1);
  const result = new Float32Array(values.length);
  slide(sums, result, columns, rows, 1, columns);
  for (let place = 0; place < result.length; place += 1) result[place] /= NEARBY ** 2;
  return result;
}

/**
 * Write the sums of `NEARBY` neighbours in each of some lines, the lines' ends mirrored.
 *
 * @param {ArrayLike<number>} from
 * @param {Float64Array | Float32Array} to
 * @param {number} lines
 * @param {number} length
 * @param {number} lineStep
 * @param {number} step
 */
function slide(from, to, lines, length, lineStep, step) {
  const half = (NEARBY - 1) / 2;
  const mirrored = Array.from({ length: length + 2 * half + 1 }, (_, nth) => {
    const place = (((nth - half) % (2 * length)) + 2 * length) % (2 * length);
    return step * Math.min(place, 2 * length - 1 - place);
  });
  for (let line = 0; line < lines; line += 1) {
    const start = line * lineStep;
    let sum = 0;
    for (let nth = 0; nth < NEARBY - 1; nth += 1) sum += from[start + mirrored[nth]];
    for (let place = 0; place < length; place += 1) {
      sum += from[start + mirrored[place + NEARBY - 1]];
      to[start + place * step] = sum;
      sum -= from[start + mirrored[place]];
    }
  }
}

/** @param {Volume} shown @param {number} [margin] @returns {Volume} with nothing (0) around it */
export function padded(shown, margin = 0) {
  const [rows, columns] = [shown.rows, shown.columns].map(
    (side) => Math.ceil((side + 2 * margin) / STRIDE) * STRIDE,
  );
  return placed(shown, rows, columns, margin, margin);
}

/**
 * @param {Volume} shown
 * @param {number} rows
 * @param {number} columns
 * @param {number} top
 * @param {number} left
 * @returns {Volume}
 */
function placed(shown, rows, columns, top, left) {
  const values = new Float32Array(rows * columns * CHANNELS);
  const length = shown.columns * CHANNELS;
  for (let row = 0; row < shown.rows; row += 1) {
    const line = shown.values.subarray(row * length, (row + 1) * length);
    values.set(line, ((top + row) * columns + left) * CHANNELS);
  }
  return { rows, columns, units: CHANNELS, values };
}

/** @param {Pixels} picture @returns {Pixels[]} it, and it halved again and again */
export function pyramid(picture) {
  const levels = [picture];
  for (let last = picture; Math.min(last.rows, last.columns) >= 2 * WINDOW; ) {
    last = resizeArea(last, Math.floor(last.rows / 2), Math.floor(last.columns / 2));
    levels.push(last);
  }
  return levels;
}

/** @param {Pixels[]} levels @param {number} scale @returns {{ level: Pixels, own: Pair }} */
function levelFor(levels, scale) {
  const deepest = scale < 1 ? Math.floor(Math.log2(1 / scale) + 1e-6) : 0;
  const level = levels[Math.min(deepest, levels.length - 1)];
  return { level, own: [level.columns / levels[0].columns, level.rows / levels[0].rows] };
}

/** @param {Pixels[]} levels @param {number} scale @returns {Pixels} so many times as large */
export function resized(levels, scale) {
  const [rows, columns] = [levels[0].rows, levels[0].columns].map((side) =>
    Math.max(1, roundHalfEven(side * scale)),
  );
  return (scale < 1 ? resizeArea : resizeCubic)(levelFor(levels, scale).level, rows, columns);
}

/** @param {Pixels[]} levels @param {Pair} middle @param {number} scale @returns {Volume} */
export function window(levels, middle, scale) {
  const { level, own } = levelFor(levels, scale);
  const ownScale = scale / ((own[0] + own[1]) / 2);
  const [across, down] = [level.columns, level.rows].map((side, axis) => {
    const start = middle[axis] * own[axis] - WINDOW / 2 / ownScale;
    const first = clip(roundHalfEven(start), 0, side - 1);
    const last = clip(roundHalfEven(start + WINDOW / ownScale), first + 1, side);
    const before = clip(roundHalfEven((first - start) * ownScale), 0, WINDOW - 1);
    const length = Math.min(roundHalfEven((last - first) * ownScale), WINDOW - before);
    return { first, last, before, length: Math.max(1, length) };
  });
  const part = cut(level, across.first, across.last, down.first, down.last);
  const seen = (ownScale < 1 ? resizeArea : resizeCubic)(part, down.length, across.length);
  return placed(view(seen), WINDOW, WINDOW, down.before, across.before);
}

/**
 * @param {Pixels} picture
 * @param {number} left
 * @param {number} right
 * @param {number} top
 * @param {number} bottom
 * @returns {Pixels}
 */
function cut({ columns, units, values }, left, right, top, bottom) {
  const length = (right - left) * units;
  const kept = new Uint8Array((bottom - top) * length);
  for (let row = top; row < bottom; row += 1) {
    const start = (row * columns + left) * units;
    kept.set(values.subarray(start, start + length), (row - top) * length);
  }
  return { rows: bottom - top, columns: right - left, units, values: kept };
}

/** @param {number} value @param {number} low @param {number} high */
export function clip(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

/** @param {number} logit */
export function sigmoid(logit) {
  return 1 / (1 + Math.exp(-logit));
}

/** @param {Volume} maps @param {number} place @returns {Pair} width and height, in pixels */
export function sizeAt({ units, values }, place) {
  const [width, height] = [0, 1].map((axis) =>
    Math.fround(Math.exp(clip(values[place * units + SIZE + axis], -4, 2)) * UNIT),
  );
  return [width, height];
}

/** @typedef {{ middle: Pair, size: Pair, chance: number }} Peak */

/** @param {Volume} maps the coarse ones @returns {Peak[]} */
export function peaks(maps) {
  const { rows, columns, units, values } = maps;
  const heat = new Float32Array(rows * columns);
  for (let place = 0; place < heat.length; place += 1) heat[place] = sigmoid(values[place * units]);
  /** @type {Peak[]} */
  const found = [];
  for (let place = 0; place < heat.length; place += 1) {
    if (!(heat[place] > WORTH_A_LOOK)) continue;
    const [row, column] = [Math.floor(place / columns), place % columns];
    let most = 0;
    for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, rows - 1); y += 1) {
      for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, columns - 1); x += 1) {
        most = Math.max(most, heat[y * columns + x]);
      }
    }
    if (heat[place] < most) continue;
    const middle = /** @type {Pair} */ ([(column + 0.5) * COARSE, (row + 0.5) * COARSE]);
    found.push({ middle, size: sizeAt(maps, place), chance: heat[place] });
  }
  return found;
}
