/** Flatten in chapter 04: a pixel of a digit and its place in the vector of 784 numbers. */

import { digitPicker } from "../../controls/digit.js";
import { slider } from "../../controls/slider.js";
import { AROUND, digitColour } from "../../drawing/colours.js";
import { pieceFrame, pixelOf, stripCells } from "../../drawing/strip.js";
import { below } from "../../mathematics/digits.js";
import { matrix } from "../../mathematics/matrix.js";

/** @typedef {{ digit: Example } & Cell} State */

const SIDE = 28;

/** @type {Demonstration<State, Matrix>} */
export const choosePixel = {
  title: "A pixel and its place in the vector",
  controls: ({ digits }) => [
    digitPicker("digit", "Digit", digits),
    slider("row", "Row", { min: 0, max: SIDE - 1 }),
    slider("column", "Column", { min: 0, max: SIDE - 1 }),
    slider("index", "Index", {
      min: 0,
      max: SIDE * SIDE - 1,
      value: ({ row, column }) => SIDE * row + column,
      changes: (index) => ({ row: Math.floor(index / SIDE), column: index % SIDE }),
    }),
  ],
  compute: ({ digits }, { digit }) => digits.image(...digit),
  words({ digit, row, column }, { values }) {
    const index = SIDE * row + column;
    const piece = `vector[${SIDE * row}] to vector[${SIDE * row + SIDE - 1}]`;
    const details = [`Row ${row} of the ${digit[0]} is the piece from ${piece}.`];
    const next = (/** @type {string} */ where, /** @type {number} */ further) =>
      `The pixel ${where} is vector[${index + further}], ${further} place${further === 1 ? "" : "s"} ` +
      `further; it holds ${values[index + further]}.`;
    if (column + 1 < SIDE) details.push(next("to the right", 1));
    if (row + 1 < SIDE) details.push(next("below", SIDE));
    return {
      answer:
        `Row ${row}, column ${column} holds ${values[index]}. Flattened: ${SIDE} · ${row} + ` +
        `${column} = ${index}, so vector[${index}] holds ${values[index]}.`,
      details,
    };
  },
  draw(view, image, { state, set }) {
    const { pointed } = view;
    /** @type {Cell} */
    let here = state;
    if (pointed?.panel === "digit") here = pointed;
    if (pointed?.panel === "strip") here = pixelOf(image, pointed.column);
    if (pointed?.panel === "row") here = { row: state.row, column: pointed.column };
    const { row, column } = here;
    const index = SIDE * row + column;
    const keep = (/** @type {Cell} */ cell) => set({ row: cell.row, column: cell.column });
    const tell = (/** @type {Cell} */ cell) =>
      `row ${cell.row}, column ${cell.column} → index ${SIDE * cell.row + cell.column}: ` +
      `${image.values[SIDE * cell.row + cell.column]}`;
    const colour = digitColour(state.digit[0]);
    view.grid("picture", 1).panel("digit", {
      title: `The ${state.digit[0]}: 28 rows of 28`,
      colour,
      cells: image,
      ruled: true,
      frames: [
        { row, column: 0, width: SIDE, colour: AROUND },
        { row, column },
      ],
      focus: here,
      tell,
      drag: keep,
    });
    const place = pieceFrame(image, here);
    view.grid("vector", 1).panel("strip", {
      title: "One vector of 784: row after row",
      note: "28 pieces of 28, drag along it",
      colour,
      cells: stripCells(image),
      wide: true,
      frames: [pieceFrame(image, { row, column: 0 }, SIDE, AROUND), place],
      focus: { row: 0, column: place.column },
      tell: (cell) => tell(pixelOf(image, cell.column)),
      drag: (cell) => keep(pixelOf(image, cell.column)),
    });
    const line = /** @type {Uint8Array} */ (image.values).subarray(SIDE * row, SIDE * row + SIDE);
    view.grid("piece", 1).panel("row", {
      title: `Piece ${row}: vector[${SIDE * row}] to vector[${SIDE * row + SIDE - 1}]`,
      note: `28 · ${row} + ${column} = ${index}`,
      colour,
      cells: matrix(1, SIDE, line),
      wide: true,
      frames: [{ row: 0, column }],
      focus: { row: 0, column },
      tell: (cell) => tell({ row, column: cell.column }),
      drag: (cell) => keep({ row: state.row, column: cell.column }),
    });
  },
  surprise: ({ digits }) => ({ digit: digits.any(), row: below(SIDE), column: below(SIDE) }),
};
