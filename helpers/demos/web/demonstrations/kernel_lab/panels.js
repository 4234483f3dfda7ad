/** The kernel laboratory's panels: linked, so that pointing at one cell marks it in all. */

import { DRAWING } from "../../controls/digit.js";
import { AROUND, digitColour } from "../../drawing/colours.js";
import { strongestResponse } from "../../mathematics/convolution.js";
import { clip, largest, pad } from "../../mathematics/matrix.js";
import { number } from "../../mathematics/number.js";
import { arithmetic, cellOf, filledUpTo } from "./numbers.js";
import { capital } from "./words.js";

/** @import { Here, Result, Side, State } from "./numbers.js" */

/** @param {View} view @param {Result} result @param {Store<State>} store */
export function draw(view, result, store) {
  const { kernel, sides, names } = result;
  const { state } = store;
  const { pointed } = view;
  const here = pointedCell(pointed, state, sides[0].map);
  const scales = {
    map: strongestResponse(kernel) + Math.abs(state.bias),
    lit: Math.max(...sides.map(({ lit }) => largest(lit.values)), 1),
  };
  const cell = { row: here.row, column: here.column };
  const frames = pointed?.panel.startsWith("digit")
    ? [dependents(pointed, state, sides[0].map), cell]
    : [cell];
  const grid = view.grid("maps", 3);
  for (const [place, side] of sides.entries()) {
    const { digit, map, lit } = side;
    const keep = (/** @type {Cell} */ { row, column }) => store.set({ cell: [place, row, column] });
    const colour = digitColour(digit);
    grid.panel(`digit ${place}`, {
      title: digit === DRAWING ? "Draw here" : capital(names[place]),
      colour,
      ...digitPanel(side, pointed, here, store, keep),
    });
    const write = (/** @type {number} */ value) =>
      Number.isNaN(value) ? "not computed yet" : number(value, 6);
    const common = { colour, frames, focus: cell, drag: keep, write };
    grid.panel(`map ${place}`, {
      title: "Feature map",
      note: `${map.rows}×${map.columns}`,
      look: "signed",
      limit: scales.map,
      ...common,
      cells: filledUpTo(map, state.filled),
    });
    grid.panel(`lit ${place}`, {
      title: "After ReLU",
      note: `up to ${number(scales.lit)}`,
      look: "light",
      limit: scales.lit,
      ...common,
      cells: filledUpTo(lit, state.filled),
    });
  }
  drawArithmetic(view, result, state, scales, here);
}

/**
 * @param {Side} side @param {Pointed | null} pointed @param {Cell} here @param {Store<State>} store
 * @param {(cell: Cell) => void} keep
 */
function digitPanel({ digit, image, map }, pointed, here, store, keep) {
  const { padding, stride, kernel } = store.state;
  const size = kernel.length;
  const window = {
    row: here.row * stride,
    column: here.column * stride,
    height: size,
    width: size,
  };
  const [height, width] = [image.rows, image.columns];
  const inner = { row: padding, column: padding, height, width, colour: AROUND, dashed: true };
  const middle = (size - 1) / 2;
  const common = {
    cells: pad(image, padding),
    frames: padding ? [inner, window] : [window],
    focus: pointed ?? { row: window.row + middle, column: window.column + middle },
    tell: (/** @type {Cell} */ { row, column }) =>
      pixelInWords(image, row - padding, column - padding),
  };
  if (digit !== DRAWING) {
    const drag = (/** @type {Place} */ place) => keep(cellAround(place, store.state, map));
    return { ...common, note: "drag the window", cursor: "grab", drag };
  }
  return {
    ...common,
    /** Begin a stroke at a pixel (Space), or draw a line from the last point to it (Enter). */
    press(/** @type {Place} */ place, /** @type {string} */ key = "") {
      const first = key === " " || store.state.strokes.length === 0;
      drawStroke(store, place, first ? "start" : "move");
    },
    drag: (/** @type {Place} */ place, /** @type {string} */ phase) =>
      drawStroke(store, place, phase),
  };
}

