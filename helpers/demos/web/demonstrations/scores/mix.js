/** The shipped network's scores for a real digit, another one, and what lies between them. */

import { digitPicker } from "../../controls/digit.js";
import { slider } from "../../controls/slider.js";
import { below } from "../../mathematics/digits.js";
import { clip, matrix } from "../../mathematics/matrix.js";
import { forward } from "../../mathematics/network.js";
import { number } from "../../mathematics/number.js";
import { softmax } from "../../mathematics/softmax.js";
import { temperatureSlider } from "./index.js";
import { drawProbabilities, drawScoreBars, strongColour } from "./panels.js";
import { scoresInWords } from "./words.js";

/** @typedef {{ first: Example, second: Example, share: number, temperature: number }} State */

/** Of the scores: real digits seldom have more. */
const AXIS = { low: -8, high: 16 };
/** Places of the way from one digit to the other at which the network is asked. */
const PLACES = 25;

/** @type {Demonstration<State, ReturnType<typeof compute>>} */
export const mixDigits = {
  title: "Between two digits",
  controls: ({ digits }) => [
    slider("share", "Mix, %", { min: 0, max: 100 }),
    digitPicker("first", "From digit", digits),
    digitPicker("second", "To digit", digits),
    temperatureSlider(),
  ],
  compute,
  words({ first, second, share, temperature }, { scores }) {
    const { answer, details } = scoresInWords(scores, temperature);
    const mix = `${100 - share}% of a ${first[0]} and ${share}% of a ${second[0]}`;
    return { answer, details: [`The picture is ${mix}.`, ...details] };
  },
  draw(view, { image, scores, scoresAt }, { state, set }) {
    const { share, temperature } = state;
    const go = (/** @type {number} */ percent) => set({ share: Math.round(clip(percent, 0, 100)) });
    const above = view.grid("panels", 2);
    above.panel("mix", {
      title: "Drag to mix",
      note: `${100 - share}% + ${share}%`,
      cells: image,
      limit: 1,
      cursor: "ew-resize",
      write: (ink) => number(ink, 3),
      drag: ({ x }) => go((100 * x) / image.columns),
      frames: view.pointed ? [view.pointed] : [],
    });
    drawWay(view, above, state, scoresAt, go);
    const bars = view.grid("bars", 2);
    drawScoreBars(bars, scores, AXIS);
    drawProbabilities(bars, "probabilities", softmax(scores, temperature));
  },
  surprise: ({ digits }) => ({ first: digits.any(), second: digits.any(), share: 30 + below(41) }),
};

/** Draw all scores over the whole way from one digit to the other.
 * @param {View} view @param {Grid} grid @param {State} state
 * @param {(share: number) => ArrayLike<number>} scoresAt @param {(share: number) => void} drag */
function drawWay(view, grid, { first, second, share }, scoresAt, drag) {
  const shareAt = (/** @type {number} */ place) => (100 * place) / (PLACES - 1);
  const known = view.gradually(String([first, second]), PLACES, (place) =>
    scoresAt(shareAt(place)),
  );
  const ends = [first[0], second[0]];
  const digits = [...Array(10).keys()].sort((a, b) => ends.indexOf(a) - ends.indexOf(b));
  grid.plot("way", {
    title: "Scores along the way",
    note: "drag",
    x: { low: 0, high: 100, label: `% of the ${second[0]}`, ticks: [0, 50, 100] },
    y: { ...AXIS, ticks: [-5, 0, 5, 10, 15] },
    curves: digits.map((digit) => ({
      colour: ends.includes(digit) ? strongColour(digit) : "var(--demo-line)",
      name: ends.includes(digit) ? String(digit) : "",
      points: Array.from(known, (scores, place) => [shareAt(place), scores?.[digit] ?? Number.NaN]),
    })),
    mark: share,
    drag,
  });
}

/** @param {Unpacked} data @param {State} state */
function compute({ digits, layers }, { first, second, share }) {
  const [one, other] = [digits.image(...first), digits.image(...second)];
  /** So much of the first digit's ink, so much of the second's. */
  const mixed = (/** @type {number} */ percent) =>
    Float32Array.from(
      one.values,
      (ink, place) => ((100 - percent) * ink + percent * other.values[place]) / 25500,
    );
  const scoresAt = (/** @type {number} */ percent) => forward(layers, mixed(percent)).logits;
  const image = matrix(one.rows, one.columns, mixed(share));
  return { image, scores: scoresAt(share), scoresAt };
}
