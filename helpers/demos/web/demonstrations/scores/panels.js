/** Ten scores, the exponential curve with the ten points on it, and ten probabilities. */

import { digitColour } from "../../drawing/colours.js";
import { argmax, largest } from "../../mathematics/matrix.js";
import { softmax } from "../../mathematics/softmax.js";
import { decimals } from "./words.js";

/**
 * @typedef {{ low: number, high: number, tall?: boolean,
 *   drag?: (place: number, value: number) => void }} Axis
 */

/** How far below the largest score the curve begins; what lies further left stands at its edge. */
const LOWEST = -8;
const CURVE = /** @type {[number, number][]} */ (
  Array.from({ length: 65 }, (_, step) => {
    const x = LOWEST - (LOWEST * step) / 64;
    return [x, Math.exp(x)];
  })
);
const CURVE_COLOUR = "#808080";
/** What stands out where a digit has no colour of its own. */
const NEUTRAL = "color-mix(in srgb, currentColor 80%, transparent)";

/**
 * @param {ReturnType<import("../../shell/view.js").View["grid"]>} grid
 * @param {ArrayLike<number>} scores
 * @param {number | null} temperature
 * @param {Axis} axis of the scores
 */
export function drawScores(grid, scores, temperature, axis) {
  const best = argmax(scores);
  const divisor = temperature ?? 1;
  drawScoreBars(grid, scores, axis);
  const xLabel = temperature === null ? "score − largest" : "(score − largest) ÷ temperature";
  const highest = largest(scores);
  const points = Array.from(scores, (score, digit) => {
    const x = (score - highest) / divisor;
    return { x, y: Math.exp(x), label: String(digit), colour: pointColour(digit, best) };
  });
  grid.plot("curve", {
    title: "exp of each difference",
    x: { low: LOWEST, high: 0.3, label: xLabel, ticks: ticks([-8, -6, -4, -2, 0]) },
    y: { low: 0, high: 1.12, label: "", ticks: ticks([0, 0.5, 1]) },
    curves: [{ colour: CURVE_COLOUR, points: CURVE }],
    points,
  });
  drawProbabilities(grid, "probabilities", "Probabilities", softmax(scores, divisor), axis.tall);
}

/**
 * @param {ReturnType<import("../../shell/view.js").View["grid"]>} grid
 * @param {ArrayLike<number>} scores
 * @param {Axis} axis
 */
export function drawScoreBars(grid, scores, axis) {
  const ends = ticks([axis.low, axis.high]).map(([, words]) => words);
  const note = `${ends.join(" to ")}${axis.drag ? ", drag a bar" : ""}`;
  const bars = barsOf(scores, 1, argmax(scores));
  grid.bars("scores", { title: "Scores (logits)", note, ...axis, bars });
}

/**
 * Draw ten probabilities; the largest has its digit's colour, the others are grey.
 *
 * @param {ReturnType<import("../../shell/view.js").View["grid"]>} grid
 * @param {string} name
 * @param {string} title
 * @param {ArrayLike<number>} probabilities
 * @param {boolean} [tall]
 * @param {string} [note]
 */
export function drawProbabilities(grid, name, title, probabilities, tall, note = "") {
  const bars = barsOf(probabilities, 3, argmax(probabilities));
  grid.bars(name, { title, note, low: 0, high: 1, tall, bars });
}

/** @param {ArrayLike<number>} values @param {number} places @param {number} best */
function barsOf(values, places, best) {
  return Array.from(values, (value, digit) => ({
    label: String(digit),
    value,
    words: decimals(value, places),
    colour: digit === best ? strongColour(digit) : undefined,
  }));
}

/** Return the colour of the largest of ten.
 *
 * @param {number} digit
 */
export function strongColour(digit) {
  return digit === 4 || digit === 8 ? digitColour(digit) : NEUTRAL;
}

/** @param {number} digit @param {number} best */
function pointColour(digit, best) {
  return digit === best ? strongColour(digit) : CURVE_COLOUR;
}

/** @param {number[]} values @returns {[number, string][]} */
function ticks(values) {
  return values.map((value) => [value, String(value).replace("-", "−")]);
}