/** @param {Store<State>} store @param {Place} place @param {string} phase */
function drawStroke(store, { x, y }, phase) {
  const { strokes, padding } = store.state;
  const point = [x - padding, y - padding].map((place) => Math.round(place * 10) / 10);
  const last = strokes.at(-1);
  if (phase === "start") store.set({ strokes: [...strokes, point] });
  else if (phase === "move" && last) {
    store.set({ strokes: [...strokes.slice(0, -1), [...last, ...point]] });
  }
}

/** @param {Matrix} image @param {number} row @param {number} column */
function pixelInWords(image, row, column) {
  const inside = row >= 0 && column >= 0 && row < image.rows && column < image.columns;
  const value = inside ? image.values[row * image.columns + column] : "0, padding";
  return `row ${number(row)}, column ${number(column)}: ${value}`;
}

/** Draw one cell's arithmetic in a row: window × kernel → products → sum + bias → ReLU.
 * @param {View} view @param {Result} result @param {State} state
 * @param {{ map: number, lit: number }} scales the values of the strongest colours
 * @param {Here} here */
function drawArithmetic(view, result, state, scales, here) {
  const { kernel, names } = result;
  const { window, products, sum, value } = arithmetic(result, state, here);
  const map = { look: /** @type {const} */ ("signed"), limit: scales.map };
  const light = { look: /** @type {const} */ ("light"), limit: scales.lit };
  const weights = { ...map, limit: largest(kernel.values.map(Math.abs)) };
  const title = `Window of ${names[here.side]}`;
  const strip = view.strip("arithmetic", "The arithmetic of one cell");
  strip.numbers("window", { title, cells: window, look: "ink", limit: 255 });
  strip.sign("times", "×");
  strip.numbers("kernel", { title: "Kernel", cells: kernel, ...weights });
  strip.sign("gives", "=");
  strip.numbers("products", { title: "Products", cells: products, ...map });
  strip.ledger("ledger", [
    { words: "their sum", value: sum, ...map },
    { words: "+ bias", value: state.bias },
    { words: "= map", value, ...map, here: true },
    { words: "ReLU", value: Math.max(value, 0), ...light, here: true },
  ]);
}

/** Return the cell that everything is about: the one that is pointed at, else the one kept. On a
 * digit it is the cell whose window has its middle there.
 * @param {Pointed | null} pointed @param {State} state @param {Matrix} map @returns {Here} */
function pointedCell(pointed, state, map) {
  if (!pointed) return cellOf(state, map);
  const { panel, row, column } = pointed;
  const [kind, side] = panel.split(" ");
  const cell =
    kind === "digit" ? cellAround({ x: column + 0.5, y: row + 0.5 }, state, map) : { row, column };
  return { side: Number(side), ...cell };
}

/** Return the cell whose window has its middle at a place of the padded image.
 * @param {{ x: number, y: number }} place @param {State} state @param {Matrix} map */
function cellAround({ x, y }, { kernel, stride }, map) {
  const start = (/** @type {number} */ middle) => Math.round((middle - kernel.length / 2) / stride);
  return { row: clip(start(y), 0, map.rows - 1), column: clip(start(x), 0, map.columns - 1) };
}

/** Return a frame around the cells of the map whose windows hold a pixel of the padded image.
 * @param {Cell} pixel @param {State} state @param {Matrix} map */
function dependents({ row, column }, { kernel, stride }, map) {
  const [[top, bottom], [left, right]] = [
    [row, map.rows],
    [column, map.columns],
  ].map(([place, length]) => [
    clip(Math.ceil((place - kernel.length + 1) / stride), 0, length - 1),
    clip(Math.floor(place / stride), 0, length - 1),
  ]);
  const [height, width] = [bottom - top + 1, right - left + 1];
  return { row: top, column: left, height, width, colour: "#ffffff", dashed: true };
}
