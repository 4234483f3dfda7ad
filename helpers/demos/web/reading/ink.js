/** The ink in the finder's fine map, under the names of helpers/recognition/views.py. */

import { sigmoid } from "./views.js";

/** @typedef {import("./views.js").Volume} Volume */
/** @typedef {import("./views.js").Pair} Pair */

const FINE = 2;
const UNIT = 32;
/** Where in the fine map the way to a digit's centre is; before it are ink and marks. */
const WAY = 5;
const OWN = 0.45;
const LEAST_INK = 0.15;

/** @param {Volume} maps the fine ones @returns {import("../mathematics/matrix.js").Matrix} */
export function inkOf({ rows, columns, units, values }) {
  const ink = new Float32Array(4 * rows * columns);
  for (let place = 0; place < ink.length; place += 1) {
    const [row, column] = [Math.floor(place / (2 * columns)), place % (2 * columns)];
    const part = 2 * (row % 2) + (column % 2);
    ink[place] = sigmoid(values[((row >> 1) * columns + (column >> 1)) * units + part]);
  }
  return { rows: 2 * rows, columns: 2 * columns, values: ink };
}

/**
 * Return one digit's ink: what believes its centre to be here, the strongest of it 1.
 *
 * @param {Volume} maps the fine ones of a window
 * @param {Pair} middle where the digit's centre is, in pixels of the window
 * @param {Pair} size
 */
export function ownInk(maps, middle, size) {
  const { columns, units, values } = maps;
  const longer = Math.max(...size);
  const ink = inkOf(maps);
  let most = LEAST_INK;
  for (let place = 0; place < ink.values.length; place += 1) {
    const [row, column] = [Math.floor(place / ink.columns) >> 1, (place % ink.columns) >> 1];
    const way = (row * columns + column) * units + WAY;
    const believed = [
      (column + 0.5) * FINE + values[way] * UNIT,
      (row + 0.5) * FINE + values[way + 1] * UNIT,
    ];
    const far = Math.hypot(believed[0] - middle[0], believed[1] - middle[1]);
    if (!(far < OWN * longer)) ink.values[place] = 0;
    most = Math.max(most, ink.values[place]);
  }
  // In MNIST the strongest ink is white, however faint the pen was.
  for (let place = 0; place < ink.values.length; place += 1) ink.values[place] /= most;
  return ink;
}
