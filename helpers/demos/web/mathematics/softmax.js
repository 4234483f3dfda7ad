/** Softmax under the name of helpers/softmax.py. */

/**
 * Turn scores into probabilities.
 *
 * @param {ArrayLike<number>} scores
 * @param {number} [temperature] above 1 evens the probabilities out, below 1 sharpens them
 * @returns {Float64Array} they add up to 1
 */
export function softmax(scores, temperature = 1) {
  const scaled = Float64Array.from(scores, (score) => score / temperature);
  // The largest score becomes exp(0): none of the others can grow beyond all numbers.
  const largest = Math.max(...scaled);
  const powers = scaled.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
