/** Picks a digit: one of the ten, which of its examples, or the one that the learner draws. */

import { element } from "../drawing/element.js";
import { menu } from "./menu.js";
import { slider } from "./slider.js";

/** What a digit is called that the learner draws. */
export const DRAWING = "drawing";

/**
 * Return a control for a digit; the state holds [digit, example] under its name, or "drawing".
 *
 * @param {string} name in the state
 * @param {string} label
 * @param {import("../mathematics/digits.js").Digits} digits
 * @param {boolean} [drawn] whether the learner's own drawing can be chosen
 * @returns {import("./slider.js").Control}
 */
export function digitPicker(name, label, digits, drawn = false) {
  /** @type {[string, string][]} */
  const options = digits.kinds.map((kind) => [String(kind), String(kind)]);
  if (drawn) options.push([DRAWING, "draw your own"]);
  /** @param {Record<string, any>} state */
  const digit = (state) => (state[name] === DRAWING ? DRAWING : String(state[name][0]));
  const which = menu(label, options, digit, (value, state) => {
    if (value === DRAWING) return { [name]: DRAWING };
    const kind = Number(value);
    const example = state[name] === DRAWING ? 0 : state[name][1];
    return { [name]: [kind, Math.min(example, digits.count(kind) - 1)] };
  });
  return (store) => {
    const chosen = which(store);
    const example = slider(name, `${label}, example`, {
      min: 0,
      max: (state) => (state[name] === DRAWING ? 0 : digits.count(state[name][0]) - 1),
      value: (state) => (state[name] === DRAWING ? 0 : state[name][1]),
      changes: (value, state) => ({ [name]: [state[name][0], value] }),
    })(store);
    return {
      element: element("div", { class: "demo-pair" }, [chosen.element, example.element]),
      show(state) {
        chosen.show(state);
        example.show(state);
        example.element.hidden = state[name] === DRAWING;
      },
    };
  };
}
