/** Scores and what softmax makes of them, in words; helpers/demos/scores/in_words.py says the same. */

import { argmax } from "../../mathematics/matrix.js";
import { fixed, number } from "../../mathematics/number.js";
import { softmax } from "../../mathematics/softmax.js";

/** @typedef {ArrayLike<number>} Scores ten logits */

/**
 * @param {Scores} scores
 * @param {number | null} temperature null where there is none to choose
 * @returns {import("../../shell/shell.js").Words}
 */
export function scoresInWords(scores, temperature) {
  const probabilities = softmax(scores, temperature ?? 1);
  const first = argmax(scores);
  const others = Array.from(scores, (score, digit) => (digit === first ? -Infinity : score));
  const second = argmax(others);
  const gap = scores[first] - scores[second];
  const times = Math.exp(gap / (temperature ?? 1));
  const divided = temperature === null ? "" : ` ÷ ${number(temperature)}`;
  const power = Number.isFinite(times) ? number(times) : "beyond what a 64-bit float can hold";
  const chance = (/** @type {number} */ digit) => `${decimals(100 * probabilities[digit], 1)}%`;
  const details = [`Scores: ${listed(scores, 1)}.`];
  if (temperature !== null) {
    const scaled = Array.from(scores, (score) => score / temperature);
    details.push(`Scores ÷ ${number(temperature)}: ${listed(scaled, 2)}.`);
  }
  details.push(`Probabilities: ${listed(probabilities, 3)}; their sum is 1.`);
  return {
    answer:
      `The ${first} gets ${chance(first)}, next comes the ${second} with ${chance(second)}: their ` +
      `scores differ by ${number(gap)}, and exp(${number(gap)}${divided}) is ${power}.`,
    details,
  };
}

/**
 * Return ten values, each after its digit.
 *
 * @param {ArrayLike<number>} values
 * @param {number} places
 */
export function listed(values, places) {
  return Array.from(values, (value, digit) => `${digit}: ${decimals(value, places)}`).join(", ");
}

/**
 * Return a value with so many decimals, a true minus sign, and none before a zero.
 *
 * @param {number} value
 * @param {number} places
 */
export function decimals(value, places) {
  const text = fixed(value, places);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}
