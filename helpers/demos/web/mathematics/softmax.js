/** Softmax under the name of helpers/softmax.py. */

/** Turn scores into probabilities, which add up to 1; a temperature above 1 evens them out, below 1
 * sharpens them.
 * @type {(scores: ArrayLike<number>, temperature?: number) => Float64Array} */
export function softmax(scores, temperature = 1) {
  const scaled = Float64Array.from(scores, (score) => score / temperature);
  // The largest score becomes exp(0): none of the others can grow beyond all numbers.
  const largest = Math.max(...scaled);
  const powers = scaled.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
