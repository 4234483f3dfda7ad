/** The drawing pad of chapter 00: all layers of the network light up while the pen moves. */

import { buttons } from "../../controls/buttons.js";
import { paper } from "../../controls/paper.js";
import { slider } from "../../controls/slider.js";
import { argmax } from "../../mathematics/matrix.js";
import { fixed } from "../../mathematics/number.js";
import { seen } from "../../mathematics/receptive_field.js";
import { enlarged, unpack } from "./numbers.js";
import { drawLayers } from "./panels.js";

/** @typedef {import("./numbers.js").State} State */
/** @typedef {import("./numbers.js").Data} Data */
/** @typedef {import("../../shell/questions.js").Asked} Asked */

/** Of the paper. */
const MIDDLE = 140;

const none = (/** @type {any} */ { strokes }) => strokes.length === 0;

/** @type {import("../../shell/shell.js").Demonstration} */
export const drawingPad = {
  title: "Drawing pad",
  prepare: unpack,
  controls: () => [
    paper(),
    slider("thickness", "Thickness", { min: 8, max: 40, step: 2 }),
    buttons((store) => [
      {
        label: "Undo",
        press: () => store.set({ strokes: store.state.strokes.slice(0, -1) }),
        disabled: none,
      },
      { label: "Clear", press: () => store.set({ strokes: [] }), disabled: none },
    ]),
  ],
  words: (data, state) => words(data, state),
  draw(view, data, store, questions) {
    const state = /** @type {State} */ (store.state);
    drawLayers(view, data, store);
    if (data.result(state.strokes).several) {
      return words(data, state, questions.ask({ strokes: state.strokes }));
    }
    questions.drop();
    return words(data, state);
  },
  /** Draw a digit, more or less slanted, with a thinner or thicker pen. */
  surprise({ digits }) {
    const thickness = 2 * Math.floor(6 + 8 * Math.random());
    const slant = 0.6 * Math.random() - 0.3;
    const strokes = /** @type {number[][]} */ (digits[Math.floor(10 * Math.random())]);
    return {
      thickness,
      strokes: strokes.map(([, ...points]) => [
        thickness,
        ...points.map((place, nth) =>
          nth % 2 ? place : Math.round(place + slant * (MIDDLE - points[nth + 1])),
        ),
      ]),
    };
  },
};

/**
 * @param {Data} data
 * @param {State} state
 * @param {Asked} [asked]
 * @returns {import("../../shell/shell.js").Words}
 */
function words(data, state, asked) {
  const { probabilities, several, image } = data.result(state.strokes);
  const { layer, unit, row, column, value } = enlarged(data, state);
  const [down, right] = [row, column].map((place) =>
    seen(data.fields[layer], place, image.rows).join(" to "),
  );
  const listed = Array.from(probabilities, (each, digit) => `${digit}: ${fixed(each, 3)}`);
  const details = [
    `Probabilities: ${listed.join(", ")}.`,
    `Layer ${layer + 1}, map ${unit}: its strongest unit, at row ${row}, column ${column}, gives ` +
      `${fixed(value, 2).replace("-", "−")} and sees rows ${down}, columns ${right} of what the ` +
      "network sees.",
  ];
  if (several) {
    const all = "The bars and maps show all of them as one digit.";
    return { answer: answerOfPython(asked), details: [all, ...details] };
  }
  const before = none(state) ? "Draw a digit on the paper. Until then, an example. " : "";
  return { answer: before + sentence(probabilities, data.threshold), details };
}

/** @param {ArrayLike<number>} probabilities @param {number} threshold */
function sentence(probabilities, threshold) {
  const digit = argmax(probabilities);
  const percent = Math.floor(probabilities[digit] * 100 + 1e-9);
  const start =
    probabilities[digit] < threshold ? "I'm not sure; it could be" : "The number is probably";
  return `${start} a ${digit} (${percent}%).`;
}

/** @param {Asked} [asked] */
function answerOfPython(asked) {
  if (asked?.answer) return asked.answer;
  if (!asked?.silent) return "Several digits: Python is asked which strokes belong together.";
  return (
    "Several digits: only Python can tell them apart, and it does not answer. Is the kernel " +
    "busy or gone? The page goes on asking; it reads a single digit by itself."
  );
}
