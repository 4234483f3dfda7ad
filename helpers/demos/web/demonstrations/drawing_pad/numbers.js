/** What the network makes of a drawing, layer by layer. */

import { argmax } from "../../mathematics/matrix.js";
import { areSeveral, digitOf } from "../../mathematics/mnist_format.js";
import { forward, unpackNetwork } from "../../mathematics/network.js";
import { receptiveFields } from "../../mathematics/receptive_field.js";

/** @typedef {import("../../mathematics/network.js").Volume} Volume */
/**
 * The arguments of `helpers.demos.drawing_pad.drawing_pad`.
 *
 * @typedef {object} State
 * @property {number[][]} strokes each [width, x, y, x, y, …]
 * @property {number} thickness
 * @property {[number, number] | null} tile layer and map; the last layer's brightest when null
 */
/** @typedef {ReturnType<typeof unpack>} Data */

/** @param {any} packed */
export function unpack({ network, threshold, digits }) {
  const layers = unpackNetwork(network);
  const shown = layers.filter(({ kind }) => kind !== "dense");
  /** @type {number[][] | null} */
  let known = null;
  /** @type {ReturnType<typeof read>} */
  let result;
  /** @param {number[][]} strokes */
  function read(strokes) {
    const image = digitOf(strokes.length ? strokes : digits[4]);
    const { volumes, probabilities } = forward(
      layers,
      Float32Array.from(image.values, (pixel) => pixel / 255),
    );
    return {
      image,
      volumes: volumes.slice(0, shown.length),
      probabilities,
      several: areSeveral(strokes),
    };
  }
  return {
    threshold: /** @type {number} */ (threshold),
    digits: /** @type {number[][][]} */ (digits),
    layers: shown,
    fields: receptiveFields(shown),
    /** Return what the network makes of strokes; the last result is kept. */
    result(/** @type {number[][]} */ strokes) {
      if (known !== strokes) {
        result = read(strokes);
        known = strokes;
      }
      return result;
    },
  };
}

/**
 * Return the tile that is enlarged, and the place of its strongest unit.
 *
 * @param {Data} data
 * @param {State} state
 */
export function enlarged(data, { strokes, tile }) {
  const { volumes } = data.result(strokes);
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
