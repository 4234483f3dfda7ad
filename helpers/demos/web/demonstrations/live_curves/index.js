/** A training as Python tells of it: how far it is, and its curves, growing. */

/** @typedef {[number, number]} Point epoch and value */
/**
 * What `helpers.demos.live_curves.LiveCurves` tells, the whole of it every time.
 *
 * @typedef {object} Data
 * @property {string} title
 * @property {number} epochs
 * @property {number} share of the training that is done, 0…1
 * @property {Record<string, Point[]>} curves by their names in Keras
 * @property {string} words
 * @property {string[]} lines
 * @property {boolean} finished
 */

/** By what their names begin with. */
const LINES = [
  { prefix: "", name: "training", colour: "#0072b2", dashed: false },
  { prefix: "val_", name: "validation", colour: "#e69f00", dashed: true },
];
/** Single points are marked as long as there are so few. */
const FEW = 40;

/** @type {import("../../shell/shell.js").Demonstration} */
export const liveCurves = {
  title: "Live curves",
  watched: true,
  prepare: (data) => data,
  controls: () => [],
  words,
  draw(view, /** @type {Data} */ data, _, questions) {
    const { title, share, curves, finished } = data;
    view.grid("bar", 1).bars("progress", {
      title,
      low: 0,
      high: 1,
      bars: [{ label: "done", value: share, words: `${Math.floor(100 * share)}%` }],
      words: true,
    });
    const grid = view.grid("curves", 2);
    grid.element.hidden = finished; // the lasting picture shows them
    drawCurves(grid, "loss", data, 1);
    drawCurves(grid, "accuracy", data, 100);
    if (finished) questions.drop();
    // Python answers as soon as it has time for it: after the training, unless something got lost.
    else questions.ask({ known: Object.values(curves).map((points) => points.length) });
    return words(data);
  },
};

/** @param {Data} data */
function words(data) {
  return { answer: data.words, details: data.lines };
}

/**
 * @param {ReturnType<import("../../shell/view.js").View["grid"]>} grid
 * @param {string} quantity
 * @param {Data} data
 * @param {number} scale what the values are multiplied by
 */
function drawCurves(grid, quantity, { curves, epochs }, scale) {
  const lines = LINES.map((line) => {
    const points = /** @type {Point[]} */ (
      (curves[line.prefix + quantity] ?? []).map(([epoch, value]) => [epoch, scale * value])
    );
    return { ...line, points, last: points.at(-1)?.[1] ?? 0 };
  });
  const highest = Math.max(...lines.map(({ last }) => last));
  const values = lines.flatMap(({ points }) => points.map(([, value]) => value));
  const few = lines.filter(({ points }) => points.length < FEW);
  grid.plot(quantity, {
    title: scale === 100 ? "Accuracy, %" : "Loss",
    x: { low: 0, high: Math.max(epochs, 1), label: "epoch", ticks: ticks(0, epochs) },
    y: { ...(scale === 100 ? percents(values) : from0(values)), label: "" },
    // The lower one has its name below itself: both would lie on each other.
    curves: lines.map(({ last, ...line }) => ({ ...line, below: last < highest })),
    points: few.flatMap(({ points, colour }) => points.map(([x, y]) => ({ x, y, colour }))),
  });
}

/** @param {number[]} values */
function from0(values) {
  const high = Math.max(0.1, ...values) * 1.08;
  return { low: 0, high, ticks: ticks(0, high) };
}

/** @param {number[]} values */
function percents(values) {
  const low = Math.min(90, Math.floor(Math.min(...values) / 10) * 10);
  return { low, high: 100, ticks: ticks(low, 100) };
}

/**
 * Return about five round numbers of an axis.
 *
 * @param {number} low
 * @param {number} high
 * @returns {[number, string][]}
 */
function ticks(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((each) => each * power >= rough) ?? 10);
  const count = Math.floor((high - low) / step + 1e-9) + 1;
  return Array.from({ length: count }, (_, place) => {
    const value = Number((low + place * step).toPrecision(6));
    return [value, String(value)];
  });
}
