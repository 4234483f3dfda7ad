/** The kernel laboratory's panels: linked, so that pointing at one cell marks it in all. */

import { DRAWING } from "../../controls/digit.js";
import { digitColour } from "../../drawing/colours.js";
import { strongestResponse } from "../../mathematics/convolution.js";
import { largest, pad } from "../../mathematics/matrix.js";
import { number } from "../../mathematics/number.js";
import { drawArithmetic } from "./arithmetic.js";
import { dragStroke, keyStroke } from "./drawing.js";
import { filledUpTo } from "./numbers.js";
import { cellAround, clamp, dependents, hereFrame, pointedCell } from "./pointing.js";
import { namesOf } from "./words.js";

/** @typedef {import("./numbers.js").State} State */
/** @typedef {import("./numbers.js").Side} Side */
/** @typedef {import("../../mathematics/matrix.js").Matrix} Matrix */
/** @typedef {import("../../drawing/panel.js").Cell} Cell */

/**
 * @param {import("../../shell/view.js").View} view
 * @param {import("./numbers.js").Result} result
 * @param {import("../../shell/store.js").Store} store
 */
export function drawLab(view, { kernel, sides }, store) {
  const state = /** @type {State} */ (store.state);
  const names = namesOf(sides);
  const here = pointedCell(view.pointed, state, sides[0].map);
  const scales = {
    map: strongestResponse(kernel) + Math.abs(state.bias),
    lit: Math.max(...sides.map(({ lit }) => largest(lit.values)), 1),
  };
  const grid = view.grid("maps", 3);
  for (const [place, side] of sides.entries()) {
    /** @param {Cell} cell */
    const keep = ({ row, column }) => store.set({ cell: [place, row, column] });
    const colour = digitColour(side.digit);
    const title = names[place][0].toUpperCase() + names[place].slice(1);
    grid.panel(`digit ${place}`, {
      title: side.digit === DRAWING ? "Draw here" : title,
      colour,
      ...digitPanel(view, side, store, keep, here),
    });
    const pixel = view.pointed?.panel.startsWith("digit") ? view.pointed : null;
    const frames = pixel ? [dependents(pixel, state, side.map)] : [];
    frames.push(hereFrame(here.row, here.column));
    grid.panel(`map ${place}`, {
      title: "Feature map",
      note: `${side.map.rows}×${side.map.columns}`,
      look: "signed",
      limit: scales.map,
      colour,
      ...mapPanel(side.map, state.filled, frames, keep, here),
    });
    grid.panel(`lit ${place}`, {
      title: "After ReLU",
      note: `up to ${number(scales.lit)}`,
      look: "light",
      limit: scales.lit,
      colour,
      ...mapPanel(side.lit, state.filled, frames, keep, here),
    });
  }
  drawArithmetic(view, kernel, sides, state, scales, here);
}

/**
 * @param {import("../../shell/view.js").View} view
 * @param {Side} side
 * @param {import("../../shell/store.js").Store} store
 * @param {(cell: Cell) => void} keep
 * @param {Cell} here
 */
function digitPanel(view, { digit, image, map }, store, keep, here) {
  const state = /** @type {State} */ (store.state);
  const { padding, stride, kernel } = state;
  const window = hereFrame(here.row * stride, here.column * stride, kernel.length);
  const inner = { ...hereFrame(padding, padding, image.rows), colour: "#8a8a8a", dashed: true };
  /** @param {{ x: number, y: number }} place */
  const moveWindow = (place) => keep(cellAround(place, state, map));
  const middle = (kernel.length - 1) / 2;
  const common = {
    cells: pad(image, padding),
    look: /** @type {const} */ ("ink"),
    limit: 255,
    frames: padding ? [inner, window] : [window],
    focus: view.pointed ?? { row: window.row + middle, column: window.column + middle },
    /** @param {Cell} cell */
    tell: ({ row, column }) => pixelInWords(image, row - padding, column - padding),
  };
  if (digit === DRAWING) {
    return {
      ...common,
      /** @param {Cell} cell @param {string} by */
      press: (cell, by) => by !== "pointer" && keyStroke(store, cell, by, padding),
      drag: dragStroke(store, padding),
    };
  }
  return {
    ...common,
    note: "drag the window",
    cursor: "grab",
    /** @param {Cell} cell */
    press: ({ row, column }) => moveWindow({ x: column + 0.5, y: row + 0.5 }),
    drag: moveWindow,
  };
}

/**
 * @param {Matrix} map
 * @param {number | null} filled
 * @param {import("../../drawing/cells.js").Frame[]} frames
 * @param {(cell: Cell) => void} keep
 * @param {Cell} here
 */
function mapPanel(map, filled, frames, keep, here) {
  return {
    cells: filledUpTo(map, filled),
    frames,
    focus: here,
    /** @param {Cell} cell */
    tell({ row, column }) {
      const place = row * map.columns + column;
      const known = filled === null || place < filled;
      const value = known ? number(map.values[place], 6) : "not computed yet";
      return `row ${row}, column ${column}: ${value}`;
    },
    press: keep,
    /** @param {{ x: number, y: number }} place */
    drag: ({ x, y }) =>
      keep({ row: clamp(Math.floor(y), map.rows), column: clamp(Math.floor(x), map.columns) }),
  };
}

/**
 * @param {Matrix} image
 * @param {number} row
 * @param {number} column
 */
function pixelInWords(image, row, column) {
  const inside = row >= 0 && column >= 0 && row < image.rows && column < image.columns;
  const value = inside ? image.values[row * image.columns + column] : "0, padding";
  return `row ${number(row)}, column ${number(column)}: ${value}`;
}
