/** One weight, the loss over all that it could be, and steps down the slope. */

import { powerSlider } from "../../controls/powers.js";
import { slider } from "../../controls/slider.js";
import { stepper } from "../../controls/stepper.js";
import { descend, lossAt, slopeAt } from "../../mathematics/descent.js";
import { decimals, fixed, number } from "../../mathematics/number.js";

/** @typedef {import("../../mathematics/descent.js").Weighed & { digit: number, lowest: number }} Data */
/** @typedef {{ learning_rate: number, start: number, steps: number }} State */

const STEPS = 20;
const [LOW, HIGH] = [-8, 16];
/** Losses that the plots have room for; what lies higher stands at their edge. */
const LOSSES = { low: 1, high: 7, ticks: [1, 2, 3, 4, 5, 6, 7] };
/** Half of the tangent's width, in weights. */
const TANGENT = 3;
const COLOURS = { curve: "#0072b2", way: "#808080", here: "var(--demo-here)" };

/** @type {Demonstration<State, ReturnType<typeof compute>, Data>} */
export const oneWeight = {
  title: "The loss over one weight",
  controls: () => [
    powerSlider("learning_rate", "Learning rate", { min: -1, max: 2 }),
    slider("start", "Start", { min: LOW, max: HIGH, step: 0.5 }),
    slider("steps", "Steps", { min: 0, max: STEPS }),
    stepper({
      count: () => STEPS,
      now: ({ steps }) => steps,
      changes: (steps) => ({ steps }),
      least: 0,
      whole: "All steps",
    }),
  ],
  compute,
  words({ learning_rate: rate, steps }, { data, way, losses, next }) {
    const counted = `${steps} step${steps === 1 ? "" : "s"}`;
    const slope = decimals(slopeAt(data, way[steps]), 3);
    const details = [
      `Learning rate ${number(rate)}; the lowest loss that this weight can reach is ` +
        `${fixed(data.lowest, 3)}.`,
    ];
    if (steps) {
      const weights = way.map((each) => decimals(each, 2)).join(", ");
      const up = losses.filter((loss, step) => step && loss > losses[step - 1]).length;
      const all = losses.map((loss) => fixed(loss, 3)).join(", ");
      details.push(`Weights: ${weights}.`, `Losses: ${all}; ${up} of ${counted} went up.`);
    }
    return {
      answer:
        `${steps ? `After ${counted} the` : "The"} weight is ${decimals(way[steps], 2)}: loss ` +
        `${fixed(losses[steps], 3)}, slope ${slope}; the next step goes to ${decimals(next, 2)}.`,
      details,
    };
  },
  /** Draw the loss against the weight, the way so far with the tangent at its end, and its losses. */
  draw(view, { data, way, losses }, { set }) {
    const last = way.length - 1;
    const colour = (/** @type {number} */ step) => (step === last ? COLOURS.here : COLOURS.way);
    const along = Array.from({ length: 97 }, (_, place) => LOW + (place * (HIGH - LOW)) / 96);
    const grid = view.grid("plots", 2);
    grid.plot("curve", {
      title: "Loss against the weight",
      note: "drag to start elsewhere",
      x: { low: LOW, high: HIGH, label: "weight", ticks: [-8, -4, 0, 4, 8, 12, 16] },
      y: LOSSES,
      curves: [
        { colour: COLOURS.curve, points: along.map((each) => [each, lossAt(data, each)]) },
        { colour: COLOURS.way, points: way.map((each, step) => [each, losses[step]]) },
        { colour: COLOURS.here, dashed: true, points: tangent(data, way[last], losses[last]) },
      ],
      points: way.map((x, step) => ({ x, y: losses[step], colour: colour(step) })),
      mark: way[last],
      drag: (start) => set({ start: Math.round(2 * start) / 2, steps: 0 }),
    });
    grid.plot("losses", {
      title: "Loss after each step",
      note: "drag",
      x: { low: 0, high: STEPS, label: "step", ticks: [0, 5, 10, 15, 20] },
      y: LOSSES,
      curves: [{ colour: COLOURS.way, points: [...losses.entries()] }],
      points: losses.map((y, x) => ({ x, y, colour: colour(x) })),
      mark: last,
      drag: (steps) => set({ steps: Math.round(steps) }),
    });
  },
  surprise: () => ({
    learning_rate: Number((10 ** (3 * Math.random() - 1)).toPrecision(3)),
    start: Math.round(2 * (LOW + (HIGH - LOW) * Math.random())) / 2,
    steps: STEPS,
  }),
};

/** Return the two ends of the tangent; where the weight has left the plot there is none.
 * @param {Data} data @param {number} weight @param {number} loss @returns {[number, number][]} */
function tangent(data, weight, loss) {
  if (weight < LOW || weight > HIGH) return [];
  const slope = slopeAt(data, weight);
  const ends = [Math.max(weight - TANGENT, LOW), Math.min(weight + TANGENT, HIGH)];
  return ends.map((each) => [each, loss + slope * (each - weight)]);
}

/** @param {Data} data @param {State} state */
function compute(data, { start, learning_rate: rate, steps }) {
  const way = descend(data, start, rate, steps + 1);
  const next = /** @type {number} */ (way.pop());
  return { data, way, losses: way.map((weight) => lossAt(data, weight)), next };
}
