/** The covered digit, the map of what each place is worth, and the lead as bars. */

import { digitColour, HERE } from "../../drawing/colours.js";
import { matrix } from "../../mathematics/matrix.js";
import { number } from "../../mathematics/number.js";
import { occlude } from "../../mathematics/saliency.js";
import { strongColour } from "../scores/panels.js";
import { decimals } from "../scores/words.js";
import { read } from "./index.js";

/** Every how many pixels the cover is tried for the map. */
const STEP = 2;

/**
 * @param {import("../../shell/view.js").View} view
 * @param {import("./index.js").Data} data
 * @param {import("./index.js").Result} result
 * @param {import("../../shell/store.js").Store} store
 */
export function drawPanels(view, data, { image, covered, before, after }, store) {
  const { digit, asked, size, cover } = /** @type {import("./index.js").State} */ (store.state);
  const grid = view.grid("panels", 3);
  /** @param {{ row: number, column: number }} cell */
  const put = ({ row, column }) => {
    const place = [row, column].map((each) => Math.min(Math.max(each, 0), 27));
    if (place.join() !== store.state.cover.join()) store.set({ cover: place });
  };
  /** @param {{ x: number, y: number }} place */
  const drag = ({ x, y }) => put({ row: Math.floor(y), column: Math.floor(x) });
  const reach = Math.floor(size / 2);
  const [row, column] = cover;
  const frames = [
    { row: row - reach, column: column - reach, height: size, width: size, colour: HERE },
  ];
  const common = { frames, press: put, drag, focus: { row, column } };
  grid.panel("digit", {
    title: `The ${digit[0]}`,
    note: "drag the cover",
    colour: digitColour(digit[0]),
    cells: covered,
    look: "ink",
    limit: 255,
    cursor: "grab",
    tell: (cell) =>
      `row ${cell.row}, column ${cell.column}: ${covered.values[cell.row * 28 + cell.column]}`,
    ...common,
  });
  const map = worth(view, data, image, store.state, before.lead);
  const limit = Math.max(1, ...map.values.map((value) => Math.abs(value || 0)));
  grid.panel("map", {
    title: `Red counts for ${asked}`,
    note: `±${number(limit, 3)}`,
    colour: digitColour(asked),
    cells: map,
    look: "signed",
    limit,
    tell(cell) {
      const votes = map.values[cell.row * 28 + cell.column];
      const known = Number.isNaN(votes) ? "not asked yet" : `${decimals(votes, 1)} votes`;
      return `row ${cell.row}, column ${cell.column}: ${known}`;
    },
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
}

/**
 * Return how many votes of its lead the digit loses for each place that is covered, as far as it
 * is known; helpers.interpretability.saliency.occlusion returns the same.
 *
 * @param {import("../../shell/view.js").View} view
 * @param {import("./index.js").Data} data
 * @param {import("../../mathematics/matrix.js").Matrix} image
 * @param {import("./index.js").State} state
 * @param {number} before
 */
function worth(view, data, image, { digit, asked, size }, before) {
  const across = Math.ceil(image.columns / STEP);
  const key = JSON.stringify([digit, asked, size]);
  const known = view.gradually("map", key, across * Math.ceil(image.rows / STEP), (place) => {
    const row = Math.floor(place / across) * STEP + STEP / 2;
    const column = (place % across) * STEP + STEP / 2;
    return before - read(data, occlude(image, row, column, size), asked).lead;
  });
  const map = matrix(image.rows, image.columns);
  for (let place = 0; place < map.values.length; place += 1) {
    const [row, column] = [Math.floor(place / map.columns), place % map.columns];
    const value = known[Math.floor(row / STEP) * across + Math.floor(column / STEP)];
    map.values[place] = value ?? Number.NaN;
  }
  return map;
}
