/** The kernel laboratory of chapter 02: one kernel at work on two digits. */

import { buttons } from "../../controls/buttons.js";
import { DRAWING, digitPicker } from "../../controls/digit.js";
import { menu, pair } from "../../controls/menu.js";
import { slider } from "../../controls/slider.js";
import { stepper } from "../../controls/stepper.js";
import { weightGrid } from "../../controls/weights.js";
import { element } from "../../drawing/element.js";
import { outputSize } from "../../mathematics/convolution.js";
import { compute } from "./numbers.js";
import { draw } from "./panels.js";
import { words } from "./words.js";

/** @import { Data, Result, State } from "./numbers.js" */

const OWN = "your own";

/** @type {Demonstration<State, Result, Data>} */
export const kernelLab = {
  title: "Kernel laboratory",
  controls: ({ digits, presets }) => [
    pair(
      menu(
        "Preset",
        [...Object.keys(presets), OWN].map((name) => [name, name]),
        ({ kernel }) =>
          Object.keys(presets).find((name) => String(presets[name]) === String(kernel)) ?? OWN,
        (name) => (name === OWN ? {} : { kernel: presets[name] }),
      ),
      menu(
        "Kernel size",
        [
          ["3", "3×3"],
          ["5", "5×5"],
        ],
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
    slider("filled", "Step", { min: 1, max: count, value: now, changes: stepped }),
    stepper({ count, now, changes: stepped }),
  ],
  compute,
  words,
  draw,
  surprise: ({ digits }, { first }) =>
    first === DRAWING ? { second: digits.any() } : { first: digits.any(), second: digits.any() },
};

/** Buttons that are there while a digit is the learner's own. @type {Control} */
function strokesButtons(store) {
  const disabled = (/** @type {any} */ state) => state.strokes.length === 0;
  const undo = () => store.set({ strokes: store.state.strokes.slice(0, -1) });
  const clear = () => store.set({ strokes: [] });
  const built = buttons(() => [
    { label: "Undo stroke", press: undo, disabled },
    { label: "Clear drawing", press: clear, disabled },
  ])(store);
  const text = "Draw on the digit. By keyboard: Space starts a line, Enter draws it to the cell.";
  const hint = element("div", { class: "demo-hint", text });
  const box = element("div", {}, [built.element, hint]);
  return {
    element: box,
    show(state) {
      box.hidden = state.first !== DRAWING && state.second !== DRAWING;
      built.show(state);
    },
  };
}

/** Rows and columns of the map. @param {any} state */
function side({ kernel, stride, padding }) {
  return outputSize(28, kernel.length, stride, padding);
}

/** @param {any} state */
function count(state) {
  return side(state) ** 2;
}

/** @param {any} state */
function now(state) {
  return state.filled ?? count(state);
}

/** The window stands where the last cell was computed. @param {number} step @param {any} state */
function stepped(step, state) {
  const length = side(state);
  const place = step - 1;
  const cell = [state.cell[0], Math.floor(place / length), place % length];
  return { filled: step === count(state) ? null : step, cell };
}

/** Return the kernel with a ring of zeros around it, or without its outermost ring.
 * @param {number[][]} kernel @param {number} size */
function resized(kernel, size) {
  const change = (size - kernel.length) / 2;
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => kernel[row - change]?.[column - change] ?? 0),
  );
}
