/** The demonstrations of chapter 05 on given scores: ten to be changed, and a temperature. */

import { powerSlider } from "../../controls/powers.js";
import { replaced, slider } from "../../controls/slider.js";
import { drawScores } from "./panels.js";
import { scoresInWords } from "./words.js";

/** Scores that the sliders reach. */
const REACH = 10;

/** @type {Demonstration<{ scores: number[] }, unknown>} */
export const changeScores = {
  title: "Ten scores and their probabilities",
  controls: () =>
    Array.from({ length: 10 }, (_, digit) =>
      slider("scores", `Score of ${digit}`, {
        min: -REACH,
        max: REACH,
        step: 0.1,
        value: ({ scores }) => scores[digit],
        changes: (value, { scores }) => ({ scores: replaced(scores, digit, value) }),
      }),
    ),
  compute() {},
  words: ({ scores }) => scoresInWords(scores, null),
  draw(view, _, store) {
    drawScores(view.grid("panels", 3), store.state.scores, null, {
      low: -REACH,
      high: REACH,
      tall: true,
      drag: (place, value) =>
        store.set({ scores: replaced(store.state.scores, place, Math.round(10 * value) / 10) }),
    });
  },
  surprise: () => ({
    scores: Array.from({ length: 10 }, () => Math.round(100 * Math.random() - 50) / 10),
  }),
};

/** @type {Demonstration<{ scores: number[], temperature: number }, unknown>} */
export const chooseTemperature = {
  title: "Temperature",
  controls: () => [temperatureSlider()],
  compute() {},
  words: ({ scores, temperature }) => scoresInWords(scores, temperature),
  draw(view, _, { state: { scores, temperature } }) {
    const axis = { low: Math.min(0, ...scores), high: Math.max(1, ...scores) };
    drawScores(view.grid("panels", 3), scores, temperature, axis);
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
