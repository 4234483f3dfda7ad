/** The forward pass of a network whose weights Python has handed over, with all its maps. */

import { floatsOf } from "./digits.js";
import { softmax } from "./softmax.js";

/**
 * Maps of one layer: the value of map u in row r and column c is
 * values[(r * columns + c) * units + u], as in TensorFlow (height, width, channels).
 *
 * @typedef {object} Volume
 * @property {number} rows
 * @property {number} columns
 * @property {number} units
 * @property {Float32Array} values
 */

/**
 * A layer as helpers/demos/base/network.py describes it.
 *
 * @typedef {object} Layer
 * @property {string} name
 * @property {"convolution" | "pooling" | "dense"} kind
 * @property {number} size rows and columns of its window
 * @property {number} padding rows and columns of zeros on every side
 * @property {boolean} relu whether everything below zero becomes zero
 * @property {number} units
 * @property {Float32Array} weights [row, column, input, unit] or [input, unit]
 * @property {Float32Array} bias [unit]
 */

/**
 * Run a picture through a network.
 *
 * @param {Layer[]} layers
 * @param {ArrayLike<number>} pixels of a square picture in reading order, 0…1
 * @returns {{ volumes: Volume[], logits: Float32Array, probabilities: Float64Array }} the output of
 *   every layer, the last one's, and what softmax makes of it
 */
export function forward(layers, pixels) {
  const side = Math.round(Math.sqrt(pixels.length));
  /** @type {Volume} */
  let volume = { rows: side, columns: side, units: 1, values: Float32Array.from(pixels) };
  const volumes = layers.map((layer) => {
    if (layer.kind === "pooling") volume = maxPool(volume, layer.size);
    else if (layer.kind === "convolution") volume = convolveVolume(volume, layer);
    else volume = dense(volume, layer);
    return volume;
  });
  return { volumes, logits: volume.values, probabilities: softmax(volume.values) };
}

/**
 * Return the largest value of each window of size × size; the windows do not overlap.
 *
 * @param {Volume} volume
 * @param {number} size
 * @returns {Volume}
 */
export function maxPool({ rows, columns, units, values }, size) {
  const [fewer, narrower] = [Math.floor(rows / size), Math.floor(columns / size)];
  const pooled = new Float32Array(fewer * narrower * units).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < fewer * size; row += 1) {
    for (let column = 0; column < narrower * size; column += 1) {
      const from = (row * columns + column) * units;
      const to = (Math.floor(row / size) * narrower + Math.floor(column / size)) * units;
      for (let unit = 0; unit < units; unit += 1) {
        if (values[from + unit] > pooled[to + unit]) pooled[to + unit] = values[from + unit];
      }
    }
  }
  return { rows: fewer, columns: narrower, units, values: pooled };
}

/**
 * @param {Volume} volume
 * @param {Layer} layer
 * @returns {Volume}
 */
function convolveVolume(volume, layer) {
  const { size, padding, units, weights, bias } = layer;
  const rows = volume.rows + 2 * padding - size + 1;
  const columns = volume.columns + 2 * padding - size + 1;
  const values = new Float32Array(rows * columns * units);
  const sums = new Float64Array(units);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      sums.set(bias);
      for (let down = 0; down < size; down += 1) {
        const y = row + down - padding;
        if (y < 0 || y >= volume.rows) continue;
        for (let right = 0; right < size; right += 1) {
          const x = column + right - padding;
          if (x < 0 || x >= volume.columns) continue;
          const from = (y * volume.columns + x) * volume.units;
          const window = (down * size + right) * volume.units;
          addProducts(sums, volume, from, weights, window * units);
        }
      }
      keep(sums, values, (row * columns + column) * units, layer.relu);
    }
  }
  return { rows, columns, units, values };
}

/**
 * @param {Volume} volume
 * @param {Layer} layer
 * @returns {Volume}
 */
function dense(volume, { units, weights, bias, relu }) {
  const flat = { ...volume, units: volume.values.length };
  const sums = Float64Array.from(bias);
  addProducts(sums, flat, 0, weights, 0);
  const values = new Float32Array(units);
  keep(sums, values, 0, relu);
  return { rows: 1, columns: 1, units, values };
}

/**
 * Add input × weight to all units' sums, for each input of one place. After ReLU most inputs are 0
 * and cost nothing.
 *
 * @param {Float64Array} sums
 * @param {Volume} volume
 * @param {number} from
 * @param {Float32Array} weights
 * @param {number} first
 */
function addProducts(sums, volume, from, weights, first) {
  const units = sums.length;
  for (let input = 0; input < volume.units; input += 1) {
    const value = volume.values[from + input];
    if (value === 0) continue;
    const start = first + input * units;
    for (let unit = 0; unit < units; unit += 1) sums[unit] += value * weights[start + unit];
  }
}

/**
 * @param {Float64Array} sums
 * @param {Float32Array} values
 * @param {number} place
 * @param {boolean} relu
 */
function keep(sums, values, place, relu) {
  for (let unit = 0; unit < sums.length; unit += 1) {
    values[place + unit] = relu && sums[unit] < 0 ? 0 : sums[unit];
  }
}

/**
 * Return the layers that `helpers.demos.base.network.pack_network` has packed.
 *
 * @param {any[]} packed
 * @returns {Layer[]}
 */
export function unpackNetwork(packed) {
  return packed.map((layer) => ({
    ...layer,
    weights: floatsOf(layer.weights),
    bias: floatsOf(layer.bias),
  }));
}
