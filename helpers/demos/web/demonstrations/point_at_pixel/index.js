/** Pixels of chapter 01: point at one, read its row, its column and its value. */

import { digitPicker } from "../../controls/digit.js";
import { menu } from "../../controls/menu.js";
import { slider } from "../../controls/slider.js";
import { digitColour, HERE } from "../../drawing/colours.js";
import { unpackDigits } from "../../mathematics/digits.js";
import { largest, matrix, smallest } from "../../mathematics/matrix.js";
import { shrink } from "../../mathematics/pixels.js";

/** @typedef {import("../../mathematics/matrix.js").Matrix} Matrix */
/**
 * The arguments of `helpers.demos.point_at_pixel.point_at_pixel`.
 *
 * @typedef {{ digit: [number, number], pixel: [number, number], side: number }} State
 */

const WHOLE = 28;
/** Rows and columns of numbers that are shown around the pixel. */
const AROUND = 5;
const SIDES = /** @type {[string, string][]} */ (
  [28, 14, 7].map((side) => [String(side), `${side}×${side}`])
);

/** @type {import("../../shell/shell.js").Demonstration} */
export const pointAtPixel = {
  title: "Point at a pixel",
  prepare: ({ digits }) => ({ digits: unpackDigits(digits) }),
  controls: ({ digits }) => [
    digitPicker("digit", "Digit", digits),
    menu(
      "Resolution",
      SIDES,
      (state) => String(state.side),
      (side) => ({ side: Number(side) }),
    ),
    place(0, "Row"),
    place(1, "Column"),
  ],
  words: (data, state) => words(state, compute(data, state)),
  draw(view, data, store) {
    const state = /** @type {State} */ (store.state);
    const kept = compute(data, state);
    const block = WHOLE / state.side;
    const { pointed } = view;
    const now = pointed
      ? compute(data, { ...state, pixel: [pointed.row * block, pointed.column * block] })
      : kept;
    const { image, row, column, top, left, around } = now;
    /** @param {import("../../drawing/panel.js").Cell} cell */
    const keep = (cell) => store.set({ pixel: [cell.row * block, cell.column * block] });
    const frame = { height: 1, width: 1, colour: HERE };
    const grid = view.grid("picture", 1);
    grid.panel("digit", {
      title: `The ${state.digit[0]}`,
      note: "point at a pixel, click to keep it",
      colour: digitColour(state.digit[0]),
      cells: image,
      look: "ink",
      limit: 255,
      frames: [
        { row: top, column: left, height: AROUND, width: AROUND, colour: "#8a8a8a", dashed: true },
        { row, column, ...frame },
      ],
      focus: { row, column },
      ruled: true,
      tell: (cell) =>
        `row ${cell.row}, column ${cell.column}: ${image.values[cell.row * image.columns + cell.column]}`,
      press: keep,
      drag: ({ x, y }) => keep({ row: within(y, state.side), column: within(x, state.side) }),
    });
    const strip = view.strip("numbers", "The numbers around the pixel");
    strip.numbers("around", {
      title: `Rows ${top} to ${top + AROUND - 1}, columns ${left} to ${left + AROUND - 1}`,
      cells: around,
      look: "ink",
      limit: 255,
      here: (row - top) * AROUND + column - left,
    });
    strip.ledger("ledger", [
      { words: "row", value: row },
      { words: "column", value: column },
      {
        words: "value",
        value: image.values[row * image.columns + column],
        look: "ink",
        limit: 255,
        here: true,
      },
    ]);
    return words(state, kept);
  },
  surprise({ digits }) {
    const any = (/** @type {number} */ below) => Math.floor(Math.random() * below);
    const kind = digits.kinds[any(digits.kinds.length)];
    return { digit: [kind, any(digits.count(kind))], pixel: [6 + any(16), 6 + any(16)] };
  },
};

/**
 * Return a slider for the row or the column of the pixel.
 *
 * @param {0 | 1} axis
 * @param {string} label
 */
function place(axis, label) {
  return slider("pixel", label, {
    min: 0,
    max: ({ side }) => side - 1,
    value: ({ pixel, side }) => Math.floor((pixel[axis] * side) / WHOLE),
    changes(value, { pixel, side }) {
      const moved = (value * WHOLE) / side;
      return { pixel: axis === 0 ? [moved, pixel[1]] : [pixel[0], moved] };
    },
  });
}

/**
 * Return the image, the pixel in it, the corner of what is around it, and that.
 *
 * @param {any} data
 * @param {State} state
 */
function compute(data, { digit, pixel, side }) {
  const image = shrink(data.digits.image(...digit), side);
  const [row, column] = pixel.map((each) => Math.floor((each * side) / WHOLE));
  const [top, left] = [row, column].map((each) =>
    Math.min(Math.max(each - Math.floor(AROUND / 2), 0), side - AROUND),
  );
  const values = new Uint8Array(AROUND * AROUND);
  for (let down = 0; down < AROUND; down += 1) {
    const start = (top + down) * side + left;
    values.set(
      /** @type {Uint8Array} */ (image.values).subarray(start, start + AROUND),
      down * AROUND,
    );
  }
  return { image, row, column, top, left, around: matrix(AROUND, AROUND, values) };
}

/**
 * @param {State} state
 * @param {ReturnType<typeof compute>} found
 * @returns {import("../../shell/shell.js").Words}
 */
function words({ digit, side }, { image, row, column, top, left, around }) {
  const block = WHOLE / side;
  const mean = `, the mean of ${block}×${block} of the ${WHOLE}×${WHOLE} pixels`;
  const value = image.values[row * side + column];
  const ink = image.values.filter((/** @type {number} */ pixel) => pixel > 0).length;
  const lines = Array.from({ length: AROUND }, (_, down) =>
    [...around.values.subarray(down * AROUND, (down + 1) * AROUND)]
      .map((each) => String(each).padStart(3))
      .join(" "),
  );
  return {
    answer:
      `Row ${row}, column ${column} of the ${digit[0]} holds ${value}: ` +
      `image[${row}, ${column}]${block > 1 ? mean : ""}.`,
    details: [
      `The image is ${side} rows of ${side} numbers, ${side * side} in all, from ` +
        `${smallest(image.values)} to ${largest(image.values)}; ${ink} of them hold ink (above 0).`,
      `Rows ${top} to ${top + AROUND - 1}, columns ${left} to ${left + AROUND - 1}:`,
      ...lines,
    ],
  };
}

/**
 * @param {number} place with a fraction
 * @param {number} count
 */
function within(place, count) {
  return Math.min(Math.max(Math.floor(place), 0), count - 1);
}
