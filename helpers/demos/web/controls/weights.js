/** A kernel to operate: each weight is a coloured cell that can be dragged up and down, a number to
 * type, and a slider. */

import { colourOf, css, inkOn } from "../drawing/colours.js";
import { element, freshId, setStyle } from "../drawing/element.js";
import { followPointer } from "../drawing/follow.js";
import { clip } from "../mathematics/matrix.js";
import { fill } from "./slider.js";

/** The largest weight that can be typed; sliders reach as far as the kernel's weights need. */
const LIMIT = 20;
const STEP = 0.25;
/** Pixels that the pointer moves for a step; fewer than a step's are a click. */
const PIXELS = 6;

/** Return a control for the kernel, rows of numbers, that the state holds under this name.
 * @type {(name: string) => Control} */
export function weightGrid(name) {
  return (store) => {
    const grid = element("div", { class: "demo-weights", role: "group", "aria-label": "Kernel" });
    /** @type {ReturnType<typeof createWeight>[]} */
    let cells = [];
    let reach = 2;
    /** @type {(row: number, column: number, weight: number) => void} */
    const change = (row, column, weight) => {
      const kernel = store.state[name].map((/** @type {number[]} */ line) => [...line]);
      kernel[row][column] = clip(weight, -LIMIT, LIMIT);
      store.set({ [name]: kernel });
    };
    return {
      element: grid,
      show(state) {
        const side = state[name].length;
        /** @type {number[]} */
        const weights = state[name].flat();
        if (cells.length !== weights.length) {
          cells = weights.map((_, place) => {
            const [row, column] = [Math.floor(place / side), place % side];
            return createWeight(row, column, (weight) => change(row, column, weight));
          });
          grid.style.setProperty("--demo-columns", String(side));
          grid.classList.toggle("demo-narrow", side > 3);
          grid.replaceChildren(...cells.map((cell) => cell.element));
        }
        // Never shorter while a slider is held: the handle would jump under the hand.
        const largest = Math.max(2, ...weights.map((weight) => Math.ceil(Math.abs(weight))));
        reach = grid.contains(document.activeElement) ? Math.max(reach, largest) : largest;
        for (const [place, cell] of cells.entries()) cell.show(weights[place], reach);
      },
    };
  };
}

/** @param {number} row @param {number} column @param {(weight: number) => void} change */
function createWeight(row, column, change) {
  const label = `Weight row ${row + 1} column ${column + 1}`;
  const id = freshId();
  const field = element("input", { type: "number", id, step: STEP, min: -LIMIT, max: LIMIT });
  const range = element("input", { type: "range", step: STEP, "aria-label": `${label}, slider` });
  const words = element("label", { for: id, class: "demo-hidden", text: label });
  let now = 0;
  for (const input of [field, range]) {
    input.addEventListener("input", () => {
      if (!Number.isNaN(input.valueAsNumber)) change(input.valueAsNumber);
    });
  }
  field.addEventListener("change", () => {
    field.value = String(now);
  });
  let held = { y: 0, weight: 0, moved: false };
  followPointer(field, {
    start(event) {
      held = { y: event.clientY, weight: now, moved: false };
    },
    move(event) {
      const steps = Math.trunc((held.y - event.clientY) / PIXELS);
      if (steps) held.moved = true;
      if (held.moved) change(held.weight + steps * STEP);
    },
    end() {
      if (!held.moved) field.select();
    },
  });
  return {
    element: element("div", { class: "demo-weight" }, [words, field, range]),
    /** @type {(weight: number, reach: number) => void} */
    show(weight, reach) {
      now = weight;
      [range.min, range.max] = [String(-reach), String(reach)];
      if (range.valueAsNumber !== weight) range.value = String(weight);
      fill(field, weight);
      const colour = colourOf(weight, "signed", reach);
      setStyle(field, "background-color", css(colour));
      setStyle(field, "color", inkOn(colour));
    },
  };
}
