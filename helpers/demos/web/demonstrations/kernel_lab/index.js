/** The kernel laboratory of chapter 02: one kernel at work on two digits. */

import { buttons } from "../../controls/buttons.js";
import { DRAWING, digitPicker } from "../../controls/digit.js";
import { menu, pair } from "../../controls/menu.js";
import { slider } from "../../controls/slider.js";
import { stepper } from "../../controls/stepper.js";
import { weightGrid } from "../../controls/weights.js";
import { element } from "../../drawing/element.js";
import { outputSize } from "../../mathematics/convolution.js";
import { unpackDigits } from "../../mathematics/digits.js";
import { compute } from "./numbers.js";
import { drawLab } from "./panels.js";
import { words } from "./words.js";

const OWN = "your own";
const SIZES = /** @type {[string, string][]} */ ([
  ["3", "3×3"],
  ["5", "5×5"],
]);

/** @typedef {import("./numbers.js").State} State */

/** @type {import("../../shell/shell.js").Demonstration} */
export const kernelLab = {
  title: "Kernel laboratory",
  prepare: ({ digits, presets }) => ({ digits: unpackDigits(digits), presets }),
  controls: ({ digits, presets }) => [
    pair(
      menu(
        "Preset",
        [...Object.keys(presets), OWN].map((name) => [name, name]),
        (state) => Object.keys(presets).find((name) => same(presets[name], state.kernel)) ?? OWN,
        (name) => (name === OWN ? {} : { kernel: presets[name] }),
      ),
      menu(
        "Kernel size",
        SIZES,
        (state) => String(state.kernel.length),
        (size, state) => ({ kernel: resized(state.kernel, Number(size)) }),
      ),
      "calc(100% - 68px)",
    ),
    weightGrid("kernel"),
    slider("bias", "Bias", { min: -500, max: 500, step: 5 }),
    slider("stride", "Stride", { min: 1, max: 4 }),
    slider("padding", "Padding", { min: 0, max: 4 }),
    digitPicker("first", "Upper digit", digits, true),
    digitPicker("second", "Lower digit", digits, true),
    strokesButtons,
    slider("filled", "Step", {
      min: 1,
      max: count,
      value: (state) => state.filled ?? count(state),
      changes: stepped,
    }),
    stepper({ count, now: (state) => state.filled ?? count(state), changes: stepped }),
  ],
  words: (data, state) => words(state, compute(data, state)),
  draw(view, data, store) {
    const result = compute(data, store.state);
    drawLab(view, result, store);
    return words(store.state, result);
  },
  surprise(data, state) {
    const { kinds, count: examples } = data.digits;
    const any = (/** @type {number} */ below) => Math.floor(Math.random() * below);
    const digit = () => {
      const kind = kinds[any(kinds.length)];
      return [kind, any(examples(kind))];
    };
    return state.first === DRAWING ? { second: digit() } : { first: digit(), second: digit() };
  },
};

/**
 * Buttons that are there while a digit is the learner's own.
 *
 * @type {import("../../controls/slider.js").Control}
 */
function strokesButtons(store) {
  const none = (/** @type {any} */ state) => state.strokes.length === 0;
  const undo = () => store.set({ strokes: store.state.strokes.slice(0, -1) });
  const clear = () => store.set({ strokes: [] });
  const built = buttons(() => [
    { label: "Undo stroke", press: undo, disabled: none },
    { label: "Clear drawing", press: clear, disabled: none },
  ])(store);
  const hint = "Draw on the digit. By keyboard: Space starts a line, Enter draws it to the cell.";
  const box = element("div", {}, [
    built.element,
    element("div", { class: "demo-hint", text: hint }),
  ]);
  return {
    element: box,
    show(state) {
      box.hidden = state.first !== DRAWING && state.second !== DRAWING;
      built.show(state);
    },
  };
}

/** @param {any} state */
function side({ kernel, stride, padding }) {
  return outputSize(28, kernel.length, stride, padding);
}

/** @param {any} state */
function count(state) {
  return side(state) ** 2;
}

/**
 * Go to a step: the window stands where the last cell was computed.
 *
 * @param {number} step
 * @param {any} state
 */
function stepped(step, state) {
  const length = side(state);
  const place = step - 1;
  const cell = [state.cell[0], Math.floor(place / length), place % length];
  return { filled: step === count(state) ? null : step, cell };
}

/** @param {number[][]} first @param {number[][]} second */
function same(first, second) {
  return JSON.stringify(first) === JSON.stringify(second);
}

/**
 * Return the kernel with a ring of zeros around it, or without its outermost ring.
 *
 * @param {number[][]} kernel
 * @param {number} size
 */
function resized(kernel, size) {
  const change = (size - kernel.length) / 2;
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => kernel[row - change]?.[column - change] ?? 0),
  );
}
