/** Pixels of chapter 01: point at one, read its row, its column and its value. */

import { digitPicker } from "../../controls/digit.js";
import { choice } from "../../controls/menu.js";
import { replaced, slider } from "../../controls/slider.js";
import { AROUND, digitColour } from "../../drawing/colours.js";
import { below } from "../../mathematics/digits.js";
import { clip, largest, matrix, paste, smallest } from "../../mathematics/matrix.js";
import { shrink } from "../../mathematics/pixels.js";

/** @typedef {{ digit: Example, pixel: [number, number], side: number }} State */

const WHOLE = 28;
/** Rows and columns of numbers that are shown around the pixel. */
const SHOWN = 5;

/** @type {Demonstration<State, ReturnType<typeof compute>>} */
export const pointAtPixel = {
  title: "Point at a pixel",
  controls: ({ digits }) => [
    digitPicker("digit", "Digit", digits),
    choice("side", "Resolution", [28, 14, 7], (side) => `${side}×${side}`),
    place(0, "Row"),
    place(1, "Column"),
  ],
  compute,
  words({ digit, side }, { image, row, column, top, left, around }) {
    const block = WHOLE / side;
    const mean = `, the mean of ${block}×${block} of the ${WHOLE}×${WHOLE} pixels`;
    const value = image.values[row * side + column];
    const ink = image.values.filter((pixel) => pixel > 0).length;
    const lines = Array.from({ length: SHOWN }, (_, down) =>
      [...around.values.subarray(down * SHOWN, (down + 1) * SHOWN)]
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
        `Rows ${top} to ${top + SHOWN - 1}, columns ${left} to ${left + SHOWN - 1}:`,
        ...lines,
      ],
    };
  },
  draw(view, kept, { state, set }) {
    const { image } = kept;
    const { row, column, top, left, around } = view.pointed ? about(image, view.pointed) : kept;
    const block = WHOLE / state.side;
    view.grid("picture", 1).panel("digit", {
      title: `The ${state.digit[0]}`,
      note: "point at a pixel, click to keep it",
      colour: digitColour(state.digit[0]),
      cells: image,
      frames: [
        { row: top, column: left, height: SHOWN, width: SHOWN, colour: AROUND, dashed: true },
        { row, column },
      ],
      focus: { row, column },
      ruled: true,
      drag: (cell) => set({ pixel: [cell.row * block, cell.column * block] }),
    });
    const strip = view.strip("numbers", "The numbers around the pixel");
    strip.numbers("around", {
      title: `Rows ${top} to ${top + SHOWN - 1}, columns ${left} to ${left + SHOWN - 1}`,
      cells: around,
      look: "ink",
      limit: 255,
      here: (row - top) * SHOWN + column - left,
    });
    const value = image.values[row * image.columns + column];
    strip.ledger("ledger", [
      { words: "row", value: row },
      { words: "column", value: column },
      { words: "value", value, look: "ink", limit: 255, here: true },
    ]);
  },
  surprise: ({ digits }) => ({ digit: digits.any(), pixel: [6 + below(16), 6 + below(16)] }),
};

/** Return a slider for the row or the column of the pixel. @param {0 | 1} axis @param {string} label */
function place(axis, label) {
  return slider("pixel", label, {
    min: 0,
    max: ({ side }) => side - 1,
    value: ({ pixel, side }) => Math.floor((pixel[axis] * side) / WHOLE),
    changes: (value, { pixel, side }) => ({ pixel: replaced(pixel, axis, (value * WHOLE) / side) }),
  });
}

/** @param {{ digits: Digits }} data @param {State} state */
function compute({ digits }, { digit, pixel, side }) {
  const [row, column] = pixel.map((each) => Math.floor((each * side) / WHOLE));
  return about(shrink(digits.image(...digit), side), { row, column });
}

/** Return an image, a pixel in it, the corner of what is around it, and that.
 * @param {Matrix} image @param {Cell} pixel */
function about(image, { row, column }) {
  const [top, left] = [row, column].map((each) =>
    clip(each - Math.floor(SHOWN / 2), 0, image.rows - SHOWN),
  );
  const around = paste(matrix(SHOWN, SHOWN), image, -top, -left);
  return { image, row, column, top, left, around };
}
