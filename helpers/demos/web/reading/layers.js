/** What each kind of layer does with its maps, under ONNX's names. */

import { maxPool } from "../mathematics/network.js";
import { softmax } from "../mathematics/softmax.js";
import { UNITS } from "./kernel.js";
import { BORDER } from "./maps.js";

/** @import { Multiply } from "./kernel.js" */
/** @import { Desk, Maps } from "./maps.js" */
/** @import { Graph, Node, Numbers } from "./onnx.js" */
/** @typedef {{ at: number, bias: Float32Array, units: number, size: number }} Kernel */

/** Return the layers of a network as functions by their kind.
 * @param {Graph} graph @param {Desk} desk @param {Multiply} multiply
 * @returns {Record<string, (node: Node, given: any[]) => any>} */
export function layersOf({ nodes, numbers }, desk, multiply) {
  const convolutions = nodes.filter(({ kind }) => kind === "Conv");
  const kernels = new Map(convolutions.map((node) => [node, laidOut(numbers, node, desk)]));
  return {
    Conv: (node, [from, added]) => {
      const kernel = /** @type {Kernel} */ (kernels.get(node));
      return convolve(from, added, node, kernel, desk, multiply);
    },
    Resize: (_, [from]) => twiceAsLarge(from, desk),
    MaxPool: (
      {
        attributes: {
          kernel_shape: [size],
        },
      },
      [from],
    ) => desk.put(maxPool(desk.copy(from), size)),
    Unsqueeze: (_, [from]) => from,
    Transpose: (_, [from]) => from, // to height, width, units, as they are here anyway
    Flatten: (_, [from]) => desk.copy(from).values,
    Gemm: ({ inputs }, [from]) => {
      const sums = Float64Array.from(numbers[inputs[2]].values);
      const weights = numbers[inputs[1]].values;
      return sums.map((bias, unit) =>
        from.reduce(
          (/** @type {number} */ sum, /** @type {number} */ value, /** @type {number} */ place) =>
            sum + value * weights[place * sums.length + unit],
          bias,
        ),
      );
    },
    Softmax: (_, [from]) => softmax(from),
  };
}

/** Lay out a kernel's weights as they are needed: for eight units at a time, row by row.
 * @type {(numbers: Numbers, node: Node, desk: Desk) => Kernel} */
function laidOut(numbers, { inputs: [, weights, biases] }, desk) {
  const { shape, values } = numbers[weights];
  const [count, inputs, size] = shape;
  const cells = size * size;
  const units = Math.ceil(count / UNITS) * UNITS;
  const at = desk.take(units * inputs * cells);
  for (let unit = 0; unit < units; unit += 1) {
    const block = at + (unit - (unit % UNITS)) * inputs * cells + (unit % UNITS);
    for (let place = 0; place < inputs * cells; place += 1) {
      const [input, cell] = [place % inputs, Math.floor(place / inputs)];
      const value = unit < count ? values[(unit * inputs + input) * cells + cell] : 0;
      desk.numbers[block + place * UNITS] = value;
    }
  }
  const bias = new Float32Array(units);
  bias.set(numbers[biases].values);
  return { at, bias, units, size };
}

/** @type {(from: Maps, added: Maps | undefined, node: Node, kernel: Kernel, desk: Desk,
 *   multiply: Multiply) => Maps} */
function convolve(from, added, { attributes, relu }, { at, bias, units, size }, desk, multiply) {
  const [stride] = attributes.strides;
  const [[rows, top], [columns, left]] = [from.rows, from.columns].map((side) => {
    if (attributes.auto_pad !== "SAME_UPPER") return [Math.floor((side - size) / stride) + 1, 0];
    const length = Math.ceil(side / stride);
    // The odd row of padding comes last.
    return [length, Math.floor(Math.max((length - 1) * stride + size - side, 0) / 2)];
  });
  const to = desk.maps(rows, columns, units);
  const values = desk.numbers;
  const line = new Float32Array(columns * units);
  for (let column = 0; column < columns; column += 1) line.set(bias, column * units);
  const block = 4 * from.units * size * size * UNITS;
  const rowStep = 4 * (from.columns + 2 * BORDER) * from.units;
  for (let row = 0; row < rows; row += 1) {
    const output = desk.placeOf(to, row, 0);
    values.set(line, output);
    if (added) addLine(values, desk.placeOf(added, row, 0), output, line.length);
    for (let unit = 0; unit < units; unit += UNITS) {
      const weights = 4 * at + (unit / UNITS) * block;
      multiply(
        4 * desk.placeOf(from, row * stride - top, -left),
        4 * stride * from.units,
        4 * size * from.units,
        rowStep,
        weights,
        weights + block,
        4 * (output + unit),
        4 * units,
        4 * (output + line.length),
        relu ? 0 : Number.NEGATIVE_INFINITY,
      );
    }
  }
  desk.clearBorder(to);
  return to;
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
