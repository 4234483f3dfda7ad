/** Units of a trained network in chapter 03: what each one sees of a digit, what it answers. */

import { buttons } from "../../controls/buttons.js";
import { digitPicker } from "../../controls/digit.js";
import { menu } from "../../controls/menu.js";
import { replaced, slider } from "../../controls/slider.js";
import { mapOf } from "../../drawing/tiles.js";
import { below, unpackDigits } from "../../mathematics/digits.js";
import { argmax } from "../../mathematics/matrix.js";
import { forward, unpackNetwork } from "../../mathematics/network.js";
import { decimals } from "../../mathematics/number.js";
import { receptiveFields, seen } from "../../mathematics/receptive_field.js";
import { draw } from "./panels.js";

/** @typedef {[number, number, number]} Unit map, row and column */
/** @typedef {{ digit: Example, layer: number, unit: Unit | null }} State the strongest when null */
/** @typedef {ReturnType<typeof unpack>} Data */
/** @typedef {ReturnType<typeof compute>} Result */

/** @type {Demonstration<State, Result, Data>} */
export const unitDemo = {
  title: "What a unit sees",
  prepare: unpack,
  controls: (data) => [
    digitPicker("digit", "Digit", data.digits),
    menu(
      "Layer",
      data.names.map((name, place) => [String(place), name]),
      (state) => String(state.layer),
      (place) => ({ layer: Number(place), unit: null }),
    ),
    axis(data, 0, "Map", "units"),
    axis(data, 1, "Unit row", "rows"),
    axis(data, 2, "Unit column", "columns"),
    buttons((store) => [
      {
        label: "Strongest unit",
        press: () => store.set({ unit: null }),
        disabled: ({ unit }) => unit === null,
      },
    ]),
  ],
  compute,
  words({ digit, layer }, { volumes, fields, names, image, unit: [unit, row, column] }) {
    const volume = volumes[layer];
    const field = fields[layer];
    const { rows, columns, units, values } = volume;
    const [down, right] = [row, column].map((place) => seen(field, place, image.rows).join(" to "));
    const [first, last] = seen(field, 0, image.rows);
    const corner = last - first + 1;
    const more = field.size > image.rows ? " (more than the picture)" : "";
    const [best, bestRow, bestColumn] = strongest(volume);
    const map = mapOf(volume, unit);
    const top = argmax(map.values);
    const peak =
      map.values[top] > 0
        ? `is strongest at row ${Math.floor(top / columns)}, column ${top % columns}: ` +
          decimals(map.values[top], 2)
        : "is 0 everywhere";
    return {
      answer:
        `Layer ${names[layer]}, map ${unit}: the unit at row ${row}, column ${column} ` +
        `gives ${decimals(map.values[row * columns + column], 2)}. It sees rows ${down} and columns ` +
        `${right} of the ${digit[0]}.`,
      details: [
        `The layer has ${units} maps of ${rows}×${columns}; a unit sees ` +
          `${field.size}×${field.size} pixels${more}, in the corner ${corner}×${corner}.`,
        `Map ${unit} ${peak}.`,
        `The layer's strongest unit stands in map ${best} at row ${bestRow}, column ${bestColumn}: ` +
          `${decimals(values[argmax(values)], 2)}.`,
      ],
    };
  },
  draw,
  surprise: ({ digits, layers }) => ({
    digit: digits.any(),
    layer: below(layers.length),
    unit: null,
  }),
};

/** Return a slider for the map, the row or the column of the unit.
 * @param {Data} data @param {0 | 1 | 2} place @param {string} label
 * @param {"units" | "rows" | "columns"} count */
function axis({ volumes }, place, label, count) {
  const unit = (/** @type {any} */ state) => unitOf(volumes(state.digit), state);
  return slider("unit", label, {
    min: 0,
    max: ({ digit, layer }) => volumes(digit)[layer][count] - 1,
    value: (state) => unit(state)[place],
    changes: (value, state) => ({ unit: replaced(unit(state), place, value) }),
  });
}

/** @param {{ digits: any, layers: any[] }} packed */
function unpack({ digits: packed, layers: packedLayers }) {
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
      if (known !== String(digit)) {
        volumes = forward(layers, digits.image(...digit).values, 255).volumes;
        known = String(digit);
      }
      return volumes;
    },
  };
}

/** @param {Data} data @param {State} state */
function compute(data, state) {
  const volumes = data.volumes(state.digit);
  return {
    ...data,
    volumes,
    image: data.digits.image(...state.digit),
    unit: unitOf(volumes, state),
  };
}

/** Return the unit that is meant, within its maps. @param {Volume[]} volumes @param {State} state */
function unitOf(volumes, { layer, unit }) {
  const volume = volumes[layer];
  if (!unit) return strongest(volume);
  const limits = [volume.units, volume.rows, volume.columns];
  return /** @type {Unit} */ (unit.map((place, axis) => Math.min(place, limits[axis] - 1)));
}

/** Return the place of a layer's strongest unit. @param {Volume} volume @returns {Unit} */
function strongest({ units, columns, values }) {
  const best = argmax(values);
  const place = Math.floor(best / units);
  return [best % units, Math.floor(place / columns), place % columns];
}
