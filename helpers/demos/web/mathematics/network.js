/** The forward pass of a network whose weights Python has handed over, with all its maps. */

import { floatsOf } from "./digits.js";
import { paste } from "./matrix.js";
import { softmax } from "./softmax.js";

/** Maps of one layer, as in TensorFlow: height, width, channels.
 * @typedef {Required<import("./matrix.js").Cells<Float32Array>>} Volume */

/** A layer as helpers/demos/base/network.py describes it.
 * @typedef {object} Layer
 * @property {string} name
 * @property {"convolution" | "pooling" | "dense"} kind
 * @property {number} size rows and columns of its window
 * @property {number} padding rows and columns of zeros on every side
 * @property {boolean} relu whether everything below zero becomes zero
 * @property {number} units
 * @property {Float32Array} weights [row, column, input, unit] or [input, unit]
 * @property {Float32Array} bias [unit] */

/** Run a square picture (from 0 to white, in reading order) through a network: the output of every
 * layer, the last one's, and what softmax makes of it.
 * @param {Layer[]} layers @param {ArrayLike<number>} pixels */
export function forward(layers, pixels, white = 1) {
  const side = Math.round(Math.sqrt(pixels.length));
  const values = Float32Array.from(pixels, (pixel) => pixel / white);
  /** @type {Volume} */
  let volume = { rows: side, columns: side, units: 1, values };
  const volumes = layers.map((layer) => {
    if (layer.kind === "dense") {
      volume = { ...volume, rows: 1, columns: 1, units: volume.values.length };
    }
    volume = layer.kind === "pooling" ? maxPool(volume, layer.size) : convolveVolume(volume, layer);
    return volume;
  });
  return { volumes, logits: volume.values, probabilities: softmax(volume.values) };
}

/** @type {(volume: Volume, size: number) => Volume} the largest value of each window */
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

/** @type {(volume: Volume, layer: Layer) => Volume} sums are taken in float64 */
function convolveVolume(volume, { size, padding, units, weights, bias, relu }) {
  const depth = volume.units;
  const [high, wide] = [volume.rows, volume.columns].map((side) => side + 2 * padding);
  const [rows, columns] = [high - size + 1, wide - size + 1];
  const padded = new Float32Array(high * wide * depth);
  paste({ rows: high, columns: wide, units: depth, values: padded }, volume, padding, padding);
  const values = new Float32Array(rows * columns * units);
  const sums = new Float64Array(units);
  const length = size * depth; // of one row of the window
  for (let place = 0; place < rows * columns; place += 1) {
    const corner = Math.floor(place / columns) * wide + (place % columns);
    sums.set(bias);
    for (let down = 0; down < size; down += 1) {
      const start = (corner + down * wide) * depth;
      for (let input = 0; input < length; input += 1) {
        const value = padded[start + input];
        if (value === 0) continue; // after ReLU most inputs are 0, and cost nothing
        const first = (down * length + input) * units;
        for (let unit = 0; unit < units; unit += 1) sums[unit] += value * weights[first + unit];
      }
    }
    for (let unit = 0; unit < units; unit += 1) {
      values[place * units + unit] = relu && sums[unit] < 0 ? 0 : sums[unit];
    }
  }
  return { rows, columns, units, values };
}

/** @type {(packed: any[]) => Layer[]} what `helpers.demos.base.network.pack_network` has packed */
export function unpackNetwork(packed) {
  return packed.map((layer) => ({
    ...layer,
    weights: floatsOf(layer.weights),
    bias: floatsOf(layer.bias),
  }));
}
