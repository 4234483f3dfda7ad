/** A digit that is dragged across its frame, and what two networks say to it. */

import { digitPicker } from "../../controls/digit.js";
import { slider } from "../../controls/slider.js";
import { unpackDigits } from "../../mathematics/digits.js";
import { argmax } from "../../mathematics/matrix.js";
import { forward, unpackNetwork } from "../../mathematics/network.js";
import { shifted } from "../../mathematics/shift.js";
import { drawProbabilities } from "../scores/panels.js";
import { decimals } from "../scores/words.js";
import { drawMovable, FARTHEST, move, way } from "./movable.js";

/** Of the networks' curves. */
const COLOURS = ["#0072b2", "#e69f00"];
const GUESSING = { name: "guessing", colour: "var(--demo-line)", dashed: true };

/** @typedef {import("../../mathematics/network.js").Layer} Layer */
/**
 * @typedef {object} Data
 * @property {import("../../mathematics/digits.js").Digits} digits
 * @property {[string, Layer[]][]} networks by name
 * @property {[string, number[]][]} accuracy by name: at 0, 1, 2, … pixels
 */
/**
 * @typedef {object} State
 * @property {[number, number]} digit and example
 * @property {number} right
 * @property {number} down
 */
/** @typedef {{ name: string, probabilities: Float64Array }} Answer */

/** @type {import("../../shell/shell.js").Demonstration} */
export const shiftDemo = {
  title: "A digit pushed across its frame",
  prepare: ({ digits, networks, accuracy }) => ({
    digits: unpackDigits(digits),
    networks: networks.map((/** @type {[string, any]} */ [name, packed]) => [
      name,
      unpackNetwork(packed),
    ]),
    accuracy,
  }),
  controls: ({ digits }) => [
    digitPicker("digit", "Digit", digits),
    slider("right", "Pixels right", { min: -FARTHEST, max: FARTHEST }),
    slider("down", "Pixels down", { min: -FARTHEST, max: FARTHEST }),
  ],
  words: (data, state) => words(state, answersOf(data, state)),
  draw(view, data, store) {
    const state = /** @type {State} */ (store.state);
    const answers = answersOf(data, state);
    const image = shifted(data.digits.image(...state.digit), state.right, state.down);
    drawMovable(view, view.grid("panels", 2), image, store);
    if (data.accuracy.length) drawAccuracy(view, data, store);
    for (const { name, probabilities } of answers) {
      const verdict = argmax(probabilities) === state.digit[0] ? "right" : "wrong";
      drawProbabilities(view.grid("answers", 2), name, name, probabilities, false, verdict);
    }
    return words(state, answers);
  },
  surprise({ digits }) {
    const any = (/** @type {number} */ below) => Math.floor(Math.random() * below);
    const kind = digits.kinds[any(digits.kinds.length)];
    return { digit: [kind, any(digits.count(kind))], right: any(9) - 4, down: any(9) - 4 };
  },
};

/**
 * Draw how many of a thousand digits each network reads when they are moved so far.
 *
 * @param {import("../../shell/view.js").View} view
 * @param {Data} data
 * @param {import("../../shell/store.js").Store} store
 */
function drawAccuracy(view, data, store) {
  const { right, down } = /** @type {State} */ (store.state);
  const far = Math.max(...data.accuracy.map(([, values]) => values.length)) - 1;
  const moved = distance({ right, down });
  view.grid("panels", 2).plot("accuracy", {
    title: "A thousand digits",
    note: "accuracy, %",
    x: { low: 0, high: far, label: "pixels moved", ticks: ticks(far) },
    y: {
      low: 0,
      high: 1,
      label: "",
      ticks: [
        [0, "0"],
        [0.5, "50"],
        [1, "100"],
      ],
    },
    curves: [
      ...data.accuracy.map(([name, values], place) => ({
        colour: COLOURS[place % 2],
        name,
        points: /** @type {[number, number][]} */ (values.map((value, pixels) => [pixels, value])),
      })),
      { ...GUESSING, points: /** @type {[number, number][]} */ ([0, far].map((x) => [x, 0.1])) },
    ],
    points: data.accuracy.map(([, values], place) => ({
      x: moved,
      y: between(values, moved),
      colour: COLOURS[place % 2],
    })),
    mark: Math.min(moved, far),
    drag: (pixels) => move(store, Math.round(pixels), 0),
  });
}

/** @param {number} far @returns {[number, string][]} */
function ticks(far) {
  return Array.from({ length: far + 1 }, (_, pixels) => [pixels, String(pixels)]);
}

/** How far it is, as the crow flies. */
function distance(/** @type {{ right: number, down: number }} */ { right, down }) {
  return Math.hypot(right, down);
}

/** @param {number[]} values @param {number} place */
function between(values, place) {
  const first = Math.min(Math.floor(place), values.length - 1);
  const next = Math.min(first + 1, values.length - 1);
  return values[first] + (place - first) * (values[next] - values[first]);
}

/** @param {Data} data @param {State} state @returns {Answer[]} */
function answersOf(data, { digit, right, down }) {
  const image = shifted(data.digits.image(...digit), right, down);
  const pixels = Float32Array.from(image.values, (ink) => ink / 255);
  return data.networks.map(([name, layers]) => ({
    name,
    probabilities: forward(layers, pixels).probabilities,
  }));
}

/**
 * @param {State} state
 * @param {Answer[]} answers
 */
function words(state, answers) {
  const kind = state.digit[0];
  const says = answers.map(({ name, probabilities }) => {
    const answer = argmax(probabilities);
    return `${name}: ${answer} (${percent(probabilities[answer])}), ${answer === kind ? "right" : "wrong"}`;
  });
  return {
    answer: `The ${kind}, moved ${way(state)}. ${says.join("; ")}.`,
    details: answers.map(({ name, probabilities }) => {
      const digits = [...probabilities.keys()].filter((each) => probabilities[each] >= 0.05);
      const listed = digits.map((each) => `${each}: ${percent(probabilities[each])}`);
      return `${name}, those with at least 5%: ${listed.join(", ")}.`;
    }),
  };
}

/** @param {number} probability */
function percent(probability) {
  return probability > 0.99 ? "over 99%" : `${decimals(100 * probability, 0)}%`;
}
