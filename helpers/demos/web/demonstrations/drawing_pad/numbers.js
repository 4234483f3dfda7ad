/** What the network makes of a drawing, layer by layer. */

import { argmax } from "../../mathematics/matrix.js";
import { areSeveral, digitOf } from "../../mathematics/mnist_format.js";
import { forward, unpackNetwork } from "../../mathematics/network.js";
import { receptiveFields } from "../../mathematics/receptive_field.js";

/**
 * Each stroke is [width, x, y, x, y, …], a tile layer and map: the last layer's brightest when null.
 * @typedef {{ strokes: number[][], thickness: number, tile: [number, number] | null }} State
 */
/** @typedef {ReturnType<typeof unpack>} Data */
/** @typedef {ReturnType<typeof compute>} Result */

/** @param {any} packed */
export function unpack({ network, threshold, digits }) {
  const layers = unpackNetwork(network);
  const shown = layers.filter(({ kind }) => kind !== "dense");
  /** @param {number[][]} strokes */
  function read(strokes) {
    const image = digitOf(strokes.length ? strokes : digits[4]);
    const { volumes, probabilities } = forward(layers, image.values, 255);
    const several = areSeveral(strokes);
    return { strokes, image, volumes: volumes.slice(0, shown.length), probabilities, several };
  }
  /** @type {ReturnType<typeof read> | undefined} */
  let last;
  return {
    threshold: /** @type {number} */ (threshold),
    digits: /** @type {number[][][]} */ (digits),
    layers: shown,
    fields: receptiveFields(shown),
    /** Return what the network makes of strokes; the last result is kept. */
    read(/** @type {number[][]} */ strokes) {
      if (last?.strokes !== strokes) last = read(strokes);
      return last;
    },
  };
}

/** @param {Data} data @param {State} state */
export function compute(data, { strokes, tile }) {
  const read = data.read(strokes);
  return { ...data, ...read, enlarged: enlarged(read.volumes, tile) };
}

/**
 * Return the tile that is enlarged, and the place of its strongest unit.
 * @param {Volume[]} volumes @param {State["tile"]} tile
 */
function enlarged(volumes, tile) {
  const layer = tile ? tile[0] : volumes.length - 1;
  const { values, units, columns } = volumes[layer];
  const unit = tile ? tile[1] : argmax(values) % units;
  let best = unit;
  for (let place = unit; place < values.length; place += units) {
    if (values[place] > values[best]) best = place;
  }
  const cell = Math.floor(best / units);
  const [row, column] = [Math.floor(cell / columns), cell % columns];
  return { layer, unit, row, column, value: values[best] };
}
