/** MNIST's format, under the names of helpers/mnist_format.py. */

import { largest, matrix } from "./matrix.js";
import { drawStrokes } from "./strokes.js";

/** @typedef {import("./matrix.js").Matrix} Matrix */
/** @typedef {{ source: number, weight: number }[]} Shares of the pixels that make one pixel */

const SIDE = 28;
const BOX = 20;
/** The longer side to which a drawing is brought before it is scaled down, in pixels. */
const DRAWN = 100;
const MARGIN = 2;

/**
 * Scale the box around the ink to 20 pixels and move its centre of mass into the middle of 28×28.
 *
 * @param {Matrix} ink bytes; the box around the ink is longer than 20 pixels
 * @returns {Matrix} bytes
 */
export function toMnist(ink) {
  const image = matrix(SIDE, SIDE, new Uint8Array(SIDE * SIDE));
  const { top, left, rows, columns } = boxAround(ink);
  if (!rows) return image;
  const longer = Math.max(rows, columns);
  const [height, width] = [rows, columns].map((side) =>
    Math.max(1, roundHalfEven((side * BOX) / longer)),
  );
  const down = sharesOf(rows, height);
  const right = sharesOf(columns, width);
  const even = rows % height === 0 && columns % width === 0;
  const box = new Uint8Array(height * width);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      let sum = 0;
      for (const { source: y, weight: beta } of down[row]) {
        const start = (top + y) * ink.columns + left;
        let line = 0;
        for (const { source: x, weight: alpha } of right[column]) {
          const pixel = ink.values[start + x];
          // OpenCV adds in float32, but whole numbers where every pixel has the same share.
          line = even ? line + pixel : Math.fround(line + Math.fround(pixel * alpha));
        }
        sum = even ? sum + line : Math.fround(sum + Math.fround(beta * line));
      }
      if (even) {
        sum = Math.fround(sum * Math.fround(1 / ((rows / height) * (columns / width))));
      }
      box[row * width + column] = roundHalfEven(sum);
    }
  }
  const [mass, x, y] = moments(box, width);
  if (!mass) return image;
  const [toTop, toLeft] = [offset(y / mass, height), offset(x / mass, width)];
  for (let row = 0; row < height; row += 1) {
    const line = box.subarray(row * width, (row + 1) * width);
    image.values.set(line, (toTop + row) * SIDE + toLeft);
  }
  return image;
}

/**
 * Return what strokes of any size look like in MNIST's format.
 *
 * @param {number[][]} strokes each [width, x, y, x, y, …]
 */
export function digitOf(strokes) {
  const box = extent(strokes);
  const scale = DRAWN / Math.max(box.right - box.left, box.bottom - box.top);
  const side = DRAWN + 2 * MARGIN;
  const ink = matrix(side, side, new Uint8Array(side * side));
  for (const [width, ...points] of strokes) {
    const moved = points.map(
      (value, axis) => (value - (axis % 2 ? box.top : box.left)) * scale + MARGIN,
    );
    const { values } = drawStrokes([moved], side, (width / 2) * scale);
    for (const [place, value] of values.entries()) {
      if (value > ink.values[place]) ink.values[place] = value;
    }
  }
  return toMnist(ink);
}

/**
 * Return whether strokes stand side by side, with free paper from top to bottom between some.
 *
 * @param {number[][]} strokes each [width, x, y, x, y, …]
 */
export function areSeveral(strokes) {
  const boxes = strokes.map((stroke) => extent([stroke])).sort((one, two) => one.left - two.left);
  let right = boxes[0]?.right ?? 0;
  return boxes.some((box) => {
    const apart = box.left > right;
    right = Math.max(right, box.right);
    return apart;
  });
}

/** @param {number[][]} strokes */
function extent(strokes) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const [width, ...points] of strokes) {
    for (let place = 0; place < points.length; place += 2) {
      box.left = Math.min(box.left, points[place] - width / 2);
      box.right = Math.max(box.right, points[place] + width / 2);
      box.top = Math.min(box.top, points[place + 1] - width / 2);
      box.bottom = Math.max(box.bottom, points[place + 1] + width / 2);
    }
  }
  return box;
}

/** @param {Matrix} ink */
function boxAround({ rows, columns, values }) {
  let [top, left, bottom, right] = [rows, columns, -1, -1];
  if (largest(values) > 0) {
    for (let place = 0; place < values.length; place += 1) {
      if (!values[place]) continue;
      const [row, column] = [Math.floor(place / columns), place % columns];
      [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
      [left, right] = [Math.min(left, column), Math.max(right, column)];
    }
  }
  return { top, left, rows: Math.max(bottom - top + 1, 0), columns: Math.max(right - left + 1, 0) };
}

/**
 * Return for each pixel of the shorter line which pixels of the longer one make it.
 *
 * @param {number} long
 * @param {number} short
 * @returns {Shares[]}
 */
function sharesOf(long, short) {
  const scale = long / short;
  return Array.from({ length: short }, (_, place) => {
    const [start, end] = [place * scale, place * scale + scale];
    const width = Math.min(scale, long - start);
    const last = Math.min(Math.floor(end), long - 1);
    const first = Math.min(Math.ceil(start), last);
    /** @type {Shares} */
    const shares = [];
    if (first - start > 1e-3) {
      shares.push({ source: first - 1, weight: Math.fround((first - start) / width) });
    }
    for (let source = first; source < last; source += 1) {
      shares.push({ source, weight: Math.fround(1 / width) });
    }
    if (end - last > 1e-3) {
      const part = Math.min(end - last, 1, width) / width;
      shares.push({ source: last, weight: Math.fround(part) });
    }
    return shares;
  });
}

/** @param {Uint8Array} box @param {number} width */
function moments(box, width) {
  let [mass, x, y] = [0, 0, 0];
  for (const [place, value] of box.entries()) {
    mass += value;
    x += value * (place % width);
    y += value * Math.floor(place / width);
  }
  return [mass, x, y];
}

/** @param {number} centre @param {number} length */
function offset(centre, length) {
  return Math.min(Math.max(roundHalfEven(SIDE / 2 - centre), 0), SIDE - length);
}

/** Round as Python and OpenCV do. @param {number} value */
function roundHalfEven(value) {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 ? rounded - 1 : rounded;
}
