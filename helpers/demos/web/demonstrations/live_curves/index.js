/** A training as Python tells of it: how far it is, and its curves, growing. */

/** @typedef {[number, number]} Point epoch and value */
/** What `helpers.demos.live_curves.LiveCurves` tells, the whole of it every time: the share of the
 * training that is done, 0…1, and curves by their names in Keras.
 * @typedef {{ title: string, epochs: number, share: number, curves: Record<string, Point[]>,
 *   words: string, lines: string[], finished: boolean }} Data */

/** By what their names begin with. */
const LINES = [
  { prefix: "", name: "training", colour: "#0072b2", dashed: false },
  { prefix: "val_", name: "validation", colour: "#e69f00", dashed: true },
];
/** Single points are marked as long as there are so few. */
const FEW = 40;

/** @type {Demonstration<{}, Data, Data>} */
export const liveCurves = {
  title: "Live curves",
  watched: true,
  controls: () => [],
  compute: (data) => data,
  words: (_, { words, lines }) => ({ answer: words, details: lines }),
  draw(view, data, _, questions) {
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
  },
};

/** @param {Grid} grid @param {string} quantity @param {Data} data
 * @param {number} scale what the values are multiplied by */
function drawCurves(grid, quantity, { curves, epochs }, scale) {
  const lines = LINES.map(({ prefix, ...line }) => {
    const points = (curves[prefix + quantity] ?? []).map(
      ([epoch, value]) => /** @type {Point} */ ([epoch, scale * value]),
    );
    return { ...line, points, last: points.at(-1)?.[1] ?? 0 };
  });
  const highest = Math.max(...lines.map(({ last }) => last));
  const values = lines.flatMap(({ points }) => points.map(([, value]) => value));
  const few = lines.filter(({ points }) => points.length < FEW);
  const percent = scale === 100;
  const low = percent ? Math.min(90, Math.floor(Math.min(...values) / 10) * 10) : 0;
  const high = percent ? 100 : Math.max(0.1, ...values) * 1.08;
  grid.plot(quantity, {
    title: percent ? "Accuracy, %" : "Loss",
    x: { low: 0, high: Math.max(epochs, 1), label: "epoch", ticks: ticks(0, epochs) },
    y: { low, high, ticks: ticks(low, high) },
    // The lower one has its name below itself: both would lie on each other.
    curves: lines.map(({ last, ...line }) => ({ ...line, below: last < highest })),
    points: few.flatMap(({ points, colour }) => points.map(([x, y]) => ({ x, y, colour }))),
  });
}

/** Return about five round numbers of an axis. @param {number} low @param {number} high */
function ticks(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((each) => each * power >= rough) ?? 10);
  const count = Math.floor((high - low) / step + 1e-9) + 1;
  return Array.from({ length: count }, (_, place) => Number((low + place * step).toPrecision(6)));
}
