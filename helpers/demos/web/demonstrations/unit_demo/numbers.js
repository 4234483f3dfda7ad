/** What the units of a network give for a digit, and which unit is meant. */

import { unpackDigits } from "../../mathematics/digits.js";
import { argmax } from "../../mathematics/matrix.js";
import { forward, unpackNetwork } from "../../mathematics/network.js";
import { receptiveFields } from "../../mathematics/receptive_field.js";

/** @typedef {[number, number, number]} Unit map, row and column */
/** @typedef {{ digit: Example, layer: number, unit: Unit | null }} State the strongest when null */
/** @typedef {ReturnType<typeof unpack>} Data */
/** @typedef {ReturnType<typeof compute>} Result */

/** @param {{ digits: any, layers: any[] }} packed */
export function unpack({ digits: packed, layers: packedLayers }) {
  const digits = unpackDigits(packed);
  const layers = unpackNetwork(packedLayers);
  let known = "";
  /** @type {Volume[]} */
  let volumes = [];
  return {
    digits,
    layers,
    names: layers.map(({ kind, size }, place) => `${place + 1} ${kind} ${size}×${size}`),
    fields: receptiveFields(layers),
    /** Return all layers' maps; those of the last digit are kept, most changes need no others. */
    volumes(/** @type {Example} */ digit) {
      if (known !== String(digit))
        volumes = forward(layers, digits.image(...digit).values, 255).volumes;
      known = String(digit);
      return volumes;
    },
  };
}

/** @param {Data} data @param {State} state */
export function compute(data, state) {
  const volumes = data.volumes(state.digit);
  return {
    ...data,
    volumes,
    image: data.digits.image(...state.digit),
    unit: unitOf(volumes, state),
  };
}

/** Return the unit that is meant, within its maps. @param {Volume[]} volumes @param {State} state */
export function unitOf(volumes, { layer, unit }) {
  const volume = volumes[layer];
  if (!unit) return strongest(volume);
  const limits = [volume.units, volume.rows, volume.columns];
  return /** @type {Unit} */ (unit.map((place, axis) => Math.min(place, limits[axis] - 1)));
}

/** Return the place of a layer's strongest unit. @param {Volume} volume @returns {Unit} */
export function strongest({ units, columns, values }) {
  const best = argmax(values);
  const place = Math.floor(best / units);
  return [best % units, Math.floor(place / columns), place % columns];
}
