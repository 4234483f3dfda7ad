/** Pixels of chapter 01: brightness, contrast and threshold, beside the histogram they act on. */

import { digitPicker } from "../../controls/digit.js";
import { slider } from "../../controls/slider.js";
import { digitColour } from "../../drawing/colours.js";
import { BIN, columnFrame, countBins, histogramCells } from "../../drawing/histogram.js";
import { below } from "../../mathematics/digits.js";
import { clip, total } from "../../mathematics/matrix.js";
import { number } from "../../mathematics/number.js";
import { blackAndWhite, changeTones } from "../../mathematics/pixels.js";

/** @typedef {{ digit: Example, brightness: number, contrast: number, threshold: number }} State */

/** @type {Demonstration<State, ReturnType<typeof compute>>} */
export const changePixels = {
  title: "Brightness, contrast and threshold",
  controls: ({ digits }) => [
    digitPicker("digit", "Digit", digits),
    slider("contrast", "Contrast", { min: 0, max: 3, step: 0.1 }),
    slider("brightness", "Brightness", { min: -255, max: 255, step: 5 }),
    slider("threshold", "Threshold", { min: 1, max: 255 }),
  ],
  compute,
  words({ contrast, brightness, threshold }, { image, changed, lost, final }) {
    const all = image.values.length;
    const mean = (/** @type {ArrayLike<number>} */ values) => number(total(values) / all, 3);
    const kinds = [image, changed, final].map(({ values }) => new Set(values).size);
    const white = total(final.values) / 255;
    return {
      answer: `At or above ${threshold}, and so white: ${white} of the ${all} pixels.`,
      details: [
        `Before that, each pixel becomes pixel × ${number(contrast)} ${brightness < 0 ? "−" : "+"} ` +
          `${Math.abs(brightness)}, cut off at 0 and 255; their mean goes from ` +
          `${mean(image.values)} to ${mean(changed.values)}.`,
        `Cut off, and so lost: the values of ${lost} of the ${all} pixels.`,
        `Different values: ${kinds[0]} in the digit, ${kinds[1]} after brightness and contrast, ` +
          `${kinds[2]} in black and white.`,
      ],
    };
  },
  /** Draw three stages over their histograms: what is pointed at is marked in all. */
  draw(view, { image, changed, final }, store) {
    const { digit, threshold } = store.state;
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
    for (const [nth, cells] of stages.entries()) {
      grid.panel(`pixels ${nth}`, {
        title: titles[nth],
        colour: digitColour(digit[0]),
        cells,
        frames: places.map((place) => ({
          row: Math.floor(place / image.columns),
          column: place % image.columns,
        })),
        focus: kind === "pixels" ? { row, column } : { row: 14, column: 14 },
        write: (_, place) => stages.map(({ values }) => values[place]).join(" → "),
      });
    }
    const set = (/** @type {number} */ value) =>
      store.set({ threshold: clip(Math.round(value), 1, 255) });
    for (const [nth, cells] of stages.entries()) {
      const counts = countBins(cells.values);
      const bins = new Set(places.map((place) => Math.floor(cells.values[place] / BIN)));
      const lines = [...bins].map((bin) => columnFrame(bin));
      const acts = nth === 1;
      grid.panel(`histogram ${nth}`, {
        title: acts ? "Drag threshold" : "Histogram",
        cells: histogramCells(counts, acts ? threshold : 0),
        frames: acts ? [columnFrame(threshold / BIN, 0), ...lines] : lines,
        cursor: acts ? "ew-resize" : "crosshair",
        focus: { row: 20, column: kind === "histogram" ? column : Math.floor(threshold / BIN) },
        tell: (cell) =>
          `values ${BIN * cell.column} to ${BIN * cell.column + BIN - 1}, pixels: ${counts[cell.column]}`,
        ...(acts && { press: (cell) => set(cell.column * BIN), drag: ({ x }) => set(x * BIN) }),
      });
    }
  },
  surprise: ({ digits }) => ({ digit: digits.any(), threshold: 20 + below(220) }),
};

/** @param {{ digits: Digits }} data @param {State} state */
function compute({ digits }, { digit, contrast, brightness, threshold }) {
  const image = digits.image(...digit);
  const { changed, lost } = changeTones(image, contrast, brightness);
  return { image, changed, lost, final: blackAndWhite(changed, threshold) };
}
