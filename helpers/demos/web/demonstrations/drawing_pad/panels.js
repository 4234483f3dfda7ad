/** All layers side by side, the map that is looked at, and the ten probabilities. */

import { digitColour, HERE } from "../../drawing/colours.js";
import { mapOf, tileFrame, tilesOf, unitAt } from "../../drawing/tiles.js";
import { argmax, largest } from "../../mathematics/matrix.js";
import { fixed, number } from "../../mathematics/number.js";
import { seen } from "../../mathematics/receptive_field.js";
import { enlarged } from "./numbers.js";

/** @typedef {import("./numbers.js").State} State */
/** @typedef {import("./numbers.js").Data} Data */

/** Panels of a row; the ten bars stand at its end. */
const ACROSS = 4;

/**
 * @param {import("../../shell/view.js").View} view
 * @param {Data} data
 * @param {import("../../shell/store.js").Store} store
 */
export function drawLayers(view, data, store) {
  const state = /** @type {State} */ (store.state);
  const { image, volumes, probabilities } = data.result(state.strokes);
  const here = enlarged(data, state);
  const best = argmax(probabilities);
  const grid = view.grid("layers", ACROSS, 2);
  const [[top, bottom], [left, right]] = [here.row, here.column].map((place) =>
    seen(data.fields[here.layer], place, image.rows),
  );
  grid.panel("input", {
    title: "What it sees",
    cells: image,
    look: "ink",
    limit: 255,
    frames: [
      { row: top, column: left, height: bottom - top + 1, width: right - left + 1, colour: HERE },
    ],
    tell: ({ row, column }) =>
      `row ${row}, column ${column}: ${image.values[row * image.columns + column]}`,
  });
  for (const [layer, volume] of volumes.entries()) {
    if (layer === ACROSS - 1) drawEnlarged(grid, volumes[here.layer], here);
    const { kind, size } = data.layers[layer];
    const chosen = layer === here.layer;
    const corner = tileFrame(volume, here.unit, HERE);
    /** @param {import("../../drawing/panel.js").Cell} cell */
    const tile = (cell) => unitAt(volume, cell)[0];
    grid.panel(`layer ${layer}`, {
      title: `${layer + 1} ${kind === "pooling" ? "pool" : "conv"} ${size}×${size}`,
      note: `≤ ${number(largest(volume.values), 2)}`,
      colour: chosen ? HERE : undefined,
      cells: tilesOf(volume),
      look: "light",
      limit: largest(volume.values) || 1,
      frames: chosen ? [corner] : [],
      cursor: "zoom-in",
      focus: chosen ? { row: corner.row, column: corner.column } : undefined,
      tell: (cell) => `map ${tile(cell)}: click to enlarge`,
      press: (cell) => store.set({ tile: [layer, tile(cell)] }),
    });
  }
  grid.bars("probabilities", {
    title: "Probabilities",
    low: 0,
    high: 1,
    bars: Array.from(probabilities, (value, digit) => ({
      label: String(digit),
      value,
      words: fixed(value, 3),
      colour: digit === best ? digitColour(digit) : undefined,
    })),
  });
}

/**
 * @param {ReturnType<import("../../shell/view.js").View["grid"]>} grid
 * @param {import("../../mathematics/network.js").Volume} volume
 * @param {ReturnType<typeof enlarged>} here
 */
function drawEnlarged(grid, volume, { layer, unit, row, column }) {
  const cells = mapOf(volume, unit);
  grid.panel("map", {
    title: `${layer + 1}, map ${unit}`,
    note: `${volume.rows}×${volume.columns}`,
    colour: HERE,
    cells,
    look: "light",
    limit: largest(volume.values) || 1,
    frames: [{ row, column, height: 1, width: 1, colour: HERE }],
    focus: { row, column },
    tell: (cell) =>
      `row ${cell.row}, column ${cell.column}: ` +
      fixed(cells.values[cell.row * cells.columns + cell.column], 2),
  });
}
