/** MNIST's format, under the names of helpers/mnist_format.py. */

import { largest, matrix } from "./matrix.js";
import { resizeArea, resizeCubic, roundHalfEven } from "./resize.js";
import { drawStrokes } from "./strokes.js";

/** @typedef {import("./matrix.js").Matrix} Matrix */

const SIDE = 28;
const BOX = 20;
/** The longer side to which a drawing is brought before it is scaled down, in pixels. */
const DRAWN = 100;
const MARGIN = 2;

/**
 * Scale the box around the ink to 20 pixels and move its centre of mass into the middle of 28×28.
 *
 * @param {Matrix} ink bytes
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
  const cut = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const start = (top + row) * ink.columns + left;
    cut.set(ink.values.subarray(start, start + columns), row * columns);
  }
  // Averaging is what MNIST's grey levels come from; enlarging has nothing to average.
  const resize = longer > BOX ? resizeArea : resizeCubic;
  const { values: box } = resize({ rows, columns, units: 1, values: cut }, height, width);
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
 * Return a picture that is in MNIST's format already, light on dark; null for others.
 *
 * @param {import("./resize.js").Pixels} picture red, green and blue
 * @returns {Uint8Array | null}
 */
export function alreadyMnist({ rows, columns, values }) {
  if (rows !== SIDE || columns !== SIDE) return null;
  let grey = values.filter((_, place) => place % 3 === 0);
  if (values.some((value, place) => value !== grey[Math.floor(place / 3)])) return null;
  const inside = (/** @type {number} */ place) => place > 0 && place < SIDE - 1;
  const edge = grey.filter(
    (_, place) => !inside(place % SIDE) || !inside(Math.floor(place / SIDE)),
  );
  // MNIST's digits keep clear of the border, but for a few that touch it with a tip.
  let ground = edge.sort()[edge.length / 2];
  if (ground > 127) {
    grey = grey.map((value) => 255 - value);
    ground = 255 - ground;
  }
  if (ground > 4 || largest(grey) < 128) return null;
  const solid = grey.map((value) => (value > 16 ? value : 0));
  const box = boxAround(matrix(SIDE, SIDE, solid));
  const longer = Math.max(box.rows, box.columns);
  const [mass, x, y] = moments(solid, SIDE);
  const far = Math.max(Math.abs(x / mass - SIDE / 2), Math.abs(y / mass - SIDE / 2));
  return longer >= BOX - 2 && longer <= BOX + 1 && far <= 1 ? grey : null;
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
