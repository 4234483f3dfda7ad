/** The shipped network's scores for a real digit, another one, and what lies between them. */

import { digitPicker } from "../../controls/digit.js";
import { slider } from "../../controls/slider.js";
import { unpackDigits } from "../../mathematics/digits.js";
import { matrix } from "../../mathematics/matrix.js";
import { forward, unpackNetwork } from "../../mathematics/network.js";
import { number } from "../../mathematics/number.js";
import { softmax } from "../../mathematics/softmax.js";
import { hereFrame } from "../kernel_lab/pointing.js";
import { temperatureSlider } from "./index.js";
import { drawProbabilities, drawScoreBars, strongColour } from "./panels.js";
import { scoresInWords } from "./words.js";

/** @typedef {{ digits: import("../../mathematics/digits.js").Digits,
 *   layers: import("../../mathematics/network.js").Layer[] }} Data */
/**
 * @typedef {object} State
 * @property {[number, number]} first digit and example
 * @property {[number, number]} second
 * @property {number} share how much of the second there is in the picture, in per cent
 * @property {number} temperature
 */

/** Of the scores: real digits seldom have more. */
const AXIS = { low: -8, high: 16 };
/** Places of the way from one digit to the other at which the network is asked. */
const PLACES = 25;

/** @type {import("../../shell/shell.js").Demonstration} */
export const mixDigits = {
  title: "Between two digits",
  prepare: ({ digits, network }) => ({
    digits: unpackDigits(digits),
    layers: unpackNetwork(network),
  }),
  controls: ({ digits }) => [
    slider("share", "Mix, %", { min: 0, max: 100 }),
    digitPicker("first", "From digit", digits),
    digitPicker("second", "To digit", digits),
    temperatureSlider(),
  ],
  words: (data, state) => words(state, scoresOf(data, mixed(data, state))),
  draw(view, data, store) {
    const state = /** @type {State} */ (store.state);
    const image = mixed(data, state);
    const scores = scoresOf(data, image);
    const grid = view.grid("panels", 2);
    /** @param {number} share */
    const go = (share) => store.set({ share: Math.round(Math.min(Math.max(share, 0), 100)) });
    /** @param {{ x: number }} place */
    const move = ({ x }) => go((100 * x) / image.columns);
    grid.panel("mix", {
      title: "Drag to mix",
      note: `${100 - state.share}% + ${state.share}%`,
      cells: image,
      look: "ink",
      limit: 1,
      cursor: "ew-resize",
      tell: ({ row, column }) =>
        `row ${row}, column ${column}: ${number(image.values[row * image.columns + column], 3)}`,
      press: ({ column }) => move({ x: column + 0.5 }),
      drag: move,
      frames: view.pointed ? [hereFrame(view.pointed.row, view.pointed.column)] : [],
    });
    drawWay(view, grid, data, state, go);
    const below = view.grid("bars", 2);
    drawScoreBars(below, scores, AXIS);
    const probabilities = softmax(scores, state.temperature);
    drawProbabilities(below, "probabilities", "Probabilities", probabilities);
    return words(state, scores);
  },
  surprise({ digits }) {
    const any = (/** @type {number} */ below) => Math.floor(Math.random() * below);
    const digit = () => {
      const kind = digits.kinds[any(digits.kinds.length)];
      return [kind, any(digits.count(kind))];
    };
    return { first: digit(), second: digit(), share: 30 + any(41) };
  },
};

/**
 * Draw all scores over the whole way from one digit to the other.
 *
 * @param {import("../../shell/view.js").View} view
 * @param {ReturnType<import("../../shell/view.js").View["grid"]>} grid
 * @param {Data} data
 * @param {State} state
 * @param {(share: number) => void} go
 */
function drawWay(view, grid, data, state, go) {
  const { first, second } = state;
  const shareAt = (/** @type {number} */ place) => (100 * place) / (PLACES - 1);
  const known = view.gradually("way", JSON.stringify([first, second]), PLACES, (place) =>
    scoresOf(data, mixed(data, { ...state, share: shareAt(place) })),
  );
  const ends = [first[0], second[0]];
  const digits = [...Array(10).keys()].sort((a, b) => ends.indexOf(a) - ends.indexOf(b));
  grid.plot("way", {
    title: "Scores along the way",
    note: "drag",
    x: { low: 0, high: 100, label: `% of the ${second[0]}`, ticks: labelled([0, 50, 100]) },
    y: { ...AXIS, label: "", ticks: labelled([-5, 0, 5, 10, 15]) },
    curves: digits.map((digit) => ({
      colour: ends.includes(digit) ? strongColour(digit) : "var(--demo-line)",
      name: ends.includes(digit) ? String(digit) : "",
      points: Array.from(known, (scores, place) => [shareAt(place), scores?.[digit] ?? Number.NaN]),
    })),
    points: [],
    mark: state.share,
    drag: go,
  });
}

/** @param {number[]} values @returns {[number, string][]} */
function labelled(values) {
  return values.map((value) => [value, number(value)]);
}

/**
 * Return the picture: so much of the first digit's ink, so much of the second's.
 *
 * @param {Data} data
 * @param {State} state
 */
function mixed({ digits }, { first, second, share }) {
  const [one, other] = [digits.image(...first), digits.image(...second)];
  const values = Float32Array.from(
    one.values,
    (ink, place) => ((100 - share) * ink + share * other.values[place]) / 25500,
  );
  return matrix(one.rows, one.columns, values);
}

/** @param {Data} data @param {import("../../mathematics/matrix.js").Matrix} image */
function scoresOf({ layers }, image) {
  return forward(layers, image.values).logits;
}

/** @param {State} state @param {Float32Array} scores */
function words(state, scores) {
  const { answer, details } = scoresInWords(scores, state.temperature);
  const mix = `${100 - state.share}% of a ${state.first[0]} and ${state.share}% of a ${state.second[0]}`;
  return { answer, details: [`The picture is ${mix}.`, ...details] };
}
