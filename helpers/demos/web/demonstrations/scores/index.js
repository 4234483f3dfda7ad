/** The demonstrations of chapter 05 on given scores: ten to be changed, and a temperature. */

import { powerSlider } from "../../controls/powers.js";
import { slider } from "../../controls/slider.js";
import { drawScores } from "./panels.js";
import { scoresInWords } from "./words.js";

/** Scores that the sliders reach. */
const REACH = 10;

/** @type {import("../../shell/shell.js").Demonstration} */
export const changeScores = {
  title: "Ten scores and their probabilities",
  prepare: (data) => data,
  controls: () => [...Array(10).keys()].map(scoreSlider),
  words: (_, state) => scoresInWords(state.scores, null),
  draw(view, _, store) {
    drawScores(view.grid("panels", 3), store.state.scores, null, {
      low: -REACH,
      high: REACH,
      tall: true,
      drag: (place, value) => store.set(changed(place, Math.round(10 * value) / 10, store.state)),
    });
    return scoresInWords(store.state.scores, null);
  },
  surprise: () => ({
    scores: Array.from({ length: 10 }, () => Math.round(100 * Math.random() - 50) / 10),
  }),
};

/** @type {import("../../shell/shell.js").Demonstration} */
export const chooseTemperature = {
  title: "Temperature",
  prepare: (data) => data,
  controls: () => [temperatureSlider()],
  words: (_, { scores, temperature }) => scoresInWords(scores, temperature),
  draw(view, _, store) {
    const { scores, temperature } = store.state;
    const axis = { low: Math.min(0, ...scores), high: Math.max(1, ...scores) };
    drawScores(view.grid("panels", 3), scores, temperature, axis);
    return scoresInWords(scores, temperature);
  },
  surprise: () => ({
    scores: Array.from({ length: 10 }, () => Math.round(600 * Math.random()) / 10),
    temperature: Number((10 ** (2 * Math.random())).toPrecision(3)),
  }),
};

/** From what is as good as the largest alone to ten equals. */
export function temperatureSlider() {
  return powerSlider("temperature", "Temperature", { min: -1, max: 3 });
}

/** @param {number} digit */
function scoreSlider(digit) {
  return slider("scores", `Score of ${digit}`, {
    min: -REACH,
    max: REACH,
    step: 0.1,
    value: ({ scores }) => scores[digit],
    changes: (value, state) => changed(digit, value, state),
  });
}

/**
 * @param {number} digit
 * @param {number} value
 * @param {Record<string, any>} state
 */
function changed(digit, value, state) {
  return {
    scores: state.scores.map((/** @type {number} */ old, /** @type {number} */ place) =>
      place === digit ? value : old,
    ),
  };
}
