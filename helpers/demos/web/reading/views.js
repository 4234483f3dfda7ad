/** What the finder is shown of a picture, and its maps, under the names of helpers/recognition/views.py. */

import { clip, paste } from "../mathematics/matrix.js";
import { resizeArea, resizeCubic, roundHalfEven } from "../mathematics/resize.js";

/** @typedef {[number, number]} Pair x and y, or width and height */

const CHANNELS = 4;
/** Pixels of the view for each cell of the maps. */
export const COARSE = 4;
const FINE = 2;
/** Where in the coarse map sizes begin, and kinds; before them is the chance of a centre. */
const SIZE = 1;
export const KIND = 3;
/** Where in the fine map the way to a digit's centre is; before it are ink and marks. */
const WAY = 5;
const UNIT = 32;
const STRIDE = 32;
export const WINDOW = 96;
const WORTH_A_LOOK = 0.25;
const NEARBY = 33;
const LEAST_CONTRAST = 6;
const OWN = 0.45;
const LEAST_INK = 0.15;

/** @type {(picture: Pixels) => Volume} as the finder is shown it, whatever its light */
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

/** Return the means of what is nearby, as `cv2.blur` with BORDER_REFLECT does.
 * @type {(values: Float32Array, rows: number, columns: number) => Float32Array} */
function blur(values, rows, columns) {
  const [sums, result] = [new Float64Array(values.length), new Float32Array(values.length)];
  slide(values, sums, rows, columns, columns, 1);
  slide(sums, result, columns, rows, 1, columns);
  for (let place = 0; place < result.length; place += 1) result[place] /= NEARBY ** 2;
  return result;
}

/** Write the sums of `NEARBY` neighbours in each of some lines, the lines' ends mirrored.
 * @type {(from: ArrayLike<number>, to: Float64Array | Float32Array, lines: number, length: number,
 *   lineStep: number, step: number) => void} */
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

/** @type {(shown: Volume, margin?: number) => Volume} with nothing (0) around it */
export function padded(shown, margin = 0) {
  const [rows, columns] = [shown.rows, shown.columns].map(
    (side) => Math.ceil((side + 2 * margin) / STRIDE) * STRIDE,
  );
  return paste(nothing(rows, columns), shown, margin, margin);
}

/** @type {(rows: number, columns: number) => Volume} */
function nothing(rows, columns) {
  return { rows, columns, units: CHANNELS, values: new Float32Array(rows * columns * CHANNELS) };
}

/** @type {(picture: Pixels) => Pixels[]} it, and it halved again and again */
export function pyramid(picture) {
  const levels = [picture];
  for (let last = picture; Math.min(last.rows, last.columns) >= 2 * WINDOW; ) {
    last = resizeArea(last, Math.floor(last.rows / 2), Math.floor(last.columns / 2));
    levels.push(last);
  }
  return levels;
}

/** @type {(levels: Pixels[], scale: number) => Pixels} */
function levelFor(levels, scale) {
  const deepest = scale < 1 ? Math.floor(Math.log2(1 / scale) + 1e-6) : 0;
  return levels[Math.min(deepest, levels.length - 1)];
}

/** @type {(levels: Pixels[], scale: number) => Pixels} so many times as large */
export function resized(levels, scale) {
  const [rows, columns] = [levels[0].rows, levels[0].columns].map((side) =>
    Math.max(1, roundHalfEven(side * scale)),
  );
  return (scale < 1 ? resizeArea : resizeCubic)(levelFor(levels, scale), rows, columns);
}

/** @type {(levels: Pixels[], middle: Pair, scale: number) => Volume} */
export function window(levels, middle, scale) {
  const level = levelFor(levels, scale);
  const own = [level.columns / levels[0].columns, level.rows / levels[0].rows];
  const ownScale = scale / ((own[0] + own[1]) / 2);
  const [across, down] = [level.columns, level.rows].map((side, axis) => {
    const start = middle[axis] * own[axis] - WINDOW / 2 / ownScale;
    const first = clip(roundHalfEven(start), 0, side - 1);
    const last = clip(roundHalfEven(start + WINDOW / ownScale), first + 1, side);
    const before = clip(roundHalfEven((first - start) * ownScale), 0, WINDOW - 1);
    const length = Math.min(roundHalfEven((last - first) * ownScale), WINDOW - before);
    return { first, count: last - first, before, length: Math.max(1, length) };
  });
  const [rows, columns, units] = [down.count, across.count, level.units];
  const cut = { rows, columns, units, values: new Uint8Array(rows * columns * units) };
  paste(cut, level, -down.first, -across.first);
  const seen = (ownScale < 1 ? resizeArea : resizeCubic)(cut, down.length, across.length);
  return paste(nothing(WINDOW, WINDOW), view(seen), down.before, across.before);
}

/** @type {(logit: number) => number} */
export const sigmoid = (logit) => 1 / (1 + Math.exp(-logit));

/** @type {(row: number, column: number) => Pair} a coarse cell's middle, in pixels */
export const middleOf = (row, column) => [(column + 0.5) * COARSE, (row + 0.5) * COARSE];

/** @type {(maps: Volume, place: number) => Pair} width and height, in pixels */
export function sizeAt({ units, values }, place) {
  const side = (/** @type {number} */ axis) =>
    Math.fround(Math.exp(clip(values[place * units + SIZE + axis], -4, 2)) * UNIT);
  return [side(0), side(1)];
}

/** @type {(coarse: Volume) => { middle: Pair, size: Pair, chance: number }[]} */
export function peaks(maps) {
  const { rows, columns, units, values } = maps;
  const heat = new Float32Array(rows * columns).map((_, place) => sigmoid(values[place * units]));
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
    found.push({ middle: middleOf(row, column), size: sizeAt(maps, place), chance: heat[place] });
  }
  return found;
}

/** @type {(fine: Volume) => Matrix} the chance of ink in each of four parts of a cell */
export function inkOf({ rows, columns, units, values }) {
  const ink = new Float32Array(4 * rows * columns).map((_, place) => {
    const [row, column] = [Math.floor(place / (2 * columns)), place % (2 * columns)];
    const part = 2 * (row % 2) + (column % 2);
    return sigmoid(values[((row >> 1) * columns + (column >> 1)) * units + part]);
  });
  return { rows: 2 * rows, columns: 2 * columns, values: ink };
}

/** Return one digit's ink, whose centre and size are known in pixels of the window: what believes
 * its centre to be here, the strongest of it 1.
 * @type {(fine: Volume, middle: Pair, size: Pair) => Matrix} */
export function ownInk(maps, middle, size) {
  const { columns, units, values } = maps;
  const ink = inkOf(maps);
  const reach = OWN * Math.max(...size);
  const own = ink.values.map((value, place) => {
    const [row, column] = [Math.floor(place / ink.columns) >> 1, (place % ink.columns) >> 1];
    const way = (row * columns + column) * units + WAY;
    const far = Math.hypot(
      (column + 0.5) * FINE + values[way] * UNIT - middle[0],
      (row + 0.5) * FINE + values[way + 1] * UNIT - middle[1],
    );
    return far < reach ? value : 0;
  });
  // In MNIST the strongest ink is white, however faint the pen was.
  const most = Math.max(LEAST_INK, ...own);
  return { ...ink, values: own.map((value) => value / most) };
}
