/** What the units of a network give for a digit, and which unit is meant. */

import { unpackDigits } from "../../mathematics/digits.js";
import { argmax } from "../../mathematics/matrix.js";
import { forward, unpackNetwork } from "../../mathematics/network.js";
import { receptiveFields } from "../../mathematics/receptive_field.js";

/** @typedef {import("../../mathematics/network.js").Volume} Volume */
/**
 * The arguments of `helpers.demos.unit_demo.unit_demo`.
 *
 * @typedef {object} State
 * @property {[number, number]} digit
 * @property {number} layer
 * @property {[number, number, number] | null} unit map, row and column; the strongest when null
 */
/** @typedef {ReturnType<typeof unpack>} Data */

/** @param {{ digits: any, layers: any[] }} packed */
export function unpack({ digits: packed, layers: packedLayers }) {
  const digits = unpackDigits(packed);
  const layers = unpackNetwork(packedLayers);
  const names = layers.map(({ kind, size }, place) => `${place + 1} ${kind} ${size}×${size}`);
  let known = "";
  /** @type {Volume[]} */
  let volumes = [];
  return {
    digits,
    layers,
    names,
    fields: receptiveFields(layers),
    /** Return all layers' maps; those of the last digit are kept, most changes need no others. */
    volumes(/** @type {[number, number]} */ digit) {
      if (known !== String(digit)) {
        const pixels = Float32Array.from(digits.image(...digit).values, (pixel) => pixel / 255);
        volumes = forward(layers, pixels).volumes;
        known = String(digit);
      }
      return volumes;
    },
  };
}

/**
 * Return the unit that the state means, within its layer's maps.
 *
 * @param {Data} data
 * @param {State} state
 * @returns {[number, number, number]}
 */
export function unitOf(data, { digit, layer, unit }) {
  const volume = data.volumes(digit)[layer];
  if (!unit) return strongest(volume);
  const limits = [volume.units, volume.rows, volume.columns];
  const [map, row, column] = unit.map((place, axis) => Math.min(place, limits[axis] - 1));
  return [map, row, column];
}

/**
 * Return map, row and column of a layer's strongest unit.
 *
 * @param {Volume} volume
 * @returns {[number, number, number]}
 */
export function strongest({ units, columns, values }) {
  const best = argmax(values);
  const place = Math.floor(best / units);
  return [best % units, Math.floor(place / columns), place % columns];
}
