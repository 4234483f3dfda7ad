/** A digit that is dragged across its frame, and what two networks say to it. */

import { digitPicker } from "../../controls/digit.js";
import { below } from "../../mathematics/digits.js";
import { argmax } from "../../mathematics/matrix.js";
import { forward, unpackNetwork } from "../../mathematics/network.js";
import { decimals } from "../../mathematics/number.js";
import { shifted } from "../../mathematics/shift.js";
import { unpack } from "../../shell/shell.js";
import { drawProbabilities } from "../scores/panels.js";
import { drawMovable, move, moveSliders, way } from "./movable.js";

/** @import { Moved } from "./movable.js" */
/** @typedef {[string, number[]][]} Accuracy by the network's name: at 0, 1, 2, … pixels */
/** @typedef {Unpacked & { networks: [string, Layer[]][], accuracy: Accuracy }} Data */

/** Of the networks' curves. */
const COLOURS = ["#0072b2", "#e69f00"];

/** @type {Demonstration<Moved, ReturnType<typeof compute>, Data>} */
export const shiftDemo = {
  title: "A digit pushed across its frame",
  prepare({ networks, ...packed }) {
    const named = (/** @type {[string, any]} */ [name, layers]) => [name, unpackNetwork(layers)];
    return { ...unpack(packed), networks: networks.map(named) };
  },
  controls: ({ digits }) => [digitPicker("digit", "Digit", digits), ...moveSliders()],
  compute,
  words(state, { answers }) {
    const says = answers.map(
      ({ name, answer, probabilities, verdict }) =>
        `${name}: ${answer} (${percent(probabilities[answer])}), ${verdict}`,
    );
    return {
      answer: `The ${state.digit[0]}, moved ${way(state)}. ${says.join("; ")}.`,
      details: answers.map(({ name, probabilities }) => {
        const digits = [...probabilities.keys()].filter((each) => probabilities[each] >= 0.05);
        const likely = digits.map((each) => `${each}: ${percent(probabilities[each])}`);
        return `${name}, those with at least 5%: ${likely.join(", ")}.`;
      }),
    };
  },
  draw(view, { image, answers, accuracy }, store) {
    const above = view.grid("panels", 2);
    drawMovable(view, above, image, store);
    if (accuracy.length) drawAccuracy(above, accuracy, store);
    for (const { name, probabilities, verdict } of answers) {
      drawProbabilities(view.grid("answers", 2), name, probabilities, {
        title: name,
        note: verdict,
      });
    }
  },
  surprise: ({ digits }) => ({ digit: digits.any(), right: below(9) - 4, down: below(9) - 4 }),
};

/** Draw how many of a thousand digits each network reads when they are moved so far.
 * @param {Grid} grid @param {Accuracy} accuracy @param {Store<Moved>} store */
function drawAccuracy(grid, accuracy, store) {
  const far = Math.max(...accuracy.map(([, values]) => values.length)) - 1;
  const moved = Math.hypot(store.state.right, store.state.down);
  const networks = accuracy.map(([name, values], place) => ({
    colour: COLOURS[place % 2],
    name,
    values: values.map((share) => 100 * share),
  }));
  grid.plot("accuracy", {
    title: "A thousand digits",
    note: "accuracy, %",
    x: { low: 0, high: far, label: "pixels moved", ticks: [...Array(far + 1).keys()] },
    y: { low: 0, high: 100, ticks: [0, 50, 100] },
    curves: [
      ...networks.map(({ values, ...line }) => ({ ...line, points: [...values.entries()] })),
      {
        name: "guessing",
        colour: "var(--demo-line)",
        dashed: true,
        points: [0, far].map((x) => [x, 10]),
      },
    ],
    points: networks.map(({ values, colour }) => ({ x: moved, y: between(values, moved), colour })),
    mark: Math.min(moved, far),
    drag: (pixels) => move(store, Math.round(pixels), 0),
  });
}

/** @param {number[]} values @param {number} place */
function between(values, place) {
  const first = Math.min(Math.floor(place), values.length - 1);
  const next = Math.min(first + 1, values.length - 1);
  return values[first] + (place - first) * (values[next] - values[first]);
}

/** @param {Data} data @param {Moved} state */
function compute({ digits, networks, accuracy }, { digit, right, down }) {
  const image = shifted(digits.image(...digit), right, down);
  const answers = networks.map(([name, layers]) => {
    const { probabilities } = forward(layers, image.values, 255);
    const answer = argmax(probabilities);
    return { name, probabilities, answer, verdict: answer === digit[0] ? "right" : "wrong" };
  });
  return { image, answers, accuracy };
}

/** @param {number} probability */
function percent(probability) {
  return probability > 0.99 ? "over 99%" : `${decimals(100 * probability, 0)}%`;
}
