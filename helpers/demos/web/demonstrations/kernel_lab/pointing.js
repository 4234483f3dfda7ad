/** Which cell belongs to what is pointed at, and which cells depend on a pixel. */

import { HERE } from "../../drawing/colours.js";
import { cellOf } from "./numbers.js";

/** @typedef {import("./numbers.js").State} State */
/** @typedef {import("../../mathematics/matrix.js").Matrix} Matrix */
/** @typedef {import("../../drawing/cells.js").Frame} Frame */

/**
 * Return the cell that everything is about: the one that is pointed at, else the one kept. On a
 * digit it is the cell whose window has its middle there.
 *
 * @param {import("../../shell/view.js").Pointed | null} pointed
 * @param {State} state
 * @param {Matrix} map
 */
export function pointedCell(pointed, state, map) {
  if (!pointed) return cellOf(state, map);
  const [panel, side] = pointed.panel.split(" ");
  if (panel !== "digit") return { side: Number(side), row: pointed.row, column: pointed.column };
  const middle = { x: pointed.column + 0.5, y: pointed.row + 0.5 };
  return { side: Number(side), ...cellAround(middle, state, map) };
}

/**
 * Return the cell whose window has its middle at a place of the padded image.
 *
 * @param {{ x: number, y: number }} place
 * @param {State} state
 * @param {Matrix} map
 */
export function cellAround({ x, y }, { kernel, stride }, map) {
  const start = (/** @type {number} */ middle) => Math.round((middle - kernel.length / 2) / stride);
  return { row: clamp(start(y), map.rows), column: clamp(start(x), map.columns) };
}

/**
 * Return a frame around the cells of the map whose windows hold a pixel.
 *
 * @param {{ row: number, column: number }} pixel of the padded image
 * @param {State} state
 * @param {Matrix} map
 * @returns {Frame}
 */
export function dependents({ row, column }, { kernel, stride }, map) {
  const first = (/** @type {number} */ place, /** @type {number} */ length) =>
    clamp(Math.ceil((place - kernel.length + 1) / stride), length);
  const last = (/** @type {number} */ place, /** @type {number} */ length) =>
    clamp(Math.floor(place / stride), length);
  const [top, left] = [first(row, map.rows), first(column, map.columns)];
  const height = last(row, map.rows) - top + 1;
  const width = last(column, map.columns) - left + 1;
  return { row: top, column: left, height, width, colour: "#ffffff", dashed: true };
}

/**
 * Return a frame that says where you are.
 *
 * @param {number} row
 * @param {number} column
 * @param {number} [length] rows and columns
 * @returns {Frame}
 */
export function hereFrame(row, column, length = 1) {
  return { row, column, height: length, width: length, colour: HERE };
}

/**
 * @param {number} place
 * @param {number} length
 */
export function clamp(place, length) {
  return Math.min(Math.max(place, 0), length - 1);
}
