/** What each kind of layer does with its maps, under ONNX's names. */

import { maxPool } from "../mathematics/network.js";
import { softmax } from "../mathematics/softmax.js";
import { UNITS } from "./kernel.js";
import { BORDER } from "./maps.js";

/** @import { Multiply } from "./kernel.js" */
/** @import { Desk, Maps } from "./maps.js" */
/** @import { Node, Numbers } from "./onnx.js" */
/** @typedef {(given: any[]) => any} Layer what is made of its inputs */

/** Return what makes a layer, by its kind.
 * @type {(numbers: Numbers, desk: Desk, multiply: Multiply
 *   ) => Record<string, (node: Node) => Layer>} */
export function layersOf(numbers, desk, multiply) {
  /** @type {Layer} */
  const same = ([from]) => from;
  return {
    Conv: (node) => convolution(node, numbers, desk, multiply),
    Resize: () => (given) => twiceAsLarge(given[0], desk),
    MaxPool: (node) => (given) =>
      desk.put(maxPool(desk.copy(given[0]), node.attributes.kernel_shape[0])),
    Unsqueeze: () => same,
    Transpose: () => same, // to height, width, units, as they are here anyway
    Flatten: () => (given) => desk.copy(given[0]).values,
    Gemm: ({ inputs }) => {
      const [weights, biases] = inputs.slice(1).map((name) => numbers[name].values);
      return (given) => {
        const from = /** @type {Float32Array} */ (given[0]);
        return Float64Array.from(biases, (bias, unit) => {
          const weight = (/** @type {number} */ place) => weights[place * biases.length + unit];
          return from.reduce((sum, value, place) => sum + value * weight(place), bias);
        });
      };
    },
    Softmax: () => (given) => softmax(given[0]),
  };
}

/** Lay out a kernel's weights as they are needed, for eight units at a time, row by row; the layer's
 * inputs are maps, and others to be added to what it makes.
 * @type {(node: Node, numbers: Numbers, desk: Desk, multiply: Multiply) => Layer} */
function convolution({ inputs, attributes, relu }, numbers, desk, multiply) {
  const { shape, values: weights } = numbers[inputs[1]];
  const [count, depth, size] = shape;
  const cells = size * size;
  const units = Math.ceil(count / UNITS) * UNITS;
  const at = desk.take(units * depth * cells);
  for (let unit = 0; unit < units; unit += 1) {
    const block = at + (unit - (unit % UNITS)) * depth * cells + (unit % UNITS);
    for (let place = 0; place < depth * cells; place += 1) {
      const [input, cell] = [place % depth, Math.floor(place / depth)];
      const weight = unit < count ? weights[(unit * depth + input) * cells + cell] : 0;
      desk.numbers[block + place * UNITS] = weight;
    }
  }
  const bias = new Float32Array(units);
  bias.set(numbers[inputs[2]].values);
  const [stride] = attributes.strides;

  return (/** @type {Maps[]} */ [from, added]) => {
    const [[rows, top], [columns, left]] = [from.rows, from.columns].map((side) => {
      if (attributes.auto_pad !== "SAME_UPPER") return [Math.floor((side - size) / stride) + 1, 0];
      const length = Math.ceil(side / stride);
      // The odd row of padding comes last.
      return [length, Math.floor(Math.max((length - 1) * stride + size - side, 0) / 2)];
    });
    const to = desk.maps(rows, columns, units);
    const line = new Float32Array(columns * units);
    for (let column = 0; column < columns; column += 1) line.set(bias, column * units);
    const block = 4 * from.units * cells * UNITS;
    const rowStep = 4 * (from.columns + 2 * BORDER) * from.units;
    for (let row = 0; row < rows; row += 1) {
      const output = desk.placeOf(to, row, 0);
      desk.numbers.set(line, output);
      if (added) addLine(desk.numbers, desk.placeOf(added, row, 0), output, line.length);
      for (let unit = 0; unit < units; unit += UNITS) {
        const first = 4 * at + (unit / UNITS) * block;
        multiply(
          4 * desk.placeOf(from, row * stride - top, -left),
          4 * stride * from.units,
          4 * size * from.units,
          rowStep,
          first,
          first + block,
          4 * (output + unit),
          4 * units,
          4 * (output + line.length),
          relu ? 0 : Number.NEGATIVE_INFINITY,
        );
      }
    }
    desk.clearBorder(to);
    return to;
  };
}

/** @type {(values: Float32Array, from: number, to: number, length: number) => void} */
function addLine(values, from, to, length) {
  for (let place = 0; place < length; place += 1) values[to + place] += values[from + place];
}

/** @type {(from: Maps, desk: Desk) => Maps} */
function twiceAsLarge(from, desk) {
  const { units } = from;
  const to = desk.maps(2 * from.rows, 2 * from.columns, units);
  const values = desk.numbers;
  for (let row = 0; row < to.rows; row += 1) {
    const [source, goal] = [desk.placeOf(from, row >> 1, 0), desk.placeOf(to, row, 0)];
    for (let column = 0; column < to.columns; column += 1) {
      const first = source + (column >> 1) * units;
      values.copyWithin(goal + column * units, first, first + units);
    }
  }
  desk.clearBorder(to);
  return to;
}
