/** MNIST's format, under the names of helpers/mnist_format.py. */

import { clip, largest, matrix, paste } from "./matrix.js";
import { resizeArea, resizeCubic, roundHalfEven } from "./resize.js";
import { drawStrokes } from "./strokes.js";

const SIDE = 28;
const BOX = 20;
/** The longer side to which a drawing is brought before it is scaled down, in pixels. */
const DRAWN = 100;
const MARGIN = 2;

/** Scale the box around the ink to 20 pixels and move its centre of mass into the middle of 28×28.
 * @type {(ink: Matrix) => Matrix} bytes, as the ink is */
export function toMnist(ink) {
  const image = matrix(SIDE, SIDE, new Uint8Array(SIDE * SIDE));
  const { top, left, rows, columns } = boxAround(ink);
  if (!rows) return image;
  const longer = Math.max(rows, columns);
  const [height, width] = [rows, columns].map((side) =>
    Math.max(1, roundHalfEven((side * BOX) / longer)),
  );
  const cut = { rows, columns, units: 1, values: new Uint8Array(rows * columns) };
  // Averaging is what MNIST's grey levels come from; enlarging has nothing to average.
  const resize = longer > BOX ? resizeArea : resizeCubic;
  const box = resize(paste(cut, ink, -top, -left), height, width);
  const [mass, x, y] = moments(box);
  if (!mass) return image;
  const [toTop, toLeft] = [SIDE / 2 - y / mass, SIDE / 2 - x / mass].map(roundHalfEven);
  return paste(image, box, clip(toTop, 0, SIDE - height), clip(toLeft, 0, SIDE - width));
}

/** Return a picture that is in MNIST's format already, light on dark; null for others.
 * @type {(picture: Pixels) => Uint8Array | null} */
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
  const solid = matrix(
    SIDE,
    SIDE,
    grey.map((value) => (value > 16 ? value : 0)),
  );
  const box = boxAround(solid);
  const longer = Math.max(box.rows, box.columns);
  const [mass, x, y] = moments(solid);
  const far = Math.max(Math.abs(x / mass - SIDE / 2), Math.abs(y / mass - SIDE / 2));
  return longer >= BOX - 2 && longer <= BOX + 1 && far <= 1 ? grey : null;
}

/** Return what strokes of any size, each [width, x, y, x, y, …], look like in MNIST's format.
 * @type {(strokes: number[][]) => Matrix} */
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

/** Return whether strokes stand side by side, with free paper from top to bottom between some.
 * @type {(strokes: number[][]) => boolean} */
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
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [width, ...points] of strokes) {
    for (let place = 0; place < points.length; place += 2) {
      const [x, y] = [points[place], points[place + 1]];
      [left, right] = [Math.min(left, x - width / 2), Math.max(right, x + width / 2)];
      [top, bottom] = [Math.min(top, y - width / 2), Math.max(bottom, y + width / 2)];
    }
  }
  return { left, right, top, bottom };
}

/** @param {Matrix} ink */
function boxAround({ rows, columns, values }) {
  let [top, left, bottom, right] = [rows, columns, -1, -1];
  for (const [place, value] of values.entries()) {
    if (!value) continue;
    const [row, column] = [Math.floor(place / columns), place % columns];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
    [left, right] = [Math.min(left, column), Math.max(right, column)];
  }
  return { top, left, rows: Math.max(bottom - top + 1, 0), columns: Math.max(right - left + 1, 0) };
}

/** @param {Matrix} image @returns its sum, and the sums of x and y with the values as weights */
function moments({ columns, values }) {
  let [mass, x, y] = [0, 0, 0];
  for (const [place, value] of values.entries()) {
    mass += value;
    x += value * (place % columns);
    y += value * Math.floor(place / columns);
  }
  return [mass, x, y];
}
