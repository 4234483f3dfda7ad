/** The loss over one weight, under the names of helpers/demos/one_weight.py. */

import { total } from "./matrix.js";

/** What the loss needs of every image: what the weight is multiplied by, the probability of the
 * digit whose score it is part of, and 1 where the image shows this digit, else 0; and the weight
 * and the loss as they are now.
 * @typedef {{ inputs: number[], probabilities: number[], right: number[], weight: number,
 *   loss: number }} Weighed */

/** @type {(weighed: Weighed, weight: number) => number} the loss when the weight is another */
export function lossAt({ inputs, probabilities, right, weight: now, loss }, weight) {
  const grown = inputs.map((input, image) => {
    const difference = input * (weight - now);
    const probability = probabilities[image];
    const power = Math.log(1 - probability + probability * Math.exp(difference));
    return power - right[image] * difference;
  });
  return loss + mean(grown);
}

/** Return the slope of the loss at a weight: the mean of input · (probability − right).
 * @type {(weighed: Weighed, weight: number) => number} */
export function slopeAt({ inputs, probabilities, right, weight: now }, weight) {
  const slopes = inputs.map((input, image) => {
    const share = probabilities[image] * Math.exp(input * (weight - now));
    return input * (share / (1 - probabilities[image] + share) - right[image]);
  });
  return mean(slopes);
}

/** Return the weight before the first step and after each.
 * @type {(weighed: Weighed, start: number, learningRate: number, steps: number) => number[]} */
export function descend(weighed, start, learningRate, steps) {
  const way = [start];
  for (let step = 0; step < steps; step += 1) {
    way.push(way[step] - learningRate * slopeAt(weighed, way[step]));
  }
  return way;
}

const mean = (/** @type {number[]} */ values) => total(values) / values.length;
