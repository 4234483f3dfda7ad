/** A cover that is dragged over a digit, and what is left of the answer's lead. */

import { digitPicker } from "../../controls/digit.js";
import { choice } from "../../controls/menu.js";
import { replaced, slider } from "../../controls/slider.js";
import { digitColour, HERE } from "../../drawing/colours.js";
import { below } from "../../mathematics/digits.js";
import { argmax, matrix } from "../../mathematics/matrix.js";
import { forward } from "../../mathematics/network.js";
import { decimals, listed, number } from "../../mathematics/number.js";
import { margin, occlude } from "../../mathematics/saliency.js";
import { strongColour } from "../scores/panels.js";

/** @typedef {{ digit: Example, asked: number, size: number, cover: [number, number] }} State */
/** @typedef {ReturnType<typeof compute>} Result */

/** Every how many pixels the cover is tried for the map. */
const STEP = 2;

/** @type {Demonstration<State, Result>} */
export const occlusionDemo = {
  title: "Cover a part of a digit",
  controls: ({ digits }) => [
    digitPicker("digit", "Digit", digits),
    choice("asked", "Evidence for", [...Array(10).keys()]),
    slider("size", "Cover size", {
      min: 3,
      max: 11,
      step: 2,
      // A square has a middle only when its size is odd.
      changes: (size) => ({ size: 2 * Math.floor(size / 2) + 1 }),
    }),
    ...["Cover row", "Column"].map((label, axis) =>
      slider("cover", label, {
        min: 0,
        max: 27,
        value: ({ cover }) => cover[axis],
        changes: (value, { cover }) => ({ cover: replaced(cover, axis, value) }),
      }),
    ),
  ],
  compute,
  words({ asked, size, cover }, { before, after }) {
    const reach = Math.floor(size / 2);
    const [rows, columns] = cover.map(
      (place) => `${Math.max(place - reach, 0)} to ${Math.min(place + reach, 27)}`,
    );
    return {
      answer:
        `Read as ${before.answer}: the ${asked} is ${ahead(before.lead)}; with the cover, read as ` +
        `${after.answer}: the ${asked} is ${ahead(after.lead)}.`,
      details: [
        `The cover of ${size} × ${size} hides rows ${rows} and columns ${columns}.`,
        `Votes without it: ${listed(before.scores, 1)}.`,
        `Votes with it: ${listed(after.scores, 1)}.`,
      ],
    };
  },
  /** Draw the covered digit, the map of what each place is worth, and the lead as bars. */
  draw(view, result, store) {
    const { covered, before, after } = result;
    const { digit, asked, size, cover } = store.state;
    const [row, column] = cover;
    const reach = Math.floor(size / 2);
    const common = {
      frames: [{ row: row - reach, column: column - reach, height: size, width: size }],
      focus: { row, column },
      /** @param {Cell} cell */
      drag(cell) {
        const place = /** @type {[number, number]} */ ([cell.row, cell.column]);
        if (String(place) !== String(store.state.cover)) store.set({ cover: place });
      },
    };
    const grid = view.grid("panels", 3);
    grid.panel("digit", {
      title: `The ${digit[0]}`,
      note: "drag the cover",
      colour: digitColour(digit[0]),
      cells: covered,
      cursor: "grab",
      ...common,
    });
    const map = worth(view, result, store.state);
    const limit = Math.max(1, ...map.values.map((value) => Math.abs(value || 0)));
    grid.panel("map", {
      title: `Red counts for ${asked}`,
      note: `±${number(limit, 3)}`,
      colour: digitColour(asked),
      cells: map,
      look: "signed",
      limit,
      write: (votes) => (Number.isNaN(votes) ? "not asked yet" : `${decimals(votes, 1)} votes`),
      ...common,
    });
    const most = Math.max(10, Math.abs(before.lead));
    const bar = (/** @type {string} */ label, /** @type {number} */ value) => ({
      label,
      value,
      words: decimals(value, 1),
    });
    grid.bars("lead", {
      title: `Lead of the ${asked}`,
      note: "votes",
      colour: digitColour(asked),
      low: -most,
      high: most,
      words: true,
      bars: [
        bar("whole", before.lead),
        { ...bar("covered", after.lead), colour: after.lead < 0 ? HERE : strongColour(asked) },
      ],
    });
  },
  surprise({ digits }) {
    const digit = digits.any();
    return { digit, asked: digit[0], cover: [8 + below(13), 8 + below(13)] };
  },
};

/** @param {Unpacked} data @param {State} state */
function compute({ digits, layers }, { digit, asked, size, cover }) {
  const image = digits.image(...digit);
  const covered = occlude(image, cover[0], cover[1], size);
  /** What the network says to a picture. */
  const read = (/** @type {Matrix} */ { values }) => {
    const scores = forward(layers, values, 255).logits;
    return { scores, answer: argmax(scores), lead: margin(scores, asked) };
  };
  return { image, covered, before: read(image), after: read(covered), read };
}

/** Return how many votes of its lead the digit loses for each place that is covered, as far as it
 * is known; helpers.interpretability.saliency.occlusion returns the same.
 * @param {View} view @param {Result} result @param {State} state */
function worth(view, { image, before, read }, { digit, asked, size }) {
  const across = Math.ceil(image.columns / STEP);
  const key = JSON.stringify([digit, asked, size]);
  const known = view.gradually(key, across * Math.ceil(image.rows / STEP), (place) => {
    const row = Math.floor(place / across) * STEP + STEP / 2;
    const column = (place % across) * STEP + STEP / 2;
    return before.lead - read(occlude(image, row, column, size)).lead;
  });
  const values = Float32Array.from(image.values, (_, place) => {
    const [row, column] = [Math.floor(place / image.columns), place % image.columns];
    return known[Math.floor(row / STEP) * across + Math.floor(column / STEP)] ?? Number.NaN;
  });
  return matrix(image.rows, image.columns, values);
}

/** @param {number} votes */
function ahead(votes) {
  return `${decimals(Math.abs(votes), 1)} votes ${votes < 0 ? "behind" : "ahead"}`;
}
