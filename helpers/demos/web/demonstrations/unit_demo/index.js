/** Units of a trained network in chapter 03: what each one sees of a digit, what it answers. */

import { buttons } from "../../controls/buttons.js";
import { digitPicker } from "../../controls/digit.js";
import { menu } from "../../controls/menu.js";
import { slider } from "../../controls/slider.js";
import { mapOf } from "../../drawing/tiles.js";
import { argmax } from "../../mathematics/matrix.js";
import { fixed } from "../../mathematics/number.js";
import { seen } from "../../mathematics/receptive_field.js";
import { strongest, unitOf, unpack } from "./numbers.js";
import { drawUnits } from "./panels.js";

/** @typedef {import("./numbers.js").State} State */
/** @typedef {import("./numbers.js").Data} Data */

/** @type {import("../../shell/shell.js").Demonstration} */
export const unitDemo = {
  title: "What a unit sees",
  prepare: unpack,
  controls: (/** @type {Data} */ data) => [
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
  words,
  draw(view, data, store) {
    drawUnits(view, data, store);
    return words(data, store.state);
  },
  surprise({ digits, layers }) {
    const any = (/** @type {number} */ below) => Math.floor(Math.random() * below);
    const kind = digits.kinds[any(digits.kinds.length)];
    return { digit: [kind, any(digits.count(kind))], layer: any(layers.length), unit: null };
  },
};

/**
 * Return a slider for the map, the row or the column of the unit.
 *
 * @param {Data} data
 * @param {number} place
 * @param {string} label
 * @param {"units" | "rows" | "columns"} count
 */
function axis(data, place, label, count) {
  return slider("unit", label, {
    min: 0,
    max: ({ digit, layer }) => data.volumes(digit)[layer][count] - 1,
    value: (state) => unitOf(data, /** @type {State} */ (state))[place],
    changes: (value, state) => ({
      unit: unitOf(data, /** @type {State} */ (state)).map((now, nth) =>
        nth === place ? value : now,
      ),
    }),
  });
}

/**
 * @param {Data} data
 * @param {State} state
 * @returns {import("../../shell/shell.js").Words}
 */
function words(data, state) {
  const volume = data.volumes(state.digit)[state.layer];
  const field = data.fields[state.layer];
  const { rows, columns, units, values } = volume;
  const [unit, row, column] = unitOf(data, state);
  const side = data.digits.image(...state.digit).rows;
  const [down, right] = [row, column].map((place) => seen(field, place, side).join(" to "));
  const [first, last] = seen(field, 0, side);
  const corner = last - first + 1;
  const more = field.size > side ? " (more than the picture)" : "";
  const [best, bestRow, bestColumn] = strongest(volume);
  const map = mapOf(volume, unit);
  const top = argmax(map.values);
  const peak =
    map.values[top] > 0
      ? `is strongest at row ${Math.floor(top / columns)}, column ${top % columns}: ` +
        inWords(map.values[top])
      : "is 0 everywhere";
  return {
    answer:
      `Layer ${data.names[state.layer]}, map ${unit}: the unit at row ${row}, column ${column} ` +
      `gives ${inWords(map.values[row * columns + column])}. It sees rows ${down} and columns ` +
      `${right} of the ${state.digit[0]}.`,
    details: [
      `The layer has ${units} maps of ${rows}×${columns}; a unit sees ` +
        `${field.size}×${field.size} pixels${more}, in the corner ${corner}×${corner}.`,
      `Map ${unit} ${peak}.`,
      `The layer's strongest unit stands in map ${best} at row ${bestRow}, column ${bestColumn}: ` +
        `${inWords(values[argmax(values)])}.`,
    ],
  };
}

/** @param {number} value */
function inWords(value) {
  return fixed(value, 2).replace("-", "−");
}
