/** One weight, the loss over all that it could be, and steps down the slope. */

import { powerSlider } from "../../controls/powers.js";
import { slider } from "../../controls/slider.js";
import { stepper } from "../../controls/stepper.js";
import { descend, lossAt, slopeAt } from "../../mathematics/descent.js";
import { fixed, number } from "../../mathematics/number.js";
import { decimals } from "../scores/words.js";

/** @typedef {import("../../mathematics/descent.js").Weighed & { digit: number, lowest: number }} Data */
/** @typedef {{ learning_rate: number, start: number, steps: number }} State */

const STEPS = 20;
const [LOW, HIGH] = [-8, 16];
/** Losses that the plots have room for; what lies higher stands at their edge. */
const LOSSES = { low: 1, high: 7 };
/** Half of the tangent's width, in weights. */
const TANGENT = 3;
const COLOURS = { curve: "#0072b2", way: "#808080", here: "var(--demo-here)" };

/** @type {import("../../shell/shell.js").Demonstration} */
export const oneWeight = {
  title: "The loss over one weight",
  prepare: (data) => data,
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
  words,
  draw(view, /** @type {Data} */ data, store) {
    const state = /** @type {State} */ (store.state);
    const way = descend(data, state.start, state.learning_rate, state.steps);
    const losses = way.map((weight) => lossAt(data, weight));
    const grid = view.grid("plots", 2);
    drawCurve(grid, data, way, losses, (start) =>
      store.set({ start: Math.round(2 * start) / 2, steps: 0 }),
    );
    drawLosses(grid, losses, (steps) => store.set({ steps: Math.round(steps) }));
    return words(data, state);
  },
  surprise: () => ({
    learning_rate: Number((10 ** (3 * Math.random() - 1)).toPrecision(3)),
    start: Math.round(2 * (LOW + (HIGH - LOW) * Math.random())) / 2,
    steps: STEPS,
  }),
};

/**
 * Draw the loss against the weight, the way so far, and the tangent where it has led.
 *
 * @param {ReturnType<import("../../shell/view.js").View["grid"]>} grid
 * @param {Data} data
 * @param {number[]} way
 * @param {number[]} losses
 * @param {(start: number) => void} drag
 */
function drawCurve(grid, data, way, losses, drag) {
  const last = way.length - 1;
  const [weight, loss] = [way[last], losses[last]];
  const slope = slopeAt(data, weight);
  const along = Array.from({ length: 97 }, (_, place) => LOW + (place * (HIGH - LOW)) / 96);
  grid.plot("curve", {
    title: "Loss against the weight",
    note: "drag to start elsewhere",
    x: { low: LOW, high: HIGH, label: "weight", ticks: ticks([-8, -4, 0, 4, 8, 12, 16]) },
    y: { ...LOSSES, label: "", ticks: ticks([1, 2, 3, 4, 5, 6, 7]) },
    curves: [
      { colour: COLOURS.curve, points: along.map((each) => [each, lossAt(data, each)]) },
      { colour: COLOURS.way, points: way.map((each, step) => [each, losses[step]]) },
      { colour: COLOURS.here, dashed: true, points: tangent(weight, loss, slope) },
    ],
    points: way.map((x, step) => ({
      x,
      y: losses[step],
      colour: step === last ? COLOURS.here : COLOURS.way,
    })),
    mark: weight,
    drag,
  });
}

/**
 * Return the two ends of the tangent; where the weight has left the plot there is none.
 *
 * @param {number} weight
 * @param {number} loss
 * @param {number} slope
 * @returns {[number, number][]}
 */
function tangent(weight, loss, slope) {
  if (weight < LOW || weight > HIGH) return [];
  return [Math.max(weight - TANGENT, LOW), Math.min(weight + TANGENT, HIGH)].map((each) => [
    each,
    loss + slope * (each - weight),
  ]);
}

/**
 * @param {ReturnType<import("../../shell/view.js").View["grid"]>} grid
 * @param {number[]} losses
 * @param {(steps: number) => void} drag
 */
function drawLosses(grid, losses, drag) {
  grid.plot("losses", {
    title: "Loss after each step",
    note: "drag",
    x: { low: 0, high: STEPS, label: "step", ticks: ticks([0, 5, 10, 15, 20]) },
    y: { ...LOSSES, label: "", ticks: ticks([1, 2, 3, 4, 5, 6, 7]) },
    curves: [{ colour: COLOURS.way, points: losses.map((loss, step) => [step, loss]) }],
    points: losses.map((y, x) => ({
      x,
      y,
      colour: x === losses.length - 1 ? COLOURS.here : COLOURS.way,
    })),
    mark: losses.length - 1,
    drag,
  });
}

/** @param {number[]} values @returns {[number, string][]} */
function ticks(values) {
  return values.map((value) => [value, number(value)]);
}

/** @param {Data} data @param {State} state */
function words(data, { learning_rate: rate, start, steps }) {
  const way = descend(data, start, rate, steps + 1);
  const losses = way.slice(0, -1).map((weight) => lossAt(data, weight));
  const weight = way[steps];
  const counted = `${steps} step${steps === 1 ? "" : "s"}`;
  const answer =
    `${steps ? `After ${counted} the` : "The"} weight is ${decimals(weight, 2)}: loss ` +
    `${fixed(losses[steps], 3)}, slope ${decimals(slopeAt(data, weight), 3)}; the next step goes ` +
    `to ${decimals(way[steps + 1], 2)}.`;
  const details = [
    `Learning rate ${number(rate)}; the lowest loss that this weight can reach is ` +
      `${fixed(data.lowest, 3)}.`,
  ];
  if (steps) {
    const up = losses.filter((loss, step) => step && loss > losses[step - 1]).length;
    details.push(
      `Weights: ${way
        .slice(0, -1)
        .map((each) => decimals(each, 2))
        .join(", ")}.`,
      `Losses: ${losses.map((loss) => fixed(loss, 3)).join(", ")}; ${up} of ${counted} went up.`,
    );
  }
  return { answer, details };
}
