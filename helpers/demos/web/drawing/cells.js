/** Draws a matrix as sharp cells on a canvas, with frames around some of them. */

import { colourOf } from "./colours.js";

/** @typedef {import("../mathematics/matrix.js").Matrix} Matrix */

/**
 * A frame around cells; it may reach beyond the matrix, as a window reaches into the padding.
 *
 * @typedef {object} Frame
 * @property {number} row
 * @property {number} column
 * @property {number} height
 * @property {number} width
 * @property {string} colour
 * @property {boolean} [dashed]
 */

/**
 * Draw a matrix so that it fills a canvas.
 *
 * @param {HTMLCanvasElement} canvas its width and height are device pixels
 * @param {Matrix} cells NaN leaves a cell empty
 * @param {import("./colours.js").Look} look
 * @param {number} limit the value of the strongest colour
 * @param {Frame[]} frames
 * @param {HTMLCanvasElement} small a canvas that is used in between, one pixel for each cell
 */
export function drawCells(canvas, cells, look, limit, frames, small) {
  const { rows, columns, values } = cells;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  if (small.width !== columns || small.height !== rows) {
    small.width = columns;
    small.height = rows;
  }
  const pen = /** @type {CanvasRenderingContext2D} */ (small.getContext("2d"));
  const pixels = pen.createImageData(columns, rows);
  for (let place = 0; place < values.length; place += 1) {
    const [red, green, blue] = colourOf(values[place], look, limit);
    pixels.data.set([red, green, blue, 255], 4 * place);
  }
  pen.putImageData(pixels, 0, 0);
  // Cells are sharp, but more of them than pixels would lose whole columns.
  context.imageSmoothingEnabled = columns > canvas.width;
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
  for (const frame of frames) drawFrame(context, canvas, rows, columns, frame);
}

/**
 * Draw a frame with a dark line on its outer side, so that it is seen on light cells too.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {HTMLCanvasElement} canvas
 * @param {number} rows
 * @param {number} columns
 * @param {Frame} frame
 */
function drawFrame(context, canvas, rows, columns, frame) {
  const [cellWidth, cellHeight] = [canvas.width / columns, canvas.height / rows];
  const line = Math.max(2, Math.round(Math.min(canvas.width, 4 * canvas.height) / 110));
  const left = Math.round(frame.column * cellWidth);
  const top = Math.round(frame.row * cellHeight);
  const width = Math.round((frame.column + frame.width) * cellWidth) - left;
  const height = Math.round((frame.row + frame.height) * cellHeight) - top;
  context.setLineDash(frame.dashed ? [2 * line, 1.5 * line] : []);
  for (const [grow, colour] of /** @type {[number, string][]} */ ([
    [line, "rgb(0 0 0 / 0.75)"],
    [0, frame.colour],
  ])) {
    context.strokeStyle = colour;
    context.lineWidth = line;
    const out = line / 2 + grow;
    // What reaches beyond the canvas is drawn at its edge: a frame around all of it is seen too.
    const [x, y] = [left, top].map((place) => Math.max(place - out, line / 2));
    const right = Math.min(left + width + out, canvas.width - line / 2);
    const bottom = Math.min(top + height + out, canvas.height - line / 2);
    context.strokeRect(x, y, right - x, bottom - y);
  }
  context.setLineDash([]);
}
