/** Three stages of a digit, each over its histogram: what is pointed at is marked in all. */

import { digitColour, HERE } from "../../drawing/colours.js";
import { BIN, columnFrame, countBins, histogramCells } from "../../drawing/histogram.js";

/** @typedef {import("../../mathematics/matrix.js").Matrix} Matrix */

/**
 * @param {import("../../shell/view.js").View} view
 * @param {import("./index.js").Result} result
 * @param {import("../../shell/store.js").Store} store
 */
export function drawPixels(view, { image, changed, final }, store) {
  const { digit, threshold } = /** @type {import("./index.js").State} */ (store.state);
  const stages = [image, changed, final];
  const titles = [`The ${digit[0]}`, "Tones changed", "Black or white"];
  const grid = view.grid("stages", 3);
  const [kind, stage] = view.pointed?.panel.split(" ") ?? [];
  const { row = 0, column = 0 } = view.pointed ?? {};
  /** Whether a pixel belongs to what is pointed at. */
  const marked = (/** @type {number} */ place) =>
    kind === "pixels"
      ? place === row * image.columns + column
      : kind === "histogram" && Math.floor(stages[Number(stage)].values[place] / BIN) === column;
  const places = [...image.values.keys()].filter(marked);
  const frames = places.map((place) => ({
    row: Math.floor(place / image.columns),
    column: place % image.columns,
    height: 1,
    width: 1,
    colour: HERE,
  }));
  for (const [nth, cells] of stages.entries()) {
    grid.panel(`pixels ${nth}`, {
      title: titles[nth],
      colour: digitColour(digit[0]),
      cells,
      look: "ink",
      limit: 255,
      frames,
      focus: view.pointed && kind === "pixels" ? { row, column } : { row: 14, column: 14 },
      tell: (cell) =>
        `row ${cell.row}, column ${cell.column}: ` +
        stages.map(({ values }) => values[cell.row * image.columns + cell.column]).join(" → "),
    });
  }
  for (const [nth, cells] of stages.entries()) {
    const counts = countBins(cells.values);
    const bins = new Set(places.map((place) => Math.floor(cells.values[place] / BIN)));
    const lines = [...bins].map((bin) => columnFrame(bin, HERE));
    const acts = nth === 1;
    grid.panel(`histogram ${nth}`, {
      title: acts ? "Drag threshold" : "Histogram",
      cells: histogramCells(counts, acts ? threshold : 0),
      look: "ink",
      limit: 255,
      frames: acts ? [columnFrame(threshold / BIN, HERE, 0), ...lines] : lines,
      cursor: acts ? "ew-resize" : "crosshair",
      focus: { row: 20, column: kind === "histogram" ? column : Math.floor(threshold / BIN) },
      tell: (cell) =>
        `values ${BIN * cell.column} to ${BIN * cell.column + BIN - 1}, pixels: ${counts[cell.column]}`,
      ...(acts ? handle(store) : {}),
    });
  }
}

/**
 * Return what makes a histogram the threshold's handle.
 *
 * @param {import("../../shell/store.js").Store} store
 */
function handle(store) {
  const set = (/** @type {number} */ value) =>
    store.set({ threshold: Math.min(Math.max(Math.round(value), 1), 255) });
  return {
    /** @param {import("../../drawing/panel.js").Cell} cell @param {string} by */
    press: ({ column }, by) => by !== "pointer" && set(column * BIN),
    /** @param {{ x: number }} place */
    drag: ({ x }) => set(x * BIN),
  };
}
