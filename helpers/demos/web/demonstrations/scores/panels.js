/** Ten scores, the exponential curve with the ten points on it, and ten probabilities. */

import { digitColour } from "../../drawing/colours.js";
import { argmax, largest } from "../../mathematics/matrix.js";
import { decimals, trueMinus } from "../../mathematics/number.js";
import { softmax } from "../../mathematics/softmax.js";

/** @typedef {{ tall?: boolean, drag?: (place: number, value: number) => void }} Operated */
/** @typedef {{ low: number, high: number } & Operated} Axis of the scores */

/** How far below the largest score the curve begins; what lies further left stands at its edge. */
const LOWEST = -8;
const CURVE = Array.from({ length: 65 }, (_, step) => LOWEST - (LOWEST * step) / 64);
const CURVE_COLOUR = "#808080";

/** @param {Grid} grid @param {ArrayLike<number>} scores @param {number | null} temperature
 * @param {Axis} axis */
export function drawScores(grid, scores, temperature, axis) {
  const best = argmax(scores);
  const divisor = temperature ?? 1;
  drawScoreBars(grid, scores, axis);
  const highest = largest(scores);
  grid.plot("curve", {
    title: "exp of each difference",
    x: {
      low: LOWEST,
      high: 0.3,
      label: temperature === null ? "score − largest" : "(score − largest) ÷ temperature",
      ticks: [-8, -6, -4, -2, 0],
    },
    y: { low: 0, high: 1.12, ticks: [0, 0.5, 1] },
    curves: [{ colour: CURVE_COLOUR, points: CURVE.map((x) => [x, Math.exp(x)]) }],
    points: Array.from(scores, (score, digit) => {
      const x = (score - highest) / divisor;
      const colour = digit === best ? strongColour(digit) : CURVE_COLOUR;
      return { x, y: Math.exp(x), label: String(digit), colour };
    }),
  });
  drawProbabilities(grid, "probabilities", softmax(scores, divisor), { tall: axis.tall });
}

/** @param {Grid} grid @param {ArrayLike<number>} scores @param {Axis} axis */
export function drawScoreBars(grid, scores, axis) {
  const ends = `${axis.low} to ${axis.high}`;
  const note = `${trueMinus(ends)}${axis.drag ? ", drag a bar" : ""}`;
  grid.bars("scores", { title: "Scores (logits)", note, ...axis, bars: barsOf(scores, 1) });
}

/** Draw ten probabilities; the largest has its digit's colour, the others are grey.
 * @param {Grid} grid @param {string} name @param {ArrayLike<number>} probabilities
 * @param {{ title?: string, note?: string, tall?: boolean, best?: (digit: number) => string }} [more]
 */
export function drawProbabilities(grid, name, probabilities, { best, ...more } = {}) {
  const bars = barsOf(probabilities, 3, best);
  grid.bars(name, { title: "Probabilities", low: 0, high: 1, ...more, bars });
}

/** @param {ArrayLike<number>} values @param {number} places @param {(digit: number) => string} best */
function barsOf(values, places, best = strongColour) {
  const first = argmax(values);
  return Array.from(values, (value, digit) => ({
    label: String(digit),
    value,
    words: decimals(value, places),
    colour: digit === first ? best(digit) : undefined,
  }));
}

/** Return the colour of the largest of ten: one that stands out. @param {number} digit */
export function strongColour(digit) {
  const own = digit === 4 || digit === 8;
  return own ? digitColour(digit) : "color-mix(in srgb, currentColor 80%, transparent)";
}
