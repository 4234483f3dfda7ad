/** The loss over one weight, under the names of helpers/demos/one_weight.py. */

/**
 * What the loss needs of every image, and the weight and the loss as they are now.
 *
 * @typedef {object} Weighed
 * @property {number[]} inputs what the weight is multiplied by
 * @property {number[]} probabilities of the digit whose score the weight is part of
 * @property {number[]} right 1 where the image shows this digit, else 0
 * @property {number} weight
 * @property {number} loss
 */

/**
 * Return the loss when the weight has another value.
 *
 * @param {Weighed} weighed
 * @param {number} weight
 */
export function lossAt({ inputs, probabilities, right, weight: now, loss }, weight) {
  const grown = inputs.map((input, image) => {
    const difference = input * (weight - now);
    const probability = probabilities[image];
    const power = Math.log(1 - probability + probability * Math.exp(difference));
    return power - right[image] * difference;
  });
  return loss + mean(grown);
}

/**
 * Return the slope of the loss at a weight: the mean of input · (probability − right).
 *
 * @param {Weighed} weighed
 * @param {number} weight
 */
export function slopeAt({ inputs, probabilities, right, weight: now }, weight) {
  return mean(
    inputs.map((input, image) => {
      const share = probabilities[image] * Math.exp(input * (weight - now));
      return input * (share / (1 - probabilities[image] + share) - right[image]);
    }),
  );
}

/**
 * Return the weight before the first step and after each.
 *
 * @param {Weighed} weighed
 * @param {number} start
 * @param {number} learningRate
 * @param {number} steps
 */
export function descend(weighed, start, learningRate, steps) {
  const way = [start];
  for (let step = 0; step < steps; step += 1) {
    way.push(way[step] - learningRate * slopeAt(weighed, way[step]));
  }
  return way;
}

/** @param {number[]} values */
function mean(values) {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
