/** The kernel laboratory in words; helpers/demos/kernel_lab.py says the same. */

import { outputSize } from "../../mathematics/convolution.js";
import { argmax, smallest, total } from "../../mathematics/matrix.js";
import { number } from "../../mathematics/number.js";
import { arithmetic, cellOf } from "./numbers.js";

/** @import { Result, Side, State } from "./numbers.js" */

/** @param {State} state @param {Result} result */
export function words(state, result) {
  const { kernel, sides, names } = result;
  const cells = sides[0].map.values.length;
  const filled = Math.min(state.filled ?? cells, cells);
  const [upper, lower] = sides.map(({ lit }) => countLit(lit.values.subarray(0, filled)));
  const found = `${upper} of ${cells} cells of ${names[0]} and ${lower} of ${names[1]}`;
  const when = filled < cells ? `After ${filled} of ${cells} steps the` : "The";
  return {
    answer: `${when} kernel lights ${found}.`,
    details: [
      sizeInWords(sides[0].image.rows, kernel.rows, state),
      ...sides.map((side, place) => mapInWords(capital(names[place]), side)),
      ...arithmeticInWords(state, result),
    ],
  };
}

/** @param {string} name */
export function capital(name) {
  return name[0].toUpperCase() + name.slice(1);
}

/** @param {number} length @param {number} window @param {State} state */
function sizeInWords(length, window, { stride, padding }) {
  const size = outputSize(length, window, stride, padding);
  const room = length + 2 * padding - window;
  const rounded = room % stride === 0 ? "" : `, rounded down to ${Math.floor(room / stride)}`;
  return (
    `Output size: (${length} + 2×${padding} − ${window}) ÷ ${stride} = ${number(room / stride)}` +
    `${rounded}, plus 1 is ${size}: the map is ${size}×${size}.`
  );
}

/** @param {string} name @param {Side} side */
function mapInWords(name, { map, lit }) {
  const best = argmax(map.values);
  return (
    `${name}: strongest ${number(map.values[best], 6)} at ` +
    `row ${Math.floor(best / map.columns)}, column ${best % map.columns}; ` +
    `weakest ${number(smallest(map.values), 6)}; ReLU keeps ${countLit(lit.values)} of ${map.values.length} ` +
    `cells, their sum is ${number(total(lit.values), 6)}.`
  );
}

/** @param {State} state @param {Result} result */
function arithmeticInWords(state, result) {
  const { kernel, sides, names } = result;
  const here = cellOf(state, sides[0].map);
  const { side, row, column } = here;
  const { window, sum, value } = arithmetic(result, state, here);
  const top = row * state.stride - state.padding;
  const left = column * state.stride - state.padding;
  const lines = Array.from({ length: kernel.rows }, (_, down) => {
    const products = Array.from({ length: kernel.columns }, (_, right) => {
      const place = down * kernel.columns + right;
      const weight = kernel.values[place];
      const shown = weight < 0 ? `(${number(weight)})` : number(weight);
      return `${number(window.values[place])}×${shown}`;
    });
    return `${down === 0 ? "  " : "+ "}${products.join(" + ")}`;
  });
  return [
    `The window at row ${number(top)}, column ${number(left)} of ${names[side]}; ` +
      "each pixel × its weight:",
    ...lines,
    `= ${number(sum, 6)}; adding the bias ${number(state.bias)} gives ${number(value, 6)}, the ` +
      `map's row ${row}, column ${column}; after ReLU ${number(Math.max(value, 0), 6)}.`,
  ];
}

/** @param {Float32Array | Uint8Array} values */
function countLit(values) {
  return values.filter((value) => value > 0).length;
}
