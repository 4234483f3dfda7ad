/** What each kind of layer does with its maps, under ONNX's names. */

import { softmax } from "../mathematics/softmax.js";
import { UNITS } from "./kernel.js";
import { BORDER } from "./maps.js";

/** @typedef {import("./kernel.js").Multiply} Multiply */
/** @typedef {import("./onnx.js").Node} Node */
/** @typedef {import("./onnx.js").Graph} Graph */
/** @typedef {import("./maps.js").Maps} Maps */
/** @typedef {import("./maps.js").Desk} Desk */

/**
 * Return the layers of a network as functions by their kind.
 *
 * @param {Graph} graph
 * @param {Desk} desk
 * @param {Multiply} multiply
 * @returns {Record<string, (node: Node, given: any[]) => any>}
 */
export function layersOf({ nodes, numbers }, desk, multiply) {
  const kernels = new Map(
    nodes
      .filter(({ kind }) => kind === "Conv")
      .map((node) => [node.output, laidOut(numbers, node, desk)]),
  );
  return {
    Conv: (node, [from, added]) => {
      const kernel = /** @type {Kernel} */ (kernels.get(node.output));
      const to = convolve(from, added, node, kernel, desk, multiply);
      desk.clearBorder(to);
      return to;
    },
    Resize: (_, [from]) => twiceAsLarge(from, desk),
    MaxPool: (node, [from]) => maxPool(from, node, desk),
    Unsqueeze: (_, [from]) => from,
    Transpose: (_, [from]) => from, // to height, width, units, as they are here anyway
    Flatten: (_, [from]) => desk.copy(from).values,
    Gemm: ({ inputs }, [from]) => {
      const sums = Float64Array.from(numbers[inputs[2]].values);
      const weights = numbers[inputs[1]].values;
      for (let place = 0; place < from.length; place += 1) {
        for (let unit = 0; unit < sums.length; unit += 1) {
          sums[unit] += from[place] * weights[place * sums.length + unit];
        }
      }
      return sums;
    },
    Softmax: (_, [from]) => softmax(from),
  };
}

/** @typedef {{ at: number, bias: Float32Array, units: number, size: number }} Kernel */

/**
 * Lay out a kernel's weights as they are needed: for eight units at a time, row by row.
 *
 * @param {Graph["numbers"]} numbers
 * @param {Node} node
 * @param {Desk} desk
 * @returns {Kernel}
 */
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

/**
 * @param {Maps} from
 * @param {Maps | undefined} added
 * @param {Node} node
 * @param {Kernel} kernel
 * @param {Desk} desk
 * @param {Multiply} multiply
 */
function convolve(from, added, { attributes, relu }, { at, bias, units, size }, desk, multiply) {
  const [stride] = /** @type {number[]} */ (attributes.strides);
  const same = attributes.auto_pad === "SAME_UPPER";
  const [[rows, top], [columns, left]] = [from.rows, from.columns].map((side) => {
    if (!same) return [Math.floor((side - size) / stride) + 1, 0];
    const length = Math.ceil(side / stride);
    // The odd row of padding comes last.
    return [length, Math.floor(Math.max((length - 1) * stride + size - side, 0) / 2)];
  });
  const to = desk.maps(rows, columns, units);
  const line = new Float32Array(columns * units);
  for (let column = 0; column < columns; column += 1) line.set(bias, column * units);
  const block = 4 * from.units * size * size * UNITS;
  const rowStep = 4 * (from.columns + 2 * BORDER) * from.units;
  for (let row = 0; row < rows; row += 1) {
    const output = desk.placeOf(to, row, 0);
    desk.numbers.set(line, output);
    if (added) addLine(desk.numbers, desk.placeOf(added, row, 0), output, line.length);
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
  return to;
}

/** @param {Float32Array} values @param {number} from @param {number} to @param {number} length */
function addLine(values, from, to, length) {
  for (let place = 0; place < length; place += 1) values[to + place] += values[from + place];
}

/** @param {Maps} from @param {Desk} desk */
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

/** @param {Maps} from @param {Node} node @param {Desk} desk */
function maxPool(from, { attributes }, desk) {
  const [size] = /** @type {number[]} */ (attributes.kernel_shape);
  const { units } = from;
  const to = desk.maps(Math.floor(from.rows / size), Math.floor(from.columns / size), units);
  const values = desk.numbers;
  for (let place = 0; place < to.rows * to.columns * units; place += 1) {
    const [pixel, unit] = [Math.floor(place / units), place % units];
    const [row, column] = [Math.floor(pixel / to.columns), pixel % to.columns];
    let most = Number.NEGATIVE_INFINITY;
    for (let cell = 0; cell < size * size; cell += 1) {
      const [down, right] = [Math.floor(cell / size), cell % size];
      const source = desk.placeOf(from, size * row + down, size * column + right);
      most = Math.max(most, values[source + unit]);
    }
    values[desk.placeOf(to, row, column) + unit] = most;
  }
  desk.clearBorder(to);
  return to;
}
