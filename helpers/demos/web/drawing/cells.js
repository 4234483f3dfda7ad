/** Draws a matrix as sharp cells on a canvas, with frames around some of them. */

import { colourOf, HERE } from "./colours.js";
import { element, penOf } from "./element.js";

/** @import { Look } from "./colours.js" */

/** A frame around cells: around one, in the colour that says where you are, when nothing else is
 * said. It may reach beyond the matrix, as a window reaches into the padding.
 * @typedef {{ row: number, column: number, height?: number, width?: number, colour?: string,
 *   dashed?: boolean }} Frame */

/** @type {HTMLCanvasElement | undefined} used in between, one pixel for each cell */
let small;

/** Draw a matrix so that it fills a canvas, whose width and height are device pixels. NaN leaves a
 * cell empty; `limit` is the value of the strongest colour.
 * @type {(canvas: HTMLCanvasElement, cells: Matrix, look: Look, limit: number, frames: Frame[]
 *   ) => void} */
export function drawCells(canvas, { rows, columns, values }, look, limit, frames) {
  small ??= element("canvas");
  if (small.width !== columns || small.height !== rows) {
    [small.width, small.height] = [columns, rows];
  }
  const pixels = new ImageData(columns, rows);
  for (const [place, value] of values.entries()) {
    pixels.data.set([...colourOf(value, look, limit), 255], 4 * place);
  }
  penOf(small).putImageData(pixels, 0, 0);
  const context = penOf(canvas);
  // Cells are sharp, but more of them than pixels would lose whole columns.
  context.imageSmoothingEnabled = columns > canvas.width;
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
  for (const frame of frames) drawFrame(context, rows, columns, frame);
}

/** Draw a frame with a dark line on its outer side, so that it is seen on light cells too.
 * @type {(context: CanvasRenderingContext2D, rows: number, columns: number, frame: Frame) => void} */
function drawFrame(context, rows, columns, frame) {
  const { row, column, height = 1, width = 1, colour = HERE, dashed } = frame;
  const { canvas } = context;
  const line = Math.max(2, Math.round(Math.min(canvas.width, 4 * canvas.height) / 110));
  const [left, right] = [column, column + width].map((place) =>
    Math.round(place * (canvas.width / columns)),
  );
  const [top, bottom] = [row, row + height].map((place) =>
    Math.round(place * (canvas.height / rows)),
  );
  context.setLineDash(dashed ? [2 * line, 1.5 * line] : []);
  context.lineWidth = line;
  for (const [out, ink] of /** @type {[number, string][]} */ ([
    [1.5 * line, "rgb(0 0 0 / 0.75)"],
    [0.5 * line, colour],
  ])) {
    context.strokeStyle = ink;
    // What reaches beyond the canvas is drawn at its edge: a frame around all of it is seen too.
    const [x, y] = [left, top].map((place) => Math.max(place - out, line / 2));
    const end = Math.min(right + out, canvas.width - line / 2);
    context.strokeRect(x, y, end - x, Math.min(bottom + out, canvas.height - line / 2) - y);
  }
}
