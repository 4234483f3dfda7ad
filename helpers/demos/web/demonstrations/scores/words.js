/** Scores and what softmax makes of them, in words; helpers/demos/scores/in_words.py says the same. */

import { argmax } from "../../mathematics/matrix.js";
import { decimals, listed, number } from "../../mathematics/number.js";
import { softmax } from "../../mathematics/softmax.js";

/** @param {ArrayLike<number>} scores ten logits
 * @param {number | null} temperature null where there is none to choose
 * @returns {Words} */
export function scoresInWords(scores, temperature) {
  const probabilities = softmax(scores, temperature ?? 1);
  const first = argmax(scores);
  const second = argmax(Array.from(scores, (score, n) => (n === first ? -Infinity : score)));
  const gap = scores[first] - scores[second];
  const times = Math.exp(gap / (temperature ?? 1));
  const divided = temperature === null ? "" : ` ÷ ${number(temperature)}`;
  const power = Number.isFinite(times) ? number(times) : "beyond what a 64-bit float can hold";
  const chance = (/** @type {number} */ digit) => `${decimals(100 * probabilities[digit], 1)}%`;
  const details = [`Scores: ${listed(scores, 1)}.`];
  if (temperature !== null) {
    const scaled = Array.from(scores, (score) => score / temperature);
    details.push(`Scores${divided}: ${listed(scaled, 2)}.`);
  }
  details.push(`Probabilities: ${listed(probabilities, 3)}; their sum is 1.`);
  return {
    answer:
      `The ${first} gets ${chance(first)}, next comes the ${second} with ${chance(second)}: their ` +
      `scores differ by ${number(gap)}, and exp(${number(gap)}${divided}) is ${power}.`,
    details,
  };
}
