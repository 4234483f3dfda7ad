/** Flatten in chapter 04: a pixel of a digit and its place in the vector of 784 numbers. */

import { digitPicker } from "../../controls/digit.js";
import { slider } from "../../controls/slider.js";
import { digitColour, HERE } from "../../drawing/colours.js";
import { pieceFrame, pixelOf, stripCells } from "../../drawing/strip.js";
import { unpackDigits } from "../../mathematics/digits.js";
import { matrix } from "../../mathematics/matrix.js";

/** @typedef {import("../../mathematics/matrix.js").Matrix} Matrix */
/** @typedef {import("../../drawing/panel.js").Cell} Cell */
/**
 * The arguments of `helpers.demos.choose_pixel.choose_pixel`.
 *
 * @typedef {{ digit: [number, number], row: number, column: number }} State
 */

const SIDE = 28;
const ROW = "#8a8a8a";

/** @type {import("../../shell/shell.js").Demonstration} */
export const choosePixel = {
  title: "A pixel and its place in the vector",
  prepare: ({ digits }) => ({ digits: unpackDigits(digits) }),
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
  words: ({ digits }, state) => words(state, digits.image(...state.digit)),
  draw(view, { digits }, store) {
    const state = /** @type {State} */ (store.state);
    const image = digits.image(...state.digit);
    drawPanels(view, image, store);
    return words(state, image);
  },
  surprise({ digits }) {
    const any = (/** @type {number} */ below) => Math.floor(Math.random() * below);
    const kind = digits.kinds[any(digits.kinds.length)];
    return { digit: [kind, any(digits.count(kind))], row: any(SIDE), column: any(SIDE) };
  },
};

/**
 * @param {import("../../shell/view.js").View} view
 * @param {Matrix} image
 * @param {import("../../shell/store.js").Store} store
 */
function drawPanels(view, image, store) {
  const state = /** @type {State} */ (store.state);
  const { pointed } = view;
  /** @type {Cell} */
  let here = state;
  if (pointed?.panel === "digit") here = pointed;
  if (pointed?.panel === "strip") here = pixelOf(image, pointed.column);
  if (pointed?.panel === "row") here = { row: state.row, column: pointed.column };
  const { row, column } = here;
  const index = SIDE * row + column;
  const keep = (/** @type {Cell} */ cell) => store.set({ row: cell.row, column: cell.column });
  const inWords = (/** @type {Cell} */ cell) =>
    `row ${cell.row}, column ${cell.column} → index ${SIDE * cell.row + cell.column}: ` +
    `${image.values[SIDE * cell.row + cell.column]}`;
  const inside = (/** @type {number} */ place) =>
    Math.min(Math.max(Math.floor(place), 0), SIDE - 1);
  const common = {
    look: /** @type {const} */ ("ink"),
    limit: 255,
    colour: digitColour(state.digit[0]),
  };
  view.grid("picture", 1).panel("digit", {
    ...common,
    title: `The ${state.digit[0]}: 28 rows of 28`,
    cells: image,
    ruled: true,
    frames: [
      { row, column: 0, height: 1, width: SIDE, colour: ROW },
      { row, column, height: 1, width: 1, colour: HERE },
    ],
    focus: { row, column },
    tell: inWords,
    press: keep,
    drag: ({ x, y }) => keep({ row: inside(y), column: inside(x) }),
  });
  view.grid("vector", 1).panel("strip", {
    ...common,
    title: "One vector of 784: row after row",
    note: "28 pieces of 28, drag along it",
    cells: stripCells(image),
    wide: true,
    frames: [
      pieceFrame(image, { row, column: 0 }, SIDE, ROW),
      pieceFrame(image, { row, column }, 1, HERE),
    ],
    focus: { row: 0, column: pieceFrame(image, { row, column }, 1, HERE).column },
    tell: (cell) => inWords(pixelOf(image, cell.column)),
    press: (cell) => keep(pixelOf(image, cell.column)),
    drag: ({ x }) => keep(pixelOf(image, x)),
  });
  const line = /** @type {Uint8Array} */ (image.values).subarray(SIDE * row, SIDE * row + SIDE);
  view.grid("piece", 1).panel("row", {
    ...common,
    title: `Piece ${row}: vector[${SIDE * row}] to vector[${SIDE * row + SIDE - 1}]`,
    note: `28 · ${row} + ${column} = ${index}`,
    cells: matrix(1, SIDE, line),
    wide: true,
    frames: [{ row: 0, column, height: 1, width: 1, colour: HERE }],
    focus: { row: 0, column },
    tell: (cell) => inWords({ row, column: cell.column }),
    press: (cell) => keep({ row, column: cell.column }),
    drag: ({ x }) => keep({ row: state.row, column: inside(x) }),
  });
}

/**
 * @param {State} state
 * @param {Matrix} image
 * @returns {import("../../shell/shell.js").Words}
 */
function words({ digit, row, column }, { values }) {
  const index = SIDE * row + column;
  const details = [
    `Row ${row} of the ${digit[0]} is the piece from vector[${SIDE * row}] to ` +
      `vector[${SIDE * row + SIDE - 1}].`,
  ];
  if (column + 1 < SIDE) {
    details.push(
      `The pixel to the right is vector[${index + 1}], 1 place further; it holds ${values[index + 1]}.`,
    );
  }
  if (row + 1 < SIDE) {
    details.push(
      `The pixel below is vector[${index + SIDE}], ${SIDE} places further; it holds ` +
        `${values[index + SIDE]}.`,
    );
  }
  return {
    answer:
      `Row ${row}, column ${column} holds ${values[index]}. Flattened: ${SIDE} · ${row} + ` +
      `${column} = ${index}, so vector[${index}] holds ${values[index]}.`,
    details,
  };
}
